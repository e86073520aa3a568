// The inbound filters of a project. Source: shared spec "api", section 4.7.
#include <utility>

#include "domain/project/settings.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/filter_fields.h"
#include "roles/api/project_fields.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {

namespace json = boost::json;

Answer<net::Response> list_project_filters(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  json::array shown;
  for (const domain::Setting& filter : domain::project_filters()) {
    shown.push_back(filter_json(filter, project->settings));
  }
  return json_response(std::move(shown));
}

Answer<net::Response> update_project_filter(Call& call) {
  const domain::Setting* const filter = find_filter(call.request.param("filter"));
  if (filter == nullptr) return unexpected(not_found());
  auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const auto value = read_filter(fields, *filter);
  if (!fields.ok()) return unexpected(fields.problem());
  if (!value) return unexpected(invalid_field("active", "This field is required."));
  Changes changes;
  changes.note(filter_id(*filter), project->settings.get(*filter), *value);
  if (changes.empty()) return empty_response();
  project->settings.set(*filter, *value);
  const auto updated = call.meta().projects().update(*project);
  if (!updated) return unexpected(failed(updated.error()));
  call.projects_changed = true;
  const bool on = value->is_array() || value->get_bool();
  auto recorded = record_audit(call,
                               {.event = on ? "project.enable" : "project.disable",
                                .target = project->id.value,
                                .data = {{"slug", project->slug}, {"state", filter_id(*filter)}}},
                               changes);
  if (!recorded) return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
