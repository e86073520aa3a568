#include "load/drain.h"

#include <atomic>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "load/fake_server.h"

namespace picket::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr DrainPatience kShort{.poll = milliseconds(1), .give_up = milliseconds(50)};

Api api_of(const FakeServer& server) {
  return Api::connect({.url = server.url(), .token = "t", .org = "o", .project = "p"}).value();
}

bool is_list(const FakeServer::Request& request) {
  return request.line.find("/issues/") != std::string::npos;
}

std::vector<EventId> events(std::uint64_t count) {
  std::vector<EventId> events;
  for (std::uint64_t i = 0; i < count; ++i) events.push_back({1, i});
  return events;
}

TEST(WaitUntilReadable, WaitsForEachOfTheTail) {
  std::atomic<int> asked = 0;
  FakeServer server(
      [&](const FakeServer::Request&) { return http_answer(++asked < 4 ? 404 : 200, "{}"); });
  Api api = api_of(server);
  const SteadyTime so_far = steady_clock::now();
  const auto readable = wait_until_readable(api, events(5), so_far, kShort);
  ASSERT_TRUE(readable);
  EXPECT_GT(*readable, so_far);
  EXPECT_EQ(asked, 3 + 5);
}

TEST(WaitUntilReadable, AsksOnlyForTheTail) {
  std::atomic<int> asked = 0;
  FakeServer server([&](const FakeServer::Request&) {
    ++asked;
    return http_answer(200, "{}");
  });
  Api api = api_of(server);
  const SteadyTime so_far = steady_clock::now();
  EXPECT_EQ(wait_until_readable(api, events(1000), so_far, kShort), so_far)
      << "all were there: the time that asking took is not theirs";
  EXPECT_EQ(asked, static_cast<int>(kTail));
}

TEST(WaitUntilReadable, GivesUpOnWhatNeverAppears) {
  FakeServer server([](const FakeServer::Request&) { return http_answer(404, "{}"); });
  Api api = api_of(server);
  EXPECT_TRUE(wait_until_readable(api, events(3), steady_clock::now(), kShort));
}

TEST(CountVisible, TakesTheTimeOfTheTailWhenAllAreThere) {
  FakeServer server([](const FakeServer::Request& request) {
    EXPECT_TRUE(is_list(request));
    return http_answer(200, R"([{"count":"10"},{"count":"5"}])");
  });
  Api api = api_of(server);
  const SteadyTime readable = steady_clock::now() - std::chrono::seconds(5);
  const auto counted = count_visible(api, 5, 10, readable, kShort);
  ASSERT_TRUE(counted) << counted.error();
  EXPECT_EQ(counted->shown, 5U);
  EXPECT_EQ(counted->issues, 2U);
  EXPECT_EQ(counted->at, readable);
}

TEST(CountVisible, CountsAgainWhileMoreAppears) {
  std::atomic<int> asked = 0;
  FakeServer server([&](const FakeServer::Request&) {
    return http_answer(200, fmt::format(R"([{{"count":"{}"}}])", ++asked));
  });
  Api api = api_of(server);
  const SteadyTime readable = steady_clock::now();
  const auto counted = count_visible(api, 4, 0, readable, kShort);
  ASSERT_TRUE(counted) << counted.error();
  EXPECT_EQ(counted->shown, 4U);
  EXPECT_EQ(asked, 4);
  EXPECT_GT(counted->at, readable);
}

TEST(CountVisible, GivesUpOnWhatNeverAppears) {
  FakeServer server(
      [](const FakeServer::Request&) { return http_answer(200, R"([{"count":"2"}])"); });
  Api api = api_of(server);
  const auto counted = count_visible(api, 3, 0, steady_clock::now(), kShort);
  ASSERT_TRUE(counted) << counted.error();
  EXPECT_EQ(counted->shown, 2U);
}

TEST(Drain, ReportsARefusal) {
  FakeServer server([](const FakeServer::Request&) { return http_answer(500, "x"); });
  Api api = api_of(server);
  EXPECT_FALSE(wait_until_readable(api, events(3), steady_clock::now(), kShort));
  EXPECT_FALSE(count_visible(api, 3, 0, steady_clock::now(), kShort));
}

TEST(WaitUntilIdle, ReturnsAtOnceWhenThereIsNoProcess) {
  const SteadyTime before = steady_clock::now();
  EXPECT_GE(wait_until_idle(-5), before);
}

}  // namespace
}  // namespace picket::load
