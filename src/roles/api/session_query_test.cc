#include "roles/api/session_query.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace picket::api {
namespace {

constexpr std::array<std::string_view, 10> kKnown = {
    "field", "groupBy", "query",    "environment",   "statsPeriod",
    "start", "end",     "interval", "includeTotals", "includeSeries"};
const Timestamp kNow = *parse_rfc3339("2026-05-13T12:20:00Z");

Answer<SessionsQuery> read(const std::string& query) {
  return read_sessions_query(*Parameters::read("statsPeriod=24h&" + query, kKnown), kNow);
}

std::string refusal(const std::string& query) {
  const auto read_one = read(query);
  EXPECT_FALSE(read_one) << query;
  return read_one ? "" : read_one.error().detail;
}

TEST(SessionsQuery, ReadsFieldsAndGroups) {
  const auto query = read(
      "field=sum(session)&field=crash_rate(session)&groupBy=release&groupBy=session.status"
      "&environment=a&environment=b&includeSeries=0");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->fields, (std::vector{SessionField::sum, SessionField::crash_rate}));
  EXPECT_TRUE(query->by_release);
  EXPECT_TRUE(query->by_status);
  EXPECT_FALSE(query->by_project);
  EXPECT_FALSE(query->by_environment);
  EXPECT_EQ(query->environments, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(query->with_totals);
  EXPECT_FALSE(query->with_series);
}

TEST(SessionsQuery, WidensItsRangeToWholeIntervals) {
  const auto query = read("field=sum(session)&interval=6h");
  ASSERT_TRUE(query);
  EXPECT_EQ(format_rfc3339(query->start), "2026-05-12T12:00:00Z");
  EXPECT_EQ(format_rfc3339(query->end), "2026-05-13T18:00:00Z");
  EXPECT_EQ(query->intervals(), 5U);
  EXPECT_EQ(read("field=sum(session)")->interval, std::chrono::hours(1));
}

TEST(SessionsQuery, TakesOneRelease) {
  const auto releases = [](const std::string& search) {
    const auto query = read("field=sum(session)&query=" + search);
    EXPECT_TRUE(query) << search;
    return query ? query->releases : std::vector<std::string>();
  };
  EXPECT_EQ(releases("release:shop@1.0%2B2"), std::vector<std::string>{"shop@1.0+2"});
  EXPECT_EQ(releases("release:%22a%20b%22"), std::vector<std::string>{"a b"});
  EXPECT_TRUE(releases("").empty());
  for (const char* search :
       {"release:", "release:a*", "release:a%20b", "user:1", "crash", "release:%22a%22b%22"}) {
    EXPECT_NE(refusal(std::string("field=sum(session)&query=") + search).find("Invalid query"),
              std::string::npos)
        << search;
  }
}

TEST(SessionsQuery, SaysWhatIsWrong) {
  EXPECT_NE(refusal("").find("\"field\""), std::string::npos);
  EXPECT_NE(refusal("field=count_unique(user)").find("Invalid field"), std::string::npos);
  EXPECT_NE(refusal("field=sum(session)&groupBy=x").find("Invalid groupBy"), std::string::npos);
  for (const char* interval : {"30m", "7h", "2d", "90m"}) {
    EXPECT_NE(refusal(std::string("field=sum(session)&interval=") + interval).find("interval"),
              std::string::npos)
        << interval;
  }
  EXPECT_NE(refusal("field=sum(session)&interval=x").find("Invalid interval"), std::string::npos);
  EXPECT_NE(refusal("field=sum(session)&interval=0h").find("nvalid interval"), std::string::npos);
}

}  // namespace
}  // namespace picket::api
