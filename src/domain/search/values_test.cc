#include "domain/search/values.h"

#include <string>

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace picket::domain::search {
namespace {

TEST(ParseNumber, TakesSuffixes) {
  EXPECT_EQ(parse_number("5"), 5);
  EXPECT_EQ(parse_number("-1.5k"), -1500);
  EXPECT_EQ(parse_number("2M"), 2e6);
  EXPECT_EQ(parse_number("1b"), 1e9);
  EXPECT_EQ(parse_number("7."), 7);
  EXPECT_EQ(parse_number("-0"), 0);
  for (const char* bad :
       {"", "-", ".5", "5kb", "1e5", "+5", "0x1", "5 ", "nan", "inf", "1..2", "1.2.3"}) {
    EXPECT_FALSE(parse_number(bad)) << bad;
  }
  EXPECT_FALSE(parse_number(std::string(400, '9'))) << "no infinity";
  EXPECT_FALSE(parse_number(std::string(308, '9') + "k"));
}

TEST(ParseDuration, IsInMilliseconds) {
  const std::pair<const char*, double> cases[] = {
      {"5ms", 5},    {"1.5s", 1500},   {"2min", 120'000}, {"2m", 120'000},  {"1hr", 3.6e6},
      {"1h", 3.6e6}, {"1day", 8.64e7}, {"1d", 8.64e7},    {"1wk", 6.048e8}, {"1w", 6.048e8},
  };
  for (const auto& [text, ms] : cases) EXPECT_EQ(parse_duration(text), ms) << text;
  for (const char* bad : {"5", "5S", "-5s", "s", "5 s", "5sec"})
    EXPECT_FALSE(parse_duration(bad)) << bad;
}

TEST(ParseSize, IsInBytes) {
  const std::pair<const char*, double> cases[] = {
      {"8bit", 1},       {"5bytes", 5},  {"5nb", 5},
      {"1kb", 1000},     {"1KiB", 1024}, {"1.5mb", 1.5e6},
      {"1mib", 1048576}, {"2gb", 2e9},   {"1tib", 1024.0 * 1024 * 1024 * 1024},
      {"1pb", 1e15},     {"1EB", 1e18},
  };
  for (const auto& [text, bytes] : cases) EXPECT_EQ(parse_size(text), bytes) << text;
  EXPECT_NEAR(*parse_size("1yb") / 1e24, 1, 1e-12);
  EXPECT_NEAR(*parse_size("1zib") / 1180591620717411303424.0, 1, 1e-12);
  for (const char* bad : {"5", "5b", "5k", "5xb", "5kxb", "5kibs"})
    EXPECT_FALSE(parse_size(bad)) << bad;
}

TEST(ParsePercentage, IsAShare) {
  EXPECT_EQ(parse_percentage("5%"), 0.05);
  EXPECT_EQ(parse_percentage("-1.5%"), -0.015);
  EXPECT_FALSE(parse_percentage("5"));
  EXPECT_FALSE(parse_percentage("%"));
}

TEST(FormatNumber, IsReadBack) {
  EXPECT_EQ(format_number(1000), "1000");
  EXPECT_EQ(format_number(-0.05), "-0.05");
  for (const double number : {0.1, 1e300, 5e-324, 1.0 / 3, 123456789.125}) {
    EXPECT_EQ(parse_number(format_number(number)), number);
  }
}

TEST(ParseIsoDate, TakesDaysAndMoments) {
  const auto day = parse_iso_date("2015-05-18");
  ASSERT_TRUE(day);
  EXPECT_FALSE(day->has_time);
  EXPECT_EQ(format_date(day->at), "2015-05-18T00:00:00Z");
  EXPECT_EQ(format_date(parse_iso_date("2015-05-18+02:00")->at), "2015-05-17T22:00:00Z");
  const auto moment = parse_iso_date("2015-05-18T10:15:01.100-01:00");
  ASSERT_TRUE(moment);
  EXPECT_TRUE(moment->has_time);
  EXPECT_EQ(format_date(moment->at), "2015-05-18T11:15:01.1Z");
  for (const char* bad :
       {"", "2015-5-18", "2015-05-18T10:15", "2015-05-18T10:15:01.", "2015-05-18T10:15:01.1234567",
        "2015-05-18t10:15:01", "2015-05-18 10:15:01", "2015-05-18T10:15:01ZZ",
        "2015-05-18T10:15:01+0200"}) {
    EXPECT_FALSE(looks_like_iso_date(bad)) << bad;
    EXPECT_FALSE(parse_iso_date(bad)) << bad;
  }
  EXPECT_TRUE(looks_like_iso_date("2015-02-30"));
  EXPECT_FALSE(parse_iso_date("2015-02-30"));
}

TEST(ParseRelativeDate, CountsFromNow) {
  EXPECT_EQ(parse_relative_date("-2w")->to_text(), "14d");
  EXPECT_EQ(parse_relative_date("+90m")->age(), std::chrono::minutes(90));
  for (const char* beyond : {"-999999991d", "+4294967295w", "-4294967295m"})
    EXPECT_EQ(parse_relative_date(beyond), std::nullopt) << beyond;
  EXPECT_TRUE(parse_relative_date("+1h")->older);
  EXPECT_FALSE(parse_relative_date("-1d")->older);
  EXPECT_EQ(parse_relative_date("-36500d")->amount, 36500);
  for (const char* bad :
       {"", "-", "1d", "-d", "-1s", "--1d", "-1.5d", "-36600d", "-5300w", "-9999999999d"}) {
    EXPECT_FALSE(parse_relative_date(bad)) << bad;
  }
}

}  // namespace
}  // namespace picket::domain::search
