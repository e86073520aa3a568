// What a task queue promises.
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "../texts.h"
#include "adapters.h"

namespace picket::contract {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Adapters, TaskQueueContract, testing::ValuesIn(task_queue_adapters()),
                         adapter_name);

class PersistentTaskQueue : public TaskQueueContract {};

INSTANTIATE_TEST_SUITE_P(Adapters, PersistentTaskQueue,
                         testing::ValuesIn(persistent_task_queue_adapters()), adapter_name);

TEST_P(TaskQueueContract, ATaskComesBackAsItWasPut) {
  EXPECT_FALSE(take());
  const std::string bytes("\0\xFF payload", 10);
  const auto id = tasks().put({0, "q", bytes, "key", kNow - 5s, 0});
  ASSERT_TRUE(id);
  const auto taken = take();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->id, *id);
  EXPECT_EQ(taken->queue, "q");
  EXPECT_EQ(taken->payload, bytes);
  EXPECT_EQ(taken->dedupe_key, "key");
  EXPECT_EQ(taken->due, kNow - 5s);
  EXPECT_EQ(taken->attempts, 1);
}

TEST_P(TaskQueueContract, TheLongestDueComesFirst) {
  put("later", 2s);
  put("first", -3s);
  put("second", -2s);
  put("second again", -2s);
  EXPECT_EQ(take_payload(), "first");
  EXPECT_EQ(take_payload(), "second");
  EXPECT_EQ(take_payload(), "second again");
  EXPECT_EQ(take_payload(), "-");
  EXPECT_EQ(take_payload(2s - 1us), "-");
  EXPECT_EQ(take_payload(2s), "later");
}

TEST_P(TaskQueueContract, QueuesAreApart) {
  put("a", 0s, "", "one");
  EXPECT_FALSE(take());
  EXPECT_EQ(take(0s, "one")->payload, "a");
}

TEST_P(TaskQueueContract, ATakenTaskIsHiddenForItsLeaseThenComesBack) {
  put("a");
  EXPECT_EQ(take()->attempts, 1);
  EXPECT_FALSE(take(kLease - 1us));
  const auto again = take(kLease);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->attempts, 2);
}

TEST_P(TaskQueueContract, AFinishedTaskIsGoneAndMayBeFinishedAgain) {
  const std::int64_t id = put("a");
  take();
  ASSERT_TRUE(tasks().finish(id));
  EXPECT_FALSE(take(kLease));
  EXPECT_TRUE(tasks().finish(id));
  const auto failed = tasks().fail(id, kNow);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::not_found);
}

TEST_P(TaskQueueContract, AFailedTaskIsDueAgainAtItsTime) {
  const std::int64_t id = put("a");
  take();
  ASSERT_TRUE(tasks().fail(id, kNow + 5s));
  EXPECT_FALSE(take(5s - 1us));
  const auto again = take(5s);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, id);
  EXPECT_EQ(again->attempts, 2);
  EXPECT_EQ(again->due, kNow + 5s);
}

TEST_P(TaskQueueContract, AWaitingTaskAbsorbsOthersWithItsKey) {
  const std::int64_t id = put("first", 10s, "key");
  EXPECT_EQ(put("second", 20s, "key"), id);
  EXPECT_FALSE(take(10s - 1us));
  EXPECT_EQ(put("third", 5s, "key"), id);
  EXPECT_EQ(*tasks().unfinished("q"), 1);
  const auto taken = take(5s);  // The earliest of the times, the first payload.
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->payload, "first");
}

TEST_P(TaskQueueContract, KeysAreApartByQueueAndEmptyKeysAreNone) {
  EXPECT_NE(put("a", 0s, "key", "one"), put("b", 0s, "key", "two"));
  EXPECT_NE(put("a", 0s, "k1"), put("b", 0s, "k2"));
  EXPECT_NE(put("a"), put("a"));
}

TEST_P(TaskQueueContract, ATaskBeingWorkedOnDoesNotAbsorb) {
  const std::int64_t first = put("a", 0s, "key");
  take();
  const std::int64_t second = put("b", 0s, "key");
  EXPECT_NE(first, second);
  EXPECT_EQ(take()->id, second);
}

TEST_P(TaskQueueContract, AFailedTaskGivesWayToTheOneThatWaits) {
  const std::int64_t first = put("a", 0s, "key");
  take();
  const std::int64_t second = put("b", 60s, "key");
  ASSERT_TRUE(tasks().fail(first, kNow + 5s));
  EXPECT_EQ(*tasks().unfinished("q"), 1);
  const auto taken = take(5s);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->id, second);
}

TEST_P(TaskQueueContract, UnfinishedCountsTheTakenToo) {
  const std::int64_t id = put("a");
  put("b");
  put("c", 0s, "", "other");
  EXPECT_EQ(*tasks().unfinished("q"), 2);
  take();
  EXPECT_EQ(*tasks().unfinished("q"), 2);
  ASSERT_TRUE(tasks().finish(id));
  EXPECT_EQ(*tasks().unfinished("q"), 1);
  EXPECT_EQ(*tasks().unfinished("empty"), 0);
}

TEST_P(TaskQueueContract, AQueueIsBounded) {
  std::int64_t first = 0;
  for (std::size_t i = 0; i < kMaxTasks; ++i) first = put("a");
  const auto refused = tasks().put({0, "q", "b", "", kNow, 0});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "task_queue_full");
  put("a", 0s, "", "other");
  ASSERT_TRUE(tasks().finish(first));
  put("b");
}

TEST_P(TaskQueueContract, APayloadIsBounded) {
  const std::string largest(ports::TaskQueue::kMaxPayload, 'x');
  put(largest);
  EXPECT_EQ(take()->payload, largest);
  const auto refused = tasks().put({0, "q", largest + "x", "", kNow, 0});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
}

TEST_P(TaskQueueContract, NamesAndKeysAreAnyText) {
  for (const std::string& text : kHostileTexts) {
    const std::int64_t id = put(text, 0s, "k" + text, "q" + text);
    EXPECT_EQ(put("", 0s, "k" + text, "q" + text), id);
    const auto taken = take(0s, "q" + text);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->payload, text);
    EXPECT_EQ(taken->dedupe_key, "k" + text);
  }
}

TEST_P(TaskQueueContract, ThreadsNeverTakeTheSameTask) {
  for (std::size_t i = 0; i < kMaxTasks; ++i) put(std::to_string(i));
  std::mutex mutex;
  std::set<std::int64_t> seen;
  std::atomic<int> twice = 0;
  std::atomic<int> failed = 0;
  const auto worker = [&] {
    for (;;) {
      const auto taken = tasks().take("q", kNow, kLease);
      if (!taken) {
        ++failed;
        return;
      }
      if (!*taken) return;
      {
        const std::lock_guard lock(mutex);
        if (!seen.insert((*taken)->id).second) ++twice;
      }
      if (!tasks().finish((*taken)->id)) ++failed;
    }
  };
  std::thread one(worker);
  std::thread two(worker);
  std::thread three(worker);
  one.join();
  two.join();
  three.join();
  EXPECT_EQ(twice, 0);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(seen.size(), kMaxTasks);
  EXPECT_EQ(*tasks().unfinished("q"), 0);
}

TEST_P(PersistentTaskQueue, APutTaskIsThereAfterReopening) {
  const std::int64_t id = put("a");
  open();
  EXPECT_EQ(take()->id, id);
  open();  // Taken, not finished: the worker died.
  EXPECT_FALSE(take(kLease - 1us));
  EXPECT_EQ(take(kLease)->id, id);
}

}  // namespace
}  // namespace picket::contract
