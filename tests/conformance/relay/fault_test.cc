// What happens when the log or the database fails, at start and stop, and when projects change.
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/relay/world.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kNewKey = "dddddddddddddddddddddddddddddddd";
const std::string kEvents(protocol::kTopicIngestEvents);
const std::string kOutcomes(protocol::kTopicOutcomes);

TEST(RelayLog, AnswersOnlyWhenTheEventIsDurable) {
  World world;
  world.log.hold();
  auto answer =
      std::async(std::launch::async, [&] { return world.post_envelope(event_envelope()); });
  world.log.wait_for_held(1);
  EXPECT_NE(answer.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  EXPECT_THAT(world.events(), IsEmpty());
  world.log.release();
  EXPECT_EQ(answer.get().status, 200);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayLog, AnswersUnavailableAndCountsWhatTheLogRefuses) {
  World world;
  world.log.refuse(kEvents);
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, R"({"detail":"failed to queue envelope"})");
  EXPECT_EQ(answer.headers.get("retry-after"), "5");
  EXPECT_FALSE(world.relay->ready());
  world.log.refuse("");
  EXPECT_EQ(world.post_envelope(event_envelope()).status, 200);
  EXPECT_TRUE(world.relay->ready());
  EXPECT_EQ(world.events().size(), 1U);
  EXPECT_EQ(world.server.metric("picket_relay_append_failures_total"), 1);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/unavailable error 1"));
}

TEST(RelayLog, KeepsOutcomesUntilTheLogTakesThem) {
  World world;
  world.log.refuse(kOutcomes);
  EXPECT_EQ(world.post_envelope(event_envelope("7")).status, 200);
  // The next attempts fail; that of stop() does not.
  while (world.relay->ready()) std::this_thread::yield();
  world.log.refuse("");
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json error 1"));
}

TEST(RelayLog, NoticesByItselfThatTheLogRecovered) {
  World world;
  world.log.refuse(kEvents);
  EXPECT_EQ(world.post_envelope(event_envelope()).status, 503);
  EXPECT_FALSE(world.relay->ready());
  world.log.refuse("");
  while (!world.relay->ready()) std::this_thread::yield();
}

TEST(RelayStop, FinishesRequestsInFlightAndWritesTheLastOutcomes) {
  World world;
  EXPECT_TRUE(world.relay->ready());
  EXPECT_EQ(world.post_envelope(event_envelope("7")).status, 200);
  world.log.hold();
  auto answer =
      std::async(std::launch::async, [&] { return world.post_envelope(event_envelope()); });
  world.log.wait_for_held(1);
  auto stopped = std::async(std::launch::async, [&] { return world.stop(); });
  while (world.relay->ready()) std::this_thread::yield();
  world.log.release();
  EXPECT_TRUE(stopped.get());
  EXPECT_EQ(answer.get().status, 200);
  EXPECT_EQ(world.events().size(), 1U);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json error 1"));
}

TEST(RelayStop, ReportsALogThatDoesNotAnswerInTime) {
  World world;
  EXPECT_EQ(world.post_envelope(event_envelope("7")).status, 200);
  world.log.hold();
  world.relay->drain();
  world.server.server().stop(Deadline::now());
  EXPECT_FALSE(world.relay->stop(Deadline::now()));
  world.log.release();
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json error 1"));
}

TEST(RelayStart, IsNotReadyAndKnowsNoProjectsBefore) {
  World world(/*start=*/false);
  EXPECT_FALSE(world.relay->ready());
  const auto answer = world.post_envelope(event_envelope());
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body,
            R"({"detail":"failed to queue envelope","causes":["project configuration unknown"]})");
  EXPECT_EQ(answer.headers.get("retry-after"), "5");
  world.start();
  EXPECT_TRUE(world.relay->ready());
  EXPECT_EQ(world.post_envelope(event_envelope()).status, 200);
  world.relay->drain();
  EXPECT_FALSE(world.relay->ready());
  EXPECT_EQ(world.post_envelope(event_envelope()).status, 200) << "still serving";
}

TEST(RelayProjects, KnowsANewKeyAtOnce) {
  World world;
  domain::ProjectConfig config;
  config.slug = "new";
  config.keys.push_back({KeyId{}, kNewKey, "Default", true});
  const std::string path = "/api/" + std::to_string(world.add_project(config).value) + "/envelope/";
  EXPECT_EQ(world.post(path, event_envelope(), auth(kNewKey)).status, 200);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayProjects, FollowsChangesByItself) {
  World world;
  const std::int64_t before = world.server.metric("picket_relay_project_version");
  domain::ProjectConfig config;
  config.slug = "new";
  config.keys.push_back({KeyId{}, kNewKey, "Default", true});
  world.add_project(config);
  while (world.server.metric("picket_relay_project_version") == before) std::this_thread::yield();
}

TEST(RelayProjects, AnswersEveryoneWhoAsksForAnUnknownKey) {
  World world;
  std::vector<std::future<int>> answers;
  for (int i = 0; i < 20; ++i) {
    answers.push_back(std::async(std::launch::async, [&] {
      return world.post("/api/1/envelope/", event_envelope(), auth(kNewKey)).status;
    }));
  }
  for (auto& answer : answers) EXPECT_EQ(answer.get(), 403);
}

TEST(RelayThreads, TakesEventsFromManyConnectionsAtOnce) {
  World world;
  constexpr int kThreads = 4;
  constexpr int kEach = 50;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&world, t] {
      net::testkit::Client client(world.port);
      const std::string body = envelope("{}", {{R"({"type":"event"})", t % 2 == 0 ? "{}" : "7"}});
      for (int i = 0; i < kEach; ++i) {
        const auto answer = client.ask(net::testkit::post("/api/1/envelope/", body, auth()));
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(answer->status, 200);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(world.events().size(), 100U);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json error 100"));
}

}  // namespace
}  // namespace picket::conformance
