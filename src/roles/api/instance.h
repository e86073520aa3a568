// What the API tells of the program and the machine that it is part of. Disks, versions and
// consumers are no stores: the composition root has the answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace picket::api {

struct ProgramFacts {
  std::string version;
  Timestamp started;
  std::int64_t resident_bytes = 0;
  std::int64_t open_files = 0;
  int schema_version = 0;  ///< Zero: the database does not say.
};

/// How far a consumer group is in one partition of the log.
struct GroupLag {
  std::string group;
  std::string topic;
  std::uint32_t partition = 0;
  std::optional<std::int64_t> committed;  ///< Offset; nullopt: it never committed there.
  std::int64_t log_start = 0;             ///< Offset of the oldest record.
  std::int64_t log_end = 0;               ///< Offset of the next one.
  std::int64_t pending = 0;               ///< Records that have not taken effect.
  Duration oldest_pending{0};             ///< Age of the first of them; zero when there is none.
};

struct StoreSize {
  std::string name;
  std::uint64_t bytes = 0;
};

struct StorageFacts {
  bool in_memory = false;  ///< Then nothing else is set.
  std::string path;
  std::uint64_t used_bytes = 0;
  std::uint64_t free_bytes = 0;
  std::vector<StoreSize> stores;
  std::optional<std::int64_t> bytes_per_day;    ///< Nullopt: too few events yet.
  std::optional<std::int64_t> days_until_full;  ///< Nullopt: unknown, or retention sets in before.
  std::int64_t days_kept = 0;                   ///< Days of events that are stored.
  std::int64_t retention_days = 0;
};

struct HealthCheck {
  std::string name;
  std::string_view health;  ///< "ok", "warn" or "fail".
  std::string finding;
  std::string remedy;  ///< One sentence; empty when all is well.
};

/// Thread-safe. Methods block on stores and disks.
class Instance {
 public:
  virtual ~Instance() = default;
  virtual ProgramFacts program() = 0;
  /// Every partition of every group.
  virtual Result<std::vector<GroupLag>> lag() = 0;
  virtual Result<StorageFacts> storage() = 0;
  virtual std::vector<HealthCheck> diagnose() = 0;
  /// Tries a dead letter again. not_found; conflict / "already_replayed"; invalid_argument /
  /// "unreadable_message"; and what the stores say.
  virtual Result<void> replay(std::int64_t dead_letter) = 0;
  /// How long the disk that keeps what waits has room, at the pace of the last minutes. Nullopt:
  /// unknown, or it does not fill up. Cheap.
  virtual std::optional<Duration> until_full() = 0;
};

}  // namespace picket::api
