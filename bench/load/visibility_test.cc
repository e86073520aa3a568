#include "load/visibility.h"

#include <atomic>

#include <gtest/gtest.h>

#include "load/fake_server.h"

namespace picket::load {
namespace {

using std::chrono::steady_clock;

Api api_of(const FakeServer& server) {
  return Api::connect({.url = server.url(), .token = "t", .org = "o", .project = "p"}).value();
}

TEST(VisibilitySampler, CountsFromTheAnswerUntilTheEventIsThere) {
  std::atomic<int> asked = 0;
  FakeServer server(
      [&](const FakeServer::Request&) { return http_answer(++asked < 3 ? 404 : 200, "{}"); });
  VisibilitySampler sampler(api_of(server));
  sampler.offer({1, 2}, steady_clock::now() - std::chrono::seconds(2));
  EXPECT_FALSE(sampler.stop());
  ASSERT_EQ(sampler.times().size(), 1U);
  EXPECT_GE(sampler.times()[0], std::chrono::seconds(2));
  EXPECT_EQ(asked, 3);
}

TEST(VisibilitySampler, WatchesOneEventAtATime) {
  std::atomic<bool> visible = false;
  FakeServer server(
      [&](const FakeServer::Request&) { return http_answer(visible ? 200 : 404, "{}"); });
  VisibilitySampler sampler(api_of(server));
  for (std::uint64_t i = 0; i < 10; ++i) sampler.offer({1, i}, steady_clock::now());
  visible = true;
  EXPECT_FALSE(sampler.stop());
  EXPECT_EQ(sampler.times().size(), 1U);
}

TEST(VisibilitySampler, ReportsARefusalAndStopsAsking) {
  std::atomic<int> asked = 0;
  FakeServer server([&](const FakeServer::Request&) {
    ++asked;
    return http_answer(403, "no");
  });
  VisibilitySampler sampler(api_of(server));
  sampler.offer({1, 2}, steady_clock::now());
  EXPECT_EQ(sampler.stop(), "event answered 403: no");
  EXPECT_TRUE(sampler.times().empty());
  EXPECT_EQ(asked, 1);
}

TEST(VisibilitySampler, EndsWithoutAnyEvent) {
  FakeServer server([](const FakeServer::Request&) { return http_answer(200, "{}"); });
  VisibilitySampler sampler(api_of(server));
  EXPECT_FALSE(sampler.stop());
  EXPECT_TRUE(sampler.times().empty());
}

}  // namespace
}  // namespace picket::load
