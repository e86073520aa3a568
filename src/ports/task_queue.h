// Port: "do this later, at least once". A table in meta_db, or RabbitMQ.
// Threads: safe from any thread. Blocks. A task taken and neither finished nor failed comes back
// after its lease, so its work must be safe to repeat. Errors: unavailable (retry), with code
// "task_queue_full" when a queue has reached the adapter's limit; invalid_argument, not_found,
// corrupt.
#pragma once

#include <cstddef>
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
  /// Not empty: at most one waiting task per queue has it. A task that is being worked on does not
  /// wait: its worker may have read what it works on before this task was put.
  std::string dedupe_key;
  Timestamp due;
  int attempts = 0;  ///< How often it was taken, this time included.
};

class TaskQueue {
 public:
  /// Bytes of a payload; it names work, it does not carry it.
  static constexpr std::size_t kMaxPayload = std::size_t{1} << 20U;

  virtual ~TaskQueue() = default;
  /// Durable on return. Returns the id, or that of the waiting task with the same dedupe key, which
  /// keeps its payload and is then due at the earlier of both times.
  virtual Result<std::int64_t> put(const Task& task) = 0;
  /// The task longest due at `now`, hidden from others for `lease`; nullopt when none is due.
  virtual Result<std::optional<Task>> take(const std::string& queue, Timestamp now,
                                           Duration lease) = 0;
  /// Forgets it. Safe to repeat.
  virtual Result<void> finish(std::int64_t id) = 0;
  /// Gives it back, due again at `retry_at`. When a task with its dedupe key waits meanwhile, that
  /// one takes its place. not_found when it was finished.
  virtual Result<void> fail(std::int64_t id, Timestamp retry_at) = 0;
  /// Tasks of the queue that are not finished, those being worked on included.
  virtual Result<std::int64_t> unfinished(const std::string& queue) = 0;
};

}  // namespace picket::ports
