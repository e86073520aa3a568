#include "roles/consumer/work_batch.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/assert.h"

namespace picket::consumer {
namespace {

std::string group_key(ProjectId project, const std::vector<std::string>& hashes) {
  std::string key = std::to_string(project.value);
  for (const std::string& hash : hashes) key.append(1, ' ').append(hash);
  return key;
}

void add_to_delta(domain::IssueDelta& delta, Timestamp when, domain::IssueFacts&& facts) {
  const bool is_first = delta.events++ == 0;
  if (is_first || when < delta.first_seen) delta.first_seen = when;
  const Timestamp hour = std::chrono::floor<std::chrono::hours>(when);
  if (is_first || hour > delta.hour) {
    delta.hour = hour;
    delta.hour_events = 0;
  }
  if (hour == delta.hour) ++delta.hour_events;
  // Of equal times the later in the log is the later.
  if (is_first || when >= delta.last_seen) {
    delta.last_seen = when;
    delta.latest = std::move(facts);
  }
}

}  // namespace

void WorkBatch::clear() {
  rows.clear();
  payloads.clear();
  groups.clear();
  outcomes.clear();
  dead_letters.clear();
  discarded.clear();
  duplicates = 0;
  known_stacks = 0;
  new_stacks = 0;
  hash_version = 0;
  group_of_row_.clear();
  group_by_key_.clear();
  kept_ids_.clear();
}

void WorkBatch::keep(KeptEvent event) {
  const auto [found, is_new] =
      group_by_key_.try_emplace(group_key(event.row.project, event.hashes), groups.size());
  if (is_new) {
    EventGroup& added = groups.emplace_back();
    added.project = event.row.project;
    added.hashes = std::move(event.hashes);
    added.former_hashes = std::move(event.former_hashes);
    added.first = event.facts;
  }
  EventGroup& group = groups[found->second];
  if (!group.owners) group.owners = std::move(event.owners);
  add_to_delta(group.delta, event.row.timestamp, std::move(event.facts));
  group_of_row_.push_back(found->second);
  kept_ids_.insert({event.row.project, event.row.event_id});
  payloads.push_back(event.payload);
  rows.push_back(std::move(event.row));
}

void WorkBatch::discard(std::int64_t tombstone, Timestamp received) {
  const auto known = std::find_if(discarded.begin(), discarded.end(),
                                  [&](const auto& one) { return one.tombstone == tombstone; });
  if (known == discarded.end()) {
    discarded.push_back({tombstone, 1, received});
    return;
  }
  ++known->events;
  known->last_seen = std::max(known->last_seen, received);
}

bool WorkBatch::has_owners(ProjectId project, const std::vector<std::string>& hashes) const {
  const auto found = group_by_key_.find(group_key(project, hashes));
  return found != group_by_key_.end() && groups[found->second].owners.has_value();
}

void WorkBatch::stamp_rows() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const EventGroup& group = groups[group_of_row_[i]];
    PICKET_ASSERT(group.resolved());
    rows[i].issue = group.delta.issue;
    rows[i].hash_id = group.rows.front().id;
  }
}

}  // namespace picket::consumer
