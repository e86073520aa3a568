// Quotas, as SDKs notice them.
// Source: shared spec "ingest", sections 1.4, 1.6, 1.7, 4.1 to 4.3.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/relay/world.h"
#include "protocol/rate_limits.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

using protocol::Category;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kOtherKey = "fedcba9876543210fedcba9876543210";
const std::string kId = R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"})";
const EnvelopeItem kEvent{R"({"type":"event"})", R"({"message":"hello"})"};
const EnvelopeItem kSession{R"({"type":"session"})", "{}"};

int status_of_event(World& world, std::string_view key = kKey) {
  return world.post("/api/1/envelope/", event_envelope(), auth(key)).status;
}

std::vector<protocol::RateLimit> limits_in(const net::testkit::Answer& answer) {
  return protocol::parse_rate_limits(answer.headers.get("x-sentry-rate-limits"));
}

std::int64_t retry_after(const net::testkit::Answer& answer) {
  const std::string_view text = answer.headers.get("retry-after");
  std::int64_t value = -1;
  const auto [end, errc] = std::from_chars(text.data(), text.data() + text.size(), value);
  EXPECT_TRUE(errc == std::errc{} && end == text.data() + text.size()) << text;
  return value;
}

TEST(RelayLimits, TheFirstOverIsAnsweredAsBeforeTheNextHearsOfIt) {
  World world;
  world.limit_key(2, 3600);
  EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(status_of_event(world), 200);
  const auto over = world.post_envelope(event_envelope());
  EXPECT_EQ(over.status, 200) << "nobody knew yet";
  EXPECT_EQ(over.headers.get("x-sentry-rate-limits"), "") << "only with 429";
  EXPECT_EQ(over.headers.get("retry-after"), "");
  EXPECT_EQ(status_of_event(world), 429);
  EXPECT_EQ(world.events().size(), 2U);
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/key_quota error 2"));
}

TEST(RelayLimits, TheAnswerIsRelays) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["error"],"reasonCode":"paused"}])");
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.headers.get("content-type"), "application/json");
  const auto body = boost::json::parse(answer.body).as_object();
  EXPECT_EQ(body.size(), 1U) << "causes are omitted when there are none";
  EXPECT_EQ(body.at("detail").as_string(),
            "Sentry dropped data due to a quota or internal rate limit being reached. This will "
            "not affect your application. See "
            "https://docs.sentry.io/product/accounts/quotas/ for more information.");
  EXPECT_EQ(answer.headers.get("x-sentry-rate-limits"), "60:default;error;security:project:paused");
  EXPECT_EQ(answer.headers.get("retry-after"), "60");
}

TEST(RelayLimits, BrowsersMayReadTheHeaders) {
  World world;
  world.set_project("quotas", R"([{"limit":0}])");
  const auto answer =
      world.post("/api/1/envelope/", event_envelope(), auth() + "Origin: https://shop.test\r\n");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.headers.get("access-control-allow-origin"), "*");
  const std::string exposed(answer.headers.get("access-control-expose-headers"));
  EXPECT_THAT(exposed, HasSubstr("x-sentry-rate-limits"));
  EXPECT_THAT(exposed, HasSubstr("retry-after"));
}

TEST(RelayLimits, SecondsAreWholeAndRoundedUp) {
  World world;
  world.limit_key(1, 100);
  EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(status_of_event(world), 200);
  for (int i = 0; i < 100; ++i) {
    const auto answer = world.post_envelope(event_envelope());
    if (answer.status == 200) break;
    const std::string header(answer.headers.get("x-sentry-rate-limits"));
    EXPECT_EQ(header.substr(header.find(':')), ":default;error;security:key:key_quota");
    EXPECT_EQ(header.substr(0, header.find(':')), answer.headers.get("retry-after"));
    EXPECT_GE(retry_after(answer), 1);
    world.server.clock.advance(std::chrono::milliseconds(1'300));
  }
}

TEST(RelayLimits, LastUntilTheyPromised) {
  World world;
  world.limit_key(1, 100);
  EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post_envelope(event_envelope());
  ASSERT_EQ(answer.status, 429);
  ASSERT_GT(retry_after(answer), 1);
  world.server.clock.advance(seconds(retry_after(answer) - 1) - seconds(1));
  EXPECT_EQ(status_of_event(world), 429);
  world.server.clock.advance(seconds(2));
  EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(world.events().size(), 2U);
}

TEST(RelayLimits, NobodyIsToldToWaitLongerThanFiveMinutes) {
  World world;
  world.limit_key(1, 86400);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_EQ(answer.status, 429);
  EXPECT_LE(retry_after(answer), 300);
  world.server.clock.advance(seconds(300));
  EXPECT_EQ(status_of_event(world), 200) << "not known any more, refused by the counters";
  EXPECT_EQ(status_of_event(world), 429);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayLimits, AnswersTooManyThoughOtherItemsWereAccepted) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["session"]}])");
  const auto answer = world.post_envelope(envelope(kId, {kSession, kEvent}));
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.headers.get("x-sentry-rate-limits"), "60:session:project:project_quota");
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayLimits, TellOnlyOfWhatWasSent) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["session","transaction"]}])");
  EXPECT_EQ(status_of_event(world), 200);
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayLimits, RetryAfterIsTheLongest) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["session"],"reasonCode":"a"},
      {"id":"e","limit":1,"window":2000000,"categories":["error"],"reasonCode":"b"}])");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post_envelope(envelope(kId, {kSession, kEvent}));
  EXPECT_EQ(answer.status, 429);
  const auto limits = limits_in(answer);
  ASSERT_EQ(limits.size(), 2U);
  EXPECT_EQ(limits[0].reason, "b");
  EXPECT_EQ(limits[0].retry_after, seconds(300));
  EXPECT_EQ(limits[1].reason, "a");
  EXPECT_EQ(limits[1].retry_after, seconds(60));
  EXPECT_EQ(retry_after(answer), 300);
}

TEST(RelayLimits, TheLongestOfSeveralDecidesTheReason) {
  World world;
  world.set_project("quotas",
                    R"([{"id":"x","limit":1,"window":10,"categories":["error"],"reasonCode":"s"},
      {"id":"y","limit":1,"window":2000000,"categories":["error"],"reasonCode":"l"}])");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_EQ(answer.headers.get("x-sentry-rate-limits"), "300:default;error;security:project:l");
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/l error 2"));
}

TEST(RelayLimits, OfAKeyAreNotOfAnother) {
  World world;
  domain::ProjectConfig second;
  second.slug = "second";
  second.keys = {{KeyId{}, std::string(kOtherKey), "Other", true}};
  world.add_project(second);
  world.limit_key(1, 3600);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(status_of_event(world), 429);
  EXPECT_EQ(world.post("/api/2/envelope/", event_envelope(), auth(kOtherKey)).status, 200);
}

TEST(RelayLimits, OfAnOrganizationAreOfAllItsProjects) {
  World world;
  domain::ProjectConfig second;
  second.slug = "second";
  second.keys = {{KeyId{}, std::string(kOtherKey), "Other", true}};
  world.add_project(second);
  world.set_organization("accountRateLimit", "2");
  EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(world.post("/api/2/envelope/", event_envelope(), auth(kOtherKey)).status, 200);
  EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post("/api/2/envelope/", event_envelope(), auth(kOtherKey));
  EXPECT_EQ(answer.status, 429);
  const auto limits = limits_in(answer);
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_EQ(limits[0].scope, protocol::LimitScope::organization);
  EXPECT_EQ(limits[0].reason, "org_quota");
  EXPECT_EQ(world.events().size(), 2U);
}

TEST(RelayLimits, AProjectTakesItsShareOfTheOrganization) {
  World world;
  world.set_organization("accountRateLimit", "4");
  world.set_organization("projectRateLimit", "50");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_THAT(std::string(answer.headers.get("x-sentry-rate-limits")),
              HasSubstr(":default;error;security:project:project_quota"));
  EXPECT_EQ(world.events().size(), 2U);
}

TEST(RelayLimits, AChangeIsFeltAtOnce) {
  World world;
  world.limit_key(1, 86400);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(status_of_event(world), 429);
  world.limit_key(3, 86400);
  EXPECT_EQ(status_of_event(world), 200) << "what was known is of another limit";
  EXPECT_EQ(world.events().size(), 2U) << "and what was taken counts";
  world.limit_key(0, 0);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(status_of_event(world), 200);
  EXPECT_EQ(world.events().size(), 7U);
}

TEST(RelayLimits, HoldOnEveryEndpoint) {
  World world;
  world.set_project("quotas", R"([{"limit":0}])");
  EXPECT_EQ(world.post("/api/1/store/", R"({"message":"x"})", auth()).status, 429);
  EXPECT_EQ(world.post("/api/store/", R"({"message":"x"})", auth()).status, 429);
  EXPECT_EQ(world
                .get("/api/1/store/?sentry_data=%7B%22message%22%3A%22x%22%7D&sentry_key=" +
                     std::string(kKey))
                .status,
            429);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/project_quota error 3"));
}

TEST(RelayLimits, HoldForReportsOfFailedRequestsOnceTheyAreErrors) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["error"],"reasonCode":"paused"}])");
  const auto answer = world.post("/api/1/nel/?sentry_key=" + std::string(kKey),
                                 R"([{"type":"network-error","body":{"type":"dns.unreachable"}}])",
                                 "Content-Type: application/reports+json\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/paused error 1"));
}

TEST(RelayLimits, ComeBeforeSizes) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["error"]}])");
  const std::string large = R"({"message":")" + std::string(1'100'000, 'x') + "\"}";
  EXPECT_EQ(world.post_envelope(event_envelope(large)).status, 429);
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/project_quota error 1"));
}

TEST(RelayLimits, ComeAfterTheProjectAndItsOrigins) {
  World world;
  world.set_project("quotas", R"([{"limit":0}])");
  EXPECT_EQ(world.post("/api/77/envelope/", event_envelope(), auth()).status, 403);
}

TEST(RelayLimits, WhatBelongsToAnEventGoesWithIt) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["error"]}])");
  const auto answer = world.post_envelope(
      envelope(kId, {kEvent, {R"({"type":"attachment","filename":"a"})", "12345"}}));
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.headers.get("x-sentry-rate-limits"),
            "60:default;error;security:project:project_quota")
      << "attachments alone are welcome";
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/project_quota attachment 5",
                                            "rate_limited/project_quota attachment_item 1",
                                            "rate_limited/project_quota error 1"));
}

TEST(RelayLimits, AttachmentsAreCountedInBytes) {
  World world;
  world.set_project("quotas",
                    R"([{"id":"a","limit":10,"window":3600,"categories":["attachment"]}])");
  const EnvelopeItem attachment{R"({"type":"attachment","filename":"a"})", "123456"};
  EXPECT_EQ(world.post_envelope(envelope(kId, {kEvent, attachment})).status, 200);
  EXPECT_EQ(world.post_envelope(envelope(kId, {kEvent, attachment})).status, 200);
  const auto answer = world.post_envelope(envelope(kId, {kEvent, attachment}));
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(std::string(answer.headers.get("x-sentry-rate-limits")),
              HasSubstr(":attachment:project:project_quota"));
  EXPECT_EQ(world.events().size(), 3U) << "the event itself is welcome";
}

TEST(RelayLimits, ACrashDumpIsDroppedWithoutAWordToTheSdk) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["attachment"]}])");
  const EnvelopeItem dump{R"({"type":"attachment","attachment_type":"event.minidump"})", "MDMP"};
  EXPECT_EQ(world.post_envelope(envelope(kId, {kEvent, dump})).status, 200)
      << "the SDK sent no attachment of its own";
  const EnvelopeItem plain{R"({"type":"attachment","filename":"a"})", "123456"};
  EXPECT_EQ(world.post_envelope(envelope(kId, {kEvent, dump, plain})).status, 429);
  EXPECT_EQ(world.events().size(), 2U);
  EXPECT_THAT(world.items(protocol::kTopicIngestAttachments), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/project_quota attachment 14",
                                            "rate_limited/project_quota attachment_item 3"));
}

TEST(RelayLimits, ACrashWithoutRoomForItsErrorIsCountedAsOne) {
  World world;
  world.set_project("quotas", R"([{"limit":0,"categories":["error"]}])");
  const EnvelopeItem dump{R"({"type":"attachment","attachment_type":"event.minidump"})", "MDMP"};
  EXPECT_EQ(world.post_envelope(envelope(kId, {dump})).status, 429);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("rate_limited/project_quota attachment 4",
                                            "rate_limited/project_quota attachment_item 1",
                                            "rate_limited/project_quota error 1"));
}

TEST(RelayLimits, ItemsOfTheirOwnAreCounted) {
  World world;
  world.set_project("quotas", R"([{"id":"m","limit":1,"window":3600,"categories":["monitor"]}])");
  const EnvelopeItem check_in{R"({"type":"check_in"})",
                              R"({"monitor_slug":"nightly","status":"ok"})"};
  const EnvelopeItem broken{R"({"type":"check_in"})", "{"};
  EXPECT_EQ(world.post_envelope(envelope("{}", {broken})).status, 200) << "takes nothing";
  EXPECT_EQ(world.post_envelope(envelope("{}", {check_in})).status, 200);
  EXPECT_EQ(world.post_envelope(envelope("{}", {check_in})).status, 200);
  const auto answer = world.post_envelope(envelope("{}", {check_in}));
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(std::string(answer.headers.get("x-sentry-rate-limits")),
              HasSubstr(":monitor:project:project_quota"));
  EXPECT_EQ(world.items(protocol::kTopicIngestMonitors).size(), 1U);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json monitor 1",
                                            "rate_limited/project_quota monitor 2"));
}

TEST(RelayLimits, ClientReportsAreNeverLimited) {
  World world;
  world.set_project("quotas", R"([{"limit":0}])");
  const EnvelopeItem report{
      R"({"type":"client_report"})",
      R"({"discarded_events":[{"reason":"ratelimit_backoff","category":"error","quantity":7}]})"};
  EXPECT_EQ(world.post_envelope(envelope("{}", {report})).status, 200);
  EXPECT_EQ(world.post_envelope(envelope(kId, {report, kEvent})).status, 429);
  EXPECT_THAT(world.outcomes(), ElementsAre("client_discard/ratelimit_backoff error 14",
                                            "rate_limited/project_quota error 1"));
}

TEST(RelayLimits, AbuseIsAnOutcomeOfItsOwn) {
  domain::AbuseLimits abuse;
  abuse.project_errors = 1;
  World world(true, abuse);
  for (int i = 0; i < 11; ++i) EXPECT_EQ(status_of_event(world), 200);
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_EQ(answer.status, 429);
  EXPECT_LE(retry_after(answer), 10);
  EXPECT_THAT(std::string(answer.headers.get("x-sentry-rate-limits")),
              HasSubstr(":project:project_abuse_limit"));
  EXPECT_EQ(world.events().size(), 10U);
  EXPECT_THAT(world.outcomes(), ElementsAre("abuse/project_abuse_limit error 2"));
}

}  // namespace
}  // namespace picket::conformance
