#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/intervals.h"
#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

using std::chrono::seconds;

Interval between(int begin, int end) {
  return {Timestamp(seconds(begin)), Timestamp(seconds(end))};
}

TEST(Intervals, CountWhatTheyCoverOnce) {
  std::vector<Interval> none;
  EXPECT_EQ(covered(none), Duration{});
  std::vector<Interval> some = {between(5, 7), between(0, 2), between(1, 3), between(1, 2),
                                between(7, 7)};
  EXPECT_EQ(covered(some), seconds(5));
  std::vector<Interval> over = {between(-5, 1), between(8, 20), between(30, 40), between(2, 3)};
  EXPECT_EQ(uncovered(between(0, 10), over), seconds(6));
}

std::string span(const std::string& id, const std::string& parent, int begin, int end,
                 const std::string& op) {
  return R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":")" + id +
         R"(","parent_span_id":")" + parent + R"(","op":")" + op + R"(","start_timestamp":)" +
         std::to_string(1'763'999'900 + begin) + R"(,"timestamp":)" +
         std::to_string(1'763'999'900 + end) + "}";
}

/// Ten seconds: two in a database, twice at once, one of them with a part of its own.
json::object transaction(const std::string& more = {}) {
  NormalizeContext context = test_context();
  context.kind = EventKind::transaction;
  return normalized(
      R"({"start_timestamp":1763999900,"timestamp":1763999910,"contexts":{"trace":{
           "trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"000000000000000a"}},"spans":[)" +
          span("000000000000000b", "000000000000000a", 1, 4, "db.sql") + "," +
          span("000000000000000c", "000000000000000a", 3, 6, "db") + "," +
          span("000000000000000d", "000000000000000b", 2, 3, "http.client") + "," +
          span("000000000000000e", "00000000000000ff", 7, 8, "own") + "]" + more + "}",
      context);
}

TEST(SetExclusiveTimes, LeavesOutTheChildren) {
  const auto event = transaction();
  EXPECT_EQ(shown(event, "/contexts/trace/exclusive_time"), "5000");
  EXPECT_EQ(shown(event, "/spans/0/exclusive_time"), "2000");
  EXPECT_EQ(shown(event, "/spans/1/exclusive_time"), "3000");
  EXPECT_EQ(shown(event, "/spans/2/exclusive_time"), "1000");
  EXPECT_EQ(shown(event, "/spans/3/exclusive_time"), "1000");
}

TEST(NormalizeBreakdowns, SumOperationsByTheirBeginning) {
  const auto event = transaction();
  EXPECT_EQ(shown(event, "/breakdowns/span_ops/ops.db/value"), "5000");
  EXPECT_EQ(shown(event, "/breakdowns/span_ops/ops.http"),
            R"({"value":1000.0,"unit":"millisecond"})");
  EXPECT_EQ(shown(event, "/breakdowns/span_ops/total.time/value"), "7000");
  EXPECT_EQ(shown(event, "/breakdowns/span_ops/ops.own"), "absent");
}

TEST(NormalizeBreakdowns, AreOfTransactionsAlone) {
  EXPECT_EQ(
      shown(normalized(R"({"breakdowns":{"span_ops":{"ops.db":{"value":1}}}})"), "/breakdowns"),
      "absent");
}

TEST(SetExclusiveTimes, RenameOperationsOfOldReactNative) {
  const auto named = [](const std::string& version) {
    NormalizeContext context = test_context();
    context.kind = EventKind::transaction;
    return shown(
        normalized(R"({"start_timestamp":1763999900,"timestamp":1763999910,"contexts":{"trace":{
           "trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"000000000000000a"}},
           "sdk":{"name":"sentry.javascript.react-native","version":")" +
                       version + R"("},"spans":[)" +
                       span("000000000000000b", "000000000000000a", 1, 4, "app_start_cold") + "]}",
                   context),
        "/spans/0/op");
  };
  EXPECT_EQ(named("4.4.1"), "\"app.start.cold\"");
  EXPECT_EQ(named("4.5.0"), "\"app_start_cold\"");
}

}  // namespace
}  // namespace picket::domain::normalize
