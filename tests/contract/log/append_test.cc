// Appending: offsets, order, refusals.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(LogContract, StartsEmpty) {
  const auto range = log().offsets(kEvents0);
  ASSERT_TRUE(range);
  EXPECT_EQ(range->earliest, 0);
  EXPECT_EQ(range->end, 0);
  EXPECT_TRUE(read(kEvents0, 0)->empty());
}

TEST_P(LogContract, NumbersRecordsPerPartition) {
  EXPECT_EQ(append(kEvents0, "a"), 0);
  EXPECT_EQ(append(kEvents0, "b"), 1);
  EXPECT_EQ(append(kEvents1, "c"), 0);
  EXPECT_EQ(append(kOutcomes, "d"), 0);
  EXPECT_EQ(log().offsets(kEvents0)->end, 2);
  EXPECT_EQ(log().offsets(kEvents1)->end, 1);
}

TEST_P(LogContract, ReturnsBytesAsTheyCame) {
  std::string all_bytes;
  for (int round = 0; round < 1000; ++round) {
    for (int b = 0; b < 256; ++b) all_bytes += static_cast<char>(b);
  }
  append(kEvents0, "");
  append(kEvents0, all_bytes);
  append(kEvents0, std::string(3, '\0'));
  EXPECT_EQ(read_all(kEvents0, 0), (std::vector<std::string>{"", all_bytes, std::string(3, '\0')}));
}

TEST_P(LogContract, StampsWhenItTookARecord) {
  append(kEvents0, "a");
  clock_.advance(std::chrono::hours(30));
  append(kEvents0, "b");
  const auto last = read(kEvents0, 1);
  ASSERT_TRUE(last);
  EXPECT_EQ(read(kEvents0, 0)->front().appended, kStart);
  EXPECT_EQ(last->front().appended, kStart + std::chrono::hours(30));
}

TEST_P(LogContract, CallsBackInTheOrderOfOffsets) {
  std::vector<ports::Offset> called;
  Mutex mutex;
  CondVar changed;
  constexpr std::size_t kCount = 200;
  for (std::size_t i = 0; i < kCount; ++i) {
    log().append(kEvents0, std::to_string(i), [&](Result<ports::Offset> offset) {
      const MutexLock lock(mutex);
      called.push_back(offset.value_or(-1));
      changed.notify_all();
    });
  }
  const MutexLock lock(mutex);
  while (called.size() < kCount) changed.wait(mutex);
  for (std::size_t i = 0; i < kCount; ++i) EXPECT_EQ(called[i], static_cast<ports::Offset>(i));
}

TEST_P(LogContract, RefusesUnknownTopicsAndPartitions) {
  for (const ports::TopicPartition& unknown :
       {ports::TopicPartition{"events", 2}, {"event", 0}, {"", 0}, {"outcomes", 1}}) {
    const auto is_refused = [&](const auto& result) {
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error().kind, ErrorKind::invalid_argument);
      EXPECT_EQ(result.error().code, "unknown_topic");
    };
    is_refused(append_and_wait(log(), unknown, "x"));
    is_refused(read(unknown, 0));
    is_refused(log().offsets(unknown));
    is_refused(log().commit("g", unknown, {}));
    is_refused(log().committed("g", unknown));
    is_refused(log().trim(unknown, 0));
  }
}

TEST_P(LogContract, RefusesARecordThatIsTooLarge) {
  const auto refused = append_and_wait(log(), kEvents0, std::string(33U << 20U, 'x'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(refused.error().code, "record_too_large");
  EXPECT_EQ(append(kEvents0, "next"), 0) << "and takes no offset for it";
}

TEST_P(LogContract, TellsItsTopics) {
  EXPECT_EQ(log().topics(), (std::map<std::string, std::uint32_t>{{"events", 2}, {"outcomes", 1}}));
}

TEST_P(LogContract, RefusesAppendsOnceClosed) {
  append(kEvents0, "before");
  ASSERT_TRUE(log().close(Deadline::never()));
  const auto refused = append_and_wait(log(), kEvents0, "after");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "log_closed");
  EXPECT_EQ(read_all(kEvents0, 0), (std::vector<std::string>{"before"})) << "reads go on";
  EXPECT_TRUE(log().commit("g", kEvents0, {1, ""})) << "and so do commits: a consumer stops last";
  EXPECT_TRUE(log().close(Deadline::never())) << "safe to repeat";
}

TEST_P(LogContract, CloseAnswersEveryAppendFirst) {
  std::atomic<int> answered{0};
  for (int i = 0; i < 100; ++i) {
    log().append(i % 2 == 0 ? kEvents0 : kEvents1, "x", [&answered](Result<ports::Offset> offset) {
      if (offset) ++answered;
    });
  }
  ASSERT_TRUE(log().close(Deadline::never()));
  EXPECT_EQ(answered, 100);
}

// Of the tests in all files of this folder.
INSTANTIATE_TEST_SUITE_P(All, LogContract, testing::ValuesIn(log_adapters()), adapter_name);

}  // namespace
}  // namespace picket::contract
