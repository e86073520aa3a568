// What was answered survives a loss before any file operation, and would not if a sync were
// missing.
#include <memory>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "blob_subject.h"
#include "log_subject.h"
#include "schedule.h"

namespace picket::crash {
namespace {

using segment::SyncReason;

template <class S>
std::unique_ptr<Subject> make(segment::testing::SimulatedDisk& disk) {
  return std::make_unique<S>(disk);
}

// Each seed is some 100 file operations, so 500 runs. Lives of the blob store have a thread.
constexpr std::uint64_t kLogSeeds = 8;
constexpr std::uint64_t kBlobSeeds = 3;

using Reasons = std::set<SyncReason>;

/// The kinds of sync without which the promises do not hold, of those that the subject asks for.
Reasons needed(const MakeSubject& subject, std::uint64_t seeds) {
  Reasons used;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) used.merge(run(subject, {seed}).syncs);
  Reasons reasons;
  for (const SyncReason reason : used) {
    if (sweep(subject, seeds, reason)) reasons.insert(reason);
  }
  EXPECT_EQ(used, reasons) << "a sync that nothing depends on, or that no test misses";
  return reasons;
}

TEST(LogPowerCut, KeepsWhatWasAnsweredWhereverItIsCut) {
  EXPECT_EQ(sweep(make<LogSubject>, kLogSeeds), std::nullopt);
}

TEST(LogPowerCut, NeedsEachOfItsSyncs) {
  EXPECT_EQ(needed(make<LogSubject>, kLogSeeds),
            (Reasons{SyncReason::commit, SyncReason::recovered_file, SyncReason::new_file,
                     SyncReason::new_directory, SyncReason::recovered_directory,
                     SyncReason::removed_files}));
}

TEST(BlobPowerCut, KeepsWhatWasAnsweredWhereverItIsCut) {
  EXPECT_EQ(sweep(make<BlobSubject>, kBlobSeeds), std::nullopt);
}

TEST(BlobPowerCut, NeedsEachOfItsSyncs) {
  EXPECT_EQ(needed(make<BlobSubject>, kBlobSeeds),
            (Reasons{SyncReason::commit, SyncReason::new_file, SyncReason::new_directory,
                     SyncReason::removed_files, SyncReason::removed_directories}));
}

}  // namespace
}  // namespace picket::crash
