// The blob store as the subject of schedules: puts for several days, rolls, expiry, reads,
// restarts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/blob_segment/blob_store.h"
#include "base/clock.h"
#include "obs/logger.h"
#include "subject.h"

namespace picket::crash {

class BlobSubject final : public Subject {
 public:
  /// With a file in the directory of the first day that is not the store's, so that expiry cannot
  /// remove it.
  explicit BlobSubject(segment::testing::SimulatedDisk& disk);

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
    std::unique_ptr<adapters::SegmentBlobStore> store;
  };
  struct Answered {
    domain::BlobRef ref;
    std::uint32_t day = 0;
    std::string bytes;
  };

  bool put(SeededRandom& random);
  bool expire();
  void compare(const Answered& blob, const Result<std::string>& got);

  segment::testing::SimulatedDisk& disk_;
  ManualClock clock_;
  std::unique_ptr<Life> life_;
  int next_blob_ = 0;
  std::vector<Answered> answered_;
  std::uint32_t may_be_gone_ = 0;  ///< Days before were given to expire().
  std::uint32_t gone_ = 0;         ///< Days before were said to be gone.
};

}  // namespace picket::crash
