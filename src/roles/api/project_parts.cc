// The environments of a project. Source: shared spec "api", section 4.9.
#include <algorithm>
#include <utility>

#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/environment_json.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

Answer<std::vector<ports::ProjectEnvironment>> read_environments(const Call& call) {
  const ProjectId project = call.grant.projects.front()->project;
  auto found = call.meta().projects().environments({&project, 1});
  if (!found) return unexpected(failed(found.error()));
  return *std::move(found);
}

/// Of the path.
Answer<ports::ProjectEnvironment> read_environment(const Call& call) {
  const auto all = read_environments(call);
  if (!all) return unexpected(all.error());
  const std::string_view name = call.request.param("environment");
  const auto found =
      std::find_if(all->begin(), all->end(), [&](const auto& one) { return one.name == name; });
  if (found == all->end()) return unexpected(not_found());
  return *found;
}

}  // namespace

Answer<net::Response> list_project_environments(Call& call) {
  const auto shows = read_visibility(call.parameters);
  if (!shows) return unexpected(shows.error());
  const auto all = read_environments(call);
  if (!all) return unexpected(all.error());
  json::array shown;
  for (const ports::ProjectEnvironment& one : *all) {
    if (shows->includes(one.hidden)) shown.push_back(environment_json(one));
  }
  return json_response(std::move(shown));
}

Answer<net::Response> show_project_environment(Call& call) {
  const auto environment = read_environment(call);
  if (!environment) return unexpected(environment.error());
  return json_response(environment_json(*environment));
}

Answer<net::Response> update_project_environment(Call& call) {
  auto environment = read_environment(call);
  if (!environment) return unexpected(environment.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  if (!fields.has("isHidden")) fields.refuse("isHidden", "This field is required.");
  const auto hidden = fields.flag("isHidden");
  if (!fields.ok()) return unexpected(fields.problem());
  if (!hidden) return unexpected(invalid_field("isHidden", "This field may not be null."));
  Changes changes;
  changes.note("isHidden", environment->hidden, *hidden);
  const auto set = call.meta().projects().hide_environment(environment->id, *hidden);
  if (!set) return unexpected(failed(set.error()));
  environment->hidden = *hidden;
  auto recorded = record_audit(
      call,
      {.event = "environment.edit",
       .target = environment->project.value,
       .data = {{"slug", call.grant.projects.front()->slug}, {"environment", environment->name}}},
      changes);
  if (!recorded) return unexpected(recorded.error());
  return json_response(environment_json(*environment));
}

}  // namespace picket::api
