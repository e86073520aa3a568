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

/// By name. All that there are, as far as one answer goes: their names tell which are on a page,
/// and the values come with them.
Answer<std::vector<ports::TagSummary>> read_tags(const Call& call, const DiscoverScope& scope) {
  std::vector<ports::TagSummary> none;
  if (scope.finds_nothing) return none;
  auto tags = call.stores.events.top_tags(scope.filter, ports::EventTags::kMaxKeys, kValuesOfFacet);
  if (!tags) return unexpected(unanswered(tags.error()));
  std::sort(tags->begin(), tags->end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return *std::move(tags);
}

json::object tag_facet(const ports::TagSummary& tag) {
  json::array values;
  for (const ports::TagValue& value : tag.top) {
    json::object shown = tag_value_json(tag.key, value);
    values.push_back(json::object{
        {"name", std::move(shown["name"])}, {"value", value.value}, {"count", value.events}});
  }
  return facet(tag.key, std::move(values));
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
  auto tags = read_tags(call, *scope);
  if (!tags) return unexpected(tags.error());
  // A tag of that name is behind `tags[project]`; here it is the project.
  const bool some = !tags->empty();
  std::erase_if(*tags, [](const ports::TagSummary& tag) { return tag.key == kProject; });
  const std::size_t all = tags->size() + (some ? 1 : 0);
  const auto project =
      std::find_if(tags->begin(), tags->end(), [](const auto& tag) { return tag.key > kProject; }) -
      tags->begin();
  if (call.parameters.flag("includeAll")) *page = {0, ports::EventTags::kMaxTopKeys};
  const std::size_t size = page->size(all);
  const std::size_t begin = std::min(page->offset, all);
  json::array facets;
  std::vector<ports::TagSummary> shown;
  for (std::size_t i = begin; i < begin + size; ++i) {
    if (i == static_cast<std::size_t>(project)) {
      auto projects = project_facet(call, *scope);
      if (!projects) return unexpected(std::move(projects.error()));
      facets.push_back(*std::move(projects));
    } else {
      shown.push_back((*tags)[i < static_cast<std::size_t>(project) ? i : i - 1]);
      facets.push_back(tag_facet(shown.back()));
    }
  }
  auto response = json_response(std::move(facets));
  say_if_sampled(shown, response);
  set_links(response, call, *page, page->offset + size < all);
  return response;
}

}  // namespace picket::api
