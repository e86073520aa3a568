// ports::MetaDb and ports::TaskQueue on SQLite: one file with a write-ahead log, or memory.
//
// Every commit is synced (synchronous = FULL). No space, a failed sync and a lock are errors of the
// transaction that met them; the next one works again when their cause is gone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/units.h"
#include "ports/meta_db.h"
#include "ports/task_queue.h"

namespace picket::adapters {

namespace meta {
class Connections;
}

struct MetaSqlOptions {
  std::string path;  ///< Empty: a private database in memory, gone with the object.
  /// For pages, over all connections: the idle program has 64 MB in all, and 16 MiB hold the
  /// issues and hashes of 50,000 issues.
  std::uint64_t cache_bytes = 16_MiB;
  /// Read transactions at once, 1 or more. Requests read for milliseconds, and there are few cores.
  std::size_t max_readers = 4;
  /// How long the next one waits: whoever waits longer has met a fault, not a queue.
  std::chrono::milliseconds reader_wait = std::chrono::seconds(5);
};

/// Unfinished tasks of one queue: so many are no longer work in progress but a fault, and each put
/// counts them (3 ms at this number).
inline constexpr std::size_t kMaxTasks = 100'000;

/// Thread-safe. Outlives its transactions and task queues; `clock` outlives it.
class MetaSql final : public ports::MetaDb {
 public:
  /// Creates a missing file (mode 0600) but no tables: see migrate().
  static Result<std::unique_ptr<MetaSql>> open(const MetaSqlOptions& options, const Clock& clock);
  ~MetaSql() override;

  /// In memory, a transaction that writes excludes those that read: a thread must not hold both.
  Result<std::unique_ptr<ports::MetaTx>> begin_write(Deadline deadline) override;
  Result<std::unique_ptr<ports::MetaTx>> begin_read() override;

  Result<int> schema_version() override;
  Result<std::vector<ports::Migration>> pending_migrations() override;
  Result<void> migrate() override;
  Result<void> maintain(Deadline deadline) override;

  /// Tasks in the same database; destroyed before it. `max_tasks` unfinished ones per queue.
  std::unique_ptr<ports::TaskQueue> task_queue(std::size_t max_tasks = kMaxTasks);

 private:
  MetaSql(std::unique_ptr<meta::Connections> connections, const Clock& clock);

  const std::unique_ptr<meta::Connections> connections_;
  const Clock& clock_;
};

}  // namespace picket::adapters
