// A table of events as a file for spreadsheets. What the specification leaves open:
// docs/decisions/0054.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "domain/search/values.h"
#include "ports/event_store.h"
#include "protocol/json.h"
#include "roles/api/csv_text.h"
#include "roles/api/discover_cells.h"
#include "roles/api/discover_table.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Ten pages of the store, as far as it skips rows.
constexpr std::size_t kMaxRows = ports::EventTables::kMaxOffset;
static_assert(kMaxRows % ports::EventTables::kMaxRows == 0);
/// What one answer holds in memory.
constexpr std::size_t kMaxBytes = 32U * 1024 * 1024;

void append_cell(const json::value& value, std::string& line) {
  if (value.is_null()) return;
  if (value.is_string()) return append_csv_text(value.get_string(), line);
  if (value.is_array()) {
    // At most one element: see Rendering::list.
    if (!value.get_array().empty()) append_cell(value.get_array().front(), line);
    return;
  }
  // JSON may write an exponent, which not every spreadsheet reads.
  if (value.is_double()) {
    line += domain::search::format_number(value.get_double());
    return;
  }
  protocol::write_json(value, line);
}

std::string header_of(const std::vector<domain::discover::Column>& columns) {
  std::string line;
  for (const domain::discover::Column& column : columns) {
    if (!line.empty()) line += ',';
    append_csv_text(column.name, line);
  }
  return line + "\r\n";
}

class CsvTable {
 public:
  CsvTable(const Call& call, const DiscoverTable& table)
      : call_(call), table_(table), body_(header_of(table.columns)) {}

  Answer<void> read() {
    ports::TableQuery query = table_.query();
    while (!table_.scope.finds_nothing && !cut_) {
      // Behind the last page one row shows that there are others.
      const bool is_full = query.offset >= kMaxRows;
      query.limit = is_full ? 1 : ports::EventTables::kMaxRows;
      const auto rows = call_.stores.events.table(query);
      if (!rows) return unexpected(failed(rows.error()));
      cut_ = is_full && !rows->empty();
      if (is_full) return {};
      if (auto added = add(*rows); !added) return added;
      if (rows->size() < query.limit) return {};
      query.offset += query.limit;
    }
    return {};
  }

  net::Response response() && {
    if (cut_) {
      append_csv_text(
          fmt::format("These are the first {} rows; narrow the search for the others.", rows_),
          body_);
      body_ += "\r\n";
    }
    net::Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers.set("Content-Disposition", "attachment; filename=\"discover.csv\"");
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.body = std::move(body_);
    return response;
  }

 private:
  Answer<void> add(const std::vector<ports::TableRow>& rows) {
    DiscoverCells cells(call_, table_.columns, table_.layout, table_.scope.range());
    if (auto looked_up = cells.look_up(rows); !looked_up) return looked_up;
    for (const ports::TableRow& row : rows) {
      if (body_.size() > kMaxBytes) {
        cut_ = true;
        return {};
      }
      for (std::size_t column = 0; column < table_.columns.size(); ++column) {
        if (column > 0) body_ += ',';
        append_cell(cells.cell(row, column), body_);
      }
      body_ += "\r\n";
      ++rows_;
    }
    return {};
  }

  const Call& call_;
  const DiscoverTable& table_;
  std::string body_;
  std::size_t rows_ = 0;
  bool cut_ = false;
};

}  // namespace

Answer<net::Response> table_as_csv(const Call& call, const DiscoverTable& table) {
  CsvTable csv(call, table);
  if (auto read = csv.read(); !read) return unexpected(std::move(read.error()));
  return std::move(csv).response();
}

}  // namespace picket::api
