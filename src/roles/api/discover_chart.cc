#include "roles/api/discover_chart.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "ports/event_store.h"
#include "protocol/json.h"
#include "roles/api/discover_cells.h"
#include "roles/api/discover_query.h"
#include "roles/api/discover_table.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::discover::Buckets;
using domain::discover::Column;

constexpr std::int64_t kMaxTop = 10;
/// Of one group: each is a number of every bucket.
constexpr std::size_t kMaxAxes = 10;
static_assert(kMaxAxes < ports::EventTables::kMaxColumns);
constexpr std::string_view kDefaultAxis = "count()";
constexpr std::string_view kOther = "Other";
/// Names that older clients have for axes.
constexpr std::pair<std::string_view, std::string_view> kAxisAliases[] = {
    {"event_count", "count()"}, {"user_count", "count_unique(user)"}};

Answer<std::vector<Column>> read_axes(const Parameters& parameters) {
  std::vector<std::string> texts = parameters.all("yAxis");
  std::erase(texts, "");
  if (texts.empty()) texts.emplace_back(kDefaultAxis);
  if (texts.size() > kMaxAxes)
    return unexpected(bad_request(fmt::format("A chart has at most {} axes.", kMaxAxes)));
  std::vector<std::string> calls = texts;
  for (std::string& text : calls) {
    for (const auto& [alias, meant] : kAxisAliases) {
      if (text == alias) text = meant;
    }
  }
  auto axes = read_columns("yAxis", calls);
  if (!axes) return axes;
  for (const Column& axis : *axes) {
    if (axis.is_function()) continue;
    const auto wrong = domain::discover::read_function_column(axis.name);
    return unexpected(text_problem("yAxis", axis.name, wrong.error()));
  }
  // What was asked for twice is there once, and then the names are those of the functions.
  if (axes->size() == texts.size()) {
    for (std::size_t i = 0; i < texts.size(); ++i) (*axes)[i].name = texts[i];
  }
  return axes;
}

/// nullopt when no top events are asked for.
Answer<std::optional<std::size_t>> read_top(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("topEvents", "");
  if (text.empty()) return std::optional<std::size_t>();
  const bool negative = text.starts_with('-');
  const auto count = ascii::parse_uint<std::uint32_t>(text.substr(negative ? 1 : 0));
  if (!count) return unexpected(bad_request("topEvents must be an integer"));
  if (negative || *count < 1) return unexpected(bad_request("If topEvents needs to be at least 1"));
  if (*count > kMaxTop) return unexpected(bad_request("Can only get up to 10 top events"));
  return std::optional<std::size_t>(*count);
}

Answer<std::optional<Duration>> read_comparison(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("comparisonDelta", "");
  if (text.empty()) return std::optional<Duration>();
  const auto seconds = ascii::parse_uint<std::uint32_t>(text);
  if (!seconds || *seconds == 0)
    return unexpected(bad_request("comparisonDelta must be a positive number of seconds"));
  return std::optional<Duration>(std::chrono::seconds(*seconds));
}

Buckets read_buckets(const Call& call, const DiscoverScope& scope, std::size_t numbers) {
  domain::discover::BucketsWish wish{*scope.filter.start, scope.end};
  const auto interval = parse_period(call.parameters.text_or("interval", ""));
  // Compared in seconds: so many microseconds may not fit.
  if (interval && *interval <= std::chrono::ceil<std::chrono::seconds>(scope.range()))
    wish.width = std::chrono::duration_cast<Duration>(*interval);
  wish.partial = call.parameters.flag("partial");
  wish.most = static_cast<std::size_t>(ports::EventCounts::kMaxBuckets) / numbers;
  return domain::discover::choose_buckets(wish);
}

std::string text_of(const json::value& cell) {
  if (cell.is_null()) return "None";  // As Sentry writes it.
  if (cell.is_string()) return std::string(cell.get_string());
  if (cell.is_array()) return cell.get_array().empty() ? "" : text_of(cell.get_array().front());
  std::string text;
  protocol::write_json(cell, text);
  return text;
}

/// The groups that come first in a table of the same fields.
struct TopGroups {
  std::vector<domain::search::EventValue> values;
  std::vector<ports::TableRow> chosen;
  std::vector<ChartLine> lines;  ///< Without numbers; of each chosen one.
};

Answer<std::vector<ports::TableRow>> find_top(const Call& call, const DiscoverScope& scope,
                                              const std::vector<Column>& columns,
                                              const domain::discover::Layout& layout,
                                              std::size_t most, std::size_t first_axis) {
  std::vector<ports::TableRow> rows;
  if (scope.finds_nothing) return rows;
  auto order = read_order(call, columns, layout);
  if (!order) return unexpected(std::move(order.error()));
  if (order->empty()) order->push_back({layout.places[first_axis], true});
  ports::TableQuery query;
  query.filter = scope.filter;
  query.values = layout.values;
  query.aggregates = layout.aggregates;
  query.having = scope.having;
  query.order = *std::move(order);
  query.limit = most;
  auto found = call.stores.events.table(query);
  if (!found) return unexpected(unanswered(found.error()));
  return *std::move(found);
}

Answer<TopGroups> read_top_groups(const Call& call, const DiscoverScope& scope,
                                  const std::vector<Column>& axes, std::string_view parameter,
                                  std::size_t most) {
  auto columns = read_columns(parameter, call.parameters.all(parameter));
  if (!columns) return unexpected(std::move(columns.error()));
  const std::size_t fields = columns->size();
  columns->insert(columns->end(), axes.begin(), axes.end());
  const auto layout = lay_out_columns(*columns);
  if (!layout) return unexpected(layout.error());
  const auto rows = find_top(call, scope, *columns, *layout, most, fields);
  if (!rows) return unexpected(rows.error());
  const ProjectSlugs projects = slugs_of(call.grant);
  DiscoverCells cells(projects, *columns, *layout, scope.range());
  if (auto looked_up = cells.look_up(call.meta(), *rows); !looked_up)
    return unexpected(looked_up.error());
  TopGroups top;
  top.values = layout->values;
  for (const ports::TableRow& row : *rows) {
    ChartLine line;
    for (std::size_t i = 0; i < fields; ++i) {
      if ((*columns)[i].is_function()) continue;
      json::value cell = cells.cell(row, i);
      if (!line.group.empty()) line.name += ',';
      line.name += text_of(cell);
      line.group.push_back(json::object{{"key", (*columns)[i].name}, {"value", std::move(cell)}});
    }
    top.lines.push_back(std::move(line));
    top.chosen.emplace_back(row.begin(),
                            row.begin() + static_cast<std::ptrdiff_t>(layout->values.size()));
  }
  return top;
}

/// One for each line.
Answer<std::vector<ports::EventSeries>> ask(const Call& call, const DiscoverScope& scope,
                                            ports::SeriesQuery query, const Buckets& buckets,
                                            Duration before, std::size_t lines) {
  if (scope.finds_nothing)
    return std::vector<ports::EventSeries>(
        lines, ports::EventSeries(buckets.count, ports::empty_bucket(query)));
  query.filter.start = buckets.start - before;
  query.filter.end = buckets.end() - before;
  auto series = call.stores.events.series(query);
  if (!series) return unexpected(unanswered(series.error()));
  return *std::move(series);
}

/// Two groups may look alike: each has a line of its own.
void make_unique(std::vector<ChartLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string name = lines[i].name;
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(i);
    for (int copy = 2; std::any_of(lines.begin(), end,
                                   [&](const ChartLine& one) { return one.name == lines[i].name; });
         ++copy) {
      lines[i].name = name + " (" + std::to_string(copy) + ")";
    }
  }
}

Answer<void> fill(const Call& call, const DiscoverScope& scope, const TopGroups& top,
                  Chart& chart) {
  const auto comparison = read_comparison(call.parameters);
  if (!comparison) return unexpected(comparison.error());
  ports::SeriesQuery query;
  query.filter = scope.filter;
  query.width = chart.buckets.width;
  for (const Column& axis : chart.axes)
    query.aggregates.push_back(std::get<domain::discover::Function>(axis.of).aggregate);
  query.aggregates.push_back({});
  if (!top.values.empty()) {
    query.values = top.values;
    query.chosen = top.chosen;
    query.others = !chart.lines.empty() && chart.lines.back().is_other;
  }
  auto values = ask(call, scope, query, chart.buckets, Duration(0), chart.lines.size());
  if (!values) return unexpected(std::move(values.error()));
  for (std::size_t i = 0; i < chart.lines.size(); ++i)
    chart.lines[i].values = std::move((*values)[i]);
  if (!*comparison) return {};
  auto before = ask(call, scope, query, chart.buckets, **comparison, chart.lines.size());
  if (!before) return unexpected(std::move(before.error()));
  for (std::size_t i = 0; i < chart.lines.size(); ++i)
    chart.lines[i].compared = std::move((*before)[i]);
  return {};
}

}  // namespace

json::value Chart::number(const ports::TableRow& bucket, std::size_t axis) const {
  const auto& function = std::get<domain::discover::Function>(axes[axis].of);
  return number_json(bucket[axis], function.factor(buckets.width));
}

bool Chart::shows(const ports::TableRow& bucket) const {
  return !sparse || bucket.back() != ports::TableValue(std::int64_t{0});
}

Answer<Chart> read_chart(const Call& call, std::string_view group_parameter) {
  const auto top = read_top(call.parameters);
  if (!top) return unexpected(top.error());
  auto axes = read_axes(call.parameters);
  if (!axes) return unexpected(std::move(axes.error()));
  const auto scope = read_discover_scope(call);
  if (!scope) return unexpected(scope.error());
  Chart chart;
  chart.axes = *std::move(axes);
  chart.dataset = scope->dataset;
  chart.sparse = call.parameters.flag("withoutZerofill");
  chart.no_projects = scope->filter.projects.empty();
  const std::size_t most_lines = *top ? **top + 1 : 1;
  chart.buckets = read_buckets(call, *scope, most_lines * (chart.axes.size() + 1));

  TopGroups groups;
  if (*top) {
    auto read = read_top_groups(call, *scope, chart.axes, group_parameter, **top);
    if (!read) return unexpected(std::move(read.error()));
    groups = *std::move(read);
    chart.lines = std::move(groups.lines);
    chart.grouped = !chart.lines.empty();
    if (chart.grouped && !groups.values.empty() && !call.parameters.flag("excludeOther")) {
      chart.lines.push_back({});
      chart.lines.back().name = kOther;
      chart.lines.back().is_other = true;
    }
    make_unique(chart.lines);
  }
  if (chart.lines.empty()) {
    groups.values.clear();
    chart.lines.emplace_back();
  }
  if (auto filled = fill(call, *scope, groups, chart); !filled)
    return unexpected(std::move(filled.error()));
  return chart;
}

}  // namespace picket::api
