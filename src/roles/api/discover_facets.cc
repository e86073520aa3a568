// GET organizations/{org}/events-facets/. Source: shared spec "api", section 12.3.
#include <algorithm>
#include <utility>

#include "ports/event_store.h"
#include "roles/api/discover_handlers.h"
#include "roles/api/discover_query.h"
#include "roles/api/offset_page.h"
#include "roles/api/tag_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Facets of a page when the request does not say, as in Sentry.
constexpr std::size_t kDefaultFacets = 10;
constexpr std::size_t kValuesOfFacet = 10;
constexpr std::string_view kProject = "project";

json::object facet(std::string_view key, json::array values) {
  return {{"key", key}, {"topValues", std::move(values)}};
}

/// How many of the events each project has.
Answer<json::object> project_facet(const Call& call, const DiscoverScope& scope) {
  ports::TableQuery query;
  query.filter = scope.filter;
  query.values = {{domain::search::EventField::project, {}}};
  query.aggregates = {{}};
  query.order = {{1, true}};
  query.limit = kValuesOfFacet;
  const auto rows = call.stores.events.table(query);
  if (!rows) return unexpected(unanswered(rows.error()));
  json::array values;
  for (const ports::TableRow& row : *rows) {
    const auto* const id = std::get_if<std::int64_t>(&row[0]);
    const auto* const events = std::get_if<std::int64_t>(&row[1]);
    if (id == nullptr || events == nullptr) continue;
    const domain::ProjectConfig* const project = call.grant.find(ProjectId{*id});
    if (project == nullptr) continue;
    values.push_back(json::object{{"name", project->slug}, {"value", *id}, {"count", *events}});
  }
  return facet(kProject, std::move(values));
}

Answer<std::vector<ports::TagSummary>> read_tags(const Call& call, const DiscoverScope& scope,
                                                 const std::vector<std::string>& keys) {
  std::vector<ports::TagSummary> none;
  if (keys.empty()) return none;
  auto tags = call.stores.events.tag_top_values(scope.filter, keys, kValuesOfFacet);
  if (!tags) return unexpected(unanswered(tags.error()));
  return *std::move(tags);
}

json::array tag_facets(std::span<const ports::TagSummary> tags) {
  json::array facets;
  for (const ports::TagSummary& tag : tags) {
    json::array values;
    for (const ports::TagValue& value : tag.top) {
      json::object shown = tag_value_json(tag.key, value);
      values.push_back(json::object{
          {"name", std::move(shown["name"])}, {"value", value.value}, {"count", value.events}});
    }
    facets.push_back(facet(tag.key, std::move(values)));
  }
  return facets;
}

/// By name, `project` among them. All that there are, as far as one answer goes.
Answer<std::vector<std::string>> facet_keys(const Call& call, const DiscoverScope& scope) {
  std::vector<std::string> names;
  if (scope.finds_nothing) return names;
  const auto keys = call.stores.events.tag_keys(scope.filter, ports::TagKeyCounts::events,
                                                ports::EventTags::kMaxKeys);
  if (!keys) return unexpected(unanswered(keys.error()));
  for (const ports::TagKey& key : *keys) names.push_back(key.key);
  // A tag of that name is behind `tags[project]`; here it is the project.
  std::erase(names, kProject);
  if (!names.empty() || !keys->empty()) names.emplace_back(kProject);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Answer<net::Response> list_event_facets(Call& call) {
  const auto scope = read_discover_scope(call);
  if (!scope) return unexpected(scope.error());
  if (!scope->having.parts.empty())
    return unexpected(bad_request("Functions such as count() are for groups of events."));
  auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  if (!call.parameters.text("per_page")) page->limit = kDefaultFacets;
  const auto names = facet_keys(call, *scope);
  if (!names) return unexpected(names.error());
  const bool all = call.parameters.flag("includeAll");
  if (all) *page = {0, ports::EventTags::kMaxTopKeys};
  const std::size_t size = page->size(names->size());
  const auto begin =
      names->begin() + static_cast<std::ptrdiff_t>(std::min(page->offset, names->size()));
  std::vector<std::string> keys(begin, begin + static_cast<std::ptrdiff_t>(size));
  const auto project = std::find(keys.begin(), keys.end(), kProject);
  const auto place = project - keys.begin();
  const bool has_project = project != keys.end();
  if (has_project) keys.erase(project);
  const auto tags = read_tags(call, *scope, keys);
  if (!tags) return unexpected(tags.error());
  json::array facets = tag_facets(*tags);
  if (has_project) {
    auto projects = project_facet(call, *scope);
    if (!projects) return unexpected(std::move(projects.error()));
    facets.insert(facets.begin() + place, *std::move(projects));
  }
  auto response = json_response(std::move(facets));
  say_if_sampled(*tags, response);
  set_links(response, call, *page, page->offset + size < names->size());
  return response;
}

}  // namespace picket::api
