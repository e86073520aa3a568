// Which tags: one pass over the rows that match, whatever is asked.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/memory/event_store.h"
#include "adapters/memory/event_store_filter.h"
#include "base/utf8.h"

namespace picket::adapters {
namespace {

using domain::EventRow;
using ports::EventFilter;
using ports::TagValue;
using ports::TagValueOrder;

/// By value, so that a stable sort leaves equal ones in that order.
std::vector<TagValue> values_of(const std::vector<const EventRow*>& rows, std::string_view key) {
  std::map<std::string_view, TagValue> by_value;
  for (const EventRow* row : rows) {
    const std::string* const value = find_tag(*row, key);
    if (value == nullptr) continue;
    TagValue& seen = by_value[*value];
    if (seen.events++ == 0) seen.first_seen = seen.last_seen = row->timestamp;
    seen.first_seen = std::min(seen.first_seen, row->timestamp);
    seen.last_seen = std::max(seen.last_seen, row->timestamp);
  }
  std::vector<TagValue> values;
  for (auto& [value, seen] : by_value) {
    seen.value = value;
    values.push_back(std::move(seen));
  }
  return values;
}

void sort(std::vector<TagValue>& values, TagValueOrder order) {
  const auto by = [&values](auto TagValue::*field) {
    std::stable_sort(values.begin(), values.end(),
                     [field](const TagValue& a, const TagValue& b) { return a.*field > b.*field; });
  };
  switch (order) {
    case TagValueOrder::last_seen:
      return by(&TagValue::last_seen);
    case TagValueOrder::events:
      return by(&TagValue::events);
    case TagValueOrder::first_seen:
      return by(&TagValue::first_seen);
  }
}

/// Those that most rows carry.
std::vector<ports::TagKey> keys_of(const std::vector<const EventRow*>& rows,
                                   ports::TagKeyCounts counts, std::size_t limit) {
  struct Counting {
    std::int64_t events = 0;
    std::set<std::string_view> values;
  };
  std::map<std::string_view, Counting> by_key;
  for (const EventRow* row : rows) {
    for (const auto& [key, value] : row->tags) {
      Counting& counting = by_key[key];
      ++counting.events;
      if (counts == ports::TagKeyCounts::events_and_values) counting.values.insert(value);
    }
  }
  std::vector<ports::TagKey> keys;
  keys.reserve(by_key.size());
  for (const auto& [key, counting] : by_key) {
    keys.push_back(
        {std::string(key), counting.events, static_cast<std::int64_t>(counting.values.size())});
  }
  std::stable_sort(keys.begin(), keys.end(),
                   [](const auto& a, const auto& b) { return a.events > b.events; });
  if (keys.size() > limit) keys.resize(limit);
  return keys;
}

ports::TagSummary summary_of(const std::vector<const EventRow*>& rows, std::string key,
                             std::size_t per_key) {
  ports::TagSummary summary;
  summary.key = std::move(key);
  summary.top = values_of(rows, summary.key);
  for (const TagValue& value : summary.top) summary.events += value.events;
  summary.missing = static_cast<std::int64_t>(rows.size()) - summary.events;
  summary.values = static_cast<std::int64_t>(summary.top.size());
  sort(summary.top, TagValueOrder::events);
  if (summary.top.size() > per_key) summary.top.resize(per_key);
  return summary;
}

}  // namespace

Result<std::vector<ports::TagKey>> MemoryEventStore::tag_keys(const EventFilter& filter,
                                                              ports::TagKeyCounts counts,
                                                              std::size_t limit) {
  if (const auto checked = ports::check_tag_keys(filter, limit); !checked) {
    return unexpected(checked.error());
  }
  const MutexLock lock(mutex_);
  return keys_of(matching(filter), counts, limit);
}

Result<std::vector<TagValue>> MemoryEventStore::tag_values(const EventFilter& filter,
                                                           const ports::TagValueQuery& query) {
  if (const auto checked = ports::check_tag_values(filter, query); !checked) {
    return unexpected(checked.error());
  }
  const TextCondition text(query.text);
  const MutexLock lock(mutex_);
  std::vector<TagValue> values = values_of(matching(filter), to_valid_utf8(query.key));
  std::erase_if(values, [&text](const TagValue& value) { return !text.in(value.value); });
  sort(values, query.order);
  values.erase(values.begin(),
               values.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, values.size())));
  if (values.size() > query.limit) values.resize(query.limit);
  return values;
}

Result<std::vector<ports::TagSummary>> MemoryEventStore::tag_top_values(
    const EventFilter& filter, std::span<const std::string> keys, std::size_t per_key) {
  if (const auto checked = ports::check_tag_top_values(filter, keys.size(), per_key); !checked) {
    return unexpected(checked.error());
  }
  const MutexLock lock(mutex_);
  const std::vector<const EventRow*> rows = matching(filter);
  std::vector<ports::TagSummary> summaries;
  for (const std::string& key : keys)
    summaries.push_back(summary_of(rows, to_valid_utf8(key), per_key));
  return summaries;
}

Result<std::vector<ports::TagSummary>> MemoryEventStore::top_tags(const EventFilter& filter,
                                                                  std::size_t limit,
                                                                  std::size_t per_key) {
  if (const auto checked = ports::check_top_tags(filter, limit, per_key); !checked) {
    return unexpected(checked.error());
  }
  const MutexLock lock(mutex_);
  const std::vector<const EventRow*> rows = matching(filter);
  std::vector<ports::TagSummary> summaries;
  for (ports::TagKey& key : keys_of(rows, ports::TagKeyCounts::events, limit))
    summaries.push_back(summary_of(rows, std::move(key.key), per_key));
  return summaries;
}

}  // namespace picket::adapters
