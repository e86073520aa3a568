#include "load/url.h"

#include <gtest/gtest.h>

namespace picket::load {
namespace {

TEST(ParseUrl, ReadsHostPortAndPath) {
  const auto url = parse_url("http://localhost:9000/sentry/");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "localhost");
  EXPECT_EQ(url->port, 9000);
  EXPECT_EQ(url->path, "/sentry");
  EXPECT_EQ(url->authority(), "localhost:9000");
}

TEST(ParseUrl, DefaultsToPort80AndTheRoot) {
  const auto url = parse_url("http://example.com");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->port, 80);
  EXPECT_EQ(url->path, "");
}

TEST(ParseUrl, KeepsIpv6Apart) {
  const auto with_port = parse_url("http://[::1]:9000");
  ASSERT_TRUE(with_port);
  EXPECT_EQ(with_port->host, "::1");
  EXPECT_EQ(with_port->authority(), "[::1]:9000");
  const auto without = parse_url("http://[::1]/x");
  ASSERT_TRUE(without);
  EXPECT_EQ(without->host, "::1");
  EXPECT_EQ(without->port, 80);
}

TEST(ParseUrl, SaysWhatIsWrong) {
  for (std::string_view text : {"ftp://a", "localhost:9000", "http://", "http://a:99999",
                                "http://a:b", "http://:80", "https://a"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
  EXPECT_NE(parse_url("https://a").error().find("https"), std::string::npos);
}

TEST(ParseTarget, NamesTheEnvelopeEndpoint) {
  const auto target = parse_target("http://0123456789abcdef0123456789abcdef@127.0.0.1:9000/7");
  ASSERT_TRUE(target) << target.error();
  EXPECT_EQ(target->url.path, "/api/7/envelope/");
  EXPECT_EQ(target->url.host, "127.0.0.1");
  EXPECT_EQ(target->url.port, 9000);
  EXPECT_EQ(target->public_key, "0123456789abcdef0123456789abcdef");
}

TEST(ParseTarget, KeepsThePathOfTheDsn) {
  const auto target = parse_target("http://0123456789abcdef0123456789abcdef@h/errors/7");
  ASSERT_TRUE(target) << target.error();
  EXPECT_EQ(target->url.path, "/errors/api/7/envelope/");
}

TEST(ParseTarget, RefusesWhatIsNoDsn) {
  EXPECT_FALSE(parse_target("http://127.0.0.1:9000/7"));
  EXPECT_FALSE(parse_target("https://0123456789abcdef0123456789abcdef@h/7"));
}

}  // namespace
}  // namespace picket::load
