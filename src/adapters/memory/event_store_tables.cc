// Tables and series: rows by group, then each function on each group.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "adapters/memory/event_store.h"
#include "adapters/memory/event_values.h"
#include "adapters/memory/group_conditions.h"
#include "base/utf8.h"

namespace picket::adapters {
namespace {

using ports::TableRow;
using ports::TableValue;

using EventGroups = std::map<TableRow, std::vector<PlacedEvent>>;

/// Keys of tags as they are stored.
std::vector<ports::EventValue> with_valid_keys(std::vector<ports::EventValue> values) {
  for (ports::EventValue& value : values) value.tag = to_valid_utf8(value.tag);
  return values;
}

std::vector<TableRow> with_valid_text(std::vector<TableRow> rows) {
  for (TableRow& row : rows) {
    for (TableValue& value : row) {
      if (auto* const text = std::get_if<std::string>(&value)) *text = to_valid_utf8(*text);
    }
  }
  return rows;
}

TableRow values_of(const PlacedEvent& event, const std::vector<ports::EventValue>& values) {
  TableRow row;
  for (const ports::EventValue& value : values) row.push_back(value_of(event, value));
  return row;
}

std::vector<EventAggregation> ready(const std::vector<ports::EventAggregate>& aggregates) {
  return {aggregates.begin(), aggregates.end()};
}

/// What the aggregates are of the events.
TableRow aggregated(const std::vector<EventAggregation>& aggregates,
                    std::span<const PlacedEvent> events) {
  TableRow row;
  for (const EventAggregation& aggregate : aggregates) row.push_back(aggregate.of(events));
  return row;
}

/// Negative, zero or positive, as `a` comes before, with or after `b`; no value comes last.
int compare(const TableValue& a, const TableValue& b, bool descending) {
  if (a == b) return 0;
  const bool none =
      std::holds_alternative<std::monostate>(a) || std::holds_alternative<std::monostate>(b);
  return comes_before(a, b) != (descending && !none) ? -1 : 1;
}

/// By the columns, then in the order they are in.
void sort_rows(std::vector<TableRow>& rows, const std::vector<ports::TableSort>& order) {
  std::stable_sort(rows.begin(), rows.end(), [&order](const TableRow& a, const TableRow& b) {
    for (const auto& [column, descending] : order) {
      const int difference = compare(a[column], b[column], descending);
      if (difference != 0) return difference < 0;
    }
    return false;
  });
}

std::vector<TableRow> event_rows(std::vector<PlacedEvent> events,
                                 const std::vector<ports::EventValue>& values) {
  std::stable_sort(events.begin(), events.end(), [](const PlacedEvent& a, const PlacedEvent& b) {
    const auto position = [](const PlacedEvent& event) {
      return std::tuple(event.row->timestamp, event.row->event_id, event.row->project);
    };
    return position(b) < position(a);
  });
  std::vector<TableRow> rows;
  rows.reserve(events.size());
  for (const PlacedEvent& event : events) rows.push_back(values_of(event, values));
  return rows;
}

/// A row for each group that passes, by its values ascending.
std::vector<TableRow> group_rows(const std::vector<PlacedEvent>& events,
                                 const std::vector<ports::EventValue>& values,
                                 const ports::TableQuery& query) {
  EventGroups groups;
  if (values.empty()) groups.try_emplace({});
  for (const PlacedEvent& event : events) groups[values_of(event, values)].push_back(event);
  const std::vector<ports::EventAggregate> all = ports::all_aggregates(query);
  const std::vector<EventAggregation> aggregates = ready(all);
  const GroupMatcher having(query.having, all);
  std::vector<TableRow> rows;
  for (const auto& [key, of_group] : groups) {
    TableRow row = key;
    TableRow numbers = aggregated(aggregates, of_group);
    if (!having.matches(numbers)) continue;
    numbers.resize(query.aggregates.size());
    row.insert(row.end(), numbers.begin(), numbers.end());
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const TableRow& a, const TableRow& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), &comes_before);
  });
  return rows;
}

}  // namespace

std::vector<PlacedEvent> MemoryEventStore::placed(const ports::EventFilter& filter) const {
  std::vector<PlacedEvent> events;
  for (const domain::EventRow* row : matching(filter)) events.push_back({row, issue_of(*row)});
  return events;
}

Result<std::vector<TableRow>> MemoryEventStore::table(const ports::TableQuery& query) {
  if (const auto checked = ports::check_table(query); !checked) {
    return unexpected(checked.error());
  }
  const std::vector<ports::EventValue> values = with_valid_keys(query.values);
  const MutexLock lock(mutex_);
  const std::vector<PlacedEvent> events = placed(query.filter);
  std::vector<TableRow> rows =
      query.aggregates.empty() ? event_rows(events, values) : group_rows(events, values, query);
  sort_rows(rows, query.order);
  rows.erase(rows.begin(),
             rows.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, rows.size())));
  if (rows.size() > query.limit) rows.resize(query.limit);
  return rows;
}

Result<std::vector<ports::EventSeries>> MemoryEventStore::series(const ports::SeriesQuery& query) {
  const auto buckets = ports::check_series(query);
  if (!buckets) return unexpected(buckets.error());
  const std::vector<ports::EventValue> values = with_valid_keys(query.values);
  const std::vector<TableRow> rows = with_valid_text(query.chosen);
  const std::size_t count = ports::series_count(query);
  const MutexLock lock(mutex_);
  std::map<std::pair<std::size_t, std::size_t>, std::vector<PlacedEvent>> by_place;
  for (const PlacedEvent& event : placed(query.filter)) {
    const auto chosen = std::find(rows.begin(), rows.end(), values_of(event, values));
    const auto series = static_cast<std::size_t>(chosen - rows.begin());
    if (series >= count) continue;  // None of the chosen, and others are not asked for.
    const auto bucket =
        static_cast<std::size_t>((event.row->timestamp - *query.filter.start) / query.width);
    by_place[{series, bucket}].push_back(event);
  }
  std::vector<ports::EventSeries> answer(
      count, ports::EventSeries(static_cast<std::size_t>(*buckets), ports::empty_bucket(query)));
  const std::vector<EventAggregation> aggregates = ready(query.aggregates);
  for (const auto& [place, events] : by_place) {
    answer[place.first][place.second] = aggregated(aggregates, events);
  }
  return answer;
}

}  // namespace picket::adapters
