#include "segment/group_commit.h"

#include <future>
#include <string>

#include <gtest/gtest.h>

namespace picket::segment {
namespace {

/// Commits stop at a gate, so that a test decides what waits.
class Gate {
 public:
  void pass() {
    const MutexLock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    while (open_ < arrived_) changed_.wait(mutex_);
  }
  void open(int times) {
    const MutexLock lock(mutex_);
    open_ += times;
    changed_.notify_all();
  }
  void wait_for_arrivals(int count) {
    const MutexLock lock(mutex_);
    while (arrived_ < count) changed_.wait(mutex_);
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  int arrived_ PICKET_GUARDED_BY(mutex_) = 0;
  int open_ PICKET_GUARDED_BY(mutex_) = 0;
};

using Groups = std::vector<std::vector<int>>;

TEST(GroupCommit, CommitsALoneRequestAtOnceAndTogetherWhatWaitsMeanwhile) {
  Gate gate;
  Groups groups;
  {
    GroupCommit<int> committer("test", {}, [&](std::vector<int>& group) {
      gate.pass();
      groups.push_back(group);
    });
    int request = 1;
    ASSERT_EQ(committer.submit(request, 10), Admission::accepted);
    gate.wait_for_arrivals(1);
    for (request = 2; request <= 4;) {
      int copy = request++;
      ASSERT_EQ(committer.submit(copy, 10), Admission::accepted);
    }
    gate.open(2);
    EXPECT_TRUE(committer.close(Deadline::never()));
  }
  EXPECT_EQ(groups, (Groups{{1}, {2, 3, 4}}));
}

TEST(GroupCommit, GathersWhereRequestsComeSideBySideUntilTheEnd) {
  Gate gate;
  Groups groups;
  {
    GroupCommit<int> committer("test", {.max_requests = 3, .gather = std::chrono::hours(1)},
                               [&](std::vector<int>& group) {
                                 gate.pass();
                                 groups.push_back(group);
                               });
    int request = 1;
    ASSERT_EQ(committer.submit(request, 10), Admission::accepted);
    gate.wait_for_arrivals(1);  // Alone: it does not wait for others.
    ASSERT_EQ(committer.submit(++request, 10), Admission::accepted);
    ASSERT_EQ(committer.submit(++request, 10), Admission::accepted);
    gate.open(3);  // One more than right: a wrong group is to fail the test, not to stop it.
    // There is room when the first is done: only a group that gathers has not gone by then.
    ASSERT_EQ(committer.submit_or_wait(++request, 10, Deadline::never()), Admission::accepted);
    EXPECT_TRUE(committer.close(Deadline::never()));
  }
  EXPECT_EQ(groups, (Groups{{1}, {2, 3, 4}}));
}

TEST(GroupCommit, GathersNoLongerThanForAQuarterOfItsBytes) {
  Gate gate;
  GroupCommit<int> committer("test", {.max_bytes = 100, .gather = std::chrono::hours(1)},
                             [&](std::vector<int>&) { gate.pass(); });
  int request = 1;
  ASSERT_EQ(committer.submit(request, 1), Admission::accepted);
  gate.wait_for_arrivals(1);
  ASSERT_EQ(committer.submit(request, 10), Admission::accepted);
  ASSERT_EQ(committer.submit(request, 10), Admission::accepted);
  gate.open(1);
  ASSERT_EQ(committer.submit(request, 10), Admission::accepted);
  gate.wait_for_arrivals(2);
  gate.open(1);
}

TEST(GroupCommit, IsFullByBytesIncludingWhatIsUnderWay) {
  Gate gate;
  GroupCommit<std::string> committer("test", {.max_bytes = 10, .max_requests = 100},
                                     [&](std::vector<std::string>&) { gate.pass(); });
  std::string a = "a";
  std::string b = "b";
  ASSERT_EQ(committer.submit(a, 6), Admission::accepted);
  gate.wait_for_arrivals(1);
  EXPECT_EQ(committer.submit(b, 5), Admission::full);
  EXPECT_EQ(b, "b") << "a refused request stays with its owner";
  EXPECT_EQ(committer.submit(b, 4), Admission::accepted);
  gate.open(2);
}

TEST(GroupCommit, IsFullByNumber) {
  Gate gate;
  GroupCommit<int> committer("test", {.max_bytes = 1000, .max_requests = 2},
                             [&](std::vector<int>&) { gate.pass(); });
  int request = 0;
  ASSERT_EQ(committer.submit(request, 0), Admission::accepted);
  ASSERT_EQ(committer.submit(request, 0), Admission::accepted);
  EXPECT_EQ(committer.submit(request, 0), Admission::full);
  EXPECT_EQ(committer.submit_or_wait(request, 0, Deadline::now()), Admission::full);
  gate.open(2);
  EXPECT_EQ(committer.submit_or_wait(request, 0, Deadline::never()), Admission::accepted);
  gate.open(1);
}

TEST(GroupCommit, TakesAnOversizedRequestWhenNothingElseIsThere) {
  GroupCommit<int> committer("test", {.max_bytes = 10, .max_requests = 2},
                             [](std::vector<int>&) {});
  int request = 0;
  EXPECT_EQ(committer.submit(request, 1000), Admission::accepted);
}

TEST(GroupCommit, RefusesAfterCloseAndSaysWhenItCouldNotDrain) {
  Gate gate;
  GroupCommit<int> committer("test", {}, [&](std::vector<int>&) { gate.pass(); });
  int request = 0;
  ASSERT_EQ(committer.submit(request, 1), Admission::accepted);
  EXPECT_FALSE(committer.close(Deadline::now()));
  EXPECT_EQ(committer.submit(request, 1), Admission::closed);
  EXPECT_EQ(committer.submit_or_wait(request, 1, Deadline::never()), Admission::closed);
  gate.open(1);
  EXPECT_TRUE(committer.close(Deadline::never()));
}

TEST(GroupCommitConcurrency, CommitsEveryRequestOfEveryThreadOnceInItsOrder) {
  constexpr int kThreads = 4;
  constexpr int kEach = 2000;
  std::vector<std::vector<int>> seen(kThreads);
  {
    GroupCommit<std::pair<int, int>> committer(
        "test", {.max_bytes = 50, .max_requests = 40}, [&](auto& group) {
          for (const auto& [thread, number] : group) {
            seen[static_cast<std::size_t>(thread)].push_back(number);
          }
        });
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&committer, t] {
        for (int i = 0; i < kEach; ++i) {
          std::pair<int, int> request(t, i);
          ASSERT_EQ(committer.submit_or_wait(request, 2, Deadline::never()), Admission::accepted);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  std::vector<int> all;
  for (int i = 0; i < kEach; ++i) all.push_back(i);
  for (const auto& numbers : seen) EXPECT_EQ(numbers, all);
}

}  // namespace
}  // namespace picket::segment
