#include "roles/api/discover_csv.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/random.h"
#include "domain/search/values.h"
#include "ports/event_store.h"
#include "protocol/json.h"
#include "roles/api/csv_text.h"
#include "roles/api/discover_cells.h"
#include "roles/api/telemetry.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kLineEnd = "\r\n";
/// As far as the store skips rows.
constexpr std::size_t kMaxRows = ports::EventTables::kMaxOffset;
/// Rows of the store in memory. Each page sorts and groups anew, so few pages: twenty at most.
constexpr std::size_t kPageRows = 5'000;
static_assert(kMaxRows % kPageRows == 0 && kPageRows <= ports::EventTables::kMaxRows);
/// Of text that waits for the client.
constexpr std::size_t kPieceBytes = 256U * 1024;

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
  return line.append(kLineEnd);
}

net::Response csv_response(std::string text) {
  net::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.headers.set("Content-Disposition", "attachment; filename=\"discover.csv\"");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.body = std::move(text);
  return response;
}

/// Outlives the request whose answer it is, so what it needs is its own.
class CsvTable final : public net::BodyStream {
 public:
  CsvTable(const Call& call, DiscoverTable table)
      : stores_(call.stores),
        logger_(call.logger),
        projects_(slugs_of(call.grant)),
        table_(std::move(table)),
        query_(table_.query()) {
    // What comes while it is sent moves no row.
    if (!query_.filter.end) query_.filter.end = table_.scope.end + Duration(1);
    query_.limit = kPageRows;
    is_last_ = table_.scope.finds_nothing;
  }

  /// The next rows of the store, unless there are none.
  Answer<void> read_page(ports::MetaTx& meta) {
    if (is_last_) return {};
    auto rows = stores_.events.table(query_);
    if (!rows) return unexpected(unanswered(rows.error()));
    rows_ = *std::move(rows);
    at_ = 0;
    query_.offset += rows_.size();
    is_last_ = rows_.size() < query_.limit;
    cells_.emplace(projects_, table_.columns, table_.layout, table_.scope.range());
    return cells_->look_up(meta, rows_);
  }

  std::string header() const { return header_of(table_.columns); }

  std::optional<std::string> next() override {
    std::string text;
    while (text.size() < kPieceBytes) {
      if (at_ == rows_.size()) {
        if (is_over_) break;
        if (auto more = go_on(text); !more) {
          const Error cause = more.error().cause.value_or(
              Error{ErrorKind::internal, "csv_not_finished", more.error().detail});
          log_failure(logger_, "organization_discover", cause, random_hex(16));
          return std::nullopt;
        }
        continue;
      }
      append_row(rows_[at_++], text);
    }
    return text;
  }

 private:
  /// More rows, or the end.
  Answer<void> go_on(std::string& text) {
    const bool is_full = query_.offset >= kMaxRows;
    is_over_ = is_last_ || is_full;
    if (is_last_) return {};
    if (is_full) return say_if_cut(text);
    const auto meta = stores_.meta.begin_read();
    if (!meta) return unexpected(failed(meta.error()));
    return read_page(**meta);
  }

  /// Behind the last page one row shows that there are others.
  Answer<void> say_if_cut(std::string& text) {
    query_.limit = 1;
    const auto others = stores_.events.table(query_);
    if (!others) return unexpected(failed(others.error()));
    if (others->empty()) return {};
    append_csv_text(
        fmt::format("These are the first {} rows; narrow the search for the others.", kMaxRows),
        text);
    text.append(kLineEnd);
    return {};
  }

  void append_row(const ports::TableRow& row, std::string& text) const {
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      if (column > 0) text += ',';
      append_cell(cells_->cell(row, column), text);
    }
    text.append(kLineEnd);
  }

  const ports::Stores& stores_;
  obs::Logger& logger_;
  const ProjectSlugs projects_;
  const DiscoverTable table_;
  ports::TableQuery query_;
  std::vector<ports::TableRow> rows_;
  std::size_t at_ = 0;
  std::optional<DiscoverCells> cells_;
  bool is_last_ = false;  ///< There are no rows behind those that are here.
  bool is_over_ = false;
};

/// Of one axis, or of each group's.
std::string name_of(const Chart& chart, const ChartLine& line, std::size_t axis) {
  const std::string& function = chart.axes[axis].name;
  if (!chart.grouped) return function;
  return chart.axes.size() == 1 ? line.name : fmt::format("{}: {}", line.name, function);
}

bool is_shown(const Chart& chart, std::size_t bucket) {
  return std::any_of(chart.lines.begin(), chart.lines.end(),
                     [&](const ChartLine& line) { return chart.shows(line.values[bucket]); });
}

}  // namespace

Answer<bool> wants_csv(const Call& call) {
  const std::string_view format = call.parameters.text_or("format", "json");
  if (format != "json" && format != "csv") return unexpected(unsupported_value("format", format));
  if (format == "csv" || call.parameters.text("download")) return true;
  const std::string_view first = ascii::split_once(call.request.headers.get("Accept"), ',').head;
  return ascii::iequals(ascii::trim(ascii::split_once(first, ';').head), "text/csv");
}

Answer<net::Response> table_as_csv(const Call& call, DiscoverTable table) {
  auto csv = std::make_shared<CsvTable>(call, std::move(table));
  // What is wrong with the question is an answer of its own.
  if (auto read = csv->read_page(call.meta()); !read) return unexpected(std::move(read.error()));
  net::Response response = csv_response(csv->header());
  response.stream = std::move(csv);
  return response;
}

net::Response chart_as_csv(const Chart& chart) {
  std::string text = "time";
  const auto each_number = [&chart](const auto& add) {
    for (const ChartLine& line : chart.lines) {
      for (std::size_t axis = 0; axis < chart.axes.size(); ++axis) {
        add(line, line.values, axis, "");
        if (!line.compared.empty()) add(line, line.compared, axis, " (before)");
      }
    }
  };
  each_number([&](const ChartLine& line, const ports::EventSeries& /*values*/, std::size_t axis,
                  std::string_view suffix) {
    text += ',';
    append_csv_text(name_of(chart, line, axis).append(suffix), text);
  });
  text.append(kLineEnd);
  Timestamp start = chart.buckets.start;
  for (std::size_t i = 0; i < chart.buckets.count; ++i, start += chart.buckets.width) {
    if (!is_shown(chart, i)) continue;
    text += cell_date(start);
    each_number([&](const ChartLine& /*line*/, const ports::EventSeries& values, std::size_t axis,
                    std::string_view /*suffix*/) {
      text += ',';
      append_cell(chart.number(values[i], axis), text);
    });
    text.append(kLineEnd);
  }
  return csv_response(std::move(text));
}

}  // namespace picket::api
