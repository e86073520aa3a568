#include "adapters/events_duckdb/counted.h"

#include <chrono>
#include <utility>

#include "adapters/events_duckdb/sum_tables.h"

namespace picket::adapters::duck {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// Times that may be rounded without a thought; no event is outside.
bool is_usual(const std::optional<Timestamp>& time) noexcept {
  constexpr Duration kFar = days(365) * 100'000;
  return !time || (*time > Timestamp(-kFar) && *time < Timestamp(kFar));
}

/// The whole units of a span.
template <class Unit>
TimeSpan whole(const TimeSpan& span) {
  TimeSpan inner;
  if (span.from) inner.from = std::chrono::ceil<Unit>(*span.from);
  if (span.to) inner.to = std::chrono::floor<Unit>(*span.to);
  return inner;
}

bool is_empty(const TimeSpan& span) noexcept {
  return span.from && span.to && *span.from >= *span.to;
}

/// What a span has before and after a part of it.
void add_rest(const TimeSpan& span, const TimeSpan& part, std::vector<TimeSpan>& rest) {
  if (span.from != part.from) rest.push_back({span.from, part.from});
  if (span.to != part.to) rest.push_back({part.to, span.to});
}

bool can_be_summed(const ports::EventFilter& filter) noexcept {
  return !filter.event && !filter.level && filter.tags.empty() && filter.text.empty() &&
         filter.where.parts.empty() && !filter.where.any;
}

std::string within(Selection& selection, const std::string& column, const TimeSpan& span) {
  std::string condition;
  if (span.from) condition = column + " >= " + selection.bind(*span.from);
  if (span.to) {
    condition += (condition.empty() ? "" : " AND ") + column + " < " + selection.bind(*span.to);
  }
  return condition;
}

}  // namespace

Coarsest coarsest_of(Timestamp start, Duration width) noexcept {
  const auto fits = [&](Duration unit) {
    return width % unit == Duration::zero() && start.time_since_epoch() % unit == Duration::zero();
  };
  if (fits(days(1))) return Coarsest::day;
  return fits(hours(1)) ? Coarsest::hour : Coarsest::event;
}

Coverage cover(const TimeSpan& span, Coarsest coarsest,
               const std::optional<Timestamp>& summed_until) {
  Coverage coverage;
  const bool usual = is_usual(span.from) && is_usual(span.to);
  const TimeSpan in_hours = usual ? whole<hours>(span) : span;
  if (!usual || !summed_until || coarsest == Coarsest::event || is_empty(in_hours)) {
    coverage.events = {span};
    return coverage;
  }
  coverage.summed_until = *summed_until;
  coverage.unsummed = {in_hours};
  add_rest(span, in_hours, coverage.events);
  const TimeSpan in_days = whole<days>(in_hours);
  if (coarsest == Coarsest::hour || is_empty(in_days)) {
    coverage.hours = {in_hours};
    return coverage;
  }
  coverage.days = {in_days};
  add_rest(in_hours, in_days, coverage.hours);
  return coverage;
}

Outcome<Coverage> coverage_of(const Connection& on, const ports::EventFilter& filter,
                              const TimeSpan& span, Coarsest coarsest) {
  if (coarsest == Coarsest::event || !can_be_summed(filter)) {
    return cover(span, Coarsest::event, std::nullopt);
  }
  const auto until = summed_until(on);
  if (!until) return unexpected(until.error());
  return cover(span, coarsest, *until);
}

Outcome<Coverage> coverage_of(const Connection& on, const ports::EventFilter& filter,
                              Coarsest coarsest) {
  return coverage_of(on, filter, {filter.start, filter.end}, coarsest);
}

Selection selection_without_range(const TableFacts& facts, ports::EventFilter filter) {
  filter.start.reset();
  filter.end.reset();
  return {facts, filter};
}

std::string counted_events(Selection& selection, const Coverage& coverage) {
  const std::string common = "SELECT " + selection.issue() +
                             " AS issue, e.project AS project, e.environment AS environment, ";
  const std::string of_sum =
      common +
      "e.start AS \"time\", e.events AS events, e.oldest AS oldest, e.newest AS "
      "newest, e.newest_high AS newest_high, e.newest_low AS newest_low, "
      "e.newest_handled AS newest_handled, e.users AS users, NULL::VARCHAR "
      "AS \"user\"";
  const std::string of_event =
      common +
      "e.ts AS \"time\", 1::BIGINT AS events, e.ts AS oldest, e.ts AS newest, "
      "e.event_high AS newest_high, e.event_low AS newest_low, e.handled "
      "AS newest_handled, NULL::BLOB AS users, e.\"user\" AS \"user\"";
  std::string sql;
  const auto add = [&](const std::string& select, const char* table, const std::string& condition) {
    sql += (sql.empty() ? "(" : " UNION ALL ") + select + selection.from_where(table, condition);
  };
  for (const TimeSpan& span : coverage.days) {
    add(of_sum, "days", within(selection, "e.start", span));
  }
  for (const TimeSpan& span : coverage.hours) {
    add(of_sum, "hours", within(selection, "e.start", span));
  }
  for (const TimeSpan& span : coverage.unsummed) {
    const std::string late = "e.received >= " + selection.bind(coverage.summed_until);
    const std::string in_span = within(selection, "e.ts", span);
    add(of_event, "events", in_span.empty() ? late : late + " AND " + in_span);
  }
  for (const TimeSpan& span : coverage.events) {
    add(of_event, "events", within(selection, "e.ts", span));
  }
  return sql + ")";
}

Outcome<void> add_users(UserSketch& to, duckdb_vector users, duckdb_vector user, idx_t row) {
  if (is_null(users, row)) {
    const std::string_view text = text_at(user, row);
    if (!text.empty()) to.add(user_hash(text));
    return {};
  }
  if (const auto merged = to.merge(text_at(users, row)); !merged) {
    return unexpected(corrupt_sums(merged.error()));
  }
  return {};
}

}  // namespace picket::adapters::duck
