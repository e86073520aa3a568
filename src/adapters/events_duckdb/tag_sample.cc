#include "adapters/events_duckdb/tag_sample.h"

#include <algorithm>

#include "adapters/events_duckdb/counts.h"

namespace picket::adapters::duck {
namespace {

/// Rows among which the events of the filter lie.
Outcome<std::int64_t> count_rows(const Connection& on, const TableFacts& facts,
                                 const ports::EventFilter& filter) {
  if (filter.start || filter.end) {
    ports::EventFilter range;
    range.projects = filter.projects;
    range.start = filter.start;
    range.end = filter.end;
    return count_events(on, facts, range);
  }
  auto result = run(on, "SELECT count(*) FROM store.events");  // Known without a look at them.
  if (!result) return unexpected(result.error());
  return result->single_int64();
}

/// Leaves about `most` of so many rows. Odd, as what comes in turns comes in twos and fours.
std::int64_t thin_to(std::int64_t most, std::int64_t events) noexcept {
  return std::max<std::int64_t>(events / most, 1) | 1;
}

}  // namespace

bool Sample::is_fair(std::int64_t read) const noexcept {
  return is_all() || (read >= expected() / 2 && read <= expected() * 2);
}

Sample Sample::of_all_groups(const SampleLimits& limits) const noexcept {
  return {events, 1, thin_to(limits.most, events)};
}

Sample sample_of(std::int64_t events, std::int64_t rows, const SampleLimits& limits) noexcept {
  Sample sample{events};
  if (events <= limits.exact) return sample;
  const std::int64_t groups = rows / Selection::kRowsOfGroup;
  sample.parts =
      std::max<std::int64_t>(std::min(groups / limits.groups, events / limits.events), 1);
  sample.thin = thin_to(limits.most, events / sample.parts);
  return sample;
}

Outcome<Sample> choose_sample(const Connection& on, const TableFacts& facts,
                              const ports::EventFilter& filter, const SampleLimits& limits) {
  const auto events = count_events(on, facts, filter);
  if (!events) return unexpected(events.error());
  if (*events <= limits.exact) return Sample{*events};
  const auto rows = count_rows(on, facts, filter);
  if (!rows) return unexpected(rows.error());
  return sample_of(*events, *rows, limits);
}

Selection select(const TableFacts& facts, const ports::EventFilter& filter, const Sample& sample) {
  Selection selection(facts, filter);
  if (!sample.is_all()) selection.one_row_of(sample.parts, sample.thin);
  return selection;
}

}  // namespace picket::adapters::duck
