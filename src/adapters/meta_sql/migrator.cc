#include "adapters/meta_sql/migrator.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "adapters/meta_sql/unit_of_work.h"
#include "base/fault_point.h"

namespace picket::adapters::meta {
namespace {

// For another process that migrates at the same time, or a backup that holds the lock.
constexpr std::chrono::seconds kMigrationWait{30};

constexpr std::string_view kTable = "schema_migrations";
constexpr const char* kCreateTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "applied_at BIGINT NOT NULL)";
constexpr Sql<List<>, List<Int>> kVersion{"SELECT COALESCE(MAX(number), 0) FROM schema_migrations"};
constexpr Sql<List<Int, Text, Int>> kRecord{
    "INSERT INTO schema_migrations (number, name, applied_at) VALUES (:number, :name, :at)"};

Result<int> read_version(UnitOfWork& work) {
  int version = 0;
  bool exists = false;
  auto done = work.read(kTableExists, kTable, [&](Int tables) { exists = tables > 0; });
  if (!done) return unexpected(done.error());
  if (!exists) return version;
  done = work.read(kVersion, [&](Int n) { version = static_cast<int>(n); });
  if (!done) return unexpected(done.error());
  return version;
}

Result<void> run_script(UnitOfWork& work, std::string_view script) {
  bool first = true;
  for (const std::string& statement : split_statements(script)) {
    if (!first && fault_point("meta.migration_statement")) {
      return unexpected(
          work.fail({ErrorKind::unavailable, "fault_injected", "meta.migration_statement"}));
    }
    first = false;
    if (auto done = work.execute(statement); !done) return done;
  }
  return {};
}

}  // namespace

Result<int> Migrator::version() {
  auto work = UnitOfWork::begin_read(connections_);
  if (!work) return unexpected(work.error());
  return read_version(**work);
}

Result<std::vector<Migration>> Migrator::pending() {
  const auto applied = version();
  if (!applied) return unexpected(applied.error());
  if (!known_.empty() && *applied > known_.back().number) {
    return unexpected(Error{ErrorKind::conflict, "schema_too_new",
                            fmt::format("the database is at schema {}, this program knows {}",
                                        *applied, known_.back().number)});
  }
  std::vector<Migration> pending;
  std::copy_if(known_.begin(), known_.end(), std::back_inserter(pending),
               [&](const Migration& m) { return m.number > *applied; });
  return pending;
}

Result<void> Migrator::migrate() {
  const auto wanted = pending();
  if (!wanted) return unexpected(wanted.error());
  for (const Migration& migration : *wanted) {
    if (auto applied = apply(migration); !applied) return applied;
    if (fault_point("meta.migration")) {
      return unexpected(Error{ErrorKind::unavailable, "fault_injected", "meta.migration"});
    }
  }
  return {};
}

Result<void> Migrator::apply(const Migration& migration) {
  auto work = UnitOfWork::begin_write(connections_, Deadline::in(kMigrationWait));
  if (!work) return unexpected(work.error());
  // Asked again under the lock: another process may have been faster.
  const auto version = read_version(**work);
  if (!version) return unexpected(version.error());
  if (*version >= migration.number) return {};
  if (auto created = (*work)->execute(kCreateTable); !created) return created;
  if (auto changed = run_script(**work, migration.sql); !changed) return changed;
  const auto recorded =
      (*work)->change(kRecord, migration.number, migration.name, to_unix_us(clock_.now()));
  if (!recorded) return unexpected(recorded.error());
  return (*work)->commit();
}

}  // namespace picket::adapters::meta
