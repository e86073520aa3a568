#include "roles/web/negotiation.h"

#include <utility>

#include <gtest/gtest.h>

namespace picket::web {
namespace {

TEST(ChooseCoding, TakesTheSmallestThatTheClientTakes) {
  using enum Coding;
  const std::pair<std::string_view, Coding> cases[] = {
      {"", identity},          {"gzip, deflate, br, zstd", brotli},
      {"gzip, deflate", gzip}, {"GZIP;q=0.5", gzip},
      {"br;q=0, gzip", gzip},  {"br;q=0.000 , gzip ; q = 0.0", identity},
      {"br;q=0.001", brotli},  {"*", brotli},
      {"br;q=0, *", gzip},     {"*;q=0", identity},
      {"gzip, *;q=0", gzip},   {"identity;q=1", identity},
      {"brotli", identity},    {",,;,", identity},
      {"br;q=", brotli},
  };
  for (const auto& [header, want] : cases) {
    EXPECT_EQ(choose_coding(header, true, true), want) << header;
  }
}

TEST(ChooseCoding, TakesWhatIsThere) {
  EXPECT_EQ(choose_coding("br, gzip", false, true), Coding::gzip);
  EXPECT_EQ(choose_coding("br, gzip", false, false), Coding::identity);
  EXPECT_EQ(choose_coding("identity;q=0, br", false, false), Coding::identity);
}

TEST(HasEtag, ComparesWeaklyAndOverLists) {
  EXPECT_TRUE(has_etag("\"abc\"", "abc"));
  EXPECT_TRUE(has_etag("W/\"abc\"", "abc"));
  EXPECT_TRUE(has_etag("\"x\", \"abc\" , \"y\"", "abc"));
  EXPECT_TRUE(has_etag("*", "abc"));
  for (const std::string_view none :
       {"", "abc", "\"abcd\"", "\"abc-br\"", "\"abc", "\"", "\"\"", "w/\"abc\""}) {
    EXPECT_FALSE(has_etag(none, "abc")) << none;
  }
}

}  // namespace
}  // namespace picket::web
