// What is SQLite's own: how a connection is opened and set up, how its failures read as errors.
// Source: sqlite.org/pragma.html, sqlite.org/rescode.html.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <soci/soci.h>

#include "adapters/meta_sql/statement.h"
#include "base/result.h"

namespace picket::adapters::meta {

/// Whether there is a table of that name: 0 or 1.
inline constexpr Sql<List<Text>, List<Int>> kTableExists{
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name"};

/// Moves the write-ahead log into the file as far as no reader is in the way, waiting for nobody.
/// By itself SQLite does so only past a number of pages, so that a quiet server would keep
/// megabytes to replay at the next start.
inline constexpr Sql<List<>, List<Int, Int, Int>> kCheckpoint{"PRAGMA wal_checkpoint(PASSIVE)"};
/// Statistics for the query planner, where they are missing or stale; bounded by analysis_limit.
inline constexpr Sql<List<>> kOptimize{"PRAGMA optimize"};

struct SqliteOptions {
  std::string path;  ///< Empty: a private database in memory.
  std::uint64_t cache_bytes = 0;
  bool read_only = false;
};

/// A connection with every setting in place; a missing file is created with mode 0600. Throws.
std::unique_ptr<soci::session> open_sqlite(const SqliteOptions& options);

/// The error that the exception being handled means; call inside a catch block only.
Error current_error() noexcept;

/// How long a statement waits for another process's lock.
void set_busy_timeout(soci::session& session, std::chrono::milliseconds wait) noexcept;

/// Some failures (no space, I/O) end the transaction by themselves.
bool in_transaction(soci::session& session) noexcept;

}  // namespace picket::adapters::meta
