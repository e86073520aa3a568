#include "roles/api/parameters.h"

#include <array>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

constexpr std::array<std::string_view, 5> kKnown = {"query", "project", "limit", "per_page",
                                                    "expand"};

Parameters read(std::string_view query) {
  auto read = Parameters::read(query, kKnown);
  EXPECT_TRUE(read) << query;
  return read ? *read : Parameters();
}

std::string refusal(std::string_view query) {
  const auto read = Parameters::read(query, kKnown);
  EXPECT_FALSE(read) << query;
  if (read) return {};
  EXPECT_EQ(read.error().status, 400);
  return read.error().detail;
}

TEST(Parameters, AreDecodedAndMayRepeat) {
  const Parameters in = read("project=1&query=a+b%26c%3D&project=shop%2Dweb&&limit");
  EXPECT_EQ(in.text("query"), "a b&c=");
  EXPECT_EQ(in.all("project"), (std::vector<std::string>{"1", "shop-web"}));
  EXPECT_EQ(in.text("project"), "shop-web");
  EXPECT_EQ(in.text("limit"), "");
  EXPECT_EQ(in.text_or("limit", "x"), "x");
  EXPECT_FALSE(in.text("per_page"));
  EXPECT_TRUE(in.all("per_page").empty());
}

TEST(Parameters, AnUnknownOneIsNamed) {
  EXPECT_EQ(refusal("query=a&viewId=3"), "Unsupported query parameter: 'viewId'.");
  EXPECT_EQ(refusal("=3"), "Unsupported query parameter: ''.");
  EXPECT_EQ(refusal("QUERY=a"), "Unsupported query parameter: 'QUERY'.");
  EXPECT_EQ(refusal("a%ff\"=1"), "Unsupported query parameter: 'a\xef\xbf\xbd\"'.");
  EXPECT_LT(refusal(std::string(100'000, 'x')).size(), 200U);
}

TEST(Parameters, TextMustBeText) {
  EXPECT_EQ(refusal("query=%ff"), "The value of 'query' is not valid text.");
  EXPECT_EQ(refusal("query=a%00b"), "The value of 'query' is not valid text.");
}

TEST(Parameters, AFlagIsOneOrTrue) {
  EXPECT_TRUE(read("query=1").flag("query"));
  EXPECT_TRUE(read("query=true").flag("query"));
  for (const char* query : {"", "query", "query=0", "query=True", "query=yes"})
    EXPECT_FALSE(read(query).flag("query")) << query;
}

TEST(Parameters, PerPageIsRefusedOutsideItsRange) {
  EXPECT_EQ(read_per_page(read("")), 100U);
  EXPECT_EQ(read_per_page(read("per_page=1")), 1U);
  EXPECT_EQ(read_per_page(read("per_page=100")), 100U);
  for (const char* bad : {"", "0", "101", "-1", "1.5", "x", "99999999999999999999999"}) {
    const auto count = read_per_page(read(std::string("per_page=") + bad));
    ASSERT_FALSE(count) << bad;
    EXPECT_EQ(count.error().status, 400);
    EXPECT_TRUE(count.error().detail.starts_with("Invalid per_page value. ")) << bad;
  }
}

TEST(Parameters, LimitIsClamped) {
  EXPECT_EQ(read_limit(read("")), 100U);
  EXPECT_EQ(read_limit(read("limit=")), 100U);
  EXPECT_EQ(read_limit(read("limit=25")), 25U);
  EXPECT_EQ(read_limit(read("limit=10000")), 100U);
  EXPECT_EQ(read_limit(read("limit=99999999999999999999999")), 100U);
  for (const char* bad : {"0", "000", "-1", "ten", "1e3", "5 "}) {
    const auto limit = read_limit(read(std::string("limit=") + bad));
    ASSERT_FALSE(limit) << bad;
    EXPECT_EQ(limit.error().detail, "invalid limit");
  }
}

TEST(Parameters, AnUnknownWordIsNamed) {
  constexpr std::array<std::string_view, 2> kWords = {"owners", "inbox"};
  EXPECT_EQ(read_words(read("expand=inbox&expand=owners"), "expand", kWords),
            (std::vector<std::string>{"inbox", "owners"}));
  const auto refused = read_words(read("expand=inbox&expand=sessions"), "expand", kWords);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail, "Unsupported value 'sessions' for 'expand'.");
}

}  // namespace
}  // namespace picket::api
