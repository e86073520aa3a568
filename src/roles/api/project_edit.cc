// POST teams/{org}/{team}/projects/, GET, PUT and DELETE projects/{org}/{project}/. Source: shared
// spec "api", sections 4.3 to 4.5, and "access", section 1.8.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/random.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/key_json.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_fields.h"
#include "roles/api/project_json.h"
#include "roles/api/slug_choice.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::Scope;
using domain::account::SlugKind;

constexpr std::size_t kMaxNewName = 50;
/// Of one installation: every request looks at all of them.
constexpr std::size_t kMaxProjects = 5'000;

Problem slug_taken() {
  return conflict("A project with this slug already exists.");
}

/// Slugs of the organization's projects, those too that the caller does not see.
Answer<std::vector<std::string>> read_slugs(const Call& call) {
  const auto projects = call.meta().projects().list();
  if (!projects) return unexpected(failed(projects.error()));
  if (projects->size() >= kMaxProjects)
    return unexpected(bad_request("There are as many projects as there may be."));
  std::vector<std::string> slugs;
  for (const domain::ProjectConfig& project : *projects) {
    if (project.org == call.grant.org) slugs.push_back(project.slug);
  }
  return slugs;
}

Answer<void> check_creation(const Call& call) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  if (org->settings.member_project_creation) return {};
  if (call.grant.scopes.contains(Scope::org_write) || call.grant.scopes.contains(Scope::team_admin))
    return {};
  return unexpected(forbidden("Your organization has disabled this feature for members."));
}

Answer<std::string> choose_slug(const Call& call, const std::optional<std::string>& wanted,
                                std::string_view name) {
  const auto slugs = read_slugs(call);
  if (!slugs) return unexpected(slugs.error());
  const auto is_taken = [&](std::string_view slug) {
    return std::find(slugs->begin(), slugs->end(), slug) != slugs->end();
  };
  if (!wanted) return free_slug(SlugKind::project, name, is_taken);
  if (is_taken(*wanted)) return unexpected(slug_taken());
  return *wanted;
}

/// With its default key, its team and a token for fetching source files.
Answer<ProjectId> store_project(const Call& call, const domain::ProjectConfig& config) {
  ports::ProjectRepository& projects = call.meta().projects();
  const auto id = projects.create(config, config.name, call.now);
  if (!id) return unexpected(failed(id.error()));
  const auto added = projects.add_team(*id, call.grant.team);
  if (!added) return unexpected(failed(added.error()));
  const auto key = projects.add_key(new_key(*id, "Default", call.now));
  if (!key) return unexpected(failed(key.error()));
  const auto stored = projects.get({&*id, 1});
  if (!stored) return unexpected(failed(stored.error()));
  ports::Project project = stored->front();
  project.settings.set(*domain::find_setting(domain::project_settings(), "securityToken"),
                       boost::json::value(random_hex(16)));
  const auto updated = projects.update(project);
  if (!updated) return unexpected(failed(updated.error()));
  return *id;
}

Answer<ports::Project> read_project(const Call& call) {
  const ProjectId id = call.grant.projects.front()->project;
  auto found = call.meta().projects().get({&id, 1});
  if (!found) return unexpected(failed(found.error()));
  if (found->empty()) return unexpected(not_found());
  return std::move(found->front());
}

}  // namespace

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

Answer<net::Response> create_project(Call& call) {
  if (auto allowed = check_creation(call); !allowed) return unexpected(allowed.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  domain::ProjectConfig config;
  config.org = call.grant.org;
  config.name = fields.required_text("name", kMaxNewName);
  const auto wanted = read_slug(fields, SlugKind::project);
  config.platform = read_platform(fields).value_or("");
  fields.flag("default_rules");
  if (!fields.ok()) return unexpected(fields.problem());
  auto slug = choose_slug(call, wanted, config.name);
  if (!slug) return unexpected(slug.error());
  config.slug = *std::move(slug);

  const auto id = store_project(call, config);
  if (!id) return unexpected(id.error());
  call.projects_changed = true;
  auto recorded = record_audit(call, {.event = "project.create",
                                      .target = id->value,
                                      .data = {{"slug", config.slug}, {"name", config.name}}});
  if (!recorded) return unexpected(recorded.error());
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const bool is_member = call.grant.membership != nullptr &&
                         call.grant.membership->role_in(call.grant.team).has_value();
  const SeenProject seen{*id, call.grant.scopes, is_member};
  const auto shelf = ProjectShelf::read(call, {&seen, 1}, *teams);
  if (!shelf) return unexpected(shelf.error());
  return json_response(shelf->summary(seen), 201);
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
    const auto slugs = read_slugs(call);
    if (!slugs) return unexpected(slugs.error());
    if (std::find(slugs->begin(), slugs->end(), after.slug) != slugs->end())
      return unexpected(slug_taken());
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
