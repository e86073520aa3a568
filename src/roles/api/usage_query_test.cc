#include "roles/api/usage_query.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace picket::api {
namespace {

using protocol::Category;
using protocol::Outcome;

constexpr std::array<std::string_view, 9> kKnown = {
    "field", "groupBy", "category", "outcome", "reason", "statsPeriod", "start", "end", "interval"};
const Timestamp kNow = *parse_rfc3339("2026-05-13T12:20:00Z");

Answer<UsageQuery> read(const std::string& query) {
  return read_usage_query(*Parameters::read("field=sum(quantity)&" + query, kKnown), kNow);
}

std::string refusal(const std::string& query) {
  const auto read_one = read(query);
  EXPECT_FALSE(read_one) << query;
  return read_one ? "" : read_one.error().detail;
}

TEST(UsageQuery, WidensItsRangeToWholeIntervals) {
  const auto day = read("statsPeriod=24h&interval=6h");
  ASSERT_TRUE(day);
  EXPECT_EQ(format_rfc3339(day->start), "2026-05-12T12:00:00Z");
  EXPECT_EQ(format_rfc3339(day->end), "2026-05-13T18:00:00Z");
  EXPECT_EQ(day->intervals(), 5U);
  const auto exact = read("start=2026-05-12T12:00:00&end=2026-05-13T12:00:00&interval=6h");
  EXPECT_EQ(exact->intervals(), 4U);
  const auto seconds = read("start=1778587200&end=1778673600.5");
  ASSERT_TRUE(seconds);
  EXPECT_EQ(format_rfc3339(seconds->start), "2026-05-12T12:00:00Z");
  EXPECT_EQ(seconds->interval, std::chrono::hours(1));
  EXPECT_EQ(seconds->intervals(), 24U);
  EXPECT_EQ(read("statsPeriod=0d")->intervals(), 1U);
}

TEST(UsageQuery, AnErrorIsAMessageAndASecurityReportToo) {
  const auto query = read("category=error&outcome=invalid&outcome=filtered&groupBy=reason");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->categories,
            (std::vector{Category::error, Category::default_, Category::security}));
  EXPECT_EQ(query->outcomes, (std::vector{Outcome::invalid, Outcome::filtered}));
  EXPECT_TRUE(query->by.reason);
  EXPECT_FALSE(query->by.outcome);
  EXPECT_EQ(read("category=security")->categories, std::vector{Category::security});
  EXPECT_EQ(usage_category(Category::default_), "error");
  EXPECT_EQ(usage_category(Category::user_report_v2), "feedback");
}

TEST(UsageQuery, NoReasonIsCalledNone) {
  const auto query = read("reason=none&reason=web-crawlers");
  EXPECT_TRUE(query->takes(""));
  EXPECT_TRUE(query->takes("web-crawlers"));
  EXPECT_FALSE(query->takes("localhost"));
  EXPECT_TRUE(read("")->takes("localhost"));
}

TEST(UsageQuery, RefusesInSentrysWords) {
  const std::pair<const char*, const char*> cases[] = {
      {"field=p95(x)", "Invalid field: \"p95(x)\""},
      {"groupBy=color", "Invalid groupBy: \"color\""},
      {"category=color", "Invalid category: \"color\""},
      {"category=default", "Invalid category: \"default\""},
      {"category=attachment&category=error",
       "if filtering by attachment no other category may be present"},
      {"outcome=lucky", "Invalid outcome: \"lucky\""},
      {"interval=2d", "The interval has to be less than one day."},
      {"interval=7h", "The interval should divide one day without a remainder."},
      {"interval=0h", "Invalid interval: \"0h\""},
      {"interval=90s", "Invalid interval: \"90s\""},
      {"interval=1m&statsPeriod=90d",
       "Your interval and date range would create too many results. Use a larger interval, or a "
       "smaller date range."},
  };
  for (const auto& [query, detail] : cases) EXPECT_EQ(refusal(query), detail) << query;
  const auto none = read_usage_query(*Parameters::read("category=error", kKnown), kNow);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().detail, "At least one \"field\" is required.");
}

}  // namespace
}  // namespace picket::api
