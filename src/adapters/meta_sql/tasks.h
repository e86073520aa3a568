// ports::TaskQueue as a table: a task is a row until it is finished.
#pragma once

#include <cstddef>

#include "adapters/meta_sql/connections.h"
#include "ports/task_queue.h"

namespace picket::adapters::meta {

/// Thread-safe; each call is a transaction of its own. `connections` outlives it.
class Tasks final : public ports::TaskQueue {
 public:
  Tasks(Connections& connections, std::size_t max_tasks)
      : connections_(connections), max_tasks_(max_tasks) {}

  Result<std::int64_t> put(const ports::Task& task) override;
  Result<std::optional<ports::Task>> take(const std::string& queue, Timestamp now,
                                          Duration lease) override;
  Result<void> finish(std::int64_t id) override;
  Result<void> fail(std::int64_t id, Timestamp retry_at) override;
  Result<std::int64_t> unfinished(const std::string& queue) override;

 private:
  Result<bool> any_due(const std::string& queue, Timestamp now);

  Connections& connections_;
  const std::size_t max_tasks_;
};

}  // namespace picket::adapters::meta
