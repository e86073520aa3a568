#include "roles/worker/telemetry.h"

#include "base/rfc3339.h"

namespace picket::worker {
namespace {

constexpr std::string_view kTasks = "picket_worker_tasks_total";
constexpr std::string_view kTasksHelp = "Runs of background tasks by how they ended.";

constexpr std::string_view kIssuesMoved = "picket_worker_issues_moved_total";
constexpr std::string_view kIssuesMovedHelp =
    "Issues that time or a condition gave another status, by why.";

obs::Labels labels(const std::string& queue, std::string result) {
  return {{"queue", queue}, {"result", std::move(result)}};
}

}  // namespace

TaskTelemetry::TaskTelemetry(obs::Registry& registry, obs::Logger& logger, const std::string& queue)
    : logger_(logger),
      queue_(queue),
      done_(registry.counter(kTasks, kTasksHelp, labels(queue, "done"))),
      retried_(registry.counter(kTasks, kTasksHelp, labels(queue, "retried"))),
      gave_up_(registry.counter(kTasks, kTasksHelp, labels(queue, "gave_up"))),
      queue_errors_(registry.counter("picket_worker_queue_errors_total",
                                     "Calls to the task queue that failed.", {{"queue", queue}})),
      seconds_(registry.histogram("picket_worker_task_seconds", "Time of tasks that were done.",
                                  {{"queue", queue}})) {}

void TaskTelemetry::done(double seconds) {
  done_.add();
  seconds_.observe(seconds);
}

void TaskTelemetry::retrying(const ports::Task& task, const Error& error, Duration wait) {
  retried_.add();
  logger_.warn("A background task failed and is tried again",
               {{"queue", queue_},
                {"task", task.id},
                {"attempts", task.attempts},
                {"error", error.code},
                {"detail", error.detail},
                {"wait_ms", static_cast<std::int64_t>(wait / std::chrono::milliseconds(1))}});
}

void TaskTelemetry::gave_up(const ports::Task& task, const Error& error) {
  gave_up_.add();
  logger_.error("A background task was given up and is a dead letter now",
                {{"queue", queue_},
                 {"task", task.id},
                 {"attempts", task.attempts},
                 {"error", error.code},
                 {"detail", error.detail}});
}

void TaskTelemetry::queue_failed(const Error& error) {
  queue_errors_.add();
  logger_.warn("The task queue does not answer",
               {{"queue", queue_}, {"error", error.code}, {"detail", error.detail}});
}

RetentionTelemetry::RetentionTelemetry(obs::Registry& registry, obs::Logger& logger)
    : logger_(logger),
      events_(registry.counter("picket_worker_expired_events_total",
                               "Event rows dropped by retention.")),
      blob_bytes_(registry.counter("picket_worker_expired_blob_bytes_total",
                                   "Bytes of payloads dropped by retention.")),
      items_(registry.counter("picket_worker_expired_items_total",
                              "Rows of items besides error events dropped by retention.")),
      dead_letters_(registry.counter("picket_worker_expired_dead_letters_total",
                                     "Dead letters dropped by retention.")),
      outcome_rows_(registry.counter("picket_worker_folded_outcome_rows_total",
                                     "Rows of the ledger folded into their lifetime sums.")),
      held_(registry.gauge("picket_worker_retention_held",
                           "1 while retention drops nothing because the clock is in doubt.")) {}

void RetentionTelemetry::held(Timestamp trusted, Timestamp now) {
  held_.set(1);
  logger_.warn(
      "The clock has jumped ahead: retention drops nothing until it was set right or went on for a "
      "day",
      {{"now", format_rfc3339(now)}, {"last_trusted", format_rfc3339(trusted)}});
}

void RetentionTelemetry::expired(const Expired& what) {
  held_.set(0);
  if (what == Expired{}) return;
  events_.add(static_cast<std::uint64_t>(what.events));
  blob_bytes_.add(what.blob_bytes);
  items_.add(static_cast<std::uint64_t>(what.items));
  dead_letters_.add(static_cast<std::uint64_t>(what.dead_letters));
  outcome_rows_.add(static_cast<std::uint64_t>(what.outcome_rows));
  logger_.info("Retention dropped what has been kept long enough",
               {{"events", what.events},
                {"items", what.items},
                {"blob_bytes", what.blob_bytes},
                {"dead_letters", what.dead_letters},
                {"outcome_rows", what.outcome_rows}});
}

IssueTelemetry::IssueTelemetry(obs::Registry& registry)
    : aged_(registry.counter(kIssuesMoved, kIssuesMovedHelp, {{"why", "aged"}})),
      time_over_(registry.counter(kIssuesMoved, kIssuesMovedHelp, {{"why", "time_over"}})),
      silent_(registry.counter(kIssuesMoved, kIssuesMovedHelp, {{"why", "silent"}})),
      condition_met_(registry.counter(kIssuesMoved, kIssuesMovedHelp, {{"why", "condition_met"}})),
      forecasts_(registry.counter("picket_worker_forecasts_total",
                                  "Forecasts made of archived issues, those of none included.")),
      asked_(registry.counter("picket_worker_conditions_asked_total",
                              "Looks into the event store for conditions of archived issues.")) {}

void IssueTelemetry::moved(ports::Due why, std::size_t issues) {
  switch (why) {
    case ports::Due::ageing:
      return aged_.add(issues);
    case ports::Due::time_over:
      return time_over_.add(issues);
    case ports::Due::silence:
      return silent_.add(issues);
    case ports::Due::condition:
      return condition_met_.add(issues);
    case ports::Due::forecast:
      return;
  }
}

MirrorTelemetry::MirrorTelemetry(obs::Registry& registry, obs::Logger& logger)
    : logger_(logger),
      overrides_(registry.gauge("picket_worker_hash_overrides",
                                "Hashes whose events belong to another issue than they were stored "
                                "with.")),
      splits_(registry.counter("picket_worker_settled_splits_total",
                               "Issues that left another and have their counts.")),
      failures_(registry.counter("picket_worker_mirror_failures_total",
                                 "Times that the event store could not be told where events "
                                 "belong, or asked how many; it is tried again.")) {}

void MirrorTelemetry::mirrored(std::size_t overrides) {
  overrides_.set(static_cast<std::int64_t>(overrides));
}

void MirrorTelemetry::failed(const Error& error) {
  failures_.add(1);
  logger_.warn("The event store could not be told where the events of merged issues belong",
               {{"error", error.code}, {"detail", error.detail}});
}

}  // namespace picket::worker
