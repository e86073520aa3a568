#include "base/rfc3339.h"

#include <utility>

#include <gtest/gtest.h>

namespace picket {
namespace {

TEST(ParseRfc3339, ReadsEveryFormThatSdksSend) {
  constexpr std::int64_t kSecond = 1'609'459'200;  // 2021-01-01
  const std::pair<const char*, std::int64_t> cases[] = {
      {"2021-01-01T00:00:00Z", kSecond * 1'000'000},
      {"2021-01-01t00:00:00z", kSecond * 1'000'000},
      {"2021-01-01 00:00:00", kSecond * 1'000'000},
      {"2021-01-01T01:00:00+01:00", kSecond * 1'000'000},
      {"2021-01-01T01:00:00+0100", kSecond * 1'000'000},
      {"2020-12-31T19:30:00-04:30", kSecond * 1'000'000},
      {"2020-12-31T20:00:00-04", kSecond * 1'000'000},
      {"2021-01-01T00:00:00.5Z", kSecond * 1'000'000 + 500'000},
      {"2021-01-01T00:00:00.123456789Z", kSecond * 1'000'000 + 123'457},
      {"2021-01-01T00:00:00.1234564999Z", kSecond * 1'000'000 + 123'456},
      {"2020-12-31T23:59:59.9999995Z", kSecond * 1'000'000},
      {"2020-12-31T23:59:60Z", kSecond * 1'000'000},
      {"1969-12-31T23:59:59.999999Z", -1},
      {"2024-02-29T00:00:00Z", 1'709'164'800'000'000},
  };
  for (const auto& [text, want] : cases) {
    const auto time = parse_rfc3339(text);
    ASSERT_TRUE(time.has_value()) << text;
    EXPECT_EQ(to_unix_us(*time), want) << text;
  }
}

TEST(ParseRfc3339, RefusesAnythingElse) {
  for (const char* text :
       {"", "2021", "2021-01-01", "2021-13-01T00:00:00Z", "2021-02-29T00:00:00Z",
        "2021-01-01T24:00:00Z", "2021-01-01T00:60:00Z", "2021-01-01T00:00:61Z",
        "2021-01-01T00:00:00.Z", "2021-01-01T00:00:00+24:00", "2021-01-01T00:00:00+01:60",
        "2021-01-01T00:00:00+1", "2021-01-01T00:00:00Zx", "2021-01-01X00:00:00Z",
        "10000-01-01T00:00:00Z", "-001-01-01T00:00:00Z", "2021-1-1T00:00:00Z", "1609459200"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(FormatRfc3339, LeavesOutAZeroFraction) {
  EXPECT_EQ(format_rfc3339(from_unix_us(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_rfc3339(from_unix_us(-1)), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(format_rfc3339(from_unix_us(1'709'164'800'000'042), "+00:00"),
            "2024-02-29T00:00:00.000042+00:00");
}

}  // namespace
}  // namespace picket
