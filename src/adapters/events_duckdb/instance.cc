#include "adapters/events_duckdb/instance.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "adapters/events_duckdb/selection.h"
#include "base/units.h"

namespace picket::adapters::duck {
namespace {

namespace fs = std::filesystem;

// Written by this version's storage format, so that an older library can still read the file.
constexpr const char* kStorageVersion = "v1.4.0";

// Rows of a row group (DuckDB's default: 122,880). A checkpoint compresses the rows of the last,
// partly filled group again, so small groups cut its time: measured over 2 million rows, 12.4
// against 41 us of CPU per row and 0.17 against 12.6 s for the longest stall. They also let days be
// dropped with less left over. Below 16,384 the file grows.
constexpr std::int64_t kRowGroupSize = Selection::kRowsOfGroup;

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

Outcome<void> prepare_folders(const DuckdbEventStoreOptions& options) {
  std::error_code error;
  fs::create_directories(options.directory, error);
  // Killed processes leave their spill files behind (storage bake-off: 613 MB).
  if (!error) fs::remove_all(options.directory / "tmp", error);
  if (!error) return {};
  return unexpected(Failure{{ErrorKind::unavailable, "event_store_io",
                             options.directory.string() + ": " + error.message()},
                            false});
}

/// A tiny checkpoint_bytes must not make DuckDB checkpoint within our commits.
constexpr std::uint64_t kLeastOwnCheckpoint = 16_MiB;

Outcome<void> apply_settings(const Config& config, const DuckdbEventStoreOptions& options) {
  const std::pair<const char*, std::string> settings[] = {
      {"memory_limit", fmt::format("{}B", options.memory_limit_bytes)},
      {"threads", std::to_string(options.threads)},
      {"temp_directory", (options.directory / "tmp").string()},
      {"max_temp_directory_size", fmt::format("{}B", options.max_spill_bytes)},
      // Checkpoints are our own (event_store.cc), so that a failed one is not a failed commit. This
      // is the net below: it only acts when ours keep failing.
      {"checkpoint_threshold", fmt::format("{}B", automatic_checkpoint_bytes(options))},
      {"autoload_known_extensions", "false"},
      {"autoinstall_known_extensions", "false"},
      {"allow_community_extensions", "false"},
  };
  for (const auto& [name, value] : settings) {
    if (duckdb_set_config(config.get(), name, value.c_str()) != DuckDBSuccess) {
      return unexpected(Failure{
          {ErrorKind::internal, "event_store_settings", std::string(name) + " = " + value}, false});
    }
  }
  return {};
}

}  // namespace

fs::path database_file(const DuckdbEventStoreOptions& options) {
  return options.directory / "events.duckdb";
}

fs::path wal_file(const DuckdbEventStoreOptions& options) {
  return database_file(options).string() + ".wal";
}

std::uint64_t automatic_checkpoint_bytes(const DuckdbEventStoreOptions& options) {
  return std::max(kLeastOwnCheckpoint, options.checkpoint_bytes * 8);
}

std::uint64_t wal_bytes(const DuckdbEventStoreOptions& options) {
  std::error_code error;
  const auto size = fs::file_size(wal_file(options), error);
  return error ? 0 : size;
}

Outcome<Connection> connect(const Instance& instance) {
  Connection connection;
  if (duckdb_connect(instance.database.get(), connection.out()) != DuckDBSuccess) {
    return unexpected(failure(DUCKDB_ERROR_FATAL, "duckdb_connect failed"));
  }
  return connection;
}

namespace {

/// Settings, then ATTACH, which replays the WAL.
Outcome<Instance> attach(const DuckdbEventStoreOptions& options) {
  Config config;
  if (duckdb_create_config(config.out()) != DuckDBSuccess) {
    return unexpected(failure(DUCKDB_ERROR_OUT_OF_MEMORY, "duckdb_create_config failed"));
  }
  if (const auto applied = apply_settings(config, options); !applied) {
    return unexpected(applied.error());
  }
  Instance instance;
  Owned<char*, [](char** text) { duckdb_free(*text); }> message;
  if (duckdb_open_ext(":memory:", instance.database.out(), config.get(), message.out()) !=
      DuckDBSuccess) {
    return unexpected(failure(DUCKDB_ERROR_IO, message.get()));
  }
  auto writer = connect(instance);
  if (!writer) return unexpected(writer.error());
  instance.writer = std::move(*writer);

  // ATTACH takes no parameter for the path. External access goes off after it, as it forbids it.
  const std::string attach_sql =
      fmt::format("ATTACH {} AS store (ROW_GROUP_SIZE {}, STORAGE_VERSION '{}')",
                  quoted(database_file(options).string()), kRowGroupSize, kStorageVersion);
  for (const std::string& sql : {attach_sql, std::string("SET enable_external_access = false"),
                                 std::string("SET lock_configuration = true")}) {
    if (const auto done = run(instance.writer, sql); !done) return unexpected(done.error());
  }
  return instance;
}

}  // namespace

Outcome<Instance> open_instance(const DuckdbEventStoreOptions& options) {
  if (const auto prepared = prepare_folders(options); !prepared) {
    return unexpected(prepared.error());
  }
  const bool was_checkpointed = wal_bytes(options) == 0;
  auto repair = repair_wal(wal_file(options));
  if (!repair) return unexpected(Failure{repair.error(), false});
  auto instance = attach(options);
  if (!instance && refuses_wal(instance.error().error)) {
    // Whole records that are wrong all the same: of another database file, or written wrong.
    repair = set_wal_aside(wal_file(options));
    if (!repair) return unexpected(Failure{repair.error(), false});
    instance = attach(options);
  }
  if (!instance) return instance;
  instance->repair = *repair;
  instance->was_checkpointed = was_checkpointed;
  return instance;
}

}  // namespace picket::adapters::duck
