// What a table needs of events as columns of a subquery, and functions over those.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_tables.h"

namespace picket::adapters::duck {

/// How a value is stored in an answer.
enum class Cell : std::uint8_t { integer, decimal, truth, text, time, event_id };

Cell cell_of(const ports::EventValue& value) noexcept;
Cell cell_of(const ports::EventAggregate& aggregate) noexcept;
/// monostate for NULL.
ports::TableValue read_cell(duckdb_vector vector, idx_t row, Cell cell);
/// SQL for the text of a cell of kind text or event_id.
std::string text_of_cell(const std::string& sql, Cell cell);

/// How quantiles are found.
enum class Quantiles : std::uint8_t {
  exact,   ///< Keeps all numbers in memory that DuckDB does not count: up to 16 bytes each.
  digest,  ///< Within 1% of the rank; 17 KB for each group, also not counted.
};

/// Collects columns over a selection's rows; each is there once. The selection outlives it.
class TableColumns {
 public:
  TableColumns(Selection& selection, Quantiles quantiles)
      : selection_(selection), quantiles_(quantiles) {}

  /// The column of a field or tag; NULL when there is no value.
  std::string value(const ports::EventValue& value);
  /// SQL over the columns, for a group of rows.
  std::string aggregate(const ports::EventAggregate& aggregate);
  /// What orders events by age: (...).
  std::string position();
  /// The column of any other expression over the selection's FROM.
  std::string add(std::string expression);

  /// "(SELECT ...)": all columns that were asked for so far.
  std::string subquery() const;

 private:
  std::string expression(const ports::EventValue& value);
  /// The column of what an aggregate is of.
  std::string argument(const ports::EventAggregate& aggregate);

  Selection& selection_;
  const Quantiles quantiles_;
  std::vector<std::pair<ports::EventValue, std::string>> values_;  ///< With their expressions.
  std::vector<std::string> expressions_;
};

}  // namespace picket::adapters::duck
