#include "roles/api/organization_json.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::Membership;
using domain::access::OrgRole;
using domain::access::Scope;
using domain::access::ScopeSet;
using domain::access::TeamRole;

/// What Picket has of what clients ask for by these names. In the order that Sentry writes them.
json::array features_of(const ports::Organization& org) {
  json::array features = {"event-attachments", "global-views"};
  if (org.settings.member_invite) features.emplace_back("invite-members");
  if (org.settings.open_membership) features.emplace_back("open-membership");
  features.emplace_back("team-roles");
  return features;
}

struct RoleWords {
  std::string_view title;
  std::string_view description;
};

RoleWords words_of(OrgRole role) noexcept {
  switch (role) {
    case OrgRole::member:
      return {"Member", "Works on the issues of projects they see; joins teams."};
    case OrgRole::admin:
      return {"Admin", "Administers the teams they are in, and the projects of these."};
    case OrgRole::manager:
      return {"Manager", "Administers all teams, projects and members; changes settings."};
    case OrgRole::owner:
      return {"Owner", "May do everything, the deletion of the organization included."};
  }
  return {};
}

json::object team_role_json(TeamRole role, const ports::Organization& org) {
  const bool admin = role == TeamRole::admin;
  ScopeSet scopes = domain::access::scopes_of(role);
  if (!admin) {
    if (org.settings.events_member_admin) scopes.insert(Scope::event_admin);
    if (org.settings.alerts_member_write) scopes.insert(Scope::alerts_write);
  }
  return {{"id", domain::access::to_string(role)},
          {"name", admin ? "Team Admin" : "Contributor"},
          {"desc", admin ? "Administers the team, its members and its projects."
                         : "Works on the issues of the team's projects."},
          {"scopes", scopes_json(scopes)},
          {"allowed", true},
          {"isAllowed", true},
          {"isRetired", false},
          {"isTeamRolesAllowed", true},
          {"isMinimumRoleFor", admin ? json::value("admin") : json::value(nullptr)}};
}

}  // namespace

json::array scopes_json(ScopeSet scopes) {
  json::array words;
  for (const Scope scope : domain::access::all_scopes()) {
    if (scopes.contains(scope)) words.emplace_back(domain::access::to_string(scope));
  }
  return words;
}

json::object letter_avatar() {
  return {{"avatarType", "letter_avatar"}, {"avatarUuid", nullptr}, {"avatarUrl", nullptr}};
}

std::string_view role_title(OrgRole role) noexcept {
  return words_of(role).title;
}

json::object organization_summary(const Call& call, const ports::Organization& org) {
  return {{"id", id_text(org.id.value)},
          {"slug", org.slug},
          {"status", {{"id", "active"}, {"name", "active"}}},
          {"name", org.name},
          {"dateCreated", date_text(org.created)},
          {"isEarlyAdopter", false},
          {"require2FA", false},
          {"requireEmailVerification", false},
          {"avatar", letter_avatar()},
          {"links", {{"organizationUrl", call.options.url}, {"regionUrl", call.options.url}}},
          {"hasAuthProvider", false},
          {"allowMemberInvite", org.settings.member_invite},
          {"allowMemberProjectCreation", org.settings.member_project_creation},
          {"allowSuperuserAccess", false},
          {"features", features_of(org)},
          {"extraOptions", json::object()},
          {"onboardingTasks", json::array()}};
}

bool may_assign(const Membership* membership, ScopeSet scopes, OrgRole role) noexcept {
  if (membership == nullptr) return role == OrgRole::member;  // An organization's own token.
  if (!scopes.contains(Scope::member_admin) && !scopes.contains(Scope::member_invite)) return false;
  return role <= membership->role;
}

json::array org_roles_json(const ports::Organization& org, const Membership* membership,
                           ScopeSet scopes) {
  json::array roles;
  for (const OrgRole role : domain::access::kOrgRoles) {
    const bool allowed = may_assign(membership, scopes, role);
    const bool global = domain::access::is_global(role);
    const RoleWords words = words_of(role);
    roles.push_back(json::object{
        {"id", domain::access::to_string(role)},
        {"name", words.title},
        {"desc", words.description},
        {"scopes", scopes_json(domain::access::scopes_of(role, org.settings.role_options()))},
        {"allowed", allowed},
        {"isAllowed", allowed},
        {"isRetired", domain::access::is_retired(role)},
        {"is_global", global},
        {"isGlobal", global},
        {"isTeamRolesAllowed", true},
        {"minimumTeamRole", domain::access::to_string(domain::access::minimum_team_role(role))}});
  }
  return roles;
}

json::array team_roles_json(const ports::Organization& org) {
  json::array roles;
  for (const TeamRole role : domain::access::kTeamRoles) roles.push_back(team_role_json(role, org));
  return roles;
}

Answer<ports::Organization> read_organization(const Call& call) {
  auto org = call.meta().organizations().get_org(call.grant.org);
  if (!org) return unexpected(failed(org.error()));
  if (!*org) return unexpected(not_found());
  return **std::move(org);
}

}  // namespace picket::api
