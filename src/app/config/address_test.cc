#include "app/config/address.h"

#include <gtest/gtest.h>

namespace picket::app {
namespace {

TEST(ParseListen, TakesAddressAndPort) {
  const auto v4 = parse_listen("127.0.0.1:9000");
  ASSERT_TRUE(v4.has_value());
  EXPECT_EQ(v4->host, "127.0.0.1");
  EXPECT_EQ(v4->port, 9000);
  const auto v6 = parse_listen("[::1]:80");
  ASSERT_TRUE(v6.has_value());
  EXPECT_EQ(v6->host, "::1");
  const auto all = parse_listen(":9000");
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(all->host, "0.0.0.0");
  EXPECT_EQ(parse_listen("localhost:1")->host, "127.0.0.1");
}

TEST(ParseListen, RefusesWhatIsNotBoth) {
  for (const std::string_view bad :
       {"", "9000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x", "::1:9000",
        "example.org:9000", "[127.0.0.1]x:1", "300.0.0.1:1"})
    EXPECT_FALSE(parse_listen(bad).has_value()) << bad;
}

TEST(FormatListen, InvertsParseListen) {
  for (const std::string_view text : {"127.0.0.1:9000", "[::1]:80"})
    EXPECT_EQ(format_listen(*parse_listen(text)), text);
}

TEST(IsBaseUrl, NeedsSchemeAndHostOnly) {
  for (const std::string_view good :
       {"http://a", "https://errors.example.com/picket", "http://[::1]:9000/"})
    EXPECT_TRUE(is_base_url(good)) << good;
  for (const std::string_view bad : {"", "a.example", "ftp://a", "http://", "http:///x",
                                     "http://a?b", "http://a#b", "http://u@a", "http://a b"})
    EXPECT_FALSE(is_base_url(bad)) << bad;
}

TEST(PublicUrl, ComesFromTheListenAddressUnlessSet) {
  Settings settings;
  settings.listen = "0.0.0.0:9000";
  EXPECT_EQ(public_url(settings), "http://127.0.0.1:9000");
  settings.listen = "[::]:9000";
  EXPECT_EQ(public_url(settings), "http://127.0.0.1:9000");
  settings.listen = "[::1]:80";
  EXPECT_EQ(public_url(settings), "http://[::1]:80");
  settings.url = "https://errors.example.com/picket//";
  EXPECT_EQ(public_url(settings), "https://errors.example.com/picket");
}

TEST(IngestUrl, IsThePublicUrlUnlessSet) {
  Settings settings;
  settings.url = "https://errors.example.com";
  EXPECT_EQ(ingest_url(settings), "https://errors.example.com");
  settings.ingest_url = "https://in.example.com/";
  EXPECT_EQ(ingest_url(settings), "https://in.example.com");
}

TEST(MakeDsn, KeepsPortAndPrefix) {
  EXPECT_EQ(make_dsn("http://127.0.0.1:9000", "abc", 1), "http://abc@127.0.0.1:9000/1");
  EXPECT_EQ(make_dsn("https://e.example/picket", "abc", 42), "https://abc@e.example/picket/42");
}

}  // namespace
}  // namespace picket::app
