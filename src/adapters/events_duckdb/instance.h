// One opened database: settings, files, schema.
#pragma once

#include <cstdint>
#include <filesystem>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/reader_pool.h"
#include "adapters/events_duckdb/wal_file.h"
#include "base/units.h"

namespace picket::adapters {

struct DuckdbEventStoreOptions {
  /// Holds events.duckdb, its WAL and the spill folder tmp/ (wiped at every open). Made if missing.
  /// One process at a time.
  std::filesystem::path directory;
  /// DuckDB's buffers. Not a cap on RSS: at 128 MB loading 2 million rows peaked at 264 MB.
  std::uint64_t memory_limit_bytes = 128_MiB;
  /// Of DuckDB, the caller's included.
  unsigned threads = 2;
  /// WAL size at which a commit is followed by a checkpoint. 16 MiB replay in 0.2 s, and bound what
  /// meta_db keeps until then. A row costs 17 us of CPU all told, since the rows of a partly filled
  /// row group are compressed again; at 32 MiB it is 12 us.
  std::uint64_t checkpoint_bytes = 16_MiB;
  /// What big queries may write to tmp/.
  std::uint64_t max_spill_bytes = 2_GiB;
  duck::ReaderLimits readers;
  /// Of queries that group by texts, as tags and distinct users do. Two may take 80 MB of DuckDB's
  /// memory; four at once left none for commits (measured over 1 million rows: 14 of 151 failed).
  duck::ReaderLimits heavy_readers{.connections = 2};
};

}  // namespace picket::adapters

namespace picket::adapters::duck {

/// Closed by destruction, which checkpoints.
struct Instance {
  Database database;
  Connection writer;
  WalRepair repair;
  /// Nothing had to be replayed: all that is there is in the database file.
  bool was_checkpointed = false;
};

std::filesystem::path database_file(const DuckdbEventStoreOptions& options);
std::filesystem::path wal_file(const DuckdbEventStoreOptions& options);
/// Bytes of the WAL; 0 when there is none.
std::uint64_t wal_bytes(const DuckdbEventStoreOptions& options);

/// WAL size at which DuckDB checkpoints by itself, which it should never come to.
std::uint64_t automatic_checkpoint_bytes(const DuckdbEventStoreOptions& options);

/// Opens, or creates, the database and attaches it as kCatalog. Does not migrate. A damaged WAL
/// does not keep it from opening: Instance::repair says what was done.
Outcome<Instance> open_instance(const DuckdbEventStoreOptions& options);
Outcome<Connection> connect(const Instance& instance);

}  // namespace picket::adapters::duck
