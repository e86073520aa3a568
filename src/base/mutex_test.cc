#include "base/mutex.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace picket {
namespace {

struct Counter {
  Mutex mutex;
  CondVar changed;
  int value PICKET_GUARDED_BY(mutex) = 0;
};

TEST(MutexConcurrency, GuardsAndWakes) {
  constexpr int kThreads = 4;
  constexpr int kTurns = 1000;
  Counter counter;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&counter] {
      for (int i = 0; i < kTurns; ++i) {
        const MutexLock lock(counter.mutex);
        ++counter.value;
        counter.changed.notify_all();
      }
    });
  }
  {
    const MutexLock lock(counter.mutex);
    while (counter.value < kThreads * kTurns) counter.changed.wait(counter.mutex);
    EXPECT_EQ(counter.value, kThreads * kTurns);
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(CondVar, GivesUpAtTheTimeGiven) {
  Mutex mutex;
  CondVar never;
  const MutexLock lock(mutex);
  EXPECT_FALSE(never.wait_until(mutex, std::chrono::steady_clock::now()));
}

}  // namespace
}  // namespace picket
