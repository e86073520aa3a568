// A disk in memory that keeps apart what was synced and what was not.
//
// The model is stricter than any real file system where tests need that: without sync_directory no
// new name survives, without sync_data no byte does, and after a failed sync_data the unsynced
// bytes are lost although the file still shows them ("fsyncgate": what Linux does since 4.13).
// Used as in:
//     SimulatedDisk disk;
//     auto files = disk.mount();   // Give *files to the program under test.
//     disk.lose_power();           // From here on every call through `files` fails.
//     auto again = disk.mount();   // What the next start finds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mutex.h"
#include "base/random.h"
#include "segment/file_system.h"

namespace picket::segment::testing {

enum class Operation : std::uint8_t {
  create,
  open,
  write,
  read,
  sync_data,
  truncate,
  make_directory,
  list,
  sync_directory,
  rename,
  remove_file,
  remove_directory,
};
inline constexpr Operation kAllOperations[] = {
    Operation::create,         Operation::open,        Operation::write,
    Operation::read,           Operation::sync_data,   Operation::truncate,
    Operation::make_directory, Operation::list,        Operation::sync_directory,
    Operation::rename,         Operation::remove_file, Operation::remove_directory};

/// Thread-safe. Outlives the file systems mounted from it and their files.
class SimulatedDisk {
 public:
  /// With the directory "/" only.
  SimulatedDisk();

  /// A view of the disk for one "process"; it is dead after the next loss.
  std::unique_ptr<FileSystem> mount();

  /// The process dies: nothing that a call returned for is lost.
  void kill_process();
  /// Power fails and nothing unsynced survives: bytes, sizes, new names, removals.
  void lose_power();
  /// Power fails and each unsynced sector of 512 bytes, size and name survives or not, by `seed`.
  void lose_power_partly(std::uint64_t seed);

  /// Bytes of all files together; writes past it are cut short with no_space, as is creation.
  void set_capacity(std::uint64_t bytes);
  /// The next `times` calls of `operation`, after `skip` more that work, fail. A write that fails
  /// writes the first half of its bytes.
  void fail(Operation operation, IoError error, int skip = 0,
            int times = std::numeric_limits<int>::max());
  void stop_failing();
  /// Such syncs report success and do nothing: the program without that sync.
  void ignore_sync(SyncReason reason);
  /// Syncs asked for, those ignored included.
  std::uint64_t syncs(SyncReason reason) const;
  /// Called before each such operation, without locks: a test may block here, or interfere; what
  /// comes after a loss of power here does not happen any more.
  void set_before(Operation operation, std::function<void()> hook);

  /// Direct access for tests that damage files: contents as a running program sees them.
  std::optional<std::string> contents(const std::string& path) const;
  void set_contents(const std::string& path, std::string bytes);
  /// Paths of all files, sorted.
  std::vector<std::string> files() const;

 private:
  friend class SimulatedFileSystem;
  friend class SimulatedFile;

  static constexpr std::size_t kSector = 512;

  struct Inode {
    std::string now;              ///< What reads see.
    std::string durable;          ///< What survives.
    std::set<std::size_t> dirty;  ///< Sectors of `now` that a sync would write.
    bool is_directory = false;
  };
  using Names = std::map<std::string, std::shared_ptr<Inode>>;  ///< By whole path.

  struct Fault {
    IoError error;
    int skip;
    int times;
  };

  void after_loss() PICKET_REQUIRES(mutex_);
  static void drop_orphans(Names& names);
  std::optional<IoError> planned_fault(Operation operation) PICKET_REQUIRES(mutex_);
  std::uint64_t used_bytes() const PICKET_REQUIRES(mutex_);
  /// True when the sync is to be done.
  bool count_sync(SyncReason reason) PICKET_REQUIRES(mutex_);
  void call_before(Operation operation) PICKET_EXCLUDES(mutex_);

  mutable Mutex mutex_;
  std::uint64_t generation_ PICKET_GUARDED_BY(mutex_) = 0;
  Names now_ PICKET_GUARDED_BY(mutex_);
  Names durable_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t capacity_ PICKET_GUARDED_BY(mutex_) = std::numeric_limits<std::uint64_t>::max();
  std::map<Operation, Fault> faults_ PICKET_GUARDED_BY(mutex_);
  std::set<SyncReason> ignored_ PICKET_GUARDED_BY(mutex_);
  std::map<SyncReason, std::uint64_t> syncs_ PICKET_GUARDED_BY(mutex_);
  std::map<Operation, std::function<void()>> before_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::segment::testing
