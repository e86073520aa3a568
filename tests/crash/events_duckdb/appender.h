// Appends batches of known content in a process that can be killed, and says which are
// acknowledged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "adapters/events_duckdb/event_store.h"
#include "base/testkit/temp_dir.h"

namespace picket::crash {

inline constexpr std::uint32_t kPartitions = 2;

ports::TopicPartition partition(std::uint32_t number);

/// Offset n of a partition stands for this batch; 1 to 40 rows.
std::vector<domain::EventRow> batch(std::uint32_t partition, ports::Offset n);

/// Small enough for many checkpoints in a second.
adapters::DuckdbEventStoreOptions options_in(const std::filesystem::path& directory,
                                             std::uint64_t checkpoint_bytes);

/// A folder of its own, gone at the end.
class Folder {
 public:
  const std::filesystem::path& path() const noexcept { return path_; }
  std::filesystem::path wal() const { return path_ / "events.duckdb.wal"; }
  /// A copy, to damage.
  void copy_from(const Folder& other);

 private:
  testkit::TempDir dir_;
  std::filesystem::path path_ = dir_.path();
};

/// What is acknowledged, per partition.
using Acknowledged = std::map<std::uint32_t, ports::Offset>;

/// A process that appends to both partitions in turn, from where each is, until it dies.
class Appender {
 public:
  /// `faults` as in PICKET_FAULT.
  Appender(const Folder& folder, std::uint64_t checkpoint_bytes, std::string_view faults = "");
  /// Kills it.
  ~Appender();
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  /// Waits for so many more acknowledgements; fewer when it died before.
  void await(int acknowledgements);
  /// Kills it if it lives, and reads its last words.
  Acknowledged kill();

 private:
  bool read_one();

  pid_t child_ = -1;
  int pipe_ = -1;
  Acknowledged acknowledged_;
};

/// Every batch up to the applied offset of each partition is there once, with its content, and
/// nothing else is. Returns the applied offsets.
Acknowledged check_whole_batches(ports::EventStore& store);

}  // namespace picket::crash
