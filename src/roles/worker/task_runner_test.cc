#include "roles/worker/task_runner.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ports/dead_letters.h"
#include "roles/worker/scripted_stores.h"

namespace picket::worker {
namespace {

using testing::HasSubstr;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
constexpr Duration kSecond{std::chrono::seconds(1)};

class TaskRunnerTest : public testing::Test {
 protected:
  TaskRunnerTest() {
    spec_.queue = "mail";
    spec_.lease = 60 * kSecond;
    spec_.max_attempts = 3;
    spec_.retry = {kSecond, 4 * kSecond};
    spec_.run = [this](const ports::Task& task, const engine::StopSignal&) -> Result<void> {
      runs_.push_back(task);
      if (failures_-- > 0) return unexpected(Error{ErrorKind::unavailable, "no_mail", "down"});
      return {};
    };
  }

  TaskRunner runner() { return {spec_, {tasks_, meta_, clock_, logger_, registry_}, 7}; }
  void put(const std::string& payload) {
    ASSERT_TRUE(tasks_.put({0, "mail", payload, "", clock_.now(), 0}));
  }
  std::string metrics() const { return registry_.prometheus_text(); }
  static std::string runs_ended(const std::string& result, int count) {
    return "picket_worker_tasks_total{queue=\"mail\",result=\"" + result + "\"} " +
           std::to_string(count) + "\n";
  }

  ManualClock clock_{kNow};
  ScriptedTasks tasks_;
  ScriptedMeta meta_;
  obs::Registry registry_;
  obs::Logger& logger_ = obs::null_logger();
  TaskQueueSpec spec_;
  std::vector<ports::Task> runs_;
  int failures_ = 0;
  engine::StopSignal stop_;
};

TEST_F(TaskRunnerTest, RunsATaskAndForgetsIt) {
  put("hello");
  TaskRunner runner = this->runner();
  EXPECT_TRUE(runner.run_one(stop_));
  ASSERT_EQ(runs_.size(), 1U);
  EXPECT_EQ(runs_[0].payload, "hello");
  EXPECT_TRUE(tasks_.entries.empty());
  EXPECT_FALSE(runner.run_one(stop_));
  EXPECT_THAT(metrics(), HasSubstr(runs_ended("done", 1)));
}

TEST_F(TaskRunnerTest, LeavesTasksOfOtherQueuesAndOfLaterAlone) {
  ASSERT_TRUE(tasks_.put({0, "other", "", "", kNow, 0}));
  ASSERT_TRUE(tasks_.put({0, "mail", "", "", kNow + kSecond, 0}));
  EXPECT_FALSE(runner().run_one(stop_));
  EXPECT_TRUE(runs_.empty());
}

TEST_F(TaskRunnerTest, AFailedTaskWaitsLongerEachTime) {
  put("x");
  failures_ = 2;
  TaskRunner runner = this->runner();
  EXPECT_TRUE(runner.run_one(stop_));
  const Duration first = tasks_.entries.at(0).task.due - clock_.now();
  EXPECT_GE(first, kSecond / 2);
  EXPECT_LE(first, kSecond);
  EXPECT_FALSE(runner.run_one(stop_));

  clock_.advance(first);
  EXPECT_TRUE(runner.run_one(stop_));
  const Duration second = tasks_.entries.at(0).task.due - clock_.now();
  EXPECT_GE(second, kSecond);
  EXPECT_LE(second, 2 * kSecond);
  EXPECT_THAT(metrics(), HasSubstr(runs_ended("retried", 2)));

  clock_.advance(second);
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_EQ(runs_.back().attempts, 3);
  EXPECT_TRUE(tasks_.entries.empty());
  EXPECT_TRUE(meta_.letters.empty());
}

TEST_F(TaskRunnerTest, AfterItsLastAttemptATaskIsADeadLetter) {
  put("letter");
  failures_ = 3;
  TaskRunner runner = this->runner();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(runner.run_one(stop_));
    clock_.advance(4 * kSecond);
  }
  EXPECT_TRUE(tasks_.entries.empty());
  ASSERT_EQ(meta_.letters.size(), 1U);
  const ports::DeadLetter& letter = meta_.letters[0];
  EXPECT_EQ(letter.from.topic, "tasks/mail");
  EXPECT_EQ(letter.offset, 1);
  EXPECT_EQ(letter.reason, "no_mail");
  EXPECT_EQ(letter.detail, "down");
  EXPECT_EQ(letter.message, "letter");
  EXPECT_EQ(letter.created, clock_.now() - 4 * kSecond);
  EXPECT_THAT(metrics(), HasSubstr(runs_ended("gave_up", 1)));
}

TEST_F(TaskRunnerTest, ATaskWhoseWorkersDiedIsGivenUpWithoutARun) {
  put("poison");
  TaskRunner runner = this->runner();
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(*tasks_.take("mail", clock_.now(), kSecond));  // And never came back.
    clock_.advance(kSecond);
  }
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_TRUE(runs_.empty());
  ASSERT_EQ(meta_.letters.size(), 1U);
  EXPECT_EQ(meta_.letters[0].reason, "worker_died");
  EXPECT_TRUE(tasks_.entries.empty());
}

TEST_F(TaskRunnerTest, ATaskThatCannotBeSetAsideIsKept) {
  for (int* failure : {&meta_.fail_begin, &meta_.fail_add, &meta_.fail_commit}) {
    tasks_.entries.clear();
    put("x");
    tasks_.entries[0].task.attempts = 2;
    failures_ = 1;
    *failure = 1;
    TaskRunner runner = this->runner();
    EXPECT_TRUE(runner.run_one(stop_));
    EXPECT_TRUE(meta_.letters.empty());
    ASSERT_EQ(tasks_.entries.size(), 1U);
    *failure = 0;

    clock_.advance(spec_.lease);  // Comes back with one attempt too many.
    EXPECT_TRUE(runner.run_one(stop_));
    EXPECT_EQ(meta_.letters.size(), 1U);
    EXPECT_TRUE(tasks_.entries.empty());
    meta_.letters.clear();
  }
}

TEST_F(TaskRunnerTest, AQueueThatDoesNotAnswerIsAskedAgain) {
  put("x");
  tasks_.fail_take = 1;
  TaskRunner runner = this->runner();
  EXPECT_FALSE(runner.run_one(stop_));
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_THAT(metrics(), HasSubstr("picket_worker_queue_errors_total{queue=\"mail\"} 1\n"));
}

TEST_F(TaskRunnerTest, ATaskThatCannotBeFinishedRunsAgain) {
  put("x");
  tasks_.fail_finish = 1;
  TaskRunner runner = this->runner();
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_THAT(metrics(), HasSubstr(runs_ended("done", 0)));
  clock_.advance(spec_.lease);
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_EQ(runs_.size(), 2U);
  EXPECT_TRUE(tasks_.entries.empty());
}

TEST_F(TaskRunnerTest, ATaskThatCannotBeGivenBackComesBackAfterItsLease) {
  put("x");
  failures_ = 1;
  tasks_.fail_fail = 1;
  TaskRunner runner = this->runner();
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_FALSE(runner.run_one(stop_));
  clock_.advance(spec_.lease);
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_TRUE(tasks_.entries.empty());
}

class PeriodicRunnerTest : public TaskRunnerTest {
 protected:
  PeriodicRunnerTest() { spec_.period = 100 * kSecond; }
};

TEST_F(PeriodicRunnerTest, RunsAtOnceAndThenEveryPeriod) {
  TaskRunner runner = this->runner();
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_FALSE(runner.run_one(stop_));
  clock_.advance(99 * kSecond);
  EXPECT_FALSE(runner.run_one(stop_));
  clock_.advance(kSecond);
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_EQ(runs_.size(), 2U);
  EXPECT_EQ(tasks_.entries.size(), 1U);
}

TEST_F(PeriodicRunnerTest, ARestartRunsItAndAddsNoSecondSeries) {
  TaskRunner before = this->runner();
  EXPECT_TRUE(before.run_one(stop_));
  TaskRunner after = this->runner();
  EXPECT_TRUE(after.run_one(stop_));
  EXPECT_FALSE(after.run_one(stop_));
  EXPECT_EQ(tasks_.entries.size(), 1U);
}

TEST_F(PeriodicRunnerTest, IsTriedAgainForEverAndNeverGivenUp) {
  failures_ = 50;
  TaskRunner runner = this->runner();
  for (int i = 0; i < 50; ++i) {
    EXPECT_TRUE(runner.run_one(stop_));
    const Duration wait = tasks_.entries.at(0).task.due - clock_.now();
    EXPECT_LE(wait, 4 * kSecond);
    if (i > 2) {
      EXPECT_GE(wait, 2 * kSecond);
    }
    clock_.advance(4 * kSecond);
  }
  EXPECT_TRUE(meta_.letters.empty());
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_EQ(runs_.size(), 51U);
}

TEST_F(PeriodicRunnerTest, ItsFirstPutIsTriedUntilItSucceeds) {
  tasks_.fail_put = 2;
  TaskRunner runner = this->runner();
  EXPECT_FALSE(runner.run_one(stop_));
  EXPECT_FALSE(runner.run_one(stop_));
  EXPECT_TRUE(runner.run_one(stop_));
}

TEST_F(PeriodicRunnerTest, TheSeriesGoesOnWhenTheNextOneCannotBePut) {
  TaskRunner runner = this->runner();
  ASSERT_TRUE(runner.run_one(stop_));
  clock_.advance(100 * kSecond);
  tasks_.fail_put = 1;
  EXPECT_TRUE(runner.run_one(stop_));
  ASSERT_EQ(tasks_.entries.size(), 1U);
  clock_.advance(spec_.lease);
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_EQ(runs_.size(), 3U);
  EXPECT_EQ(tasks_.entries.size(), 1U);
}

TEST_F(PeriodicRunnerTest, ARunFindsWhatTheLastOneThatEndedWellLeft) {
  std::vector<std::string> found;
  spec_.run = [&](ports::Task& task, const engine::StopSignal&) -> Result<void> {
    found.push_back(task.payload);
    task.payload += "x";
    if (failures_-- > 0) return unexpected(Error{ErrorKind::unavailable, "no_mail", "down"});
    return {};
  };
  TaskRunner before = this->runner();
  EXPECT_TRUE(before.run_one(stop_));
  TaskRunner after = this->runner();
  failures_ = 1;
  for (int run = 0; run < 3; ++run) {
    EXPECT_TRUE(after.run_one(stop_));
    clock_.advance(100 * kSecond);
  }
  EXPECT_EQ(found, (std::vector<std::string>{"", "x", "x", "xx"}));
}

TEST_F(PeriodicRunnerTest, AClockThatIsSetBackDoesNotStopTheSeries) {
  clock_.advance(std::chrono::hours(24 * 3650));
  TaskRunner runner = this->runner();
  EXPECT_TRUE(runner.run_one(stop_));
  clock_.advance(-std::chrono::hours(24 * 3650));
  EXPECT_TRUE(runner.run_one(stop_));
  EXPECT_FALSE(runner.run_one(stop_));
  clock_.advance(-100 * kSecond);  // A small step is none.
  EXPECT_FALSE(runner.run_one(stop_));
  EXPECT_EQ(tasks_.entries.size(), 1U);
}

TEST_F(TaskRunnerTest, HandsTheStopSignalOn) {
  put("x");
  bool seen = false;
  spec_.run = [&seen](const ports::Task&, const engine::StopSignal& stop) -> Result<void> {
    seen = stop.requested();
    return {};
  };
  stop_.request();
  EXPECT_TRUE(runner().run_one(stop_));
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace picket::worker
