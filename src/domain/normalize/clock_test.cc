#include <chrono>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

using std::chrono::seconds;

NormalizeContext sent(Duration before_reception) {
  NormalizeContext context = test_context();
  context.sent_at = kReceived - before_reception;
  return context;
}

constexpr std::string_view kEvent = R"({"timestamp":1763996000,"breadcrumbs":[
    {"timestamp":1763995000.5},{"message":"without"}]})";

TEST(CorrectClock, FillsInWhatIsMissing) {
  expect_all({
      {"{}", "/timestamp", "1764000000"},
      {"{}", "/received", "1764000000"},
      {R"({"timestamp":"nonsense"})", "/timestamp", "1764000000"},
      {R"({"timestamp":"nonsense"})", "/_meta/timestamp//val", R"("nonsense")"},
      {R"({"timestamp":1763999999.25,"received":5})", "/timestamp", "1763999999.25"},
      {R"({"timestamp":1763999999.25,"received":5})", "/received", "1764000000"},
      {R"({"timestamp":"2025-11-24T15:59:59Z"})", "/timestamp", "1763999999"},
  });
}

TEST(CorrectClock, LeavesASmallDrift) {
  const auto event = normalized(kEvent, sent(seconds(3299)));
  EXPECT_EQ(shown(event, "/timestamp"), "1763996000");
  EXPECT_EQ(shown(event, "/_meta"), "absent");
}

TEST(CorrectClock, ShiftsEveryTimeByALargeDrift) {
  const auto event = normalized(kEvent, sent(seconds(3300)));
  EXPECT_EQ(shown(event, "/timestamp"), "1763999300");
  EXPECT_EQ(shown(event, "/breadcrumbs/values/0/timestamp"), "1763998300.5");
  EXPECT_EQ(shown(event, "/breadcrumbs/values/1/timestamp"), "absent");
  EXPECT_EQ(shown(event, "/errors/0/type"), R"("clock_drift")");
}

TEST(CorrectClock, SaysWhatItShifted) {
  const auto ahead = normalized(R"({"timestamp":1764090000})", sent(-seconds(90'000)));
  EXPECT_EQ(shown(ahead, "/timestamp"), "1764000000");
  EXPECT_EQ(shown(ahead, "/_meta/timestamp//err"),
            R"([["clock_drift",{"sdk_time":"2025-11-25T17:00:00+00:00",)"
            R"("server_time":"2025-11-24T16:00:00+00:00"}]])");
}

TEST(CorrectClock, BringsTheFutureAndThePastBack) {
  expect_all({
      {R"({"timestamp":1764000060})", "/timestamp", "1764000060"},
      {R"({"timestamp":1764000061})", "/timestamp", "1764000000"},
      {R"({"timestamp":1764000061})", "/errors/0/type", R"("future_timestamp")"},
      {R"({"timestamp":1756224000})", "/timestamp", "1756224000"},
      {R"({"timestamp":1756223999})", "/timestamp", "1764000000"},
      {R"({"timestamp":1756223999})", "/errors/0/type", R"("past_timestamp")"},
      {R"({"timestamp":1756223999})", "/errors/0/name", R"("timestamp")"},
  });
}

TEST(CorrectClock, ShiftsNoTimeOutOfThoseThatThereAre) {
  // As far as the event's own time, which is 56 years in the future or at the beginning.
  expect_all({
      {R"({"timestamp":3527999990,"start_timestamp":1763999990})", "/start_timestamp", "0"},
      {R"({"timestamp":3527999990,"breadcrumbs":[{"timestamp":1763999990}]})",
       "/breadcrumbs/values/0/timestamp", "0"},
      {R"({"timestamp":1,"start_timestamp":253402300000})", "/start_timestamp", "253402300799"},
  });
}

TEST(CorrectClock, RefusesWhatIsFromBefore1970) {
  for (const char* text :
       {R"({"timestamp":-1})", R"({"start_timestamp":"1969-12-31T23:59:59Z"})"}) {
    json::object event = parsed(text);
    const auto result = normalize_event(event, test_context());
    ASSERT_FALSE(result.has_value()) << text;
    EXPECT_EQ(result.error(), NormalizeError::timestamp);
  }
  json::object epoch = parsed(R"({"timestamp":0})");
  EXPECT_TRUE(normalize_event(epoch, test_context()).has_value());
}

TEST(CorrectClock, DeletesStaleBreadcrumbs) {
  const auto event = normalized(R"({"breadcrumbs":[{"timestamp":-2},{"timestamp":1763999000}]})");
  EXPECT_EQ(shown(event, "/breadcrumbs/values/0"), "null");
  EXPECT_EQ(shown(event, "/breadcrumbs/values/1/timestamp"), "1763999000");
  EXPECT_EQ(shown(event, "/_meta/breadcrumbs/values/0//err/0/1/reason"),
            R"("timestamp is too stale: 1969-12-31 23:59:58 UTC")");
}

TEST(CorrectClock, DropsATimeSpentThatIsNone) {
  expect_all({
      {R"({"time_spent":12})", "/time_spent", "12"},
      {R"({"time_spent":2147483646})", "/time_spent", "2147483646"},
      {R"({"time_spent":2147483647})", "/time_spent", "absent"},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
