// Retention and a clock that is wrong.
#include <gmock/gmock.h>

#include "roles/worker/limits.h"
#include "roles/worker/retention_task.h"
#include "roles/worker/task_runner.h"
#include "world.h"

namespace picket::crash {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::HasSubstr;
using worker::kClockDoubt;
using worker::kRetentionPeriod;

class RetentionClock : public testing::Test {
 protected:
  /// Another process begins on the same stores.
  void restart() { runner_.emplace(spec(), context(), 7); }
  /// Every hour of that time what is due runs.
  void work(Duration time) {
    for (Duration passed{0}; passed <= time; passed += kRetentionPeriod) {
      while (runner_->run_one(stop_)) {
      }
      if (passed < time) world_.clock.advance(kRetentionPeriod);
    }
  }
  std::int64_t rows() { return world_.events.totals()->rows; }
  std::string metrics() const { return registry_.prometheus_text(); }

  World world_;
  obs::Registry registry_;
  engine::StopSignal stop_;

 private:
  worker::TaskQueueSpec spec() {
    worker::TaskQueueSpec spec;
    spec.queue = worker::kRetentionQueue;
    spec.period = kRetentionPeriod;
    spec.run = [this](ports::Task& task, const engine::StopSignal& stop) {
      return task_.run(task, stop);
    };
    return spec;
  }
  worker::TaskRunnerContext context() {
    return {*world_.tasks, *world_.meta, world_.clock, obs::null_logger(), registry_};
  }

  worker::RetentionTelemetry telemetry_{registry_, obs::null_logger()};
  worker::RetentionTask task_{world_.stores(), world_.clock, telemetry_, days(30)};

 protected:
  std::optional<worker::TaskRunner> runner_{std::in_place, spec(), context(), 7U};
};

TEST_F(RetentionClock, AJumpAheadDropsNothingAndItsCorrectionGoesOn) {
  world_.add_events(3, 31);
  world_.add_events(4, 1);
  work(hours(2));
  EXPECT_EQ(rows(), 4);
  EXPECT_THAT(metrics(), HasSubstr("picket_worker_retention_held 0"));

  world_.clock.advance(days(3650));
  work(hours(5));
  EXPECT_EQ(rows(), 4);
  EXPECT_THAT(metrics(), HasSubstr("picket_worker_retention_held 1"));

  world_.clock.advance(-days(3650));
  work(hours(2));
  EXPECT_EQ(rows(), 4);
  EXPECT_THAT(metrics(), HasSubstr("picket_worker_retention_held 0"));
  work(days(30));
  EXPECT_EQ(rows(), 0);
  world_.expect_ledger(7);
}

TEST_F(RetentionClock, RestartsDoNotShortenTheDoubt) {
  world_.add_events(4, 1);
  work(hours(1));
  world_.clock.advance(days(3650));
  for (Duration passed{0}; passed < kClockDoubt; passed += hours(2)) {
    restart();
    work(hours(1));
    EXPECT_EQ(rows(), 4) << passed.count();
    world_.clock.advance(hours(1));
  }
  restart();
  work(hours(0));
  EXPECT_EQ(rows(), 0);
}

TEST_F(RetentionClock, AServerThatWasOffIsADayLate) {
  world_.add_events(4, 1);
  work(hours(1));
  world_.clock.advance(days(60));
  restart();
  work(kClockDoubt - kRetentionPeriod);
  EXPECT_EQ(rows(), 4);
  world_.clock.advance(kRetentionPeriod);
  work(hours(0));
  EXPECT_EQ(rows(), 0);
}

TEST_F(RetentionClock, TheFirstRunOnOldEventsTakesTheNewestForTheTime) {
  world_.add_events(4, 400);
  work(hours(1));
  EXPECT_EQ(rows(), 4);
  EXPECT_THAT(metrics(), HasSubstr("picket_worker_retention_held 1"));
  work(kClockDoubt);
  EXPECT_EQ(rows(), 0);
}

TEST_F(RetentionClock, AQuietServerGoesOnDropping) {
  world_.add_events(4, 1);
  work(days(28));
  EXPECT_EQ(rows(), 4);
  work(days(3));
  EXPECT_EQ(rows(), 0) << "no event came for a month, but the clock was seen every hour";
}

}  // namespace
}  // namespace picket::crash
