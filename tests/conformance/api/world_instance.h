// The instance that the world's API tells of: consumers and dead letters are those of its stores;
// program and machine are made up.
#pragma once

#include "roles/api/instance.h"
#include "roles/consumer/describe_groups.h"
#include "roles/consumer/replay.h"

namespace picket::conformance {

class WorldInstance final : public api::Instance {
 public:
  WorldInstance(ports::Stores stores, const Clock& clock)
      : stores_(stores), clock_(clock), started_(clock.now()) {}

  api::ProgramFacts program() override { return {"1.2.3", started_, 64 << 20, 42, 17}; }
  Result<std::vector<api::GroupLag>> lag() override {
    const auto groups = consumer::describe_groups(stores_, clock_.now());
    if (!groups) return unexpected(groups.error());
    std::vector<api::GroupLag> lag;
    for (const consumer::GroupPartition& at : *groups) {
      lag.push_back({at.group, at.of.topic, at.of.partition, at.committed, at.log.earliest,
                     at.log.end, at.pending, at.oldest_pending});
    }
    return lag;
  }
  Result<api::StorageFacts> storage() override {
    return api::StorageFacts{
        false,   "/data", 3 << 20, 41 << 20, {{"events", 2 << 20}, {"log", 1 << 20}},
        1 << 20, 41,      8,       90};
  }
  std::vector<api::HealthCheck> diagnose() override {
    return {{"log", "ok", "nothing waits to be processed", ""},
            {"disk space", "fail", "1 MiB free", "Free or add disk space."},
            {"dead letters", "warn", "1 message could not be processed", "See why."}};
  }
  Result<void> replay(std::int64_t dead_letter) override {
    const auto replayed = consumer::replay_dead_letter(stores_, clock_, dead_letter);
    if (!replayed) return unexpected(replayed.error());
    return {};
  }
  std::optional<Duration> until_full() override { return std::chrono::hours(9); }

 private:
  const ports::Stores stores_;
  const Clock& clock_;
  const Timestamp started_;
};

}  // namespace picket::conformance
