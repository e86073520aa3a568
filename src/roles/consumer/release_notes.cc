#include "roles/consumer/release_notes.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace picket::consumer {
namespace {

/// Views of the batch's rows.
using ReleaseKey = std::tuple<ProjectId, std::string_view, std::string_view>;
using IssueKey = std::pair<IssueId, std::string_view>;

void add(const domain::EventRow& row, ports::ReleaseSighting& seen) {
  ++seen.events;
  seen.first_event = std::min(seen.first_event, row.timestamp);
  seen.last_event = std::max(seen.last_event, row.timestamp);
}

/// Of equal times the first in the log is the first, and the last in the log the last.
void add(const domain::EventRow& row, ports::IssueSighting& seen) {
  if (row.timestamp < seen.first_seen) {
    seen.first_seen = row.timestamp;
    seen.first_release = row.release;
  }
  seen.last_seen = std::max(seen.last_seen, row.timestamp);
  if (row.release.empty()) return;
  if (!seen.last_release.empty() && row.timestamp < seen.release_seen) return;
  seen.last_release = row.release;
  seen.release_seen = row.timestamp;
}

}  // namespace

std::vector<ports::ReleaseSighting> release_sightings(const WorkBatch& batch) {
  std::vector<ports::ReleaseSighting> sightings;
  std::map<ReleaseKey, std::size_t> places;
  for (const domain::EventRow& row : batch.rows) {
    if (row.release.empty()) continue;
    const auto [place, is_new] =
        places.try_emplace({row.project, row.release, row.environment}, sightings.size());
    if (is_new) {
      sightings.push_back(
          {row.project, row.release, row.environment, 0, row.timestamp, row.timestamp, 0});
    }
    add(row, sightings[place->second]);
  }
  // A new issue counts for the release, in whichever environment that was.
  for (const EventGroup& group : batch.groups) {
    if (!group.created) continue;
    const auto place = places.lower_bound({group.project, group.first.release, {}});
    if (place == places.end() || std::get<ProjectId>(place->first) != group.project ||
        std::get<1>(place->first) != group.first.release)
      continue;
    ++sightings[place->second].new_issues;
  }
  return sightings;
}

std::vector<ports::IssueSighting> issue_sightings(const WorkBatch& batch) {
  std::vector<ports::IssueSighting> sightings;
  std::map<IssueKey, std::size_t> places;
  for (const domain::EventRow& row : batch.rows) {
    const auto [place, is_new] = places.try_emplace({row.issue, row.environment}, sightings.size());
    if (is_new) {
      sightings.push_back(
          {row.issue, row.environment, row.timestamp, row.timestamp, row.release, {}, {}});
    }
    add(row, sightings[place->second]);
  }
  return sightings;
}

Result<std::vector<ports::NewRelease>> note_releases(const WorkBatch& batch,
                                                     ports::ReleaseRepository& releases) {
  if (auto noted = releases.note_issues(issue_sightings(batch)); !noted)
    return unexpected(noted.error());
  return releases.note(release_sightings(batch));
}

}  // namespace picket::consumer
