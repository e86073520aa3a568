// Lists of client keys. Source: shared spec "api", sections 3 and 4.8.
#include <algorithm>
#include <utility>
#include <vector>

#include "ports/projects.h"
#include "roles/api/key_json.h"
#include "roles/api/offset_page.h"
#include "roles/api/project_json.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// `status`: nullopt is both.
Answer<std::optional<bool>> read_status(const Parameters& parameters) {
  const std::string_view word = parameters.text_or("status", "");
  if (word.empty()) return std::optional<bool>();
  if (word == "active") return std::optional<bool>(true);
  if (word == "inactive") return std::optional<bool>(false);
  return unexpected(unsupported_value("status", word));
}

Answer<net::Response> list_keys(const Call& call, std::span<const ProjectId> projects) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto active = read_status(call.parameters);
  if (!active) return unexpected(active.error());
  auto keys = call.meta().projects().keys(projects);
  if (!keys) return unexpected(failed(keys.error()));
  if (*active)
    std::erase_if(*keys, [&](const ports::ClientKey& key) { return key.active != **active; });
  json::array shown;
  for (std::size_t i = 0; i < page->size(keys->size()); ++i)
    shown.push_back(key_json(call, (*keys)[page->offset + i]));
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, page->offset + page->limit < keys->size());
  return response;
}

}  // namespace

Answer<net::Response> list_project_keys(Call& call) {
  return list_keys(call, call.grant.project_ids());
}

Answer<net::Response> list_organization_keys(Call& call) {
  const std::string_view name = call.parameters.text_or("team", "");
  if (name.empty()) return list_keys(call, call.grant.project_ids());
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const auto team = std::find_if(teams->begin(), teams->end(), [&](const ports::Team& one) {
    return domain::access::names(name, one.id.value, one.slug);
  });
  if (team == teams->end()) return unexpected(not_found());
  std::vector<ProjectId> projects;
  for (const domain::ProjectConfig* const project : call.grant.projects) {
    if (std::find(project->teams.begin(), project->teams.end(), team->id) != project->teams.end())
      projects.push_back(project->project);
  }
  return list_keys(call, projects);
}

}  // namespace picket::api
