#include "domain/issue/forecast.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// A Monday.
constexpr Timestamp kMonday = from_unix_us(1'763'942'400'000'000);
constexpr Timestamp kNow = kMonday + days(7) + hours(3);

using Hours = std::vector<std::int64_t>;

/// A week from kMonday on.
Hours week(std::int64_t on_monday, std::int64_t otherwise) {
  Hours hourly(kForecastHours, otherwise);
  std::fill_n(hourly.begin(), 24, on_monday);
  return hourly;
}

Ceilings same(std::int64_t each) {
  Ceilings ceilings;
  ceilings.fill(each);
  return ceilings;
}

/// Ceilings of the Monday of kNow, and of the week after it, one each.
Ceilings mondays(std::int64_t on_monday, std::int64_t otherwise) {
  Ceilings ceilings = same(otherwise);
  ceilings[0] = ceilings[7] = on_monday;
  return ceilings;
}

Ceilings forecast(const Hours& hourly) {
  const auto made = make_forecast(hourly, kMonday, kNow);
  EXPECT_TRUE(made);
  return made ? made->ceilings : Ceilings{};
}

TEST(Forecast, WithoutEventsThereIsNone) {
  EXPECT_FALSE(make_forecast({}, kMonday, kNow));
  EXPECT_FALSE(make_forecast(Hours(5, 0), kMonday, kNow));
  EXPECT_FALSE(make_forecast(Hours(kForecastHours, 0), kMonday, kNow));
}

TEST(Forecast, AYoungIssueMayTenfoldItsWorstHour) {
  EXPECT_EQ(forecast({0, 3, 7, 1}), same(70));
  EXPECT_EQ(forecast(Hours(kForecastHours - 1, 10)), same(100));
}

// The numbers are worked out by hand from the formula.
TEST(Forecast, AnOldIssueMayHaveWhatItsPeakOrItsMeanAllows) {
  // Mean 10, no deviation: 10 * 5 against 10 + 5 * 10.
  EXPECT_EQ(forecast(Hours(kForecastHours, 10)), same(60));
  // One hour of 168: mean 1, deviation 12.96, so twice the peak.
  Hours spike(kForecastHours, 0);
  spike[50] = 168;
  EXPECT_EQ(forecast(spike), same(336));
  // Mean 8/7, deviation 0.351, variation 0.307: 2 * 4.095 = 8.19.
  EXPECT_EQ(forecast(week(2, 1)), same(8));
  // Mean 10000, deviation of a sample 10029.9: 10000 + 50149.7, and the mean.
  Hours uneven(kForecastHours, 0);
  for (std::size_t i = 0; i < uneven.size(); i += 2) uneven[i] = 20'000;
  EXPECT_EQ(forecast(uneven), same(70'149));
  // Mean 10, deviation 14.18: 8.09 times the mean were too much, so 8, and the mean.
  Hours rare(kForecastHours, 0);
  for (std::size_t i = 0; i < rare.size(); i += 3) rare[i] = 30;
  EXPECT_EQ(forecast(rare), same(90));
}

TEST(Forecast, TheSameDayOfTheWeekWeighsTwice) {
  // Mean 202.86, times 5 is 1014.29; weighted means 205 on Mondays and 202.5 else.
  EXPECT_EQ(forecast(week(220, 200)), mondays(1219, 1216));
}

TEST(Forecast, CountsDaysFromTheMidnightBefore) {
  auto made = make_forecast(week(220, 200), kMonday, kNow);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->made, kNow);
  EXPECT_EQ(made->first_day, kMonday + days(7));
  EXPECT_EQ(ceiling_at(made, kMonday + days(7)), 1219);
  EXPECT_EQ(ceiling_at(made, kMonday + days(8) - hours(1)), 1219);
  EXPECT_EQ(ceiling_at(made, kMonday + days(8)), 1216);
  EXPECT_EQ(ceiling_at(made, kMonday + days(21) - hours(1)), 1216);
}

TEST(Forecast, OutsideOfItsDaysTwoHundredAnHourAreMuch) {
  const auto made = make_forecast(week(220, 200), kMonday, kNow);
  EXPECT_EQ(ceiling_at(std::nullopt, kNow), 200);
  EXPECT_EQ(ceiling_at(made, kMonday + days(7) - hours(1)), 200);
  EXPECT_EQ(ceiling_at(made, kMonday + days(21)), 200);
}

TEST(Forecast, HugeCountsStayNumbers) {
  const Hours huge(kForecastHours, INT64_MAX);
  EXPECT_EQ(forecast(huge), same(9'000'000'000'000'000));
  EXPECT_EQ(forecast({INT64_MAX}), same(9'000'000'000'000'000));
}

TEST(Ceilings, AreReadAsTheyAreWritten) {
  const Ceilings ceilings = mondays(1219, 0);
  EXPECT_EQ(format_ceilings(ceilings), "1219,0,0,0,0,0,0,1219,0,0,0,0,0,0");
  EXPECT_EQ(parse_ceilings(format_ceilings(ceilings)), ceilings);
}

TEST(Ceilings, WhatIsNoneIsNotRead) {
  for (const std::string_view text :
       {"", "1", "1,1,1,1,1,1,1,1,1,1,1,1,1", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,",
        "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", "1,1,1,1,1,1,1,1,1,1,1,1,1,-1",
        "1,1,1,1,1,1,1,1,1,1,1,1,1,x", "1,1,1,1,1,1,1,1,1,1,1,1,1,9000000000000001"})
    EXPECT_FALSE(parse_ceilings(text)) << text;
}

}  // namespace
}  // namespace picket::domain
