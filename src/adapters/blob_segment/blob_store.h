// The blob_store port on segment files: DATA/blobs/YYYY-MM-DD/NNNNNNNN.seg, one thread that commits
// what waits.
#pragma once

#include <atomic>
#include <cstdint>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/blob_segment/inventory.h"
#include "adapters/blob_segment/place.h"
#include "adapters/blob_segment/writers.h"
#include "base/clock.h"
#include "base/units.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/blob_store.h"
#include "ports/snapshot.h"
#include "segment/file_system.h"
#include "segment/format.h"
#include "segment/group_commit.h"
#include "segment/open_segment.h"
#include "segment/telemetry.h"

namespace picket::adapters {

struct SegmentBlobOptions {
  /// A file is closed before it would grow past this; at most 1 GiB, as positions have 32 bits.
  std::uint64_t roll_bytes = 64_MiB;
  /// Of one blob.
  std::uint64_t max_blob_bytes = segment::kMaxPayloadBytes;
};

/// Thread-safe. One process per directory (the program locks DATA). What a crash left half written
/// is never referred to and expires with its day, so opening reads names and sizes only; damage
/// shows when a blob is read, as corrupt / "blob_damaged".
class SegmentBlobStore final : public ports::BlobStore {
 public:
  /// Everything referred to outlives the store.
  static Result<std::unique_ptr<SegmentBlobStore>> open(segment::FileSystem& files,
                                                        std::string directory,
                                                        SegmentBlobOptions options,
                                                        const Clock& clock, obs::Logger& logger,
                                                        obs::Registry& registry);
  ~SegmentBlobStore() override;

  /// Waits in a queue whose entries are their callers' own blobs: as many as there are callers.
  Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                           std::span<const std::string_view> blobs) override;
  /// One read of the blob's size; the file is opened if it is not among the last used.
  Result<std::string> get(const domain::BlobRef& ref) override;
  /// Unlinks files in the calling thread while puts and gets go on. A put for an expired day is
  /// taken, and goes with the next call. While files are held everything does.
  Result<std::uint64_t> expire(Timestamp before) override;
  /// Of the files that have not expired, headers and orphans included.
  Result<std::uint64_t> size_bytes() override;

  /// Every file, named below the store's directory, and how many of its bytes are durable. Each
  /// call needs its release_files(); until then expire() drops nothing.
  std::vector<ports::SnapshotFile> hold_files();
  void release_files() { inventory_.release(); }

 private:
  struct Put {
    std::uint32_t day;
    std::span<const std::string_view> blobs;
    std::promise<Result<std::vector<domain::BlobRef>>> done;
  };

  SegmentBlobStore(segment::FileSystem& files, std::string directory,
                   const SegmentBlobOptions& options, const Clock& clock, obs::Logger& logger,
                   obs::Registry& registry);

  Result<void> take_stock();
  Result<void> take_stock_of(std::uint32_t day);
  std::string path_of(BlobFile file) const;
  void commit_group(std::vector<Put>& group);
  void commit_day(std::uint32_t day, std::span<Put* const> puts);
  Result<std::string> read(const segment::OpenSegment& opened, const BlobPlace& place,
                           const std::string& path);
  /// Bytes freed. What is left stays in `day`.
  std::uint64_t remove_files(BlobInventory::Day& day, Result<void>& result);
  void remove_day(BlobInventory::Day day, Result<void>& result);

  segment::FileSystem& files_;
  const std::string directory_;
  const SegmentBlobOptions options_;
  segment::Telemetry telemetry_;
  segment::HandleCache handles_;
  BlobInventory inventory_;
  BlobWriters writers_;
  std::atomic<bool> removals_unsynced_ = false;
  segment::GroupCommit<Put> committer_;  ///< Last: its thread uses the others.
};

}  // namespace picket::adapters
