#include "engine/batch_reader.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/progress.h"
#include "engine/scripted_log.h"
#include "engine/scripted_processor.h"

namespace picket::engine {
namespace {

/// Does not wait; runs `during` instead, as if time had passed.
class TestStop final : public StopSignal {
 public:
  bool pause(Duration time) override {
    pauses.push_back(time);
    if (during) during();
    return !requested();
  }
  std::function<void()> during;
  std::vector<Duration> pauses;
};

class BatchReaderTest : public testing::Test {
 protected:
  std::vector<ports::Offset> read(ports::Offset from, ports::Offset until = Progress::kNoBound,
                                  std::size_t max_records = 100) {
    BatchReader reader(log, kTestPartition, processor, stop, options);
    const auto batch = reader.read(from, until, max_records);
    std::vector<ports::Offset> offsets;
    if (!batch) return {-1};
    for (const ports::LogRecord& record : *batch) offsets.push_back(record.offset);
    return offsets;
  }

  ScriptedLog log;
  ScriptedProcessor processor;
  TestStop stop;
  RunnerOptions options;
};

using Offsets = std::vector<ports::Offset>;

TEST_F(BatchReaderTest, EmptyWhenThereIsNothing) {
  EXPECT_EQ(read(0), Offsets{});
  EXPECT_TRUE(stop.pauses.empty());
}

TEST_F(BatchReaderTest, FullBatchDoesNotLinger) {
  log.add_many(5);
  EXPECT_EQ(read(1, Progress::kNoBound, 3), (Offsets{1, 2, 3}));
  EXPECT_TRUE(stop.pauses.empty());
}

TEST_F(BatchReaderTest, LingersForMoreUntilTheTimeIsOver) {
  log.add("a");
  stop.during = [this] { log.add("later"); };
  EXPECT_EQ(read(0), (Offsets{0, 1, 2, 3, 4}));
  Duration waited{0};
  for (const Duration pause : stop.pauses) waited += pause;
  EXPECT_EQ(waited, options.linger);
}

TEST_F(BatchReaderTest, LingerEndsWhenTheBatchIsFull) {
  log.add("a");
  stop.during = [this] { log.add_many(2); };
  EXPECT_EQ(read(0, Progress::kNoBound, 4), (Offsets{0, 1, 2, 3}));
  EXPECT_EQ(stop.pauses.size(), 2U);
}

TEST_F(BatchReaderTest, StopEndsTheLinger) {
  log.add("a");
  stop.during = [this] {
    stop.request();
    log.add("not read any more");
  };
  EXPECT_EQ(read(0), Offsets{0});
  EXPECT_EQ(stop.pauses.size(), 1U);
}

TEST_F(BatchReaderTest, ErrorDuringLingerKeepsWhatIsAtHand) {
  log.add("a");
  stop.during = [this] { log.on_read = [] { return Error{ErrorKind::unavailable, "io", ""}; }; };
  EXPECT_EQ(read(0), Offsets{0});
}

TEST_F(BatchReaderTest, FirstErrorIsReturned) {
  log.add("a");
  log.on_read = [] { return Error{ErrorKind::unavailable, "io", ""}; };
  EXPECT_EQ(read(0), Offsets{-1});
}

TEST_F(BatchReaderTest, StopsBeforeTheBound) {
  log.add_many(5);
  EXPECT_EQ(read(0, 3), (Offsets{0, 1, 2}));
  EXPECT_TRUE(stop.pauses.empty());
  EXPECT_EQ(read(3, 3), Offsets{});
}

TEST_F(BatchReaderTest, ByteLimitsCutTheBatchButNeverToNothing) {
  for (int i = 0; i < 4; ++i) log.add(std::string(10, 'x'));
  options.max_bytes = 25;
  EXPECT_EQ(read(0), (Offsets{0, 1}));
  options.max_bytes = 5;
  EXPECT_EQ(read(0), Offsets{0});
}

TEST_F(BatchReaderTest, DecodedSizeCutsTheBatchButNeverToNothing) {
  for (int i = 0; i < 4; ++i) log.add(std::string(10, 'x'));
  processor.decoded_factor = 100;
  options.max_decoded_bytes = 2000;
  EXPECT_EQ(read(0), (Offsets{0, 1}));
  options.max_decoded_bytes = 500;
  EXPECT_EQ(read(0), Offsets{0});
}

}  // namespace
}  // namespace picket::engine
