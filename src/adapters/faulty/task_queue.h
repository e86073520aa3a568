// The task_queue port with faults in front of it.
#pragma once

#include "adapters/faulty/fault_plan.h"
#include "ports/task_queue.h"

namespace picket::adapters {

/// Every call may fail as the plan says, else it is the inner queue's. Both outlive it. A take that
/// fails after the fact hides its task until the lease ends, as if the worker had died.
class FaultyTaskQueue : public ports::TaskQueue {
 public:
  FaultyTaskQueue(ports::TaskQueue& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  Result<std::int64_t> put(const ports::Task& task) override;
  Result<std::optional<ports::Task>> take(const std::string& queue, Timestamp now,
                                          Duration lease) override;
  Result<void> finish(std::int64_t id) override;
  Result<void> fail(std::int64_t id, Timestamp retry_at) override;
  Result<std::int64_t> unfinished(const std::string& queue) override;

 private:
  ports::TaskQueue& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
