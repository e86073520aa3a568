#include "protocol/client_report.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

TEST(ParseClientReport, ReadsWhatSdksSend) {
  const auto report = parse_client_report(
      R"({"timestamp":"2026-11-25T10:00:00Z","discarded_events":[
          {"reason":"queue_overflow","category":"error","quantity":23},
          {"reason":"queue_overflow","category":"transaction","quantity":1}]})");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(to_unix_us(*report->timestamp), 1'795'600'800'000'000);
  ASSERT_EQ(report->discarded.size(), 2U);
  EXPECT_EQ(report->discarded[0].reason, "queue_overflow");
  EXPECT_EQ(report->discarded[0].category, Category::error);
  EXPECT_EQ(report->discarded[0].quantity, 23);
  EXPECT_EQ(report->discarded[1].category, Category::transaction);
}

TEST(ParseClientReport, TakesSecondsAsTimestamp) {
  EXPECT_EQ(to_unix_us(*parse_client_report(R"({"timestamp":1600000000.25})")->timestamp),
            1'600'000'000'250'000);
  EXPECT_EQ(to_unix_us(*parse_client_report(R"({"timestamp":1600000000})")->timestamp),
            1'600'000'000'000'000);
  for (const char* none : {R"({})", R"({"timestamp":null})", R"({"timestamp":"soon"})",
                           R"({"timestamp":-1})", R"({"timestamp":1e300})"}) {
    EXPECT_FALSE(parse_client_report(none)->timestamp.has_value()) << none;
  }
}

TEST(ParseClientReport, KeepsCategoriesItDoesNotKnow) {
  const auto report = parse_client_report(
      R"({"discarded_events":[{"reason":"r","category":"future","quantity":2}]})");
  ASSERT_EQ(report->discarded.size(), 1U);
  EXPECT_EQ(report->discarded[0].category, Category::unknown);
}

TEST(ParseClientReport, LeavesOutEntriesThatCountNothing) {
  const std::string long_reason(kMaxDiscardReasonChars + 1, 'r');
  for (const std::string& entry :
       {std::string("7"), std::string(R"({"reason":"r","category":"error"})"),
        std::string(R"({"reason":"r","category":"error","quantity":0})"),
        std::string(R"({"reason":"r","category":"error","quantity":-3})"),
        std::string(R"({"reason":"r","category":"error","quantity":"3"})"),
        std::string(R"({"reason":"r","category":"error","quantity":4294967296})"),
        R"({"category":"error","quantity":1,"reason":")" + long_reason + "\"}"}) {
    const auto report = parse_client_report(R"({"discarded_events":[)" + entry + "]}");
    ASSERT_TRUE(report.has_value()) << entry;
    EXPECT_TRUE(report->discarded.empty()) << entry;
  }
}

TEST(ParseClientReport, HonoursOnlyDiscardedEvents) {
  const auto report = parse_client_report(
      R"({"rate_limited_events":[{"reason":"r","category":"error","quantity":1}],
          "filtered_events":[{"reason":"r","category":"error","quantity":1}]})");
  EXPECT_TRUE(report->discarded.empty());
}

TEST(ParseClientReport, RefusesWhatIsNoObject) {
  for (const char* payload : {"", "[]", "null", "{", "7"}) {
    EXPECT_FALSE(parse_client_report(payload).has_value()) << payload;
  }
}

}  // namespace
}  // namespace picket::protocol
