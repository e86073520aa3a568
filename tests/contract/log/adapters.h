// The adapters of the log that run the suite, and the fixture that opens one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/faulty/log.h"
#include "adapters/log_segment/log.h"
#include "adapters/memory/log.h"
#include "base/clock.h"
#include "base/testkit/temp_dir.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/log.h"
#include "segment/posix_file_system.h"
#include "segment/testing/simulated_disk.h"

namespace picket::contract {

/// What an opened log lives on, and the log itself, which goes first.
struct OpenLog {
  std::vector<std::shared_ptr<void>> lives_on;
  std::unique_ptr<ports::Log> log;
};

/// Small files, so that a few records already roll and trim.
inline constexpr std::uint64_t kContractRollBytes = 400;

inline OpenLog open_segment_log(std::shared_ptr<segment::FileSystem> files,
                                const std::string& directory, const Clock& clock,
                                std::map<std::string, std::uint32_t> topics) {
  auto registry = std::make_shared<obs::Registry>();
  auto log = adapters::SegmentLog::open(
      *files, directory,
      {.topics = std::move(topics), .stream = {.roll_bytes = kContractRollBytes}}, clock,
      obs::null_logger(), *registry);
  EXPECT_TRUE(log) << log.error().detail;
  return {{std::move(files), std::move(registry)}, std::move(*log)};
}

struct LogAdapter {
  std::string name;
  bool persistent;  ///< What was appended is there when it is opened again.
  /// `folder` and `disk` are empty at first and belong to the test; an adapter uses what it needs.
  std::function<OpenLog(const std::string& folder, segment::testing::SimulatedDisk& disk,
                        const Clock& clock, std::map<std::string, std::uint32_t> topics)>
      open;
};

/// A decorator that injects nothing but delays, which take no time here, must change nothing.
class HarmlessLogDecorator final : public adapters::FaultyLog {
 public:
  HarmlessLogDecorator(std::map<std::string, std::uint32_t> topics, const Clock& clock)
      : FaultyLog(log_, plan_), log_(std::move(topics), clock) {}

 private:
  adapters::MemoryLog log_;
  adapters::FaultPlan plan_{1, {.delay = 500}, [](Duration) {}};
};

inline std::vector<LogAdapter> log_adapters() {
  using segment::testing::SimulatedDisk;
  return {
      {"Memory", false,
       [](const std::string&, SimulatedDisk&, const Clock& clock, auto topics) {
         return OpenLog{{}, std::make_unique<adapters::MemoryLog>(std::move(topics), clock)};
       }},
      {"FaultyMemory", false,
       [](const std::string&, SimulatedDisk&, const Clock& clock, auto topics) {
         return OpenLog{{}, std::make_unique<HarmlessLogDecorator>(std::move(topics), clock)};
       }},
      {"SegmentFiles", true,
       [](const std::string& folder, SimulatedDisk&, const Clock& clock, auto topics) {
         return open_segment_log(std::make_shared<segment::PosixFileSystem>(), folder + "/log",
                                 clock, std::move(topics));
       }},
      {"SegmentSimulated", true,
       [](const std::string&, SimulatedDisk& disk, const Clock& clock, auto topics) {
         return open_segment_log(disk.mount(), "/data/log", clock, std::move(topics));
       }},
  };
}

inline std::vector<LogAdapter> persistent_log_adapters() {
  auto adapters = log_adapters();
  std::erase_if(adapters, [](const LogAdapter& adapter) { return !adapter.persistent; });
  return adapters;
}

inline std::string adapter_name(const testing::TestParamInfo<LogAdapter>& adapter) {
  return adapter.param.name;
}

inline const ports::TopicPartition kEvents0{"events", 0};
inline const ports::TopicPartition kEvents1{"events", 1};
inline const ports::TopicPartition kOutcomes{"outcomes", 0};

/// An empty log with the topics events (two partitions) and outcomes (one).
class LogContract : public testing::TestWithParam<LogAdapter> {
 protected:
  static constexpr Timestamp kStart = from_unix_us(1'764'000'000'000'000);

  LogContract() { open(); }

  /// Closes first: one process per data directory.
  void open() {
    opened_.log.reset();
    opened_ = GetParam().open(folder_.path(), disk_, clock_, {{"events", 2}, {"outcomes", 1}});
  }
  ports::Log& log() { return *opened_.log; }

  ports::Offset append(const ports::TopicPartition& to, std::string value) {
    const auto offset = append_and_wait(log(), to, std::move(value));
    EXPECT_TRUE(offset) << offset.error().code;
    return offset.value_or(-1);
  }
  /// `count` records "0", "1", ... in `to`.
  void append_numbers(const ports::TopicPartition& to, int count) {
    for (int i = 0; i < count; ++i) append(to, std::to_string(i));
  }
  /// What is there now.
  Result<std::vector<ports::LogRecord>> read(const ports::TopicPartition& from,
                                             ports::Offset offset, std::size_t max_records = 1000,
                                             std::size_t max_bytes = 1'000'000) {
    return log().read(from, offset, max_records, max_bytes, Deadline::now());
  }
  /// All values from `offset` on, by as many reads as it takes.
  std::vector<std::string> read_all(const ports::TopicPartition& from, ports::Offset offset) {
    std::vector<std::string> values;
    for (;;) {
      const auto records = read(from, offset);
      EXPECT_TRUE(records) << records.error().code;
      if (!records || records->empty()) return values;
      for (const ports::LogRecord& record : *records) {
        EXPECT_EQ(record.offset, offset++);
        values.push_back(record.value);
      }
    }
  }

  ManualClock clock_{kStart};
  const testkit::TempDir folder_;
  segment::testing::SimulatedDisk disk_;
  OpenLog opened_;
};

/// The part of the suite that is about reopening.
class PersistentLogContract : public LogContract {};

}  // namespace picket::contract
