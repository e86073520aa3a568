#include "roles/api/member_places.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::OrgRole;
using domain::access::Scope;
using domain::access::TeamRole;

const ports::Team* find_team(std::span<const ports::Team> teams, std::string_view slug) {
  const auto found = std::find_if(teams.begin(), teams.end(),
                                  [&](const ports::Team& team) { return team.slug == slug; });
  return found == teams.end() ? nullptr : &*found;
}

const ports::TeamMember* find_place(std::span<const ports::TeamMember> places, TeamId team) {
  const auto found = std::find_if(places.begin(), places.end(),
                                  [&](const ports::TeamMember& one) { return one.team == team; });
  return found == places.end() ? nullptr : &*found;
}

void add_place(Fields& fields, std::vector<ports::TeamMember>& places, const ports::Team* team,
               std::optional<TeamRole> role) {
  if (team == nullptr) {
    fields.refuse("teams", "Invalid teams");
    return;
  }
  if (find_place(places, team->id) == nullptr) places.push_back({team->id, {}, role});
}

void read_team_role(Fields& fields, const json::value& item, std::span<const ports::Team> teams,
                    std::vector<ports::TeamMember>& places) {
  if (!item.is_object()) {
    fields.refuse("teamRoles", "Expected an object.");
    return;
  }
  const json::object& object = item.get_object();
  std::optional<TeamRole> role;
  const json::value* const word = object.if_contains("role");
  if (word != nullptr && !word->is_null()) {
    if (word->is_string()) role = domain::access::parse_team_role(word->get_string());
    if (!role) {
      fields.refuse("teamRoles", "Invalid team-role");
      return;
    }
  }
  add_place(fields, places, find_team(teams, protocol::find_string(object, "teamSlug")), role);
}

bool in_whole_organization(const Call& call) noexcept {
  const auto& scopes = call.grant.scopes;
  return scopes.contains(Scope::org_write) || scopes.contains(Scope::member_write) ||
         scopes.contains(Scope::member_admin);
}

}  // namespace

std::optional<std::vector<ports::TeamMember>> read_places(Fields& fields, const json::object& body,
                                                          std::span<const ports::Team> teams) {
  std::vector<ports::TeamMember> places;
  const json::value* const roles = body.if_contains("teamRoles");
  if (roles != nullptr && !roles->is_null()) {
    if (!roles->is_array() || roles->get_array().size() > kMaxTeamsOfMember) {
      fields.refuse("teamRoles", "Expected a list of at most 500 items.");
      return std::nullopt;
    }
    for (const json::value& item : roles->get_array()) read_team_role(fields, item, teams, places);
    return places;
  }
  const auto slugs = fields.texts("teams", kMaxTeamsOfMember);
  if (!slugs) return std::nullopt;
  for (const std::string& slug : *slugs) add_place(fields, places, find_team(teams, slug), {});
  return places;
}

std::optional<TeamRole> kept_role(OrgRole role, std::optional<TeamRole> wanted) {
  if (!wanted || *wanted <= domain::access::minimum_team_role(role)) return std::nullopt;
  return wanted;
}

bool may_administer_team(const Call& call, TeamId team) noexcept {
  if (in_whole_organization(call)) return true;
  const auto* const membership = call.grant.membership;
  if (membership == nullptr) return call.grant.scopes.contains(Scope::team_write);
  if (membership->role_in(team) != TeamRole::admin) return false;
  return !call.caller->token_scopes || call.caller->token_scopes->contains(Scope::team_write) ||
         call.caller->token_scopes->contains(Scope::team_admin);
}

bool may_add_to_team(const Call& call, bool open_membership, TeamId team) noexcept {
  if (may_administer_team(call, team)) return true;
  return call.grant.membership != nullptr && open_membership;
}

Answer<void> check_places(const Call& call, bool open_membership,
                          std::span<const ports::TeamMember> before,
                          std::span<const ports::TeamMember> after) {
  for (const ports::TeamMember& place : after) {
    const ports::TeamMember* const old = find_place(before, place.team);
    const bool gives_role = place.role == TeamRole::admin && (!old || old->role != place.role);
    const bool takes_role = old && old->role == TeamRole::admin && old->role != place.role;
    if ((gives_role || takes_role) && !may_administer_team(call, place.team))
      return unexpected(forbidden("You do not have permission to give roles in this team."));
    if (old == nullptr && !may_add_to_team(call, open_membership, place.team))
      return unexpected(forbidden("You do not have permission to add people to this team."));
  }
  for (const ports::TeamMember& place : before) {
    if (find_place(after, place.team) == nullptr && !may_administer_team(call, place.team))
      return unexpected(forbidden("You do not have permission to remove people from this team."));
  }
  return {};
}

Answer<void> store_places(const Call& call, const ports::Member& member,
                          std::span<const ports::TeamMember> before,
                          std::span<const ports::TeamMember> after) {
  auto& organizations = call.meta().organizations();
  for (const ports::TeamMember& place : after) {
    const auto set =
        organizations.set_team_member({place.team, member.id, kept_role(member.role, place.role)});
    if (!set) return unexpected(failed(set.error()));
  }
  for (const ports::TeamMember& place : before) {
    if (find_place(after, place.team) != nullptr) continue;
    const auto removed = organizations.remove_team_member(place.team, member.id);
    if (!removed) return unexpected(failed(removed.error()));
  }
  return {};
}

json::array places_text(std::span<const ports::TeamMember> places,
                        std::span<const ports::Team> teams) {
  std::vector<std::string> words;
  for (const ports::TeamMember& place : places) {
    const auto team = std::find_if(teams.begin(), teams.end(),
                                   [&](const ports::Team& one) { return one.id == place.team; });
    if (team == teams.end()) continue;
    words.push_back(team->slug);
    if (place.role) words.back() += ':' + std::string(domain::access::to_string(*place.role));
  }
  std::sort(words.begin(), words.end());
  return json::array(words.begin(), words.end());
}

}  // namespace picket::api
