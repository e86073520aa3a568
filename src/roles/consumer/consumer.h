// Consumer: the role. One group per topic, one thread per partition.
#pragma once

#include <memory>

#include "base/clock.h"
#include "base/deadline.h"
#include "domain/grouping/stack_memo.h"
#include "engine/consumer_group.h"
#include "ports/stores.h"
#include "roles/consumer/issue_cache.h"
#include "roles/consumer/telemetry.h"

namespace picket::consumer {

/// start() once, then stop() once, from the thread that owns it. What it is given outlives it.
class Consumer {
 public:
  /// Topics that the log does not have are not consumed.
  Consumer(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
           obs::Registry& registry, const engine::RunnerOptions& options);

  void start();
  /// True when every partition is recovered by the deadline. Let nobody append before, see
  /// ConsumerGroup::wait_recovered.
  bool wait_recovered(Deadline deadline);
  /// Finishes the batches in work and commits; false when one takes longer than the deadline. What
  /// is in the log then is applied after the next start.
  bool stop(Deadline deadline);

 private:
  IssueCache issues_;
  domain::grouping::StackMemo stacks_;
  Telemetry telemetry_;
  engine::SoloGate solo_;
  std::unique_ptr<engine::ConsumerGroup> ingest_;
  std::unique_ptr<engine::ConsumerGroup> outcomes_;
};

}  // namespace picket::consumer
