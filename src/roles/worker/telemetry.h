// Metrics and log lines of the worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/issue_life.h"
#include "ports/task_queue.h"
#include "roles/worker/retention.h"

namespace picket::worker {

/// Tasks of one queue. Thread-safe; registry and logger outlive it.
class TaskTelemetry {
 public:
  TaskTelemetry(obs::Registry& registry, obs::Logger& logger, const std::string& queue);

  void done(double seconds);
  void retrying(const ports::Task& task, const Error& error, Duration wait);
  void gave_up(const ports::Task& task, const Error& error);
  /// The queue or the record of a failure could not be written: the task comes back.
  void queue_failed(const Error& error);

 private:
  obs::Logger& logger_;
  std::string queue_;
  obs::Counter& done_;
  obs::Counter& retried_;
  obs::Counter& gave_up_;
  obs::Counter& queue_errors_;
  obs::Histogram& seconds_;
};

/// Thread-safe; registry and logger outlive it.
class RetentionTelemetry {
 public:
  RetentionTelemetry(obs::Registry& registry, obs::Logger& logger);

  void expired(const Expired& what);
  /// The clock is in doubt: nothing is dropped.
  void held(Timestamp trusted, Timestamp now);

 private:
  obs::Logger& logger_;
  obs::Counter& events_;
  obs::Counter& blob_bytes_;
  obs::Counter& items_;
  obs::Counter& dead_letters_;
  obs::Counter& outcome_rows_;
  obs::Gauge& held_;
};

/// Issues that the worker moves. Thread-safe; the registry outlives it.
class IssueTelemetry {
 public:
  explicit IssueTelemetry(obs::Registry& registry);

  void moved(ports::Due why, std::size_t issues);
  void forecast(std::size_t issues) { forecasts_.add(issues); }
  /// About whose condition the event store was asked.
  void asked(std::size_t issues) { asked_.add(issues); }

 private:
  obs::Counter& aged_;
  obs::Counter& time_over_;
  obs::Counter& silent_;
  obs::Counter& condition_met_;
  obs::Counter& forecasts_;
  obs::Counter& asked_;
};

/// Where events belong, as the event store is told. Thread-safe; registry and logger outlive it.
class MirrorTelemetry {
 public:
  MirrorTelemetry(obs::Registry& registry, obs::Logger& logger);

  void mirrored(std::size_t overrides);
  /// An issue that left another has its counts.
  void settled() { splits_.add(1); }
  /// The first of several in a row.
  void failed(const Error& error);

 private:
  obs::Logger& logger_;
  obs::Gauge& overrides_;
  obs::Counter& splits_;
  obs::Counter& failures_;
};

}  // namespace picket::worker
