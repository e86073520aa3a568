#include "roles/consumer/duplicate_window.h"

#include <deque>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::consumer {
namespace {

using std::chrono::minutes;

constexpr Timestamp kStart = from_unix_us(1'800'000'000'000'000);

EventId id(std::uint64_t n) {
  return {n, ~n};
}

TEST(DuplicateWindow, KnowsWhatWasInserted) {
  DuplicateWindow window;
  EXPECT_FALSE(window.contains({1}, id(1)));
  window.insert({1}, id(1), kStart);
  EXPECT_TRUE(window.contains({1}, id(1)));
  EXPECT_FALSE(window.contains({2}, id(1)));
  EXPECT_FALSE(window.contains({1}, id(2)));
}

TEST(DuplicateWindow, InsertingTwiceCountsOnce) {
  DuplicateWindow window;
  window.insert({1}, id(1), kStart);
  window.insert({1}, id(1), kStart);
  EXPECT_EQ(window.size(), 1U);
}

TEST(DuplicateWindow, FullWindowForgetsTheOldest) {
  DuplicateWindow window(2048);
  for (std::uint64_t n = 0; n < 5000; ++n) window.insert({1}, id(n), kStart);
  EXPECT_EQ(window.size(), 2048U);
  EXPECT_FALSE(window.contains({1}, id(5000 - 2048 - 1)));
  EXPECT_TRUE(window.contains({1}, id(5000 - 2048)));
  EXPECT_TRUE(window.contains({1}, id(4999)));
}

TEST(DuplicateWindow, ForgetsWhatIsOlderThanAnHour) {
  DuplicateWindow window;
  window.insert({1}, id(1), kStart);
  window.insert({1}, id(2), kStart + minutes(30));
  window.insert({1}, id(3), kStart + minutes(60));
  window.expire();
  EXPECT_TRUE(window.contains({1}, id(1)));
  window.insert({1}, id(4), kStart + minutes(61));
  window.expire();
  EXPECT_FALSE(window.contains({1}, id(1)));
  EXPECT_TRUE(window.contains({1}, id(2)));
  EXPECT_EQ(window.size(), 3U);
}

TEST(DuplicateWindow, AnOldEventThatComesLateStaysAsLongAsItsNeighbours) {
  DuplicateWindow window;
  window.insert({1}, id(1), kStart + minutes(100));
  window.insert({1}, id(2), kStart);
  window.expire();
  EXPECT_TRUE(window.contains({1}, id(2)));
}

TEST(DuplicateWindow, GrowsFromSmallToTheNamedLimitAndShrinksAgain) {
  DuplicateWindow window;
  EXPECT_LE(window.bytes(), 32U * 1024);
  SeededRandom random(1);
  for (std::size_t n = 0; n < DuplicateWindow::kMaxIds + 10; ++n) {
    window.insert({1}, {random.next(), random.next()}, kStart);
  }
  EXPECT_EQ(window.size(), DuplicateWindow::kMaxIds);
  EXPECT_EQ(window.bytes(), 24U * 1024 * 1024);
  window.insert({1}, id(1), kStart + minutes(62));
  window.expire();
  EXPECT_EQ(window.size(), 1U);
  EXPECT_LE(window.bytes(), 32U * 1024);
  EXPECT_TRUE(window.contains({1}, id(1)));
}

TEST(DuplicateWindow, AgreesWithASimpleModel) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    constexpr std::size_t kMax = 256;
    DuplicateWindow window(kMax);
    std::deque<std::pair<std::int64_t, std::uint64_t>> order;
    std::set<std::pair<std::int64_t, std::uint64_t>> known;
    for (int step = 0; step < 5000; ++step) {
      const std::pair entry{static_cast<std::int64_t>(random.below(3)), random.below(400)};
      ASSERT_EQ(window.contains({entry.first}, id(entry.second)), known.count(entry) == 1);
      if (random.below(3) == 0) continue;
      window.insert({entry.first}, id(entry.second), kStart);
      if (!known.insert(entry).second) continue;
      order.push_back(entry);
      if (order.size() > kMax) {
        known.erase(order.front());
        order.pop_front();
      }
    }
    ASSERT_EQ(window.size(), known.size());
  }
}

}  // namespace
}  // namespace picket::consumer
