// Port: all stores of a process as of one moment, for a copy of them. "Give me what a crash right
// now would leave, and keep it still until I have read it."
//
// Embedded only: a distributed profile is backed up by the means of its engines.
// Threads: a snapshot belongs to one thread at a time; the source is safe from any. Blocks.
// Errors: unavailable (I/O error, busy, disk full; a snapshot that did not hold), conflict (there
// is one already), corrupt.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/log.h"

namespace picket::ports {

/// A file of a snapshot. What is behind its bytes came later and is not part of it.
struct SnapshotFile {
  std::string name;  ///< Relative, with '/': "log/ingest-events-0/00000000000000000000.seg".
  std::uint64_t bytes = 0;
};

struct SnapshotFacts {
  Timestamp taken;
  int meta_schema = 0;
  int event_schema = 0;
  std::vector<std::pair<TopicPartition, OffsetRange>> log;  ///< Offsets that it holds.
  std::string meta_name;                                    ///< What save_meta()'s file is called.
};

/// While it lives nothing that it names is removed or changed: retention and the trimming of the
/// log wait, and the event store gathers its changes apart. So read it without delay. Destruction
/// lets go.
class Snapshot {
 public:
  /// Bytes done and in all; false to go no further.
  using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

  virtual ~Snapshot() = default;

  virtual const SnapshotFacts& facts() const = 0;
  /// All files but meta_db's.
  virtual const std::vector<SnapshotFile>& files() const = 0;
  /// Fills `out`; fewer bytes only where the file ends, which is a fault: corrupt.
  virtual Result<void> read(const SnapshotFile& file, std::uint64_t position,
                            std::span<char> out) = 0;

  virtual std::uint64_t meta_bytes() const = 0;  ///< About.
  /// Writes meta_db as one file, not synced. Once, and first: it lets go of meta_db.
  virtual Result<void> save_meta(const std::string& path, const Progress& progress) = 0;

  /// After the last read: unavailable / "snapshot_moved" when something did change, so that what
  /// was read must not be used.
  virtual Result<void> check() = 0;
};

class SnapshotSource {
 public:
  virtual ~SnapshotSource() = default;
  /// Takes the event store's writer for a checkpoint, some 100 ms. One at a time.
  virtual Result<std::unique_ptr<Snapshot>> take() = 0;
};

}  // namespace picket::ports
