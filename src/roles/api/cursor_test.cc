#include "roles/api/cursor.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

TEST(Cursor, ReadsBackWhatItWrites) {
  const std::pair<Cursor, std::string_view> cases[] = {
      {{0, {}, false}, "0:0:0"},
      {{0, {}, true}, "0:0:1"},
      {{1778642409000000, {0, 4021}, false}, "1778642409000000:4021:0"},
      {{-5, {0, kMost}, true}, "-5:18446744073709551615:1"},
      {{1, {1, 0}, false}, "1:18446744073709551616:0"},
      {{1, {kMost, kMost}, false}, "1:340282366920938463463374607431768211455:0"},
      {{253'402'300'799'999'999, {}, false}, "253402300799999999:0:0"},
      {{-62'135'596'800'000'000, {}, false}, "-62135596800000000:0:0"},
  };
  for (const auto& [cursor, text] : cases) {
    EXPECT_EQ(format_cursor(cursor), text);
    EXPECT_EQ(parse_cursor(text), cursor) << text;
  }
}

TEST(Cursor, NothingElseIsOne) {
  for (const std::string_view text : {"",
                                      ":",
                                      "::",
                                      "1:2",
                                      "1:2:",
                                      "1:2:2",
                                      "1:2:0:0",
                                      "1:-2:0",
                                      "a:0:0",
                                      "1:b:0",
                                      "1:2:c",
                                      "1.5:0:0",
                                      " 1:0:0",
                                      "1:0:0 ",
                                      "+1:0:0",
                                      "--1:0:0",
                                      "1:0:00",
                                      "0x1:0:0",
                                      "253402300800000000:0:0",
                                      "-62135596800000001:0:0",
                                      "9223372036854775808:0:0",
                                      "-9223372036854775809:0:0",
                                      "99999999999999999999:0:0",
                                      "1:340282366920938463463374607431768211456:0",
                                      "1:999999999999999999999999999999999999999999999:0",
                                      "1:0:0\"",
                                      "1,0,0"}) {
    EXPECT_FALSE(parse_cursor(text)) << text;
  }
}

TEST(Cursor, AbsentAndEmptyAreTheFirstPage) {
  constexpr std::array<std::string_view, 1> kKnown = {"cursor"};
  for (const std::string_view query : {"", "cursor", "cursor="}) {
    const auto cursor = read_cursor(*Parameters::read(query, kKnown));
    ASSERT_TRUE(cursor) << query;
    EXPECT_FALSE(*cursor) << query;
  }
  const auto given = read_cursor(*Parameters::read("cursor=7%3A8%3A1", kKnown));
  ASSERT_TRUE(given && *given);
  EXPECT_EQ(**given, (Cursor{7, {0, 8}, true}));
  const auto bad = read_cursor(*Parameters::read("cursor=7:8", kKnown));
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().detail, "Invalid cursor parameter.");
}

}  // namespace
}  // namespace picket::api
