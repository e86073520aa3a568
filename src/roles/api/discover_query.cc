#include "roles/api/discover_query.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "domain/discover/having.h"
#include "domain/search/config.h"
#include "ports/event_tables.h"
#include "roles/api/issue_stats.h"
#include "roles/api/search_names.h"
#include "roles/api/search_reading.h"
#include "roles/api/search_settling.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace search = domain::search;
using domain::discover::Column;

struct Dataset {
  std::string_view name;
  bool has_events;  ///< Of the others Picket keeps nothing that can be searched.
};
constexpr Dataset kDatasets[] = {
    {"discover", true},       {"errors", true}, {"events", true},
    {"issuePlatform", false}, {"logs", false},  {"metricsEnhanced", false},
    {"ourlogs", false},       {"spans", false}, {"transactions", false}};
constexpr std::string_view kDefaultDataset = "discover";

Answer<Dataset> read_dataset(const Parameters& parameters) {
  const std::string_view name = parameters.text_or("dataset", kDefaultDataset);
  const auto* const found = std::find_if(std::begin(kDatasets), std::end(kDatasets),
                                         [&](const Dataset& one) { return one.name == name; });
  if (found != std::end(kDatasets)) return *found;
  std::vector<std::string_view> names;
  for (const Dataset& one : kDatasets) names.push_back(one.name);
  return unexpected(bad_request(fmt::format("dataset must be one of: {}", fmt::join(names, ", "))));
}

Problem too_many_fields() {
  return bad_request(fmt::format(
      "You can view up to {} fields at a time. Please delete some and try again.", kMaxFields));
}

/// The search of the request, its names looked up.
Answer<void> add_search(const Call& call, DiscoverScope& scope) {
  const std::string_view query = call.parameters.text_or("query", "");
  auto plan = read_search(call, query, search::event_search());
  if (!plan) return unexpected(std::move(plan.error()));
  SearchNames names(call, scope.filter.environments);
  auto settled = settle_group(plan->events, [&names](const search::EventCondition& condition) {
    return names.settle(condition);
  });
  if (!settled) return unexpected(std::move(settled.error()));
  if (const bool* const known = std::get_if<bool>(&*settled)) {
    scope.finds_nothing = scope.finds_nothing || !*known;
  } else {
    scope.filter.where = std::get<search::EventGroup>(*std::move(settled));
  }
  if (auto checked = check_search(scope.filter.where); !checked) return checked;
  auto having = domain::discover::having_of(plan->groups, scope.range());
  if (!having) return unexpected(text_problem("query", query, having.error()));
  scope.having = *std::move(having);
  return {};
}

}  // namespace

Problem text_problem(std::string_view parameter, std::string_view text,
                     const search::SearchError& error) {
  Problem problem = bad_request(error.text);
  problem.body = json::object{{"detail", error.text}, {"parameter", parameter}};
  if (error.at.end > error.at.begin) {
    // In characters from 1, as the sentence of a parse error counts.
    (*problem.body)["column"] = search::column_of(text, error.at.begin);
    (*problem.body)["value"] =
        search::quoted_in_error(text.substr(error.at.begin, error.at.end - error.at.begin));
  }
  return problem;
}

Problem unanswered(const Error& error) {
  if (error.code == "event_query_timeout") {
    return bad_request(
        "Query timeout. Please try again. If the problem persists try a smaller date range or "
        "fewer projects.");
  }
  // Quantiles of too many groups: see ports/event_tables.h; what else is wrong was checked before.
  if (error.code == "event_store_out_of_memory" || error.code == "bad_event_table") {
    return bad_request(
        "This query needs more memory than one may have. Try a smaller date range, a narrower "
        "search or fields that make fewer groups.");
  }
  return failed(error);
}

Answer<DiscoverScope> read_discover_scope(const Call& call) {
  const auto dataset = read_dataset(call.parameters);
  if (!dataset) return unexpected(dataset.error());
  const auto range = read_time_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  DiscoverScope scope;
  scope.dataset = dataset->name;
  scope.filter = event_filter(call, call.parameters.all("environment"));
  scope.filter.start = range->start;
  scope.filter.end = range->end;
  scope.end = range->end.value_or(call.now);
  scope.finds_nothing = !dataset->has_events || scope.filter.projects.empty();
  if (auto added = add_search(call, scope); !added) return unexpected(std::move(added.error()));
  return scope;
}

Answer<std::vector<Column>> read_columns(std::string_view parameter,
                                         const std::vector<std::string>& texts) {
  if (texts.size() > kMaxFields) return unexpected(too_many_fields());
  std::vector<Column> columns;
  for (const std::string& text : texts) {
    auto column = domain::discover::read_column(text);
    if (!column) return unexpected(text_problem(parameter, text, column.error()));
    const bool is_new = std::none_of(columns.begin(), columns.end(),
                                     [&](const Column& one) { return one.name == column->name; });
    if (is_new) columns.push_back(*std::move(column));
  }
  return columns;
}

Answer<domain::discover::Layout> lay_out_columns(const std::vector<Column>& columns) {
  auto layout = domain::discover::lay_out(columns);
  constexpr std::size_t kMost = ports::EventTables::kMaxColumns;
  if (layout.values.size() > kMost || layout.aggregates.size() > kMost)
    return unexpected(too_many_fields());
  return layout;
}

}  // namespace picket::api
