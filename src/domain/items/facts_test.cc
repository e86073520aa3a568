#include "domain/items/facts.h"

#include <chrono>
#include <string_view>

#include <gtest/gtest.h>

#include "base/rfc3339.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace {

boost::json::object object(std::string_view text) {
  auto value = protocol::parse_json(text);
  EXPECT_TRUE(value && value->is_object()) << text;
  return value->get_object();
}

constexpr Timestamp kReceived = from_unix_us(1'764'000'000'000'000);

TEST(TransactionFacts, ReadsANormalizedTransaction) {
  const auto facts = transaction_facts(
      object(R"({"transaction":"GET /","timestamp":1764000001.5,"start_timestamp":1764000000.25,
      "release":"1.0","environment":"production","contexts":{"trace":{"op":"http.server",
      "trace_id":"4c79f60c11214eb38604f4ae0781bfb2"}}})"),
      kReceived);
  EXPECT_EQ(facts.ended, kReceived + std::chrono::milliseconds(1'500));
  EXPECT_EQ(facts.duration, std::chrono::milliseconds(1'250));
  EXPECT_EQ(facts.name, "GET /");
  EXPECT_EQ(facts.op, "http.server");
  EXPECT_EQ(facts.release, "1.0");
  EXPECT_EQ(facts.environment, "production");
  EXPECT_EQ(facts.trace_id, "4c79f60c11214eb38604f4ae0781bfb2");
}

TEST(TransactionFacts, DoesWithoutEverything) {
  for (const char* text :
       {"{}", R"({"timestamp":1e300,"start_timestamp":[],"contexts":7,"transaction":{}})",
        R"({"timestamp":null,"start_timestamp":"never","contexts":{"trace":{"trace_id":"x"}}})"}) {
    const auto facts = transaction_facts(object(text), kReceived);
    EXPECT_EQ(facts.ended, kReceived) << text;
    EXPECT_EQ(facts.duration, Duration(0)) << text;
    EXPECT_EQ(facts.name + facts.op + facts.trace_id, "") << text;
  }
  const auto backwards =
      transaction_facts(object(R"({"timestamp":1,"start_timestamp":9})"), kReceived);
  EXPECT_EQ(backwards.duration, Duration(0));
}

TEST(ReportFacts, ReadsReportsAndFeedback) {
  const auto report = report_facts(object(
      R"({"event_id":"9f3c1d2e-4b5a-4678-8796-a5b4c3d2e1f0","name":"Kim","email":"k@x.test",
      "comments":"No.","url":null})"));
  EXPECT_EQ(report.event.to_hex(), "9f3c1d2e4b5a46788796a5b4c3d2e1f0");
  EXPECT_EQ(report.name, "Kim");
  EXPECT_EQ(report.email, "k@x.test");
  EXPECT_EQ(report.comments, "No.");
  const auto feedback = feedback_facts(object(
      R"({"contexts":{"feedback":{"name":"Kim","contact_email":"k@x.test","message":"Yes.",
      "url":"https://x.test/","associated_event_id":"9f3c1d2e4b5a46788796a5b4c3d2e1f0"}}})"));
  EXPECT_EQ(feedback.event, report.event);
  EXPECT_EQ(feedback.name, "Kim");
  EXPECT_EQ(feedback.email, "k@x.test");
  EXPECT_EQ(feedback.comments, "Yes.");
  EXPECT_EQ(feedback.url, "https://x.test/");
  EXPECT_EQ(feedback_facts(object("{}")).event, EventId{});
  EXPECT_EQ(
      report_facts(object(R"({"comments":")" + std::string(9'999, 'x') + "\"}")).comments.size(),
      4'096U);
}

TEST(SpanFacts, CountsAContainerAndOneSpan) {
  const auto container = span_facts(
      object(R"({"items":[{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2"},{"trace_id":"x"}]})"));
  EXPECT_EQ(container.spans, 2);
  EXPECT_EQ(container.trace_id, "4c79f60c11214eb38604f4ae0781bfb2");
  const auto one = span_facts(object(R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2"})"));
  EXPECT_EQ(one.spans, 1);
  EXPECT_EQ(one.trace_id, "4c79f60c11214eb38604f4ae0781bfb2");
  EXPECT_EQ(span_facts(object(R"({"items":[]})")).spans, 0);
  EXPECT_EQ(span_facts(object(R"({"items":[7]})")).trace_id, "");
}

TEST(SessionFacts, CountsTheStartAndEveryProblemOfASession) {
  struct Case {
    const char* fields;
    int started, errored, crashed, abnormal, unhandled;
  };
  for (const Case& c : {Case{R"("init":true,"status":"ok")", 1, 0, 0, 0, 0},
                        Case{R"("init":false,"status":"exited","errors":0)", 0, 0, 0, 0, 0},
                        Case{R"("status":"exited","errors":2)", 0, 1, 0, 0, 0},
                        Case{R"("status":"errored")", 0, 1, 0, 0, 0},
                        Case{R"("init":true,"status":"crashed")", 1, 1, 1, 0, 0},
                        Case{R"("status":"abnormal")", 0, 1, 0, 1, 0},
                        Case{R"("status":"unhandled")", 0, 1, 0, 0, 1},
                        Case{R"("init":1,"status":7,"errors":"3")", 0, 0, 0, 0, 0}}) {
    const auto facts = session_facts(
        object(R"({"sid":"4c79f60c-1121-4eb3-8604-f4ae0781bfb2","started":"2025-11-24T16:59:59Z",
        "attrs":{"release":"1.0","environment":"dev"},)" +
               std::string(c.fields) + "}"));
    ASSERT_TRUE(facts) << c.fields;
    EXPECT_EQ(facts->hour, *parse_rfc3339("2025-11-24T16:00:00Z"));
    EXPECT_EQ(facts->session, "4c79f60c11214eb38604f4ae0781bfb2");
    EXPECT_EQ(facts->release, "1.0");
    EXPECT_EQ(facts->environment, "dev");
    EXPECT_EQ(facts->started, c.started) << c.fields;
    EXPECT_EQ(facts->errored, c.errored) << c.fields;
    EXPECT_EQ(facts->crashed, c.crashed) << c.fields;
    EXPECT_EQ(facts->abnormal, c.abnormal) << c.fields;
    EXPECT_EQ(facts->unhandled, c.unhandled) << c.fields;
  }
  EXPECT_FALSE(session_facts(object(R"({"started":1764000000})")));
  EXPECT_FALSE(session_facts(object(R"({"attrs":{"release":"1.0"}})")));
}

TEST(SessionFacts, AddsUpAggregates) {
  const auto all = sessions_facts(object(
      R"({"aggregates":[{"started":1764000061,"exited":5,"errored":4,"abnormal":3,"crashed":2,
      "unhandled":1},{"exited":9},7,{"started":"2025-11-24T16:30:00Z","exited":1e300,"errored":-4}],
      "attrs":{"release":"1.0"}})"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].hour, kReceived);
  EXPECT_EQ(all[0].session, "");
  EXPECT_EQ(all[0].started, 15);
  EXPECT_EQ(all[0].errored, 10);
  EXPECT_EQ(all[0].crashed, 2);
  EXPECT_EQ(all[0].abnormal, 3);
  EXPECT_EQ(all[0].unhandled, 1);
  EXPECT_EQ(all[1].started, 1'000'000);
  EXPECT_EQ(all[1].errored, 0);
  EXPECT_TRUE(sessions_facts(object(R"({"aggregates":[{"started":1764000061}]})")).empty());
}

TEST(CheckInFacts, ReadsACheckIn) {
  const auto facts = check_in_facts(object(
      R"({"check_in_id":"4c79f60c11214eb38604f4ae0781bfb2","monitor_slug":"nightly","status":"ok",
      "environment":"dev","duration":1.5,"monitor_config":{"timezone":"UTC"}})"));
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->slug, "nightly");
  EXPECT_EQ(facts->environment, "dev");
  EXPECT_EQ(facts->id.to_hex(), "4c79f60c11214eb38604f4ae0781bfb2");
  EXPECT_EQ(facts->status, CheckInFacts::Status::ok);
  EXPECT_EQ(facts->duration, std::chrono::milliseconds(1'500));
  EXPECT_EQ(facts->config_json, R"({"timezone":"UTC"})");
}

TEST(CheckInFacts, HasDefaults) {
  EXPECT_FALSE(check_in_facts(object(R"({"status":"ok"})")));
  const auto facts = check_in_facts(
      object(R"({"monitor_slug":"m","status":"missed","duration":-1,"check_in_id":"x"})"));
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->environment, "production");
  EXPECT_EQ(facts->id, EventId{});
  EXPECT_EQ(facts->status, CheckInFacts::Status::unknown);
  EXPECT_FALSE(facts->duration);
  EXPECT_EQ(facts->config_json, "{}");
  const auto large = check_in_facts(
      object(R"({"monitor_slug":"m","monitor_config":{"x":")" + std::string(5'000, 'x') + "\"}}"));
  EXPECT_EQ(large->config_json, "{}");
}

}  // namespace
}  // namespace picket::domain::items
