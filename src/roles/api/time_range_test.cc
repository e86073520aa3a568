#include "roles/api/time_range.h"

#include <array>

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace picket::api {
namespace {

constexpr std::array<std::string_view, 4> kKnown = {"statsPeriod", "start", "end", "utc"};
const Timestamp kNow = *parse_rfc3339("2026-05-13T12:00:00Z");

Answer<TimeRange> read(std::string_view query) {
  return read_time_range(*Parameters::read(query, kKnown), kNow);
}

std::string refusal(std::string_view query) {
  const auto range = read(query);
  EXPECT_FALSE(range) << query;
  return range ? "" : range.error().detail;
}

TEST(TimeRange, IsNinetyDaysWithoutParameters) {
  for (const char* query : {"", "statsPeriod=&start=&end="}) {
    const auto range = read(query);
    ASSERT_TRUE(range) << query;
    EXPECT_EQ(range->start, kNow - std::chrono::days(90));
    EXPECT_FALSE(range->end);
  }
}

TEST(TimeRange, ReadsPeriods) {
  const std::pair<const char*, std::chrono::seconds> cases[] = {
      {"30", std::chrono::seconds(30)}, {"30s", std::chrono::seconds(30)},
      {"5m", std::chrono::minutes(5)},  {"24h", std::chrono::hours(24)},
      {"14d", std::chrono::days(14)},   {"2w", std::chrono::weeks(2)},
      {"0d", std::chrono::seconds(0)},
  };
  for (const auto& [period, want] : cases) {
    const auto range = read(std::string("statsPeriod=") + period);
    ASSERT_TRUE(range) << period;
    EXPECT_EQ(range->start, kNow - want) << period;
    EXPECT_FALSE(range->end) << period;
  }
  EXPECT_EQ(read("statsPeriod=4294967295w")->start, Timestamp());
}

TEST(TimeRange, RefusesOtherPeriods) {
  for (const char* bad : {"14x", "d", "-1d", "1.5h", "14dd", "14D", "4294967296w", "1d2h"})
    EXPECT_EQ(refusal(std::string("statsPeriod=") + bad),
              std::string("Invalid statsPeriod: '") + bad + "'");
}

TEST(TimeRange, ReadsStartAndEnd) {
  for (const char* query : {"start=2026-05-12T10:00:00&end=2026-05-12T11:00:00",
                            "start=2026-05-12T10:00:00.000Z&end=2026-05-12T13:00:00%2B02:00"}) {
    const auto range = read(query);
    ASSERT_TRUE(range) << query;
    EXPECT_EQ(format_rfc3339(range->start), "2026-05-12T10:00:00Z") << query;
    EXPECT_EQ(format_rfc3339(*range->end), "2026-05-12T11:00:00Z") << query;
  }
}

TEST(TimeRange, ThePeriodWins) {
  const auto range = read("statsPeriod=1h&start=2026-05-12T10:00:00&end=nonsense");
  ASSERT_TRUE(range);
  EXPECT_EQ(range->start, kNow - std::chrono::hours(1));
}

TEST(TimeRange, TakesUtcWhereItChangesNothing) {
  const std::string naive = "start=2026-05-12T10:00:00&end=2026-05-12T11:00:00";
  for (const char* utc : {"utc=true", "utc=1", "utc="}) EXPECT_TRUE(read(naive + "&" + utc)) << utc;
  for (const char* query : {"utc=false", "utc=false&statsPeriod=1h",
                            "utc=false&start=2026-05-12T10:00:00Z&end=2026-05-12T13:00:00%2B02:00",
                            "utc=0&start=2026-05-12T08:00:00-02:00&end=2026-05-12T13:00:00.5z"})
    EXPECT_TRUE(read(query)) << query;
}

TEST(TimeRange, RefusesToReadDatesInAZoneThatItDoesNotKnow) {
  const std::string detail =
      "'utc' must be true unless start and end name their time zone, as in 2026-05-13T12:00:00Z.";
  for (const char* query : {"utc=false&start=2026-05-12T10:00:00&end=2026-05-12T11:00:00",
                            "utc=0&start=2026-05-12T10:00:00Z&end=2026-05-12T11:00:00",
                            "utc=no&start=2026-05-12T10:00:00&end=2026-05-12T11:00:00Z",
                            "utc=false&start=2026-05-12&end=2026-05-13"})
    EXPECT_EQ(refusal(query), detail) << query;
}

TEST(TimeRange, SaysWhatIsWrongWithStartAndEnd) {
  EXPECT_EQ(refusal("start=2026-05-12T10:00:00"), "start and end are both required");
  EXPECT_EQ(refusal("end=2026-05-12T10:00:00"), "start and end are both required");
  EXPECT_EQ(refusal("start=2026-05-12T10:00:00&end=2026-05-12T10:00:00"),
            "start must be before end");
  EXPECT_EQ(refusal("start=yesterday&end=2026-05-12T10:00:00"),
            "yesterday is not a valid ISO8601 date query");
  EXPECT_EQ(refusal("start=2026-05-12T10:00:00&end=now"), "now is not a valid ISO8601 date query");
}

}  // namespace
}  // namespace picket::api
