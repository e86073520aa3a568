// Metrics and log lines of the consumer role. Per batch, so that counting costs nothing per event.
#pragma once

#include <array>
#include <cstdint>

#include "base/deadline.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "roles/consumer/applied_state.h"
#include "roles/consumer/item_work.h"
#include "roles/consumer/work_batch.h"

namespace picket::consumer {

enum class Step : std::uint8_t { decide, blobs, meta, events };
inline constexpr std::size_t kSteps = 4;

/// Thread-safe; shared by the partitions. Registry and logger outlive it.
class Telemetry {
 public:
  Telemetry(obs::Registry& registry, obs::Logger& logger);

  /// Once its decisions are committed.
  void decided(const WorkBatch& batch);
  void items_stored(const ItemWork& work);
  void step_took(Step step, double seconds) {
    seconds_[static_cast<std::size_t>(step)]->observe(seconds);
  }
  /// Silent when the stores were in line.
  void aligned(const ports::TopicPartition& of, const Aligned& aligned);
  void stale_commit(const ports::TopicPartition& of, ports::Offset applied,
                    ports::Offset committed);
  void skipped(ports::Offset from, ports::Offset to);

 private:
  void log(const ports::DeadLetter& letter);

  obs::Logger& logger_;
  obs::Counter& accepted_;
  obs::Counter& duplicates_;
  obs::Counter& discarded_;
  obs::Counter& dead_letters_;
  obs::Counter& items_stored_;
  obs::Counter& item_duplicates_;
  obs::Counter& items_refused_;
  obs::Counter& item_dead_letters_;
  obs::Counter& known_stacks_;
  obs::Counter& new_stacks_;
  obs::Counter& restored_;
  obs::Counter& missing_;
  std::array<obs::Histogram*, kSteps> seconds_;
};

/// Observes the time from its construction to its end.
class StepTimer {
 public:
  StepTimer(Telemetry& telemetry, Step step) : telemetry_(telemetry), step_(step) {}
  ~StepTimer() {
    telemetry_.step_took(
        step_, std::chrono::duration<double>(Deadline::SteadyClock::now() - started_).count());
  }
  StepTimer(const StepTimer&) = delete;
  StepTimer& operator=(const StepTimer&) = delete;

 private:
  Telemetry& telemetry_;
  Step step_;
  Deadline::SteadyClock::time_point started_ = Deadline::SteadyClock::now();
};

}  // namespace picket::consumer
