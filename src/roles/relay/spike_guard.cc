#include "roles/relay/spike_guard.h"

#include <map>
#include <utility>

#include "base/may_block.h"
#include "ports/outcomes.h"
#include "roles/relay/limits.h"

namespace picket::relay {

SpikeGuard::SpikeGuard(ports::MetaDb& meta, const ProjectCache& projects, const Clock& clock,
                       Telemetry& telemetry)
    : meta_(meta),
      projects_(projects),
      clock_(clock),
      telemetry_(telemetry),
      usual_(std::make_shared<const UsualRates>()),
      task_({kSpikeLookInterval, kOutcomeFlushInterval}, [this] { refresh(); }) {}

std::optional<std::int64_t> SpikeGuard::cap(ProjectId project, std::int64_t multiple) const {
  std::shared_ptr<const UsualRates> usual;
  {
    const MutexLock lock(mutex_);
    usual = usual_;
  }
  const auto found = usual->find(project);
  if (found == usual->end()) return std::nullopt;
  return domain::spike_cap(found->second, multiple);
}

void SpikeGuard::refresh() {
  PICKET_MAY_BLOCK();
  std::vector<ProjectId> projects = guarded();
  const Timestamp now = clock_.now();
  const bool recent = now >= read_at_ && now - read_at_ < kSpikeRefreshInterval;
  if (projects == read_of_ && (recent || projects.empty())) return;
  auto usual = read(projects, now);
  if (!usual) {
    telemetry_.usual_rates_unreadable(usual.error());
    return;
  }
  read_of_ = std::move(projects);
  read_at_ = now;
  auto fresh = std::make_shared<const UsualRates>(*std::move(usual));
  const MutexLock lock(mutex_);
  usual_.swap(fresh);
}

std::vector<ProjectId> SpikeGuard::guarded() const {
  std::vector<ProjectId> ids;
  const Projects all = projects_.current();
  if (!all) return ids;
  for (const domain::ProjectConfig& project : all->projects()) {
    if (project.quotas->spike_multiple > 0) ids.push_back(project.project);
  }
  return ids;
}

Result<SpikeGuard::UsualRates> SpikeGuard::read(const std::vector<ProjectId>& projects,
                                                Timestamp now) {
  UsualRates usual;
  if (projects.empty()) return usual;
  ports::OutcomeSeriesQuery query;
  query.projects = projects;
  query.categories = {protocol::Category::default_, protocol::Category::error,
                      protocol::Category::security};
  query.outcomes = {protocol::Outcome::accepted};
  query.end = std::chrono::floor<std::chrono::hours>(now);
  query.start = query.end - domain::kSpikeHistory;
  query.split = {.project = true};
  auto tx = meta_.begin_read();
  if (!tx) return unexpected(std::move(tx.error()));
  const auto rows = (*tx)->outcomes().series(query);
  if (!rows) return unexpected(rows.error());
  std::map<ProjectId, std::vector<domain::HourCount>> hours;
  for (const protocol::OutcomeCount& row : *rows) {
    hours[row.project].push_back({row.minute, row.quantity});
  }
  for (const auto& [project, counts] : hours) {
    if (const auto rate = domain::usual_errors_per_hour(counts, now)) usual.emplace(project, *rate);
  }
  return usual;
}

}  // namespace picket::relay
