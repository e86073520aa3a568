#include "roles/consumer/sightings.h"

#include <algorithm>

namespace picket::consumer {

bool Sightings::knows(const domain::EventRow& row) const {
  const auto found = known_.find(row.project);
  return found != known_.end() && found->second.environments.contains(row.environment) &&
         found->second.platforms.contains(row.platform);
}

Result<void> Sightings::note(const std::vector<domain::EventRow>& rows,
                             ports::ProjectRepository& projects) {
  pending_.clear();
  first_events_.clear();
  for (const domain::EventRow& row : rows) {
    if (knows(row)) continue;
    Seen& seen = pending_[row.project];
    seen.environments.insert(row.environment);
    seen.platforms.insert(row.platform);
    if (known_.contains(row.project)) continue;
    const auto [first, is_new] = first_events_.try_emplace(row.project, row.received);
    first->second = std::min(first->second, row.received);
  }
  return write(projects);
}

Result<void> Sightings::write(ports::ProjectRepository& projects) {
  for (const auto& [project, received] : first_events_) {
    if (auto done = projects.saw_event(project, received); !done) return done;
  }
  for (const auto& [project, seen] : pending_) {
    for (const std::string& name : seen.environments) {
      if (name.empty()) continue;
      if (auto done = projects.saw_environment(project, name); !done) return done;
    }
    for (const std::string& platform : seen.platforms) {
      if (platform.empty()) continue;
      if (auto done = projects.saw_platform(project, platform); !done) return done;
    }
  }
  return {};
}

void Sightings::committed() {
  if (known_size_ > kMaxKnown) {
    known_.clear();
    known_size_ = 0;
  }
  for (auto& [project, seen] : pending_) {
    known_size_ += 1 + seen.environments.size() + seen.platforms.size();
    Seen& known = known_[project];
    known.environments.merge(seen.environments);
    known.platforms.merge(seen.platforms);
  }
  pending_.clear();
  first_events_.clear();
}

}  // namespace picket::consumer
