#include "roles/relay/periodic_task.h"

#include <atomic>
#include <future>

#include <gtest/gtest.h>

namespace picket::relay {
namespace {

constexpr std::chrono::milliseconds kNever = std::chrono::hours(1);
constexpr std::chrono::milliseconds kAtOnce{0};

struct Count {
  void operator()() {
    MutexLock lock(mutex);
    ++runs;
    changed.notify_all();
  }
  void wait_for(int want) {
    MutexLock lock(mutex);
    while (runs < want) changed.wait(mutex);
  }
  int value() {
    MutexLock lock(mutex);
    return runs;
  }

  Mutex mutex;
  CondVar changed;
  int runs PICKET_GUARDED_BY(mutex) = 0;
};

TEST(PeriodicTask, RunsAgainAndAgain) {
  Count count;
  PeriodicTask task({kAtOnce, kAtOnce}, [&] { count(); });
  task.start();
  count.wait_for(3);
}

TEST(PeriodicTask, RunsWhenWoken) {
  Count count;
  PeriodicTask task({kNever, kAtOnce}, [&] { count(); });
  task.start();
  EXPECT_EQ(count.value(), 0);
  task.wake();
  count.wait_for(1);
  task.wake();
  count.wait_for(2);
}

TEST(PeriodicTask, RunsOnceMoreWhenItStops) {
  Count count;
  PeriodicTask task({kNever, kNever}, [&] { count(); });
  task.start();
  task.wake();  // Not before the least gap.
  EXPECT_TRUE(task.stop(Deadline::never()));
  EXPECT_EQ(count.value(), 1);
  EXPECT_TRUE(task.stop(Deadline::now())) << "again is fine";
}

TEST(PeriodicTask, SaysWhenItsLastRunTakesTooLong) {
  std::promise<void> release;
  PeriodicTask task({kNever, kNever}, [&] { release.get_future().wait(); });
  task.start();
  EXPECT_FALSE(task.stop(Deadline::now()));
  release.set_value();
  EXPECT_TRUE(task.stop(Deadline::never()));
}

TEST(PeriodicTask, NeedNotBeStarted) {
  Count count;
  PeriodicTask task({kAtOnce, kAtOnce}, [&] { count(); });
  EXPECT_TRUE(task.stop(Deadline::now()));
  EXPECT_EQ(count.value(), 0);
}

}  // namespace
}  // namespace picket::relay
