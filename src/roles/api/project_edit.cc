// GET, PUT and DELETE projects/{org}/{project}/. Source: shared spec "api", sections 4.4 and 4.5.
#include <algorithm>
#include <utility>

#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_fields.h"
#include "roles/api/project_json.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/version_tag.h"

namespace picket::api {

Answer<ports::Project> read_project(const Call& call) {
  const ProjectId id = call.grant.projects.front()->project;
  auto found = call.meta().projects().get({&id, 1});
  if (!found) return unexpected(failed(found.error()));
  if (found->empty()) return unexpected(not_found());
  return std::move(found->front());
}

Answer<net::Response> project_response(const Call& call, int status) {
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const SeenProject seen = seen_project(call);
  const auto shelf = ProjectShelf::read(call, {&seen, 1}, *teams);
  if (!shelf) return unexpected(shelf.error());
  const ports::Project* const project = shelf->find(seen.id);
  if (project == nullptr) return unexpected(not_found());
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  net::Response response = json_response(shelf->detail(call, seen, *org), status);
  set_tag(response, version_tag(project->version));
  return response;
}

Answer<net::Response> show_project(Call& call) {
  return project_response(call, 200);
}

Answer<net::Response> update_project(Call& call) {
  const auto before = read_project(call);
  if (!before) return unexpected(before.error());
  if (auto same = check_tag(call.request, version_tag(before->version)); !same)
    return unexpected(same.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const auto starred = fields.flag("isBookmarked");
  const bool only_star = body->size() == (body->contains("isBookmarked") ? 1U : 0U);
  if (!only_star && !seen_project(call).scopes.intersects(domain::access::kWriteProject))
    return unexpected(forbidden());
  const ports::Project after = read_project_fields(fields, *body, *before);
  if (!fields.ok()) return unexpected(fields.problem());
  if (after.slug != before->slug) {
    const auto slugs = read_project_slugs(call);
    if (!slugs) return unexpected(slugs.error());
    if (std::find(slugs->begin(), slugs->end(), after.slug) != slugs->end())
      return unexpected(project_slug_taken());
  }

  if (starred && call.user()) {
    const auto set = call.meta().projects().set_bookmark(call.user(), after.id, *starred);
    if (!set) return unexpected(failed(set.error()));
  }
  const Changes changes = compare_projects(*before, after);
  if (changes.empty()) return project_response(call, 200);
  const auto updated = call.meta().projects().update(after);
  if (!updated) return unexpected(failed(updated.error()));
  call.projects_changed = true;
  auto recorded = record_audit(
      call, {.event = "project.edit", .target = after.id.value, .data = {{"slug", after.slug}}},
      changes);
  if (!recorded) return unexpected(recorded.error());
  return project_response(call, 200);
}

Answer<net::Response> delete_project(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto removed = call.meta().projects().remove(project->id);
  if (!removed) return unexpected(failed(removed.error()));
  call.projects_changed = true;
  auto recorded = record_audit(call, {.event = "project.remove",
                                      .target = project->id.value,
                                      .data = {{"slug", project->slug}, {"name", project->name}}});
  if (!recorded) return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
