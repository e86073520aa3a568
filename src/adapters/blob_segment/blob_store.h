// The blob store port on segment files of a day: one thread commits what waits, so that the
// consumers of all partitions share a sync.
//
// A reference names day, file and byte, so reading needs no index: one open file, one read. Each
// process begins files of its own; a torn end of an older one holds nothing that anybody refers to,
// because references are given out after the sync.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/mutex.h"
#include "base/units.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/blob_store.h"
#include "segment/file_system.h"
#include "segment/group_commit.h"
#include "segment/open_segment.h"
#include "segment/telemetry.h"
#include "segment/writer.h"

namespace picket::adapters {

struct SegmentBlobOptions {
  /// A file is closed when it has grown past this: small enough to copy one by one in a backup.
  std::uint64_t roll_bytes = 256_MiB;
  /// Blobs waiting for the commit: a batch of the consumer is at most 16 MiB of JSON, compressed.
  segment::GroupCommitLimits queue = {.max_bytes = 32_MiB, .max_requests = 64};
};

/// Thread-safe. One process per directory (the program locks DATA).
class SegmentBlobStore final : public ports::BlobStore {
 public:
  /// Makes `directory` if needed. Everything referred to outlives the store.
  static Result<std::unique_ptr<SegmentBlobStore>> open(segment::FileSystem& files,
                                                        std::string directory,
                                                        SegmentBlobOptions options,
                                                        const Clock& clock, obs::Logger& logger,
                                                        obs::Registry& registry);

  Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                           std::span<const std::string_view> blobs) override;
  Result<std::string> get(const domain::BlobRef& ref) override;
  /// Bytes of files. A file or directory that cannot be removed is tried again by the next call.
  Result<std::uint64_t> expire(Timestamp before) override;
  Result<std::uint64_t> size_bytes() override;

 private:
  using Refs = std::vector<domain::BlobRef>;

  /// One put() that waits; lives on its caller's stack.
  struct Put {
    std::uint32_t day = 0;
    std::span<const std::string_view> blobs;
    Result<Refs, segment::IoError> result;
    bool done = false;
  };
  /// The file of a day that is written to.
  struct OpenDay {
    std::uint32_t number = 0;  ///< Of the file.
    std::uint32_t blobs = 0;   ///< In the file.
    segment::Writer writer;
  };

  SegmentBlobStore(segment::FileSystem& files, std::string directory, SegmentBlobOptions options,
                   const Clock& clock, obs::Logger& logger, obs::Registry& registry);

  std::string day_path(std::uint32_t day) const;
  void commit_group(std::vector<Put*>& group) PICKET_EXCLUDES(days_mutex_, done_mutex_);
  Result<Refs, segment::IoError> write(const Put& put) PICKET_REQUIRES(days_mutex_);
  Result<OpenDay*, segment::IoError> day_with_room(std::uint32_t day) PICKET_REQUIRES(days_mutex_);
  Result<OpenDay, segment::IoError> begin_file(std::uint32_t day) PICKET_REQUIRES(days_mutex_);
  Result<std::uint64_t, segment::IoError> remove_day(std::uint32_t day)
      PICKET_REQUIRES(days_mutex_);
  Result<std::vector<std::uint32_t>, segment::IoError> days_on_disk();

  segment::FileSystem& files_;
  const std::string directory_;
  const SegmentBlobOptions options_;
  const Clock& clock_;
  segment::Telemetry telemetry_;
  segment::HandleCache handles_;
  /// Held over I/O: by the committing thread, and by expire() so that no day vanishes under it.
  Mutex days_mutex_;
  std::map<std::uint32_t, OpenDay> days_ PICKET_GUARDED_BY(days_mutex_);
  Mutex done_mutex_;
  CondVar done_;
  segment::GroupCommit<Put*> committer_;  ///< Last: its thread uses the others.
};

}  // namespace picket::adapters
