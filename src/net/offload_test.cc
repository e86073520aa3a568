#include "net/offload.h"

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace picket::net {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> double_on_pool(BlockingPool& pool, std::string text,
                                     std::atomic<int>& right) {
  const auto home = std::this_thread::get_id();
  auto job = [&]() noexcept {
    EXPECT_NE(std::this_thread::get_id(), home);
    return text + text;
  };
  auto doubled = co_await offload(pool, job);
  EXPECT_EQ(std::this_thread::get_id(), home);
  if (doubled && *doubled == text + text) ++right;
}

TEST(Offload, RunsElsewhereAndComesHome) {
  obs::Registry metrics;
  std::atomic<int> right = 0;
  {
    BlockingPool pool("cpu", 2, 1'000, metrics);
    asio::io_context io;
    for (int i = 0; i < 1'000; ++i) {
      asio::co_spawn(io, double_on_pool(pool, "some text longer than a small string", right),
                     asio::detached);
    }
    io.run();
  }
  EXPECT_EQ(right, 1'000);
}

asio::awaitable<void> wait_on_pool(BlockingPool& pool, std::shared_future<void> until,
                                   std::vector<bool>& ran) {
  auto job = [&]() noexcept { until.wait(); };
  const auto done = co_await offload(pool, job);
  ran.push_back(done.has_value());
}

TEST(Offload, RefusesWhatThePoolHasNoPlaceFor) {
  obs::Registry metrics;
  BlockingPool pool("cpu", 1, 2, metrics);
  asio::io_context io;
  std::promise<void> release;
  const std::shared_future<void> until = release.get_future().share();
  std::vector<bool> ran;
  for (int i = 0; i < 3; ++i) asio::co_spawn(io, wait_on_pool(pool, until, ran), asio::detached);
  io.poll();
  EXPECT_EQ(ran, std::vector<bool>{false});  // The third, at once.
  EXPECT_NE(metrics.prometheus_text().find("picket_net_pool_jobs{pool=\"cpu\"} 2"),
            std::string::npos);
  release.set_value();
  io.run();
  pool.wait_idle();
  EXPECT_EQ(ran, (std::vector<bool>{false, true, true}));
  EXPECT_TRUE(pool.take_place());
  EXPECT_NE(metrics.prometheus_text().find("picket_net_pool_refused_total{pool=\"cpu\"} 1"),
            std::string::npos);
}

}  // namespace
}  // namespace picket::net
