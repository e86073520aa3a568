// `organizations/{org}/stats-summary/`: one row per project and category. Source: shared spec
// "api", section 14.2.
#include <string_view>
#include <utility>

#include "roles/api/json_text.h"
#include "roles/api/usage.h"
#include "roles/api/usage_series.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using protocol::Outcome;

constexpr Outcome kShown[] = {
    Outcome::accepted, Outcome::filtered,       Outcome::rate_limited, Outcome::invalid,
    Outcome::abuse,    Outcome::client_discard, Outcome::lost,         Outcome::cardinality_limited,
    Outcome::pending};

json::object category_json(std::string_view name) {
  json::object outcomes;
  for (const Outcome outcome : kShown) {
    // Sentry has no such outcomes: shown where there is something to show.
    if (outcome != Outcome::lost && outcome != Outcome::pending)
      outcomes[protocol::to_string(outcome)] = 0;
  }
  return {{"category", name},
          {"outcomes", std::move(outcomes)},
          {"totals", json::object{{"dropped", 0}, {"sum(quantity)", 0}}}};
}

void add(json::object& category, Outcome outcome, std::int64_t quantity) {
  const auto more = [&](json::value& value) {
    value = quantity + (value.is_int64() ? value.get_int64() : 0);
  };
  more(category["outcomes"].as_object()[protocol::to_string(outcome)]);
  json::object& totals = category["totals"].as_object();
  more(totals["sum(quantity)"]);
  if (outcome != Outcome::accepted && outcome != Outcome::pending) more(totals["dropped"]);
}

/// Groups come by project, then by category.
json::array stats_json(const Usage& usage, ProjectId project) {
  json::array stats;
  for (auto at = usage.lower_bound({.project = project});
       at != usage.end() && at->first.project == project; ++at) {
    const auto& [group, counts] = *at;
    if (stats.empty() || stats.back().at("category").as_string() != group.category)
      stats.push_back(category_json(group.category));
    add(stats.back().as_object(), group.outcome, counts.total);
  }
  return stats;
}

}  // namespace

Answer<net::Response> show_usage_summary(Call& call) {
  auto query = read_usage_query(call.parameters, call.now);
  if (!query) return unexpected(query.error());
  query->by = {.project = true, .category = true, .outcome = true};
  const auto usage = read_usage(call, *query, false);
  if (!usage) return unexpected(usage.error());
  json::array projects;
  for (const domain::ProjectConfig* const project : call.grant.projects) {
    projects.push_back({{"id", id_text(project->project.value)},
                        {"slug", project->slug},
                        {"stats", stats_json(*usage, project->project)}});
  }
  return json_response(json::object{{"start", date_text(query->start)},
                                    {"end", date_text(query->end)},
                                    {"projects", std::move(projects)}});
}

}  // namespace picket::api
