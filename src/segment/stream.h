// Stream: records numbered from 0 in a directory of segment files, each named by the offset of its
// first record.
//
// What is read was durable before: a record becomes visible after its sync. Files are begun by
// size and by UTC day, and given up after a failed write or sync, in which case a new one is begun
// at the same offset and what the old one holds from there on does not count.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "base/result.h"
#include "base/units.h"
#include "segment/file_system.h"
#include "segment/open_segment.h"
#include "segment/sparse_index.h"
#include "segment/telemetry.h"
#include "segment/writer.h"

namespace picket::segment {

struct StreamOptions {
  /// A file is closed before it would grow past this. Small enough that trimming frees space in
  /// time and that a start reads the last file in well under a second; large enough that making
  /// files costs nothing.
  std::uint64_t roll_bytes = 64_MiB;
};

/// What a Stream lives on; all of it outlives the stream.
struct StreamDeps {
  FileSystem& files;
  const Clock& clock;
  HandleCache& handles;
  Telemetry& telemetry;
};

/// What opening found. Already logged and counted.
struct Recovery {
  std::size_t files = 0;
  std::uint64_t bytes = 0;      ///< Of all files, after the cut.
  std::uint64_t cut_bytes = 0;  ///< Taken off the end of the last file.
  std::optional<RecordError> cut_reason;
  std::uint64_t damaged_bytes = 0;  ///< In the last file, before its last good record; kept.
};

struct StoredRecord {
  std::int64_t offset = 0;
  Timestamp appended;
  std::string payload;
};

/// Offsets that exist: [earliest, end).
struct StreamRange {
  std::int64_t earliest = 0;
  std::int64_t end = 0;
};

/// A file of the stream.
struct StreamFile {
  std::string name;  ///< In the stream's directory.
  std::uint64_t bytes = 0;
};

/// append() belongs to one thread; everything else may be called from any. No lock is held over
/// I/O.
class Stream {
 public:
  /// Makes the directory if needed, reads the last file through, cuts off what a crash left
  /// unfinished there, and makes what is left durable. Errors: unavailable; corrupt /
  /// "segment_version_unknown" for files of a newer program.
  static Result<std::unique_ptr<Stream>> open(const StreamDeps& deps, std::string directory,
                                              StreamOptions options);

  const Recovery& recovery() const noexcept { return recovery_; }

  /// Appends all or, as far as anybody can tell, none. Returns the offset of the first; the others
  /// follow. Durable and visible to readers on return.
  Result<std::int64_t, IoError> append(std::span<const std::string_view> payloads);

  /// As ports::Log::read, with the same errors.
  Result<std::vector<StoredRecord>> read(std::int64_t offset, std::size_t max_records,
                                         std::size_t max_bytes, Deadline deadline);
  StreamRange range() const;
  /// Removes files whose records are all before `keep_from`, never the last; they do not come back.
  /// What could not be removed, or not durably, is tried again by the next call. Removes nothing
  /// while files are held.
  Result<void, IoError> trim(std::int64_t keep_from);

  /// The files that exist now, oldest first, and how many of their bytes are durable and whole
  /// records. Each call needs its release_files(); until then no file is removed.
  std::vector<StreamFile> hold_files();
  void release_files();

 private:
  struct Segment {
    std::uint64_t bytes;  ///< As far as readers may go.
    SparseIndex index;
    std::uint64_t damage_reported_until = 0;
  };
  /// Where a read continues if it goes on where the last one stopped.
  struct Hint {
    std::int64_t offset = -1;
    std::int64_t base = 0;
    std::uint64_t position = 0;
  };
  /// One file's part of a read, as decided under the lock.
  struct Plan {
    std::int64_t base;
    ScanRange range;
    std::uint64_t file_bytes;
    bool last;
  };
  struct Part;

  Stream(const StreamDeps& deps, std::string directory, StreamOptions options);

  // stream_open.cc
  Result<void> recover();
  Result<void> recover_last(std::int64_t base);
  Result<void> scan_last(OpenSegment opened, std::int64_t base);
  Result<void> note_closed(std::int64_t base);
  // stream.cc
  static std::string name_of(std::int64_t base);
  std::string path_of(std::int64_t base) const;
  bool must_roll(std::uint64_t added, Timestamp now) const;
  Result<void, IoError> roll(Timestamp now);
  void publish(std::span<const Record> records, std::uint64_t first_position);
  // stream_read.cc
  Result<std::optional<Plan>> plan_read(std::int64_t offset, Deadline deadline);
  Result<Part> read_part(const Plan& plan, std::int64_t offset, std::size_t max_records,
                         std::size_t max_bytes);
  Result<Part> skip_part(const Plan& plan, std::string_view reason);
  void learn(const Plan& plan, const Part& part, std::int64_t next_offset);

  const StreamDeps deps_;
  const std::string directory_;
  const StreamOptions options_;
  Recovery recovery_;
  std::optional<Writer> writer_;  ///< Of the appending thread.
  std::vector<Record> batch_;     ///< Of the appending thread, kept for its memory.

  mutable Mutex mutex_;
  CondVar appended_;
  std::map<std::int64_t, Segment> segments_ PICKET_GUARDED_BY(mutex_);  ///< By base offset.
  std::int64_t end_ PICKET_GUARDED_BY(mutex_) = 0;
  Hint hint_ PICKET_GUARDED_BY(mutex_);
  std::vector<std::int64_t> to_remove_ PICKET_GUARDED_BY(mutex_);
  bool removals_unsynced_ PICKET_GUARDED_BY(mutex_) = false;
  int holds_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::segment
