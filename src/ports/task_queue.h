// Port: "do this later, at least once". A table in meta_db, or RabbitMQ.
// Threads: safe from any thread. Blocks. A task taken and neither finished nor failed comes back
// after its lease.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace picket::ports {

struct Task {
  std::int64_t id = 0;
  std::string queue;  ///< Such as "retention".
  std::string payload;
  std::string dedupe_key;  ///< Not empty: at most one waiting task per queue has it.
  Timestamp due;
  int attempts = 0;  ///< How often it was taken, this time included.
};

class TaskQueue {
 public:
  virtual ~TaskQueue() = default;
  /// Durable on return. Returns the id, or that of the waiting task with the same dedupe key.
  virtual Result<std::int64_t> put(const Task& task) = 0;
  /// The task longest due at `now`, hidden from others for `lease`; nullopt when none is due.
  virtual Result<std::optional<Task>> take(const std::string& queue, Timestamp now,
                                           Duration lease) = 0;
  virtual Result<void> finish(std::int64_t id) = 0;
  /// Gives it back, due again at `retry_at`.
  virtual Result<void> fail(std::int64_t id, Timestamp retry_at) = 0;
  virtual Result<std::int64_t> waiting(const std::string& queue) = 0;
};

}  // namespace picket::ports
