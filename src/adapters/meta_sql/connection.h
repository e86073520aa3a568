// One connection with its prepared statements.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include <soci/soci.h>

#include "adapters/meta_sql/sqlite.h"
#include "adapters/meta_sql/statement.h"
#include "base/mutex.h"
#include "base/result.h"

namespace picket::adapters::meta {

/// A transaction owns its connection, so the lock inside is free, except for readers of a database
/// in memory, which share one connection statement by statement. No exception leaves.
class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const SqliteOptions& options) noexcept;

  /// Runs a statement, prepared at its first use: the arguments, then optionally a function that
  /// takes the columns of a row. Returns how many rows a change touched.
  template <class... In, class... Out, class... Arguments>
  Result<Int> run(const Sql<List<In...>, List<Out...>>& sql, Arguments&&... arguments) noexcept {
    const MutexLock lock(mutex_);
    try {
      auto& slot = prepared_[&sql];
      using Statement = Prepared<List<In...>, List<Out...>>;
      if (!slot) slot = std::make_unique<Statement>(*session_, sql.text);
      return call(static_cast<Statement&>(*slot), std::forward<Arguments>(arguments)...);
    } catch (...) {
      // A statement that stopped in the middle would hold its snapshot.
      prepared_.erase(&sql);
      return unexpected(current_error());
    }
  }

  /// The same for a text that is composed for one use.
  template <class Params, class Columns, class... Arguments>
  Result<Int> run_once(const std::string& text, Arguments&&... arguments) noexcept {
    const MutexLock lock(mutex_);
    try {
      Prepared<Params, Columns> statement(*session_, text);
      return call(statement, std::forward<Arguments>(arguments)...);
    } catch (...) {
      return unexpected(current_error());
    }
  }

  /// Waits for a lock of another process no longer than `wait`.
  Result<void> begin_write(std::chrono::milliseconds wait) noexcept;
  Result<void> begin_read() noexcept;
  Result<void> commit() noexcept;
  /// Outside of a transaction.
  Result<void> maintain() noexcept;
  /// False when the connection cannot be used again.
  bool rollback() noexcept;

 private:
  explicit Connection(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

  template <class... In, class... Out, class... Arguments>
  static Int call(Prepared<List<In...>, List<Out...>>& statement, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) == sizeof...(In)) {
      return statement.run(std::forward<Arguments>(arguments)..., [](const auto&...) {});
    } else {
      return statement.run(std::forward<Arguments>(arguments)...);
    }
  }

  Mutex mutex_;
  const std::unique_ptr<soci::session> session_;
  // Bounded by the number of Sql constants in this folder. Destroyed before the session.
  std::unordered_map<const void*, std::unique_ptr<PreparedBase>> prepared_
      PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::adapters::meta
