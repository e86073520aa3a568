// What is accepted, in every form that SDKs send it.
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/testkit/encode.h"
#include "conformance/relay/world.h"

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

}  // namespace
}  // namespace picket::conformance
