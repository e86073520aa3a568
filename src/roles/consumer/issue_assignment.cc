#include "roles/consumer/issue_assignment.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/issue/facts.h"
#include "ports/issues.h"

namespace picket::consumer {
namespace {

/// The first hash, in their order, that has an issue decides.
IssueId first_issue(const std::vector<ports::HashRow>& rows) {
  for (const ports::HashRow& row : rows) {
    if (row.issue) return row.issue;
  }
  return {};
}

Result<void> resolve(EventGroup& group, ports::IssueRepository& issues) {
  auto rows = issues.find_hashes(group.project, group.hashes);
  if (!rows) return unexpected(std::move(rows.error()));
  IssueId issue = first_issue(*rows);
  if (!issue && !group.former_hashes.empty()) {
    const auto former = issues.find_hashes(group.project, group.former_hashes);
    if (!former) return unexpected(former.error());
    issue = first_issue(*former);
  }
  if (!issue) {
    const auto created = issues.create(group.project, group.first, group.delta.first_seen,
                                       domain::initial_priority(group.first.level));
    if (!created) return unexpected(created.error());
    issue = *created;
    group.created = true;
  }
  // Hashes that already lead elsewhere stay there: issues are never merged implicitly.
  const bool complete =
      std::all_of(rows->begin(), rows->end(), [](const auto& row) { return bool{row.issue}; });
  if (!complete) {
    rows = issues.assign_hashes(group.project, group.hashes, issue);
    if (!rows) return unexpected(std::move(rows.error()));
  }
  group.rows = std::move(*rows);
  group.delta.issue = issue;
  return {};
}

void add_hour(domain::IssueDelta& sum, const domain::IssueDelta& more) {
  if (more.hour < sum.hour) return;
  sum.hour_events = more.hour_events + (more.hour == sum.hour ? sum.hour_events : 0);
  sum.hour = more.hour;
}

}  // namespace

void resolve_from_cache(WorkBatch& batch, IssueCache& cache) {
  batch.hash_version = cache.version();
  for (EventGroup& group : batch.groups) {
    for (const std::string& hash : group.hashes) {
      const auto row = cache.find(group.project, hash);
      if (!row) break;
      group.rows.push_back(*row);
    }
    if (group.resolved()) {
      group.delta.issue = first_issue(group.rows);
    } else {
      group.rows.clear();
    }
  }
}

Result<void> resolve_issues(WorkBatch& batch, ports::IssueRepository& issues) {
  const auto version = issues.hash_version();
  if (!version) return unexpected(version.error());
  if (*version != batch.hash_version) {
    for (EventGroup& group : batch.groups) group.rows.clear();
    batch.hash_version = *version;
  }
  for (EventGroup& group : batch.groups) {
    if (group.resolved()) continue;
    if (auto done = resolve(group, issues); !done) return done;
  }
  return {};
}

void remember_issues(const WorkBatch& batch, IssueCache& cache) {
  cache.renew(batch.hash_version);
  for (const EventGroup& group : batch.groups) {
    for (std::size_t i = 0; i < group.hashes.size(); ++i) {
      cache.put(group.project, group.hashes[i], group.rows[i], batch.hash_version);
    }
  }
}

std::vector<domain::IssueDelta> merge_deltas(const WorkBatch& batch) {
  std::vector<domain::IssueDelta> deltas;
  std::unordered_map<IssueId, std::size_t> by_issue;
  for (const EventGroup& group : batch.groups) {
    const auto [found, is_new] = by_issue.try_emplace(group.delta.issue, deltas.size());
    if (is_new) {
      deltas.push_back(group.delta);
      continue;
    }
    domain::IssueDelta& sum = deltas[found->second];
    sum.events += group.delta.events;
    sum.first_seen = std::min(sum.first_seen, group.delta.first_seen);
    add_hour(sum, group.delta);
    if (group.delta.last_seen >= sum.last_seen) {
      sum.last_seen = group.delta.last_seen;
      sum.latest = group.delta.latest;
    }
  }
  return deltas;
}

}  // namespace picket::consumer
