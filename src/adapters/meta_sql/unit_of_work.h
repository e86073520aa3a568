// A transaction as the repositories see it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "adapters/meta_sql/connections.h"
#include "base/deadline.h"
#include "base/may_block.h"
#include "base/result.h"

namespace picket::adapters::meta {

/// For one thread at a time. Rolled back when destroyed without commit(). After the first failure
/// every call and commit() return that failure, as they would in PostgreSQL.
class UnitOfWork {
 public:
  static Result<std::unique_ptr<UnitOfWork>> begin_write(Connections& connections,
                                                         Deadline deadline);
  static Result<std::unique_ptr<UnitOfWork>> begin_read(Connections& connections);
  UnitOfWork(const UnitOfWork&) = delete;
  UnitOfWork& operator=(const UnitOfWork&) = delete;
  ~UnitOfWork();

  /// Runs a SELECT; see Connection::run.
  template <class In, class Out, class... Arguments>
  Result<void> read(const Sql<In, Out>& sql, Arguments&&... arguments) {
    PICKET_MAY_BLOCK();
    if (failure_) return unexpected(*failure_);
    const auto done = connection().run(sql, std::forward<Arguments>(arguments)...);
    if (!done) return unexpected(fail(done.error()));
    return {};
  }

  /// Runs a SELECT that was composed for this call.
  template <class Params, class Columns, class... Arguments>
  Result<void> read_once(const std::string& text, Arguments&&... arguments) {
    PICKET_MAY_BLOCK();
    if (failure_) return unexpected(*failure_);
    const auto done = connection().template run_once<Params, Columns>(
        text, std::forward<Arguments>(arguments)...);
    if (!done) return unexpected(fail(done.error()));
    return {};
  }

  /// Runs a statement that changes rows; returns how many.
  template <class In, class Out, class... Arguments>
  Result<Int> change(const Sql<In, Out>& sql, Arguments&&... arguments) {
    PICKET_MAY_BLOCK();
    if (auto refused = check_writable(); !refused) return unexpected(refused.error());
    auto done = connection().run(sql, std::forward<Arguments>(arguments)...);
    if (!done) return unexpected(fail(done.error()));
    return done;
  }

  /// Runs a statement that returns the id of the one row that it inserted.
  template <class... In, class... Arguments>
  Result<Int> insert(const Sql<List<In...>, List<Int>>& sql, Arguments&&... arguments) {
    Int id = 0;
    const auto done =
        change(sql, std::forward<Arguments>(arguments)..., [&](Int new_id) { id = new_id; });
    if (!done) return unexpected(done.error());
    return id;
  }

  /// Runs statements of a script, one at a time.
  Result<void> execute(const std::string& text);

  /// Makes `error` the failure of this unit of work and returns it.
  const Error& fail(Error error);

  /// Ends it and frees the connection. A write is durable on success.
  Result<void> commit();

 private:
  UnitOfWork(Lease lease, Access access) : lease_(std::move(lease)), access_(access) {}
  Connection& connection() const;
  Result<void> check_writable();
  Result<void> commit_write();

  std::optional<Lease> lease_;  // Empty once committed.
  Access access_;
  std::optional<Error> failure_;
};

}  // namespace picket::adapters::meta
