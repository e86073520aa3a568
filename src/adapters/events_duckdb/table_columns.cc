#include "adapters/events_duckdb/table_columns.h"

#include <algorithm>

#include "adapters/events_duckdb/conditions.h"
#include "adapters/events_duckdb/terms.h"
#include "domain/issue/facts.h"
#include "domain/search/event_texts.h"

namespace picket::adapters::duck {
namespace {

using domain::search::EventField;
using ports::EventFunction;

/// Names of levels sort as texts.
std::string level_name() {
  using enum domain::Level;
  std::string sql = "CASE e.level";
  for (const domain::Level level : {sample, debug, info, warning, fatal}) {
    sql += " WHEN " + std::to_string(static_cast<int>(level)) + " THEN '" +
           std::string(domain::to_string(level)) + "'";
  }
  return sql + " ELSE '" + std::string(domain::to_string(error)) + "' END";
}

/// A result that is no finite number is none.
std::string finite(const std::string& number) {
  return "CASE WHEN isfinite(" + number + ") THEN " + number + " END";
}

/// Of whole days and hours of UTC, as times are kept.
std::string part_of_time(domain::search::ValuePart part) {
  if (part == domain::search::ValuePart::day) return "date_trunc('day', e.ts)";
  return part == domain::search::ValuePart::hour ? "date_trunc('hour', e.ts)" : "e.ts";
}

std::string count_where(const std::string& condition) {
  return "count(*) FILTER (WHERE " + condition + ")";
}

Cell cell_of(ports::ValueKind kind) noexcept {
  switch (kind) {
    case ports::ValueKind::integer:
      return Cell::integer;
    case ports::ValueKind::decimal:
      return Cell::decimal;
    case ports::ValueKind::truth:
      return Cell::truth;
    case ports::ValueKind::text:
      return Cell::text;
    case ports::ValueKind::time:
      return Cell::time;
  }
  return Cell::text;
}

}  // namespace

Cell cell_of(const ports::EventValue& value) noexcept {
  return value.field == EventField::id ? Cell::event_id : cell_of(ports::kind_of(value));
}

Cell cell_of(const ports::EventAggregate& aggregate) noexcept {
  const ports::ValueKind kind = ports::kind_of(aggregate);
  return kind == ports::ValueKind::text ? cell_of(aggregate.of) : cell_of(kind);
}

ports::TableValue read_cell(duckdb_vector vector, idx_t row, Cell cell) {
  if (is_null(vector, row)) return {};
  switch (cell) {
    case Cell::integer:
      return value_at<std::int64_t>(vector, row);
    case Cell::decimal:
      return value_at<double>(vector, row);
    case Cell::truth:
      return value_at<bool>(vector, row);
    case Cell::text:
      return std::string(text_at(vector, row));
    case Cell::time:
      return from_unix_us(value_at<std::int64_t>(vector, row));
    case Cell::event_id:
      break;
  }
  const auto id = value_at<duckdb_uhugeint>(vector, row);
  return EventId{id.upper, id.lower}.to_hex();
}

std::string text_of_cell(const std::string& sql, Cell cell) {
  return cell == Cell::event_id ? "lower(lpad(to_hex(" + sql + "), 32, '0'))" : sql;
}

std::string TableColumns::add(std::string expression) {
  const auto found = std::find(expressions_.begin(), expressions_.end(), expression);
  const auto index = found - expressions_.begin();
  if (found == expressions_.end()) expressions_.push_back(std::move(expression));
  return "c" + std::to_string(index);
}

std::string TableColumns::subquery() const {
  std::string columns;
  for (std::size_t i = 0; i < expressions_.size(); ++i) {
    columns += ", " + expressions_[i] + " AS c" + std::to_string(i);
  }
  // A SELECT needs a column, if only to count rows.
  return "(SELECT e.ts AS ts" + columns + selection_.from_where() + ")";
}

std::string TableColumns::expression(const ports::EventValue& value) {
  // A key is bound once: what is the same must be equal as SQL, too.
  const auto known = std::find_if(values_.begin(), values_.end(),
                                  [&value](const auto& entry) { return entry.first == value; });
  if (known != values_.end()) return known->second;
  std::string sql;
  if (const auto prefix = domain::search::user_prefix(value.part); !prefix.empty()) {
    const std::string user = column_of(domain::search::text_of(value.field));
    sql = "CASE WHEN starts_with(" + user + ", '" + std::string(prefix) + "') THEN nullif(substr(" +
          user + ", " + std::to_string(prefix.size() + 1) + "), '') END";
  } else if (const auto text = domain::search::text_of(value.field); text != nullptr) {
    sql = "nullif(" + column_of(text) + ", '')";
  } else if (value.field == EventField::id) {
    sql = "(e.event_high::UHUGEINT << 64) | e.event_low::UHUGEINT";
  } else if (value.field == EventField::timestamp) {
    sql = part_of_time(value.part);
  } else if (value.field == EventField::project) {
    sql = "e.project";
  } else if (value.field == EventField::issue) {
    sql = selection_.issue();
  } else if (value.field == EventField::level) {
    sql = level_name();
  } else if (value.field == EventField::handled) {
    sql = "e.handled";
  } else {
    sql = "nullif(" + selection_.tag(value.tag) + ", '')";
  }
  values_.emplace_back(value, sql);
  return sql;
}

std::string TableColumns::value(const ports::EventValue& value) {
  return add(expression(value));
}

std::string TableColumns::argument(const ports::EventAggregate& aggregate) {
  if (!aggregate.as_number) return value(aggregate.of);
  const std::string sql = expression(aggregate.of);
  switch (ports::kind_of(aggregate.of)) {
    case ports::ValueKind::integer:
    case ports::ValueKind::decimal:
      return add(sql + "::DOUBLE");
    case ports::ValueKind::text:
      return add(number_of(text_of_cell(sql, cell_of(aggregate.of))));
    case ports::ValueKind::truth:
    case ports::ValueKind::time:
      break;
  }
  return add("NULL::DOUBLE");
}

std::string TableColumns::position() {
  const std::string high = add("e.event_high");
  const std::string low = add("e.event_low");
  return "(ts, " + high + ", " + low + ", " + add("e.project") + ")";
}

std::string TableColumns::aggregate(const ports::EventAggregate& aggregate) {
  switch (aggregate.function) {
    case EventFunction::count:
      return "count(*)";
    case EventFunction::count_if:
      return count_where(add(conditions(selection_, aggregate.condition)));
    case EventFunction::share_if:
      return count_where(add(conditions(selection_, aggregate.condition))) +
             "::DOUBLE / nullif(count(*), 0)";
    case EventFunction::count_unique:
      return "count(DISTINCT " + argument(aggregate) + ")";
    case EventFunction::latest:
      return "arg_max_null(" + argument(aggregate) + ", " + position() + ")";
    case EventFunction::any:
    case EventFunction::min:
      return "min(" + argument(aggregate) + ")";
    case EventFunction::max:
      return "max(" + argument(aggregate) + ")";
    case EventFunction::sum:
      return finite("sum(" + argument(aggregate) + ")");
    case EventFunction::average:
      return finite("avg(" + argument(aggregate) + ")");
    case EventFunction::quantile:
      break;
  }
  const std::string of = argument(aggregate) + ", " + selection_.bind(aggregate.quantile) + "::";
  return finite(quantiles_ == Quantiles::exact ? "quantile_cont(" + of + "DOUBLE)"
                                               : "approx_quantile(" + of + "FLOAT)");
}

}  // namespace picket::adapters::duck
