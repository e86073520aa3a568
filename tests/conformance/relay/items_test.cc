// Items that are no error events: what is kept of them, where, and what else becomes of them.
// Source: shared spec "ingest", sections 2.4, 2.5 and 4.12 to 4.17.
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/relay/world.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

using protocol::Category;
using protocol::ItemType;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kHeader = R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"})";
const std::string kSession =
    R"({"sid":"8333339f-5675-4f89-a9a0-1c935255ab58","init":true,"started":"1994-11-06T08:49:00Z",)"
    R"("attrs":{"release":"shop@1.0"}})";
const std::string kSpan = R"({"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe",)"
                          R"("span_id":"b01b9f6349558cd1","name":"GET /",)"
                          R"("start_timestamp":784111777.5,"end_timestamp":784111778})";

std::string spans_header(int count, const std::string& type = "span") {
  const std::string version = type == "span" ? "span.v2" : type == "log" ? "log" : "trace-metric";
  return R"({"type":")" + type + R"(","item_count":)" + std::to_string(count) +
         R"(,"content_type":"application/vnd.sentry.items.)" + version + R"(+json"})";
}

std::vector<std::pair<Category, std::int64_t>> counts(const LoggedItem& item) {
  std::vector<std::pair<Category, std::int64_t>> counts;
  for (const auto& count : item.message.counts) counts.emplace_back(count.category, count.amount);
  return counts;
}

TEST(RelayItems, KeepsAnAttachmentInTheBlobStore) {
  World world;
  const auto answer = world.post_envelope(envelope(
      kHeader,
      {{R"({"type":"event"})", "{}"},
       {R"({"type":"attachment","length":5,"filename":"a.txt","content_type":"text/plain",)"
        R"("attachment_type":"event.view_hierarchy"})",
        "1\n345"},
       {R"({"type":"attachment","length":0})", ""}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(world.events().size(), 1U);
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 2U);
  const protocol::ItemMessage& message = items[0]->message;
  EXPECT_EQ(message.org.value, 1);
  EXPECT_EQ(message.project, world.project);
  EXPECT_EQ(message.key.value, 1);
  EXPECT_EQ(message.event_id.to_hex(), kEventId);
  EXPECT_EQ(message.received, world.server.clock.now());
  EXPECT_EQ(message.type, ItemType::attachment);
  EXPECT_EQ(message.attachment_type, protocol::AttachmentType::view_hierarchy);
  EXPECT_EQ(message.filename, "a.txt");
  EXPECT_EQ(message.content_type, "text/plain");
  EXPECT_EQ(message.client, "sentry.test/1.0");
  EXPECT_EQ(items[0]->payload, "1\n345");
  EXPECT_THAT(counts(*items[0]), ElementsAre(std::pair{Category::attachment, 5},
                                             std::pair{Category::attachment_item, 1}));
  EXPECT_EQ(items[1]->message.size, 0U);
  EXPECT_EQ(items[1]->message.filename, "");
  EXPECT_THAT(counts(*items[1]), ElementsAre(std::pair{Category::attachment, 1},
                                             std::pair{Category::attachment_item, 1}));
  EXPECT_EQ(world.blobs.puts(), 1) << "one fsync for all of a request";
  EXPECT_THAT(world.outcomes(), IsEmpty()) << "the consumer counts what is accepted";
}

TEST(RelayItems, SplitsALargeAttachment) {
  World world;
  std::string large(protocol::kItemPieceBytes + 1, 'a');
  large.back() = 'z';
  const auto answer = world.post_envelope(envelope(
      kHeader,
      {{R"({"type":"attachment","length":)" + std::to_string(large.size()) + "}", large}}));
  EXPECT_EQ(answer.status, 200);
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]->message.pieces.size(), 2U);
  EXPECT_EQ(items[0]->payload, large);
}

TEST(RelayItems, KeepsAttachmentsAndReportsOfAnEventThatWasSentBefore) {
  World world;
  const auto answer = world.post_envelope(envelope(
      kHeader,
      {{R"({"type":"attachment","length":1})", "1"},
       {R"({"type":"user_report"})", R"({"event_id":null,"name":"Jane","comments":"It broke"})"},
       {R"({"type":"form_data"})", "[]"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1]->message.type, ItemType::user_report);
  EXPECT_EQ(items[1]->message.event_id.to_hex(), kEventId);
  EXPECT_EQ(items[1]->payload, R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","name":"Jane",)"
                               R"("email":"","comments":"It broke"})");
  EXPECT_THAT(counts(*items[1]), IsEmpty());
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayItems, DropsWhatBelongsToADroppedEvent) {
  World world;
  const auto answer = world.post_envelope(
      envelope(kHeader, {{R"({"type":"event"})", "7"},
                         {R"({"type":"attachment","length":3})", "123"},
                         {R"({"type":"user_report"})", "{}"},
                         {R"({"type":"check_in"})", R"({"monitor_slug":"m","status":"ok"})"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.items(protocol::kTopicIngestAttachments), IsEmpty());
  EXPECT_EQ(world.items(protocol::kTopicIngestMonitors).size(), 1U) << "belongs to no event";
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json attachment 3",
                                            "invalid/invalid_json attachment_item 1",
                                            "invalid/invalid_json error 1"));
}

TEST(RelayItems, AnswersUnavailableWhenAttachmentsFindNoPlace) {
  World world;
  world.blobs.refuse(true);
  const std::string body = envelope(
      kHeader, {{R"({"type":"event"})", "{}"}, {R"({"type":"attachment","length":1})", "1"}});
  const auto answer = world.post_envelope(body);
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers.get("retry-after"), "5");
  EXPECT_EQ(world.events().size(), 1U) << "the event itself is kept";
  EXPECT_THAT(world.items(protocol::kTopicIngestAttachments), IsEmpty());
  EXPECT_EQ(world.server.metric("picket_relay_blob_failures_total"), 1);
  world.blobs.refuse(false);
  EXPECT_EQ(world.post_envelope(body).status, 200);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/unavailable attachment 1",
                                            "invalid/unavailable attachment_item 1"));
}

TEST(RelayItems, AnswersUnavailableWhenOneOfSeveralMessagesIsNotDurable) {
  World world;
  world.log.refuse(std::string(protocol::kTopicIngestAttachments));
  const auto answer = world.post_envelope(envelope(
      kHeader, {{R"({"type":"event"})", "{}"}, {R"({"type":"attachment","length":1})", "1"}}));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(world.events().size(), 1U);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/unavailable attachment 1",
                                            "invalid/unavailable attachment_item 1"));
}

/// Of a transaction.
const std::string kInnerSpan =
    R"({"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe","span_id":"a01b9f6349558cd1",)"
    R"("start_timestamp":784111776.1,"timestamp":784111776.2})";

TEST(RelayItems, KeepsTransactionsOnTheirOwnTopic) {
  World world;
  const auto answer = world.post_envelope(envelope(
      kHeader, {{R"({"type":"transaction"})",
                 R"({"type":"transaction","transaction":"/checkout","start_timestamp":784111776,)"
                 R"("timestamp":784111777,"contexts":{"trace":{"trace_id":)"
                 R"("8f431b7aa08441bbbd5a0100fd91f9fe","span_id":"b01b9f6349558cd1","op":"http"}},)"
                 R"("spans":[)" +
                     kInnerSpan + "," + kInnerSpan + "]}"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  const auto items = world.items(protocol::kTopicIngestTransactions);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]->message.type, ItemType::transaction);
  EXPECT_EQ(items[0]->message.event_id.to_hex(), kEventId);
  EXPECT_THAT(
      counts(*items[0]),
      ElementsAre(std::pair{Category::transaction, 1}, std::pair{Category::transaction_indexed, 1},
                  std::pair{Category::span, 3}, std::pair{Category::span_indexed, 3}));
  const auto event = boost::json::parse(items[0]->payload).as_object();
  EXPECT_EQ(event.at("event_id").as_string(), kEventId);
  EXPECT_EQ(event.at("transaction").as_string(), "/checkout");
}

TEST(RelayItems, KeepsTheEventBesideATransaction) {
  World world;
  world.post_envelope(
      envelope(kHeader, {{R"({"type":"transaction"})", "{}"}, {R"({"type":"event"})", "{}"}}));
  EXPECT_EQ(world.events().size(), 1U);
  EXPECT_THAT(world.items(protocol::kTopicIngestTransactions), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/duplicate_item span 1", "invalid/duplicate_item span_indexed 1",
                          "invalid/duplicate_item transaction 1",
                          "invalid/duplicate_item transaction_indexed 1"));
}

TEST(RelayItems, KeepsFeedbackWithItsAttachments) {
  World world;
  for (const char* type : {"feedback", "user_report_v2"}) {
    world.post_envelope(envelope(
        kHeader, {{R"({"type":")" + std::string(type) + "\"}",
                   R"({"contexts":{"feedback":{"message":"Nice","contact_email":"a@b.c"}}})"},
                  {R"({"type":"attachment","length":1,"filename":"screenshot.png"})", "1"}}));
  }
  const auto items = world.items(protocol::kTopicIngestFeedback);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]->message.type, ItemType::feedback);
  EXPECT_EQ(items[0]->message.event_id.to_hex(), kEventId);
  EXPECT_THAT(counts(*items[0]), ElementsAre(std::pair{Category::user_report_v2, 1}));
  EXPECT_NE(items[0]->payload.find(R"("message":"Nice")"), std::string::npos);
  EXPECT_EQ(world.items(protocol::kTopicIngestAttachments).size(), 2U);
}

TEST(RelayItems, KeepsSecurityEvents) {
  World world;
  world.post_envelope(envelope(kHeader, {{R"({"type":"security"})", R"({"csp":{}})"}}));
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].message.category, Category::security);
}

TEST(RelayItems, KeepsSessions) {
  World world;
  const auto answer = world.post_envelope(
      envelope("{}", {{R"({"type":"session"})", kSession},
                      {R"({"type":"session"})", "{"},
                      {R"({"type":"sessions"})",
                       R"({"aggregates":[{"started":"1994-11-06T08:00:00Z","exited":3}],)"
                       R"("attrs":{"release":"shop@1.0","environment":"prod"}})"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  const auto items = world.items(protocol::kTopicIngestMetrics);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]->message.type, ItemType::session);
  EXPECT_EQ(items[0]->message.event_id, EventId{});
  EXPECT_EQ(boost::json::parse(items[0]->payload).at("sid").as_string(),
            "8333339f56754f89a9a01c935255ab58");
  EXPECT_EQ(items[1]->message.type, ItemType::sessions);
  EXPECT_THAT(counts(*items[0]), IsEmpty());
  EXPECT_THAT(world.outcomes(), IsEmpty()) << "sessions have none";
}

TEST(RelayItems, KeepsCheckIns) {
  World world;
  world.post_envelope(envelope(
      "{}", {{R"({"type":"check_in"})",
              R"({"check_in_id":"a460c25f-f255-4608-9ad2-c0a1a1d6d4e3","monitor_slug":"nightly",)"
              R"("status":"ok"})"}}));
  world.post_envelope(envelope("{}", {{R"({"type":"check_in"})", R"({"status":"ok"})"}}));
  const auto items = world.items(protocol::kTopicIngestMonitors);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]->payload, R"({"check_in_id":"a460c25ff25546089ad2c0a1a1d6d4e3",)"
                               R"("monitor_slug":"nightly","status":"ok"})");
  EXPECT_THAT(counts(*items[0]), ElementsAre(std::pair{Category::monitor, 1}));
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json monitor 1"));
}

TEST(RelayItems, KeepsSpansAndCountsInvalidOnes) {
  World world;
  world.post_envelope(
      envelope("{}", {{spans_header(3), R"({"items":[)" + kSpan + ",{}," + kSpan + "]}"}}));
  world.post_envelope(envelope(
      "{}", {{R"({"type":"span"})",
              R"({"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe","span_id":"b01b9f6349558cd1",)"
              R"("start_timestamp":784111777.5,"timestamp":784111778})"}}));
  const auto items = world.items(protocol::kTopicIngestTransactions);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]->message.type, ItemType::span);
  EXPECT_THAT(counts(*items[0]), ElementsAre(std::pair{Category::span, 2}));
  EXPECT_EQ(boost::json::parse(items[0]->payload).at("items").as_array().size(), 2U);
  EXPECT_THAT(counts(*items[1]), ElementsAre(std::pair{Category::span, 1}));
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_span span 1"));
}

TEST(RelayItems, RefusesContainersThatAreNot) {
  World world;
  const std::string items = R"({"items":[)" + kSpan + "]}";
  for (const auto& [header, payload] :
       {std::pair{spans_header(2), items}, std::pair{spans_header(1), std::string("{}")}}) {
    EXPECT_EQ(world.post_envelope(envelope("{}", {{header, payload}})).status, 200);
  }
  world.post_envelope(envelope("{}", {{R"({"type":"span","item_count":1})", items}}));
  EXPECT_THAT(world.items(protocol::kTopicIngestTransactions), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/invalid_json span 3", "invalid/invalid_span span 1"));
}

TEST(RelayItems, TakesOneContainerOfAType) {
  World world;
  const std::string items = R"({"items":[)" + kSpan + "]}";
  world.post_envelope(envelope("{}", {{spans_header(1), items},
                                      {spans_header(1), items},
                                      {spans_header(1, "log"), R"({"items":[{}]})"},
                                      {spans_header(1, "log"), R"({"items":[{}]})"}}));
  EXPECT_EQ(world.items(protocol::kTopicIngestTransactions).size(), 1U);
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/duplicate_item log_byte 14", "invalid/duplicate_item log_item 1",
                          "invalid/duplicate_item span 1", "invalid/feature_disabled log_byte 14",
                          "invalid/feature_disabled log_item 1"));
}

TEST(RelayItems, AccountsForWhatThisVersionDoesNotProcess) {
  World world;
  const auto send = [&](const std::string& header, const std::string& payload) {
    const auto answer =
        world.post_envelope(envelope(kHeader, {{R"({"type":"event"})", "{}"}, {header, payload}}));
    EXPECT_EQ(answer.status, 200) << header;
  };
  for (const char* type : {"profile", "profile_chunk", "replay_event", "replay_recording",
                           "replay_video", "statsd", "metric_buckets"}) {
    send(R"({"type":")" + std::string(type) + "\"}", "{}");
  }
  send(spans_header(1, "log"), R"({"items":[{}]})");
  send(spans_header(2, "log"), R"({"items":[{}]})");
  send(R"({"type":"log","item_count":1})", R"({"items":[{}]})");
  send(spans_header(1, "trace_metric"), R"({"items":[{}]})");
  send(spans_header(1, "trace_metric"), "{}");
  EXPECT_EQ(world.events().size(), 12U);
  EXPECT_THAT(
      world.outcomes(),
      ElementsAre("invalid/feature_disabled log_byte 14", "invalid/feature_disabled log_item 1",
                  "invalid/feature_disabled profile 1", "invalid/feature_disabled profile_chunk 1",
                  "invalid/feature_disabled profile_indexed 1", "invalid/feature_disabled replay 3",
                  "invalid/feature_disabled trace_metric 1", "invalid/invalid_json trace_metric 1",
                  "invalid/invalid_log log_byte 28", "invalid/invalid_log log_item 3"));
}

/// A transaction with as many spans as asked for.
std::string transaction(int spans) {
  std::string inner;
  for (int i = 0; i < spans; ++i) inner += (i > 0 ? "," : "") + kInnerSpan;
  return envelope(
      kHeader, {{R"({"type":"transaction"})",
                 R"({"transaction":"/checkout","start_timestamp":784111776,"timestamp":784111777,)"
                 R"("contexts":{"trace":{"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe",)"
                 R"("span_id":"b01b9f6349558cd1"}},"spans":[)" +
                     inner + "]}"}});
}

TEST(RelayItems, KeepsATransactionWithoutSpansThatAreTooMany) {
  World world;
  world.set_project("quotas", R"([{"id":"s","categories":["span"],"window":3600,"limit":3}])");
  EXPECT_EQ(world.post_envelope(transaction(2)).status, 200);
  EXPECT_EQ(world.post_envelope(transaction(1)).status, 200) << "nobody knew";
  EXPECT_EQ(world.post_envelope(transaction(0)).status, 429);
  const auto items = world.items(protocol::kTopicIngestTransactions);
  ASSERT_EQ(items.size(), 3U);
  const auto spans = [&](std::size_t i) {
    const auto event = boost::json::parse(items[i]->payload).as_object();
    return event.contains("spans") ? event.at("spans").as_array().size() : 0;
  };
  EXPECT_EQ(spans(0), 2U);
  EXPECT_EQ(spans(1), 0U);
  EXPECT_THAT(counts(*items[1]), ElementsAre(std::pair{Category::transaction, 1},
                                             std::pair{Category::transaction_indexed, 1}));
  EXPECT_EQ(counts(*items[2]).size(), 2U);
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/project_quota span 3",
                                            "rate_limited/project_quota span_indexed 3"));
}

TEST(RelayItems, LeavesSpansOutThatTheProjectDoesNotWant) {
  World world;
  world.set_project("filters:releases", "\"1.*\"");
  world.set_project("filters:localhost", "true");
  const auto span = [](const std::string& attribute, const std::string& value) {
    return kSpan.substr(0, kSpan.size() - 1) + R"(,"attributes":{")" + attribute +
           R"(":{"type":"string","value":")" + value + "\"}}}";
  };
  const auto post = [&](int count, const std::string& spans) {
    return world.post_envelope(
        envelope("{}", {{spans_header(count), R"({"items":[)" + spans + "]}"}}));
  };
  EXPECT_EQ(post(4, span("sentry.release", "1.0") + "," + span("sentry.release", "2.0") + "," +
                        span("url.full", "http://localhost/") + ",7")
                .status,
            200);
  EXPECT_EQ(post(3, span("sentry.release", "1.0") + "," + span("url.full", "http://localhost/") +
                        "," + span("url.full", "http://localhost/"))
                .status,
            200);
  const auto items = world.items(protocol::kTopicIngestTransactions);
  ASSERT_EQ(items.size(), 1U) << "nothing was left of the other";
  EXPECT_THAT(counts(*items[0]), ElementsAre(std::pair{Category::span, 1}));
  EXPECT_NE(items[0]->payload.find(R"("2.0")"), std::string::npos);
  EXPECT_EQ(items[0]->payload.find(R"("1.0")"), std::string::npos);
  EXPECT_THAT(world.outcomes(),
              ElementsAre("filtered/localhost span 3", "filtered/release-version span 2",
                          "invalid/invalid_span span 1"));
}

TEST(RelayItems, GivesEveryEventATrace) {
  World world;
  world.post_envelope(event_envelope());
  world.post_envelope(
      event_envelope(R"({"contexts":{"trace":{"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe",)"
                     R"("span_id":"b01b9f6349558cd1"}}})"));
  const auto events = world.events();
  ASSERT_EQ(events.size(), 2U);
  std::vector<std::string> traces;
  for (const LoggedEvent& event : events) {
    const auto json = boost::json::parse(event.json);
    traces.emplace_back(json.at("contexts").at("trace").at("trace_id").as_string());
  }
  EXPECT_EQ(traces[0].size(), 32U);
  EXPECT_NE(traces[0], traces[1]);
  EXPECT_EQ(traces[1], "8f431b7aa08441bbbd5a0100fd91f9fe");
}

}  // namespace
}  // namespace picket::conformance
