#include "adapters/meta_sql/unit_of_work.h"

#include <chrono>

#include "base/assert.h"
#include "base/fault_point.h"

namespace picket::adapters::meta {

Result<std::unique_ptr<UnitOfWork>> UnitOfWork::begin_write(Connections& connections,
                                                            Deadline deadline) {
  PICKET_MAY_BLOCK();
  auto lease = connections.write(deadline);
  if (!lease) return unexpected(lease.error());
  const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(deadline.left());
  if (auto begun = lease->connection().begin_write(wait); !begun) return unexpected(begun.error());
  return std::unique_ptr<UnitOfWork>(new UnitOfWork(*std::move(lease), Access::write));
}

Result<std::unique_ptr<UnitOfWork>> UnitOfWork::begin_read(Connections& connections) {
  PICKET_MAY_BLOCK();
  auto lease = connections.read();
  if (!lease) return unexpected(lease.error());
  if (lease->needs_transaction()) {
    if (auto begun = lease->connection().begin_read(); !begun) return unexpected(begun.error());
  }
  return std::unique_ptr<UnitOfWork>(new UnitOfWork(*std::move(lease), Access::read));
}

UnitOfWork::~UnitOfWork() {
  if (!lease_ || !lease_->needs_transaction()) return;
  if (!lease_->connection().rollback()) lease_->discard();
}

Connection& UnitOfWork::connection() const {
  PICKET_ASSERT(lease_.has_value());  // Used after commit.
  return lease_->connection();
}

Result<void> UnitOfWork::check_writable() {
  if (failure_) return unexpected(*failure_);
  if (access_ == Access::write) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "read_only_transaction", {}});
}

Result<void> UnitOfWork::execute(const std::string& text) {
  if (auto refused = check_writable(); !refused) return refused;
  const auto done = connection().run_once<List<>, List<>>(text);
  if (!done) return unexpected(fail(done.error()));
  return {};
}

const Error& UnitOfWork::fail(Error error) {
  if (!failure_) failure_ = std::move(error);
  return *failure_;
}

Result<void> UnitOfWork::commit() {
  PICKET_MAY_BLOCK();
  if (failure_) return unexpected(*failure_);
  if (access_ == Access::write) return commit_write();
  if (lease_->needs_transaction()) {
    if (auto ended = connection().commit(); !ended) return unexpected(fail(ended.error()));
  }
  lease_.reset();
  return {};
}

Result<void> UnitOfWork::commit_write() {
  if (fault_point("meta.before_commit")) {
    return unexpected(fail({ErrorKind::unavailable, "fault_injected", "meta.before_commit"}));
  }
  if (auto committed = connection().commit(); !committed) {
    return unexpected(fail(committed.error()));
  }
  lease_.reset();
  if (fault_point("meta.after_commit")) {
    return unexpected(fail({ErrorKind::unavailable, "fault_injected", "meta.after_commit"}));
  }
  return {};
}

}  // namespace picket::adapters::meta
