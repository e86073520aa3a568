// What is accepted, in every form that SDKs send it.
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/testkit/encode.h"
#include "conformance/relay/world.h"
#include "ports/outcomes.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kIdAnswer = R"({"id":"9ec79c33ec9942ab8353589fcb2e04dc"})";

boost::json::object parse(const LoggedEvent& event) {
  return boost::json::parse(event.json).as_object();
}

TEST(RelayEnvelope, AnswersTheIdOfWhatTheLogHas) {
  World world;
  const auto answer = world.post_envelope(event_envelope(R"({"message":"hello","level":"info"})"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, kIdAnswer);
  EXPECT_EQ(answer.headers.get("content-type"), "application/json");

  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  const protocol::IngestMessage& message = events[0].message;
  EXPECT_EQ(message.org.value, 1);
  EXPECT_EQ(message.project, world.project);
  EXPECT_EQ(message.key.value, 1);
  EXPECT_EQ(message.event_id.to_hex(), kEventId);
  EXPECT_EQ(message.received, world.server.clock.now());
  EXPECT_EQ(message.category, protocol::Category::error);
  EXPECT_FALSE(message.replayed);
  const auto event = parse(events[0]);
  EXPECT_EQ(event.at("event_id").as_string(), kEventId);
  EXPECT_EQ(event.at("level").as_string(), "info");
  EXPECT_EQ(event.at("sdk").at("name").as_string(), "sentry.test");
  EXPECT_THAT(world.outcomes(), IsEmpty()) << "the consumer counts what is accepted";
}

TEST(RelayEnvelope, MakesAnIdWhereTheSdkGaveNone) {
  World world;
  const auto answer = world.post_envelope(envelope("{}", {{R"({"type":"event"})", "{}"}}));
  ASSERT_EQ(answer.status, 200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(answer.body, R"({"id":")" + events[0].message.event_id.to_hex() + "\"}");
}

TEST(RelayEnvelope, AnswersAnEmptyObjectWhereThereIsNoId) {
  World world;
  EXPECT_EQ(world.post_envelope("{}").body, "{}");
  EXPECT_EQ(world.post_envelope("{}\n").body, "{}");
  EXPECT_EQ(world.post_envelope(envelope("{}", {{R"({"type":"client_report"})", "{}"}})).body,
            "{}");
}

TEST(RelayEnvelope, KeepsTheConnectionForTheNextEvent) {
  World world;
  net::testkit::Client client(world.port);
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask(net::testkit::post(
        "/api/1/envelope/", envelope("{}", {{R"({"type":"event"})", "{}"}}), auth()));
    ASSERT_TRUE(answer.has_value()) << i;
    EXPECT_EQ(answer->status, 200) << i;
  }
  EXPECT_EQ(world.events().size(), 3U);
}

TEST(RelayEnvelope, TakesEveryContentCoding) {
  World world;
  const std::string body = event_envelope();
  namespace encode = codec::testkit;
  for (const auto& [name, coded] :
       {std::pair{"gzip", encode::gzip(body)}, std::pair{"x-gzip", encode::gzip(body)},
        std::pair{"deflate", encode::zlib(body)}, std::pair{"deflate", encode::raw_deflate(body)},
        std::pair{"br", encode::brotli(body)}, std::pair{"zstd", encode::zstd_stream(body)}}) {
    const auto answer =
        world.post("/api/1/envelope/", coded, auth() + "Content-Encoding: " + name + "\r\n");
    EXPECT_EQ(answer.status, 200) << name;
    EXPECT_EQ(answer.body, kIdAnswer) << name;
  }
  for (const char* none : {"", "identity", "utf-8"}) {
    const auto answer =
        world.post("/api/1/envelope/", body, auth() + "Content-Encoding: " + none + "\r\n");
    EXPECT_EQ(answer.status, 200) << none;
  }
  EXPECT_EQ(world.events().size(), 9U);
}

TEST(RelayEnvelope, TakesAnEventThatIsWorkedOnOffTheIoThread) {
  World world;
  const std::string text(100'000, 'x');
  const auto answer = world.post_envelope(event_envelope(R"({"message":")" + text + "\"}"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayEnvelope, DropsUnknownItemsInSilence) {
  World world;
  const std::string huge(3'000'000, 'x');
  const auto answer = world.post_envelope(
      envelope(R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"})",
               {{R"({"type":"from_the_future"})", huge}, {R"({"type":"event"})", "{}"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(world.events().size(), 1U);
  const auto alone = world.post_envelope(envelope("{}", {{R"({"type":"from_the_future"})", "x"}}));
  EXPECT_EQ(alone.status, 200);
  EXPECT_EQ(alone.body, "{}");
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayEnvelope, RefusesAnEventThatComesTwiceAndWhatBelongsToIt) {
  World world;
  const auto answer =
      world.post_envelope(envelope(R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"})",
                                   {{R"({"type":"event"})", "{}"},
                                    {R"({"type":"event"})", "{}"},
                                    {R"({"type":"attachment","length":1})", "1"},
                                    {R"({"type":"check_in"})", "{}"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(
      world.outcomes(),
      ElementsAre("invalid/duplicate_item attachment 1", "invalid/duplicate_item attachment_item 1",
                  "invalid/duplicate_item error 2", "invalid/invalid_json monitor 1"));
}

TEST(RelayEnvelope, AnswersTheIdOfAnEventThatAStageDropped) {
  World world;
  for (const char* event : {"{\"message\":", "[]", "7", "\"text\""}) {
    const auto answer = world.post_envelope(event_envelope(event));
    EXPECT_EQ(answer.status, 200) << event;
    EXPECT_EQ(answer.body, kIdAnswer) << event;
  }
  EXPECT_EQ(world.post_envelope(event_envelope("null")).status, 200);
  EXPECT_EQ(world.post_envelope(event_envelope("")).status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_EQ(world.server.metric("picket_relay_events_dropped_total"), 6);
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/invalid_json error 5", "invalid/no_data error 1"));
}

TEST(RelayEnvelope, CountsWhatTheSdkDiscarded) {
  World world;
  const std::string report =
      R"({"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":23},)"
      R"({"reason":"queue_overflow","category":"error","quantity":2},)"
      R"({"reason":"sample_rate","category":"transaction","quantity":1}]})";
  const auto answer = world.post_envelope(envelope(
      "{}", {{R"({"type":"client_report"})", report}, {R"({"type":"client_report"})", "broken"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.outcomes(), ElementsAre("client_discard/queue_overflow error 25",
                                            "client_discard/sample_rate transaction 1"));
}

TEST(RelayEnvelope, DoesNotBelieveReportsOfAnotherTime) {
  World world;
  // The server's clock stands at 1994-11-06T08:49:37Z.
  const auto send = [&](std::string_view header, std::string_view timestamp) {
    const std::string report = R"({"timestamp":")" + std::string(timestamp) +
                               R"(","discarded_events":[{"reason":"r","category":"error",)"
                               R"("quantity":1}]})";
    return world.post_envelope(envelope(header, {{R"({"type":"client_report"})", report}})).status;
  };
  EXPECT_EQ(send("{}", "1994-07-01T00:00:00Z"), 200) << "too old";
  EXPECT_EQ(send("{}", "1994-11-06T08:51:00Z"), 200) << "from the future";
  EXPECT_EQ(send(R"({"sent_at":"1994-11-06T08:50:00Z"})", "1994-11-06T08:51:00Z"), 200)
      << "a drift too small to be corrected";
  EXPECT_EQ(send("{}", "1994-11-06T08:50:00Z"), 200);
  EXPECT_EQ(send(R"({"sent_at":"2004-11-06T08:49:37Z"})", "2004-11-06T08:49:00Z"), 200);
  EXPECT_THAT(world.outcomes(), ElementsAre("client_discard/r error 2"));
}

TEST(RelayEnvelope, TellsTheEventWhereItCameFrom) {
  World world;
  const std::string event = R"({"user":{"ip_address":"{{auto}}"}})";
  world.post("/api/1/envelope/", event_envelope(event),
             auth() + "X-Forwarded-For: 203.0.113.7, 10.0.0.1\r\n");
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(parse(events[0]).at("user").at("ip_address").as_string(), "203.0.113.7");
}

TEST(RelayStore, TakesTheIdOfTheEvent) {
  World world;
  const auto answer =
      world.post("/api/1/store/",
                 R"({"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC","message":"m"})", auth());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, kIdAnswer);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].message.event_id.to_hex(), kEventId);
}

TEST(RelayStore, MakesAnIdWhereThereIsNone) {
  World world;
  for (const char* event : {"{}", R"({"event_id":null})"}) {
    const auto answer = world.post("/api/1/store/", event, auth());
    EXPECT_EQ(answer.status, 200) << event;
    EXPECT_EQ(answer.body.size(), kIdAnswer.size()) << event;
  }
  EXPECT_EQ(world.events().size(), 2U);
}

TEST(RelayStore, TakesTheFormsOfOldSdks) {
  World world;
  // base64 of {"message":"old"}, also with line ends.
  EXPECT_EQ(world.post("/api/1/store/", "eyJtZXNzYWdlIjoi\nb2xkIn0=", auth()).status, 200);
  // base64 of its zlib form.
  EXPECT_EQ(world.post("/api/1/store/", "eJyrVspNLS5OTE9VslLKz0lRqgUANngF3w==", auth()).status,
            200);
  EXPECT_EQ(world.post("/api/1/store/", "  {\"message\":\"old\"}", auth()).status, 200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 3U);
  for (const LoggedEvent& event : events) {
    EXPECT_EQ(parse(event).at("logentry").at("formatted").as_string(), "old");
  }
}

TEST(RelayStore, TakesEnvelopesThatSaySo) {
  World world;
  const auto answer =
      world.post("/api/1/store/", event_envelope(),
                 auth() + "Content-Type: application/X-Sentry-Envelope; charset=utf-8\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, kIdAnswer);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayStore, TellsKindsOfEventsApart) {
  World world;
  const std::string rest =
      R"(","start_timestamp":784111776,"timestamp":784111777,"contexts":{"trace":{)"
      R"("trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"fa90fdead5f74052"}}})";
  for (const char* type : {"transaction", "csp", "hpkp", "expectct", "expectstaple", "error"}) {
    EXPECT_EQ(world.post("/api/1/store/", R"({"type":")" + std::string(type) + rest, auth()).status,
              200)
        << type;
  }
  EXPECT_EQ(world.events().size(), 5U) << "reports that are events, and an error";
  EXPECT_EQ(world.items(protocol::kTopicIngestTransactions).size(), 1U);
}

TEST(RelayStore, FindsTheProjectByTheKeyWhereThePathHasNone) {
  World world;
  EXPECT_EQ(world.post("/api/store/", "{}", auth()).status, 200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].message.project, world.project);
}

TEST(RelayStore, AnswersABeaconWithAnImage) {
  World world;
  const std::string key = "sentry_version=4&sentry_key=" + std::string(kKey);
  for (const char* path : {"/api/1/store/?", "/api/store/?"}) {
    const auto answer = world.get(path + key + "&sentry_data=eyJtZXNzYWdlIjoib2xkIn0%3D");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.get("content-type"), "image/gif");
    EXPECT_EQ(answer.headers.get("cross-origin-resource-policy"), "cross-origin");
    EXPECT_EQ(answer.body.size(), 43U);
    EXPECT_EQ(answer.body.substr(0, 6), "GIF89a");
  }
  // Nobody escaped the '+'.
  EXPECT_EQ(world.get("/api/1/store/?" + key + "&sentry_data=eyJtZXNzYWdlIjoiPj4+In0=").status,
            200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 3U);
}

TEST(RelayEvent, IsToldWhatTheEnvelopeSaysAboutItsTrace) {
  World world;
  const std::string trace = "4c79f60c11214eb38604f4ae0781bfb2";
  const std::string event = R"({"message":"hello","contexts":{"trace":{"trace_id":")" + trace +
                            R"(","span_id":"fa90fdead5f74052"}}})";
  for (const char* header : {R"("trace":{"sample_rate":"0.5","sampled":"true",)"
                             R"("replay_id":"52df9022835246eeb317dbd739ccd059"})",
                             R"("trace":7)"}) {
    world.post_envelope(envelope(R"({"event_id":")" + std::string(kEventId) + "\"," + header + "}",
                                 {{R"({"type":"event"})", event}}));
  }
  const auto events = world.events();
  ASSERT_EQ(events.size(), 2U);
  const auto told = boost::json::parse(events[0].json).at("contexts").as_object();
  EXPECT_EQ(told.at("replay").at("replay_id"), "52df9022835246eeb317dbd739ccd059");
  EXPECT_EQ(told.at("trace").at("client_sample_rate"), 0.5);
  EXPECT_EQ(told.at("trace").at("sampled"), true);
  EXPECT_FALSE(boost::json::parse(events[1].json).at("contexts").as_object().contains("replay"));
}

}  // namespace
}  // namespace picket::conformance
