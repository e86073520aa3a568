// What is particular to the log on files; what every log promises is in tests/contract/log.
#include "adapters/log_segment/log.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "segment/testing/simulated_disk.h"

namespace picket::adapters {
namespace {

using ports::append_and_wait;
using segment::IoError;
using segment::SyncReason;
using segment::testing::Operation;
using segment::testing::SimulatedDisk;

const ports::TopicPartition kEvents{"events", 0};
const ports::TopicPartition kOther{"events", 1};

/// The log of one life of a program.
struct Life {
  explicit Life(SimulatedDisk& disk, SegmentLogOptions options = {.topics = {{"events", 2}}})
      : files(disk.mount()) {
    auto opened = SegmentLog::open(*files, "/data/log", std::move(options), clock,
                                   obs::null_logger(), registry);
    if (opened) {
      log = std::move(*opened);
    } else {
      error = opened.error();
    }
  }

  std::vector<std::string> read_all(const ports::TopicPartition& from) {
    std::vector<std::string> values;
    ports::Offset offset = log->offsets(from)->earliest;
    for (;;) {
      const auto records = log->read(from, offset, 100, 1'000'000, Deadline::now());
      EXPECT_TRUE(records);
      if (!records || records->empty()) return values;
      for (const ports::LogRecord& record : *records) values.push_back(record.value);
      offset = records->back().offset + 1;
    }
  }

  ManualClock clock{from_unix_us(1'764'000'000'000'000)};
  std::unique_ptr<segment::FileSystem> files;
  obs::Registry registry;
  std::unique_ptr<SegmentLog> log;
  std::optional<Error> error;
};

/// Holds every sync until released.
class SyncGate {
 public:
  explicit SyncGate(SimulatedDisk& disk) {
    disk.set_before(Operation::sync_data, [this] {
      const MutexLock lock(mutex_);
      ++waiting_;
      changed_.notify_all();
      while (!open_) changed_.wait(mutex_);
    });
  }
  void wait_until_reached() {
    const MutexLock lock(mutex_);
    while (waiting_ == 0) changed_.wait(mutex_);
  }
  void open() {
    const MutexLock lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  int waiting_ PICKET_GUARDED_BY(mutex_) = 0;
  bool open_ PICKET_GUARDED_BY(mutex_) = false;
};

TEST(SegmentLog, MakesOneSyncServeAllThatWait) {
  SimulatedDisk disk;
  Life life(disk);
  SyncGate gate(disk);
  std::vector<std::future<Result<ports::Offset>>> appended;
  const auto append = [&](const std::string& value) {
    auto promise = std::make_shared<std::promise<Result<ports::Offset>>>();
    appended.push_back(promise->get_future());
    life.log->append(kEvents, value,
                     [promise](Result<ports::Offset> result) { promise->set_value(result); });
  };
  append("first");
  gate.wait_until_reached();
  for (int i = 0; i < 50; ++i) append("waits");
  gate.open();
  for (std::size_t i = 0; i < appended.size(); ++i) {
    EXPECT_EQ(appended[i].get(), static_cast<ports::Offset>(i));
  }
  EXPECT_EQ(disk.syncs(SyncReason::commit), 2U);
}

TEST(SegmentLog, RefusesWhenItsQueueIsFull) {
  SimulatedDisk disk;
  Life life(disk, {.topics = {{"events", 2}}, .queue = {.max_bytes = 1000, .max_requests = 3}});
  SyncGate gate(disk);
  life.log->append(kEvents, "a", [](Result<ports::Offset>) {});
  gate.wait_until_reached();
  life.log->append(kEvents, std::string(600, 'b'), [](Result<ports::Offset>) {});
  const auto refused = append_and_wait(*life.log, kEvents, std::string(600, 'c'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "log_queue_full");
  gate.open();
  ASSERT_TRUE(life.log->close(Deadline::never()));
  EXPECT_EQ(life.read_all(kEvents).size(), 2U);
}

TEST(SegmentLog, SaysWhenItCouldNotCloseInTime) {
  SimulatedDisk disk;
  Life life(disk);
  SyncGate gate(disk);
  life.log->append(kEvents, "a", [](Result<ports::Offset>) {});
  gate.wait_until_reached();
  EXPECT_EQ(life.log->close(Deadline::now()).error().kind, ErrorKind::timeout);
  EXPECT_EQ(append_and_wait(*life.log, kOther, "b").error().code, "log_closed");
  gate.open();
  EXPECT_TRUE(life.log->close(Deadline::never()));
}

TEST(SegmentLog, IsUnavailableOnAFullDiskUntilSpaceReturns) {
  SimulatedDisk disk;
  Life life(disk);
  ASSERT_EQ(append_and_wait(*life.log, kEvents, "a"), 0);
  disk.set_capacity(100);
  const auto refused = append_and_wait(*life.log, kEvents, std::string(100, 'b'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "no_space");
  EXPECT_FALSE(append_and_wait(*life.log, kOther, "b")) << "which has no file yet";
  disk.set_capacity(10'000);
  EXPECT_EQ(append_and_wait(*life.log, kEvents, "c"), 1);
  EXPECT_EQ(append_and_wait(*life.log, kOther, "d"), 0);
  EXPECT_EQ(life.read_all(kEvents), (std::vector<std::string>{"a", "c"}));
}

TEST(SegmentLog, ShowsNothingToReadersBeforeItIsDurable) {
  SimulatedDisk disk;
  Life life(disk);
  SyncGate gate(disk);
  life.log->append(kEvents, "a", [](Result<ports::Offset>) {});
  gate.wait_until_reached();
  EXPECT_EQ(life.log->offsets(kEvents)->end, 0);
  EXPECT_TRUE(life.read_all(kEvents).empty());
  gate.open();
  EXPECT_EQ(life.log->read(kEvents, 0, 1, 1, Deadline::never())->front().value, "a");
}

TEST(SegmentLog, KeepsWhatItAcknowledgedWhenPowerFails) {
  SimulatedDisk disk;
  {
    Life life(disk);
    ASSERT_TRUE(append_and_wait(*life.log, kEvents, "a"));
    ASSERT_TRUE(append_and_wait(*life.log, kOther, "b"));
    disk.lose_power();
  }
  Life again(disk);
  EXPECT_EQ(again.read_all(kEvents), (std::vector<std::string>{"a"}));
  EXPECT_EQ(again.read_all(kOther), (std::vector<std::string>{"b"}));
}

TEST(SegmentLog, TellsWhatItCutOffAtOpen) {
  SimulatedDisk disk;
  {
    Life life(disk);
    ASSERT_TRUE(append_and_wait(*life.log, kEvents, "a"));
  }
  const std::string path = disk.files().front();
  disk.set_contents(path, disk.contents(path).value() + "torn");
  Life again(disk);
  const auto recovery = again.log->recovery();
  EXPECT_EQ(recovery.at(kEvents).cut_bytes, 4U);
  EXPECT_EQ(recovery.at(kEvents).cut_reason, segment::RecordError::truncated);
  EXPECT_EQ(recovery.at(kOther).cut_bytes, 0U);
  EXPECT_NE(
      again.registry.prometheus_text().find("picket_segment_cut_bytes_total{store=\"log\"} 4"),
      std::string::npos);
}

TEST(SegmentLog, UsesPartitionsThatAreOnDisk) {
  SimulatedDisk disk;
  {
    Life life(disk, {.topics = {{"events", 3}, {"gone", 1}}});
    ASSERT_TRUE(append_and_wait(*life.log, {"events", 2}, "a"));
    ASSERT_TRUE(ensure_directory(*life.files, "/data/log/events-04"));
    ASSERT_TRUE(ensure_directory(*life.files, "/data/log/events-4000000000"));
    ASSERT_TRUE(ensure_directory(*life.files, "/data/log/events-"));
  }
  Life fewer(disk, {.topics = {{"events", 1}}});
  EXPECT_EQ(fewer.log->topics(), (std::map<std::string, std::uint32_t>{{"events", 3}}));
  EXPECT_EQ(fewer.read_all({"events", 2}), (std::vector<std::string>{"a"}));
}

TEST(SegmentLog, RefusesTopicNamesThatAreNoDirectoryNames) {
  SimulatedDisk disk;
  for (const std::string& topic :
       {std::string(), std::string("a/b"), std::string("../x"), std::string(".hidden"),
        std::string("sp ace"), std::string(201, 'x')}) {
    Life life(disk, {.topics = {{topic, 1}}});
    ASSERT_TRUE(life.error) << topic;
    EXPECT_EQ(life.error->code, "bad_topic_name") << topic;
  }
}

TEST(SegmentLog, ReportsADiskThatFailsAtOpen) {
  SimulatedDisk disk;
  for (const Operation operation :
       {Operation::make_directory, Operation::list, Operation::sync_directory}) {
    disk.fail(operation, IoError::denied);
    Life life(disk);
    ASSERT_TRUE(life.error);
    EXPECT_EQ(life.error->kind, ErrorKind::unavailable);
    disk.stop_failing();
  }
}

TEST(SegmentLogConcurrency, AppendsReadsTrimsAndRollsAtOnce) {
  constexpr int kAppenders = 3;
  constexpr int kEach = 400;
  SimulatedDisk disk;
  Life life(disk, {.topics = {{"events", 2}},
                   .stream = {.roll_bytes = 1000},
                   .queue = {.max_bytes = 4000, .max_requests = 20}});
  std::vector<std::thread> threads;
  for (int a = 0; a < kAppenders; ++a) {
    threads.emplace_back([&life, a] {
      for (int i = 0; i < kEach;) {
        const std::string value = std::to_string(a) + ":" + std::to_string(i);
        const auto appended =
            append_and_wait(*life.log, {"events", static_cast<std::uint32_t>(i % 2)}, value);
        if (appended) {
          ++i;
        } else {
          ASSERT_EQ(appended.error().code, "log_queue_full");
        }
      }
    });
  }
  std::atomic<int> read_total{0};
  for (std::uint32_t p = 0; p < 2; ++p) {
    threads.emplace_back([&life, &read_total, p] {
      const ports::TopicPartition partition{"events", p};
      std::vector<int> last(kAppenders, -1);
      ports::Offset next = 0;
      while (next < kAppenders * kEach / 2) {
        const auto records = life.log->read(partition, next, 50, 500, Deadline::never());
        ASSERT_TRUE(records);
        for (const ports::LogRecord& record : *records) {
          ASSERT_EQ(record.offset, next++) << "none missing, none twice";
          const int appender = record.value[0] - '0';
          const int number = std::stoi(record.value.substr(2));
          ASSERT_GT(number, last[static_cast<std::size_t>(appender)]) << "each in its order";
          last[static_cast<std::size_t>(appender)] = number;
          ++read_total;
        }
        ASSERT_TRUE(life.log->commit("g", partition, {next, ""}));
        ASSERT_TRUE(life.log->trim(partition, next));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(read_total, kAppenders * kEach);
  EXPECT_LE(disk.files().size(), 5U) << "one file per partition, one of the group, temporaries";
}

TEST(SegmentLog, HoldsTheFilesOfEveryPartition) {
  SimulatedDisk disk;
  SegmentLogOptions options{.topics = {{"events", 2}}};
  options.stream.roll_bytes = 1;
  Life life(disk, options);
  for (const char* value : {"a", "b"}) ASSERT_TRUE(append_and_wait(*life.log, kEvents, value));
  ASSERT_TRUE(append_and_wait(*life.log, kOther, "c"));
  ASSERT_TRUE(life.log->commit("group", kEvents, {2, ""}));
  std::vector<std::string> names;
  for (const ports::SnapshotFile& file : life.log->hold_files()) {
    names.push_back(file.name);
    EXPECT_EQ(disk.contents("/data/log/" + file.name).value().size(), file.bytes);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"events-0/00000000000000000000.seg",
                                             "events-0/00000000000000000001.seg",
                                             "events-1/00000000000000000000.seg"}));
  ASSERT_TRUE(life.log->trim(kEvents, 2));
  EXPECT_EQ(life.log->offsets(kEvents)->earliest, 0);
  life.log->release_files();
  ASSERT_TRUE(life.log->trim(kEvents, 2));
  EXPECT_EQ(life.log->offsets(kEvents)->earliest, 1);
}

}  // namespace
}  // namespace picket::adapters
