#include "adapters/meta_sql/meta_db.h"

#include <utility>

#include "adapters/meta_sql/connections.h"
#include "adapters/meta_sql/migrator.h"
#include "adapters/meta_sql/tasks.h"
#include "adapters/meta_sql/transaction.h"
#include "base/may_block.h"

namespace picket::adapters {

Result<std::unique_ptr<MetaSql>> MetaSql::open(const MetaSqlOptions& options, const Clock& clock) {
  auto connections = options.path.empty() ? meta::MemoryConnections::open(options)
                                          : meta::FileConnections::open(options);
  if (!connections) return unexpected(connections.error());
  return std::unique_ptr<MetaSql>(new MetaSql(*std::move(connections), clock));
}

MetaSql::MetaSql(std::unique_ptr<meta::Connections> connections, const Clock& clock)
    : connections_(std::move(connections)), clock_(clock) {}

MetaSql::~MetaSql() = default;

Result<std::unique_ptr<ports::MetaTx>> MetaSql::begin_write(Deadline deadline) {
  auto work = meta::UnitOfWork::begin_write(*connections_, deadline);
  if (!work) return unexpected(work.error());
  return std::make_unique<meta::Transaction>(*std::move(work));
}

Result<std::unique_ptr<ports::MetaTx>> MetaSql::begin_read() {
  auto work = meta::UnitOfWork::begin_read(*connections_);
  if (!work) return unexpected(work.error());
  return std::make_unique<meta::Transaction>(*std::move(work));
}

Result<int> MetaSql::schema_version() {
  return meta::Migrator(*connections_, clock_, meta::migrations()).version();
}

Result<std::vector<ports::Migration>> MetaSql::pending_migrations() {
  const auto pending = meta::Migrator(*connections_, clock_, meta::migrations()).pending();
  if (!pending) return unexpected(pending.error());
  std::vector<ports::Migration> named;
  for (const meta::Migration& m : *pending) named.push_back({m.number, std::string(m.name)});
  return named;
}

Result<void> MetaSql::migrate() {
  return meta::Migrator(*connections_, clock_, meta::migrations()).migrate();
}

Result<void> MetaSql::maintain(Deadline deadline) {
  PICKET_MAY_BLOCK();
  const auto lease = connections_->write(deadline);
  if (!lease) return unexpected(lease.error());
  return lease->connection().maintain();
}

std::unique_ptr<ports::TaskQueue> MetaSql::task_queue(std::size_t max_tasks) {
  return std::make_unique<meta::Tasks>(*connections_, max_tasks);
}

}  // namespace picket::adapters
