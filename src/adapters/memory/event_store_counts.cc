// How many: one pass over the rows that match, whatever is asked.
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "adapters/memory/event_store.h"

namespace picket::adapters {
namespace {

using domain::EventRow;
using ports::EventFilter;

std::size_t bucket_of(const EventRow& row, const EventFilter& filter, Duration width) {
  return static_cast<std::size_t>((row.timestamp - *filter.start) / width);
}

auto position(const EventRow& row) {
  return std::tuple(row.timestamp, row.event_id, row.project);
}

/// Series of the rows whose id is wanted, by it; `row_ids` has that of each row.
template <class Series, class Id>
std::vector<Series> series_by(const std::vector<const EventRow*>& rows,
                              const std::vector<Id>& row_ids, const EventFilter& filter,
                              std::span<const Id> ids, Duration width, std::int64_t buckets) {
  const std::unordered_set<Id> wanted(ids.begin(), ids.end());
  std::map<Id, std::vector<std::int64_t>> by_id;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!wanted.contains(row_ids[i])) continue;
    auto& counts = by_id[row_ids[i]];
    counts.resize(static_cast<std::size_t>(buckets));
    ++counts[bucket_of(*rows[i], filter, width)];
  }
  std::vector<Series> series;
  series.reserve(by_id.size());
  for (auto& [id, counts] : by_id) series.push_back({id, std::move(counts)});
  return series;
}

}  // namespace

Result<ports::EventCount> MemoryEventStore::count(const EventFilter& filter) {
  if (const auto checked = ports::check_filter(filter); !checked) {
    return unexpected(checked.error());
  }
  const MutexLock lock(mutex_);
  ports::EventCount count;
  std::unordered_set<std::string_view> users;
  for (const EventRow* row : matching(filter)) {
    ++count.events;
    if (!row->user.empty()) users.insert(row->user);
  }
  count.users = static_cast<std::int64_t>(users.size());
  return count;
}

Result<std::vector<ports::IssueCount>> MemoryEventStore::count_by_issue(
    const EventFilter& filter, std::span<const IssueId> issues) {
  auto checked = ports::check_filter(filter);
  if (checked) checked = ports::check_issues(issues);
  if (!checked) return unexpected(checked.error());
  struct Counting {
    ports::IssueCount count;
    std::set<std::string_view> users;
    const EventRow* newest = nullptr;
  };
  const std::unordered_set<IssueId> wanted(issues.begin(), issues.end());
  const MutexLock lock(mutex_);
  std::map<IssueId, Counting> by_issue;
  for (const EventRow* row : matching(filter)) {
    const IssueId issue = issue_of(*row);
    if (!wanted.contains(issue)) continue;
    auto& [count, users, newest] = by_issue[issue];
    ++count.events;
    if (!row->user.empty()) users.insert(row->user);
    if (newest == nullptr || row->timestamp < count.first_seen) count.first_seen = row->timestamp;
    if (newest == nullptr || position(*newest) < position(*row)) newest = row;
  }
  std::vector<ports::IssueCount> counts;
  for (auto& [issue, counting] : by_issue) {
    counting.count.issue = issue;
    counting.count.users = static_cast<std::int64_t>(counting.users.size());
    counting.count.unhandled = !counting.newest->handled;
    counting.count.last_seen = counting.newest->timestamp;
    counts.push_back(counting.count);
  }
  return counts;
}

Result<std::vector<ports::BucketCount>> MemoryEventStore::count_by_time(const EventFilter& filter,
                                                                        Duration width) {
  const auto buckets = ports::bucket_count(filter, width, 1);
  if (!buckets) return unexpected(buckets.error());
  std::vector<ports::BucketCount> counts(static_cast<std::size_t>(*buckets));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i].start = *filter.start + static_cast<std::int64_t>(i) * width;
  }
  const MutexLock lock(mutex_);
  for (const EventRow* row : matching(filter)) ++counts[bucket_of(*row, filter, width)].events;
  return counts;
}

Result<std::vector<ports::IssueSeries>> MemoryEventStore::count_by_issue_and_time(
    const EventFilter& filter, std::span<const IssueId> issues, Duration width) {
  const auto buckets = ports::bucket_count(filter, width, issues.size());
  if (!buckets) return unexpected(buckets.error());
  const MutexLock lock(mutex_);
  const auto rows = matching(filter);
  std::vector<IssueId> owners;
  owners.reserve(rows.size());
  for (const EventRow* row : rows) owners.push_back(issue_of(*row));
  return series_by<ports::IssueSeries>(rows, owners, filter, issues, width, *buckets);
}

Result<std::vector<ports::ProjectSeries>> MemoryEventStore::count_by_project_and_time(
    const EventFilter& filter, std::span<const ProjectId> projects, Duration width) {
  const auto buckets = ports::bucket_count(filter, width, projects.size());
  if (!buckets) return unexpected(buckets.error());
  const MutexLock lock(mutex_);
  const auto rows = matching(filter);
  std::vector<ProjectId> owners;
  owners.reserve(rows.size());
  for (const EventRow* row : rows) owners.push_back(row->project);
  return series_by<ports::ProjectSeries>(rows, owners, filter, projects, width, *buckets);
}

Result<std::vector<ports::SeenEnvironment>> MemoryEventStore::environments(
    const EventFilter& filter) {
  if (const auto checked = ports::check_filter(filter); !checked) {
    return unexpected(checked.error());
  }
  const MutexLock lock(mutex_);
  std::map<std::string_view, Timestamp> last_seen;
  for (const EventRow* row : matching(filter)) {
    const auto [at, fresh] = last_seen.emplace(row->environment, row->timestamp);
    if (!fresh) at->second = std::max(at->second, row->timestamp);
  }
  std::vector<ports::SeenEnvironment> seen;
  seen.reserve(last_seen.size());
  for (const auto& [name, last] : last_seen) seen.push_back({std::string(name), last});
  std::stable_sort(seen.begin(), seen.end(),
                   [](const auto& a, const auto& b) { return a.last_seen > b.last_seen; });
  if (seen.size() > kMaxEnvironments) seen.resize(kMaxEnvironments);
  return seen;
}

}  // namespace picket::adapters
