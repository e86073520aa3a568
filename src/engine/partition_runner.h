// PartitionRunner: the consumer loop of one partition.
//
//   recover -> { read a batch -> mark it in flight -> process -> commit } until stopped
//
// Nothing is dropped: a batch is applied, retried until the stores take it, or split until the
// record that cannot be applied is alone and set aside. A failing offset commit does not stop the
// loop, because the processor's own applied offset decides where to resume.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "engine/backoff.h"
#include "engine/batch_processor.h"
#include "engine/batch_reader.h"
#include "engine/options.h"
#include "engine/progress.h"
#include "engine/solo_gate.h"
#include "engine/stop_signal.h"
#include "engine/telemetry.h"
#include "ports/log.h"

namespace picket::engine {

/// What runners need of their process; outlives them.
struct RunnerContext {
  ports::Log& log;
  const Clock& clock;
  obs::Logger& logger;
  obs::Registry& registry;
  SoloGate& solo;
};

/// Used by one thread, except for `stop`, which any thread may request.
class PartitionRunner {
 public:
  PartitionRunner(const std::string& group, const ports::TopicPartition& of,
                  BatchProcessor& processor, StopSignal& stop, const RunnerContext& context,
                  const RunnerOptions& options);

  /// Recovery; waits for stores that are away. False when stopped before it was done.
  bool start();
  /// Waits for one batch and applies it. False when it is time to end: what was read but not
  /// applied then is read again at the next start.
  bool step();

 private:
  bool read_and_apply(std::size_t max_records);
  /// Applies the batch, or splits it to find what cannot be applied. False when stopped.
  bool apply(const Batch& batch);
  bool apply_halves(const Batch& batch);
  bool set_aside(const Batch& of_one, std::string_view reason, std::string_view detail);
  bool bury_killer(ports::Offset before);
  /// Offsets that the log no longer has are reported as lost, those that it does not have any more
  /// at its end are forgotten. False when stopped.
  bool align_with_log();
  bool process_marked(const Batch& batch);
  bool handle_read_error(const Error& error);
  void note_lost(const Batch& batch);

  /// False when stopped while waiting.
  bool wait_before_retry(const Error& error);
  void update_lag();
  void trim_sometimes();

  ports::TopicPartition of_;
  BatchProcessor& processor_;
  StopSignal& stop_;
  RunnerContext context_;
  RunnerOptions options_;
  Telemetry telemetry_;
  Progress progress_;
  BatchReader reader_;
  Backoff backoff_;
  std::optional<Timestamp> oldest_pending_;
  Timestamp last_trim_;
  std::size_t bytes_since_trim_ = 0;
};

}  // namespace picket::engine
