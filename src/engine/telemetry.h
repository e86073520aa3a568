// Log lines and metrics of the consumer loop.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/log.h"

namespace picket::engine {

/// Of one partition of one group. Thread-safe; registry and logger outlive it. Series stay in the
/// registry, so make one per (group, partition) and process.
class Telemetry {
 public:
  Telemetry(obs::Registry& registry, obs::Logger& logger, const std::string& group,
            const ports::TopicPartition& of);

  void recovered(ports::Offset next);
  void rewound(ports::Offset from, ports::Offset to);
  void under_suspicion(ports::Offset first, ports::Offset until, int deaths, bool alone);
  void applied(std::int64_t records, double seconds);
  void lost(ports::Offset first, ports::Offset next, std::int64_t records);
  /// One record set aside.
  void dead_lettered(ports::Offset offset, std::string_view reason, std::string_view detail);
  /// A batch is split to find the record that cannot be applied.
  void splitting(ports::Offset first, ports::Offset next, const Error& error);
  void retrying(const Error& error, Duration wait);
  /// Offsets, marks and trimming: nothing is lost, since stores know what they applied.
  void log_upkeep_failed(std::string_view what, const Error& error);
  void lag(std::int64_t records, Duration oldest);

 private:
  obs::Logger& logger_;
  std::string group_;
  std::string partition_;  ///< "topic/0".
  obs::Counter& records_;
  obs::Counter& batches_;
  obs::Counter& retries_;
  obs::Counter& dead_letters_;
  obs::Counter& lost_;
  obs::Counter& upkeep_failures_;
  obs::Gauge& lag_records_;
  obs::Gauge& lag_seconds_;
  obs::Histogram& batch_seconds_;
};

}  // namespace picket::engine
