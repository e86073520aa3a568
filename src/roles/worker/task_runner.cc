#include "roles/worker/task_runner.h"

#include <algorithm>
#include <utility>

#include "ports/dead_letters.h"

namespace picket::worker {
namespace {

/// Doublings after which every policy has reached its longest wait.
constexpr int kMaxDoublings = 32;

double seconds_since(Deadline::SteadyClock::time_point start) {
  return std::chrono::duration<double>(Deadline::SteadyClock::now() - start).count();
}

Duration wait_after(int attempts, const engine::RetryPolicy& policy, std::uint64_t seed) {
  engine::Backoff backoff(policy, seed);
  Duration wait = backoff.next();
  for (int i = 1; i < std::min(attempts, kMaxDoublings); ++i) wait = backoff.next();
  return wait;
}

}  // namespace

TaskRunner::TaskRunner(TaskQueueSpec spec, const TaskRunnerContext& context,
                       std::uint64_t jitter_seed)
    : spec_(std::move(spec)),
      context_(context),
      telemetry_(context.registry, context.logger, spec_.queue),
      random_(jitter_seed) {}

bool TaskRunner::run_one(const engine::StopSignal& stop) {
  if (!has_begun()) return false;
  auto taken = context_.tasks.take(spec_.queue, context_.clock.now(), spec_.lease);
  if (!taken) {
    telemetry_.queue_failed(taken.error());
    return false;
  }
  if (!*taken) return false;
  ports::Task& task = **taken;
  if (!spec_.period && task.attempts > spec_.max_attempts) {
    failed(task, {ErrorKind::internal, "worker_died", "the workers that ran it did not come back"});
    return true;
  }
  const auto start = Deadline::SteadyClock::now();
  if (const auto done = spec_.run(task, stop); done) {
    finish(task, seconds_since(start));
  } else {
    failed(task, done.error());
  }
  return true;
}

bool TaskRunner::has_begun() {
  if (!spec_.period) return true;
  const Timestamp now = context_.clock.now();
  // The next run is due by the clock of the last one, which may have been years ahead.
  if (now < latest_ - *spec_.period) begun_ = false;
  latest_ = now;
  if (begun_) return true;
  const auto put = put_next(now, {});
  if (!put) telemetry_.queue_failed(put.error());
  begun_ = put.has_value();
  return begun_;
}

Result<void> TaskRunner::put_next(Timestamp due, std::string payload) {
  ports::Task task;
  task.queue = spec_.queue;
  task.payload = std::move(payload);
  task.dedupe_key = "periodic";
  task.due = due;
  if (const auto id = context_.tasks.put(task); !id) return unexpected(id.error());
  return {};
}

void TaskRunner::finish(const ports::Task& task, double seconds) {
  // The next one first: in the other order a crash in between would end the series until the next
  // start. When it cannot be put, this one comes back after its lease.
  if (spec_.period) {
    if (const auto put = put_next(context_.clock.now() + *spec_.period, task.payload); !put) {
      telemetry_.queue_failed(put.error());
      return;
    }
  }
  if (const auto finished = context_.tasks.finish(task.id); !finished) {
    telemetry_.queue_failed(finished.error());
    return;
  }
  telemetry_.done(seconds);
}

void TaskRunner::failed(const ports::Task& task, const Error& error) {
  if (!spec_.period && task.attempts >= spec_.max_attempts) {
    const auto aside = set_aside(task, error);
    if (!aside) {
      telemetry_.queue_failed(aside.error());
    } else {
      telemetry_.gave_up(task, error);
    }
    return;
  }
  const Duration wait = wait_after(task.attempts, spec_.retry, random_.next());
  telemetry_.retrying(task, error, wait);
  const auto given_back = context_.tasks.fail(task.id, context_.clock.now() + wait);
  if (!given_back) telemetry_.queue_failed(given_back.error());
}

Result<void> TaskRunner::set_aside(const ports::Task& task, const Error& error) {
  ports::DeadLetter letter;
  letter.from.topic = std::string(kDeadTaskTopic) + task.queue;
  letter.offset = task.id;
  letter.reason = error.code;
  letter.detail = error.detail;
  letter.message = task.payload;
  letter.created = context_.clock.now();
  auto tx = context_.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  if (const auto added = (*tx)->dead_letters().add(letter); !added) {
    return unexpected(added.error());
  }
  if (auto committed = (*tx)->commit(); !committed) return committed;
  return context_.tasks.finish(task.id);
}

}  // namespace picket::worker
