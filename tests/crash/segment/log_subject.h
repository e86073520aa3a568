// A stream of records as the subject of schedules: appends of several records, rolls by size and by
// day, trims, reads, restarts.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "obs/logger.h"
#include "segment/open_segment.h"
#include "segment/stream.h"
#include "segment/telemetry.h"
#include "subject.h"

namespace picket::crash {

class LogSubject final : public Subject {
 public:
  explicit LogSubject(segment::testing::SimulatedDisk& disk) : disk_(disk) {}

  Result<void> start() override;
  void stop() override { life_.reset(); }
  bool running() const override { return life_ != nullptr; }
  bool step(SeededRandom& random) override;
  bool check(bool after_restart) override;

 private:
  struct Life {
    explicit Life(segment::testing::SimulatedDisk& disk) : files(disk.mount()) {}

    std::unique_ptr<segment::FileSystem> files;
    obs::Registry registry;
    segment::HandleCache handles{*files, 2};
    segment::Telemetry telemetry{obs::null_logger(), registry, segment::Telemetry::Store::log};
    std::unique_ptr<segment::Stream> stream;
  };

  bool append(SeededRandom& random);
  bool trim(SeededRandom& random);
  void check_range(const segment::StreamRange& range);
  /// What a reader was given must have been answered before, or counts so from now on.
  void take(const segment::StoredRecord& record);
  void expect_none_missing(std::int64_t earliest, const std::set<std::int64_t>& found);

  segment::testing::SimulatedDisk& disk_;
  ManualClock clock_{Timestamp(std::chrono::days(20'000))};
  std::unique_ptr<Life> life_;
  int next_payload_ = 0;
  std::map<std::int64_t, std::string> answered_;  ///< By offset.
  std::set<std::string> in_doubt_;                ///< Appended, with an error or no answer.
  std::int64_t may_be_gone_ = 0;                  ///< Records below were given to trim().
  std::int64_t gone_ = 0;                         ///< Records below were said to be gone.
};

}  // namespace picket::crash
