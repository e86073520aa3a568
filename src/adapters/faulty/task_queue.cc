#include "adapters/faulty/task_queue.h"

namespace picket::adapters {

Result<std::int64_t> FaultyTaskQueue::put(const ports::Task& task) {
  return inject(plan_, "put", [&] { return inner_.put(task); });
}

Result<std::optional<ports::Task>> FaultyTaskQueue::take(const std::string& queue, Timestamp now,
                                                         Duration lease) {
  return inject(plan_, "take", [&] { return inner_.take(queue, now, lease); });
}

Result<void> FaultyTaskQueue::finish(std::int64_t id) {
  return inject(plan_, "finish", [&] { return inner_.finish(id); });
}

Result<void> FaultyTaskQueue::fail(std::int64_t id, Timestamp retry_at) {
  return inject(plan_, "fail", [&] { return inner_.fail(id, retry_at); });
}

Result<std::int64_t> FaultyTaskQueue::unfinished(const std::string& queue) {
  return inject(plan_, "unfinished", [&] { return inner_.unfinished(queue); });
}

}  // namespace picket::adapters
