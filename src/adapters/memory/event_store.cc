#include "adapters/memory/event_store.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>

#include "base/utf8.h"

namespace picket::adapters {
namespace {

using domain::EventRow;
using ports::EventFilter;

template <class T>
bool contains_or_empty(const std::vector<T>& set, const T& value) {
  return set.empty() || std::find(set.begin(), set.end(), value) != set.end();
}

/// As stored text is, so that what was replaced is found under either spelling.
EventFilter with_valid_text(EventFilter filter) {
  for (std::string& environment : filter.environments) environment = to_valid_utf8(environment);
  return filter;
}

/// All conditions but the issue, which depends on overrides.
bool matches(const EventFilter& filter, const EventRow& row) {
  return std::find(filter.projects.begin(), filter.projects.end(), row.project) !=
             filter.projects.end() &&
         (!filter.event || *filter.event == row.event_id) &&
         contains_or_empty(filter.environments, row.environment) &&
         (!filter.start || row.timestamp >= *filter.start) &&
         (!filter.end || row.timestamp < *filter.end);
}

auto position(const EventRow& row) {
  return std::tuple(row.timestamp, row.event_id, row.project);
}

/// As the port promises for text that is not UTF-8.
EventRow with_valid_text(EventRow row) {
  for (const auto text : domain::kEventRowTexts) {
    if (!is_valid_utf8(row.*text)) row.*text = to_valid_utf8(row.*text);
  }
  for (auto& [key, value] : row.tags) {
    if (!is_valid_utf8(key)) key = to_valid_utf8(key);
    if (!is_valid_utf8(value)) value = to_valid_utf8(value);
  }
  return row;
}

}  // namespace

Result<ports::Offset> MemoryEventStore::append(const ports::TopicPartition& from,
                                               ports::Offset next, std::span<const EventRow> rows) {
  const MutexLock lock(mutex_);
  ports::Offset& applied = applied_[from];
  if (next <= applied) return applied;
  if (rows.size() > max_rows_) {
    return unexpected(Error{ErrorKind::invalid_argument, "event_batch_too_large",
                            std::to_string(rows.size()) + " rows"});
  }
  make_room(rows.size());
  for (const EventRow& row : rows) rows_.push_back(with_valid_text(row));
  applied = next;
  return applied;  // Memory does not fall back.
}

void MemoryEventStore::make_room(std::size_t rows) {
  if (rows_.size() + rows <= max_rows_) return;
  const std::size_t excess = rows_.size() + rows - max_rows_;
  const std::size_t dropped = std::min(rows_.size(), std::max(excess, max_rows_ / 16));
  rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(dropped));
  expired_ += static_cast<std::int64_t>(dropped);
}

Result<ports::Offset> MemoryEventStore::applied_offset(const ports::TopicPartition& of) {
  const MutexLock lock(mutex_);
  const auto found = applied_.find(of);
  return found == applied_.end() ? 0 : found->second;
}

IssueId MemoryEventStore::issue_of(const EventRow& row) const {
  const auto found = overrides_.find(row.hash_id);
  return found == overrides_.end() ? row.issue : found->second;
}

std::vector<const EventRow*> MemoryEventStore::matching(const EventFilter& asked) const {
  const EventFilter filter = with_valid_text(asked);
  std::vector<const EventRow*> found;
  for (const EventRow& row : rows_) {
    if (!matches(filter, row)) continue;
    if (filter.issue && *filter.issue != issue_of(row)) continue;
    found.push_back(&row);
  }
  return found;
}

Result<std::vector<EventRow>> MemoryEventStore::find(
    const EventFilter& filter, ports::EventOrder order,
    const std::optional<ports::EventCursor>& cursor, std::size_t limit) {
  if (const auto checked = ports::check_find_limit(limit); !checked) {
    return unexpected(checked.error());
  }
  const auto before = [order](const auto& a, const auto& b) {
    return order == ports::EventOrder::oldest_first ? a < b : b < a;
  };
  const MutexLock lock(mutex_);
  std::vector<const EventRow*> found = matching(filter);
  if (cursor) {
    const auto start = std::tuple(cursor->timestamp, cursor->event, cursor->project);
    std::erase_if(found, [&](const EventRow* row) { return !before(start, position(*row)); });
  }
  std::sort(found.begin(), found.end(), [&](const EventRow* a, const EventRow* b) {
    return before(position(*a), position(*b));
  });
  if (found.size() > limit) found.resize(limit);
  std::vector<EventRow> rows;
  for (const EventRow* row : found) {
    rows.push_back(*row);
    rows.back().issue = issue_of(*row);
  }
  return rows;
}

Result<std::vector<ports::IssueCount>> MemoryEventStore::count_by_issue(
    const EventFilter& filter, std::span<const IssueId> issues) {
  struct Counting {
    ports::IssueCount count;
    std::set<std::string> users;
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
  for (const EventRow* row : matching(filter)) {
    ++counts[static_cast<std::size_t>((row->timestamp - *filter.start) / width)].events;
  }
  return counts;
}

Result<std::vector<ports::IssueSeries>> MemoryEventStore::count_by_issue_and_time(
    const EventFilter& filter, std::span<const IssueId> issues, Duration width) {
  const auto buckets = ports::bucket_count(filter, width, issues.size());
  if (!buckets) return unexpected(buckets.error());
  const std::unordered_set<IssueId> wanted(issues.begin(), issues.end());
  const MutexLock lock(mutex_);
  std::map<IssueId, std::vector<std::int64_t>> by_issue;
  for (const EventRow* row : matching(filter)) {
    const IssueId issue = issue_of(*row);
    if (!wanted.contains(issue)) continue;
    auto& counts = by_issue[issue];
    counts.resize(static_cast<std::size_t>(*buckets));
    ++counts[static_cast<std::size_t>((row->timestamp - *filter.start) / width)];
  }
  std::vector<ports::IssueSeries> series;
  series.reserve(by_issue.size());
  for (auto& [issue, counts] : by_issue) series.push_back({issue, std::move(counts)});
  return series;
}

Result<std::vector<std::pair<ProjectId, EventId>>> MemoryEventStore::recent_ids(Timestamp since,
                                                                                std::size_t limit) {
  const MutexLock lock(mutex_);
  std::vector<std::tuple<Timestamp, EventId, ProjectId>> found;
  for (const EventRow& row : rows_) {
    if (row.received >= since) found.emplace_back(row.received, row.event_id, row.project);
  }
  std::sort(found.begin(), found.end(), std::greater<>());
  if (found.size() > limit) found.resize(limit);
  std::vector<std::pair<ProjectId, EventId>> ids;
  ids.reserve(found.size());
  for (const auto& [received, event, project] : found) ids.emplace_back(project, event);
  return ids;
}

Result<void> MemoryEventStore::set_overrides(std::span<const ports::HashOverride> overrides) {
  if (const auto checked = ports::check_overrides(overrides); !checked) return checked;
  const MutexLock lock(mutex_);
  overrides_.clear();
  for (const ports::HashOverride& entry : overrides) overrides_[entry.hash] = entry.issue;
  return {};
}

Result<std::int64_t> MemoryEventStore::expire(Timestamp before) {
  const Timestamp day = std::chrono::floor<std::chrono::days>(before);
  const MutexLock lock(mutex_);
  const auto dropped = static_cast<std::int64_t>(
      std::erase_if(rows_, [day](const EventRow& row) { return row.received < day; }));
  expired_ += dropped;
  return dropped;
}

Result<ports::EventTotals> MemoryEventStore::totals() {
  const MutexLock lock(mutex_);
  return ports::EventTotals{static_cast<std::int64_t>(rows_.size()), expired_};
}

}  // namespace picket::adapters
