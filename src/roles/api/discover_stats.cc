// GET organizations/{org}/events-stats/ and events-timeseries/. Source: shared spec "api", sections
// 12.2 and 12.3.
#include <utility>

#include "roles/api/discover_cells.h"
#include "roles/api/discover_chart.h"
#include "roles/api/discover_csv.h"
#include "roles/api/discover_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::discover::ResultType;

std::int64_t seconds_of(Timestamp time) noexcept {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}
std::int64_t milliseconds_of(Timestamp time) noexcept {
  return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
}

/// [[seconds, [{"count": number}]], ...]; the name is always that.
json::array points_of(const Chart& chart, const ChartLine& line, std::size_t axis) {
  json::array points;
  Timestamp start = chart.buckets.start;
  for (std::size_t i = 0; i < line.values.size(); ++i, start += chart.buckets.width) {
    if (!chart.shows(line.values[i])) continue;
    json::object numbers{{"count", chart.number(line.values[i], axis)}};
    if (!line.compared.empty()) numbers["comparisonCount"] = chart.number(line.compared[i], axis);
    points.push_back(json::array{seconds_of(start), json::array{std::move(numbers)}});
  }
  return points;
}

json::object line_json(const Chart& chart, const ChartLine& line, std::size_t axis) {
  const domain::discover::Column& column = chart.axes[axis];
  const MetaColumn described[] = {{"time", ResultType::date},
                                  {"count", column.type(), column.rate()}};
  return {{"data", points_of(chart, line, axis)},
          {"isMetricsData", false},
          {"start", seconds_of(chart.buckets.start)},
          {"end", seconds_of(chart.buckets.end())},
          {"meta", discover_meta(described, chart.dataset, false)}};
}

/// All axes of a line: the one, or each by its name.
json::object axes_json(const Chart& chart, const ChartLine& line) {
  if (chart.axes.size() == 1) return line_json(chart, line, 0);
  json::object axes;
  for (std::size_t axis = 0; axis < chart.axes.size(); ++axis) {
    json::object one = line_json(chart, line, axis);
    one["order"] = axis;
    axes[chart.axes[axis].name] = std::move(one);
  }
  return axes;
}

json::object series_json(const Chart& chart, const ChartLine& line, std::size_t axis,
                         std::size_t order, Timestamp now) {
  json::array values;
  Timestamp start = chart.buckets.start;
  for (std::size_t i = 0; i < line.values.size(); ++i, start += chart.buckets.width) {
    if (!chart.shows(line.values[i])) continue;
    json::object value{{"timestamp", milliseconds_of(start)},
                       {"value", chart.number(line.values[i], axis)},
                       {"incomplete", start + chart.buckets.width > now}};
    if (!line.compared.empty()) value["comparisonValue"] = chart.number(line.compared[i], axis);
    values.push_back(std::move(value));
  }
  const domain::discover::Column& column = chart.axes[axis];
  const std::string_view unit = domain::discover::unit_of(column.rate());
  json::object meta{
      {"valueType", domain::discover::to_string(column.type())},
      {"valueUnit", unit.empty() ? json::value(nullptr) : json::value(unit)},
      {"interval", std::chrono::floor<std::chrono::milliseconds>(chart.buckets.width).count()}};
  json::object series{{"yAxis", column.name}, {"values", std::move(values)}};
  if (chart.grouped) {
    series["groupBy"] = line.group;
    meta["order"] = order;
    meta["isOther"] = line.is_other;
  }
  series["meta"] = std::move(meta);
  return series;
}

}  // namespace

Answer<net::Response> show_event_stats(Call& call) {
  const auto csv = wants_csv(call);
  if (!csv) return unexpected(csv.error());
  const auto chart = read_chart(call, "field");
  if (!chart) return unexpected(chart.error());
  if (*csv) return chart_as_csv(*chart);
  if (chart->no_projects) return json_response(json::object{{"data", json::array()}});
  const bool several = chart->axes.size() > 1;
  if (!chart->grouped) {
    json::object all = axes_json(*chart, chart->lines.front());
    const bool named = several && !call.parameters.text_or("topEvents", "").empty();
    return json_response(named ? json::object{{"", std::move(all)}} : std::move(all));
  }
  json::object groups;
  for (std::size_t i = 0; i < chart->lines.size(); ++i) {
    json::object group = axes_json(*chart, chart->lines[i]);
    group["order"] = i;
    groups[chart->lines[i].name] = std::move(group);
  }
  return json_response(std::move(groups));
}

Answer<net::Response> show_event_timeseries(Call& call) {
  const auto csv = wants_csv(call);
  if (!csv) return unexpected(csv.error());
  const auto chart = read_chart(call, "groupBy");
  if (!chart) return unexpected(chart.error());
  if (*csv) return chart_as_csv(*chart);
  json::array series;
  for (std::size_t i = 0; !chart->no_projects && i < chart->lines.size(); ++i) {
    for (std::size_t axis = 0; axis < chart->axes.size(); ++axis)
      series.push_back(series_json(*chart, chart->lines[i], axis, i, call.now));
  }
  return json_response(json::object{{"meta",
                                     {{"dataset", chart->dataset},
                                      {"start", milliseconds_of(chart->buckets.start)},
                                      {"end", milliseconds_of(chart->buckets.end())}}},
                                    {"timeSeries", std::move(series)}});
}

}  // namespace picket::api
