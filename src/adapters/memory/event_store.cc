#include "adapters/memory/event_store.h"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>

#include "adapters/memory/event_store_filter.h"
#include "base/utf8.h"

namespace picket::adapters {
namespace {

using domain::EventRow;
using ports::EventFilter;

auto position(const EventRow& row) {
  return std::tuple(row.timestamp, row.event_id, row.project);
}

/// As the port promises for text that is not UTF-8.
EventRow with_valid_text(EventRow row) {
  for (const auto text : domain::kEventRowTexts) {
    if (!is_valid_utf8(row.*text)) row.*text = to_valid_utf8(row.*text);
  }
  ports::make_valid(row.tags);
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

std::vector<const EventRow*> MemoryEventStore::matching(const EventFilter& filter) const {
  const EventMatcher matcher(filter);
  std::vector<const EventRow*> found;
  for (const EventRow& row : rows_) {
    if (matcher.matches(row, issue_of(row))) found.push_back(&row);
  }
  return found;
}

Result<std::vector<EventRow>> MemoryEventStore::find(
    const EventFilter& filter, ports::EventOrder order,
    const std::optional<ports::EventCursor>& cursor, std::size_t limit) {
  if (const auto checked = ports::check_find(filter, limit); !checked) {
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

Result<ports::EventNeighbours> MemoryEventStore::adjacent(const EventFilter& filter,
                                                          const ports::EventCursor& to) {
  if (const auto checked = ports::check_filter(filter); !checked) {
    return unexpected(checked.error());
  }
  const auto here = std::tuple(to.timestamp, to.event, to.project);
  const MutexLock lock(mutex_);
  const EventRow* newer = nullptr;
  const EventRow* older = nullptr;
  for (const EventRow* row : matching(filter)) {
    const auto at = position(*row);
    if (at > here && (newer == nullptr || at < position(*newer))) newer = row;
    if (at < here && (older == nullptr || at > position(*older))) older = row;
  }
  ports::EventNeighbours neighbours;
  if (newer != nullptr) neighbours.newer = {newer->timestamp, newer->event_id, newer->project};
  if (older != nullptr) neighbours.older = {older->timestamp, older->event_id, older->project};
  return neighbours;
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

Result<std::int64_t> MemoryEventStore::remove_issues(std::span<const IssueId> issues) {
  if (auto checked = ports::check_issues(issues); !checked) return unexpected(checked.error());
  const MutexLock lock(mutex_);
  std::vector<EventRow> kept;
  for (EventRow& row : rows_) {
    if (std::find(issues.begin(), issues.end(), issue_of(row)) == issues.end())
      kept.push_back(std::move(row));
  }
  const auto dropped = static_cast<std::int64_t>(rows_.size() - kept.size());
  rows_ = std::move(kept);
  expired_ += dropped;
  return dropped;
}

Result<std::int64_t> MemoryEventStore::remove_project(ProjectId project) {
  const MutexLock lock(mutex_);
  const auto dropped = static_cast<std::int64_t>(
      std::erase_if(rows_, [project](const EventRow& row) { return row.project == project; }));
  expired_ += dropped;
  return dropped;
}

Result<ports::EventTotals> MemoryEventStore::totals() {
  const MutexLock lock(mutex_);
  return ports::EventTotals{static_cast<std::int64_t>(rows_.size()), expired_};
}

Result<bool> MemoryEventStore::sum_up(Timestamp /*now*/) {
  return false;
}

}  // namespace picket::adapters
