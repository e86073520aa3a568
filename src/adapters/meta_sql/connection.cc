#include "adapters/meta_sql/connection.h"

namespace picket::adapters::meta {
namespace {

// Takes the write lock at once: a transaction that reads first and writes later could not be
// granted it any more.
constexpr Sql<List<>> kBeginWrite{"BEGIN IMMEDIATE"};
constexpr Sql<List<>> kBeginRead{"BEGIN"};
constexpr Sql<List<>> kCommit{"COMMIT"};
constexpr Sql<List<>> kRollback{"ROLLBACK"};

Result<void> without_count(const Result<Int>& result) {
  if (!result) return unexpected(result.error());
  return {};
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const SqliteOptions& options) noexcept {
  try {
    return std::unique_ptr<Connection>(new Connection(open_sqlite(options)));
  } catch (...) {
    return unexpected(current_error());
  }
}

Result<void> Connection::begin_write(std::chrono::milliseconds wait) noexcept {
  set_busy_timeout(*session_, wait);
  return without_count(run(kBeginWrite));
}

Result<void> Connection::begin_read() noexcept {
  return without_count(run(kBeginRead));
}

Result<void> Connection::commit() noexcept {
  return without_count(run(kCommit));
}

Result<void> Connection::maintain() noexcept {
  if (auto done = without_count(run(kCheckpoint)); !done) return done;
  return without_count(run(kOptimize));
}

bool Connection::rollback() noexcept {
  if (!in_transaction(*session_)) return true;
  return run(kRollback).has_value() && !in_transaction(*session_);
}

}  // namespace picket::adapters::meta
