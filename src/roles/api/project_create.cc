// POST teams/{org}/{team}/projects/ and organizations/{org}/projects/. Source: shared spec "api",
// section 4.3, and "access", section 1.8.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/random.h"
#include "ports/users.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/key_json.h"
#include "roles/api/member_places.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_fields.h"
#include "roles/api/project_json.h"
#include "roles/api/slug_choice.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/team_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::Scope;
using domain::access::TeamRole;
using domain::account::SlugKind;

constexpr std::size_t kMaxNewName = 50;
/// Of one installation: every request looks at all of them.
constexpr std::size_t kMaxProjects = 5'000;

/// `enough`: whoever has one of these may, whatever the setting says.
Answer<void> check_creation(const Call& call, domain::access::ScopeSet enough) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  if (org->settings.member_project_creation || call.grant.scopes.intersects(enough)) return {};
  return unexpected(forbidden("Your organization has disabled this feature for members."));
}

Answer<std::string> choose_slug(const Call& call, const std::optional<std::string>& wanted,
                                std::string_view name) {
  const auto slugs = read_project_slugs(call);
  if (!slugs) return unexpected(slugs.error());
  const auto is_taken = [&](std::string_view slug) {
    return std::find(slugs->begin(), slugs->end(), slug) != slugs->end();
  };
  if (!wanted) return free_slug(SlugKind::project, name, is_taken);
  if (is_taken(*wanted)) return unexpected(project_slug_taken());
  return *wanted;
}

/// What the body says of a new project, with a slug that is free.
Answer<domain::ProjectConfig> read_new_project(const Call& call) {
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
  const auto all = call.meta().projects().list();
  if (!all) return unexpected(failed(all.error()));
  if (all->size() >= kMaxProjects)
    return unexpected(bad_request("There are as many projects as there may be."));
  auto slug = choose_slug(call, wanted, config.name);
  if (!slug) return unexpected(std::move(slug.error()));
  config.slug = *std::move(slug);
  return config;
}

/// With its default key, its team and a token for fetching source files.
Answer<ProjectId> store_project(const Call& call, const domain::ProjectConfig& config,
                                TeamId team) {
  ports::ProjectRepository& projects = call.meta().projects();
  const auto id = projects.create(config, config.name, call.now);
  if (!id) return unexpected(failed(id.error()));
  const auto added = projects.add_team(*id, team);
  if (!added) return unexpected(failed(added.error()));
  const auto key = projects.add_key(new_key(*id, "Default", call.now));
  if (!key) return unexpected(failed(key.error()));
  const auto stored = projects.get({&*id, 1});
  if (!stored) return unexpected(failed(stored.error()));
  ports::Project project = stored->front();
  project.settings.set(*domain::find_setting(domain::project_settings(), "securityToken"),
                       json::value(random_hex(16)));
  const auto updated = projects.update(project);
  if (!updated) return unexpected(failed(updated.error()));
  return *id;
}

Answer<json::object> summary_of(const Call& call, const SeenProject& seen) {
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const auto shelf = ProjectShelf::read(call, {&seen, 1}, *teams);
  if (!shelf) return unexpected(shelf.error());
  return shelf->summary(seen);
}

struct OwnTeam {
  TeamId id;
  std::string slug;
};

/// "team-ada" for ada@acme.test: the one that the caller has by an earlier project, else a new one
/// that the caller administers.
Answer<OwnTeam> own_team(const Call& call) {
  const auto user = call.meta().users().get_user(call.user());
  if (!user) return unexpected(failed(user.error()));
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const domain::access::Membership& membership = *call.grant.membership;
  const auto is_own = [&](const ports::Team& team) {
    return membership.role_in(team.id) == TeamRole::admin;
  };
  std::optional<OwnTeam> own;
  const auto is_taken = [&](std::string_view slug) {
    const auto team = std::find_if(teams->begin(), teams->end(),
                                   [&](const ports::Team& one) { return one.slug == slug; });
    if (team == teams->end()) return false;
    if (!own && is_own(*team)) own = {team->id, team->slug};
    return !own.has_value();
  };
  const std::string_view email = *user ? std::string_view((*user)->email) : std::string_view();
  std::string slug = free_slug(SlugKind::team,
                               "team-" + std::string(ascii::split_once(email, '@').head), is_taken);
  if (own) return *own;
  if (teams->size() >= kMaxTeams)
    return unexpected(bad_request("The organization has as many teams as it may have."));
  auto& organizations = call.meta().organizations();
  const auto team = organizations.create_team({{}, call.grant.org, slug, slug, call.now});
  if (!team) return unexpected(failed(team.error()));
  const auto placed = organizations.set_team_member(
      {*team, membership.member, kept_role(membership.role, TeamRole::admin)});
  if (!placed) return unexpected(failed(placed.error()));
  return OwnTeam{*team, std::move(slug)};
}

/// In the team as its administrator, as far as the token lets.
SeenProject seen_by_creator(const Call& call, ProjectId id) {
  domain::access::ScopeSet scopes = call.grant.scopes | domain::access::scopes_of(TeamRole::admin);
  if (call.caller->token_scopes) scopes = scopes & *call.caller->token_scopes;
  return {id, scopes, true};
}

}  // namespace

Answer<net::Response> create_project(Call& call) {
  using domain::access::ScopeSet;
  if (auto allowed = check_creation(call, ScopeSet{Scope::org_write, Scope::team_admin}); !allowed)
    return unexpected(allowed.error());
  const auto config = read_new_project(call);
  if (!config) return unexpected(config.error());
  const auto id = store_project(call, *config, call.grant.team);
  if (!id) return unexpected(id.error());
  call.projects_changed = true;
  auto recorded = record_audit(call, {.event = "project.create",
                                      .target = id->value,
                                      .data = {{"slug", config->slug}, {"name", config->name}}});
  if (!recorded) return unexpected(recorded.error());
  const bool is_member = call.grant.membership != nullptr &&
                         call.grant.membership->role_in(call.grant.team).has_value();
  auto shown = summary_of(call, {*id, call.grant.scopes, is_member});
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown), 201);
}

Answer<net::Response> create_project_with_team(Call& call) {
  if (call.grant.membership == nullptr)
    return unexpected(forbidden("A token of an organization is in no team."));
  if (auto allowed = check_creation(call, domain::access::ScopeSet{Scope::org_write}); !allowed)
    return unexpected(allowed.error());
  const auto config = read_new_project(call);
  if (!config) return unexpected(config.error());
  const auto team = own_team(call);
  if (!team) return unexpected(team.error());
  const auto id = store_project(call, *config, team->id);
  if (!id) return unexpected(id.error());
  call.projects_changed = true;
  auto recorded = record_audit(
      call, {.event = "team-and-project.created",
             .target = id->value,
             .data = {{"slug", config->slug}, {"name", config->name}, {"team", team->slug}}});
  if (!recorded) return unexpected(recorded.error());
  auto shown = summary_of(call, seen_by_creator(call, *id));
  if (!shown) return unexpected(std::move(shown.error()));
  (*shown)["team_slug"] = team->slug;
  return json_response(*std::move(shown), 201);
}

}  // namespace picket::api
