// organizations/{org}/members/{member}/teams/{team}/: who joins and leaves a team. Source: shared
// spec "access", section 1.6, and "api", section 5.1.
#include <algorithm>
#include <utility>

#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/member_json.h"
#include "roles/api/member_places.h"
#include "roles/api/organization_json.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/team_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::Scope;
using domain::access::TeamRole;

/// The member and the team of the path, and what is there between them.
struct Place {
  ports::Member member;
  ports::Team team;
  std::optional<ports::TeamMember> now;
};

Answer<Place> read_place(const Call& call) {
  auto member = read_member(call);
  if (!member) return unexpected(std::move(member.error()));
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  const ports::Team* const team = shelf->find(call.request.param("team"));
  if (team == nullptr) return unexpected(not_found());
  const auto places = call.meta().organizations().teams_of({&member->id, 1});
  if (!places) return unexpected(failed(places.error()));
  Place place{*std::move(member), *team, std::nullopt};
  for (const ports::TeamMember& one : *places) {
    if (one.team == team->id) place.now = one;
  }
  return place;
}

/// As it is after the change; the grant still shows the caller's own place before it.
Answer<net::Response> team_response(const Call& call, const Place& place, bool joined, int status) {
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  json::object shown = shelf->show(call, place.team);
  if (is_own(call, place.member)) {
    const TeamRole role = domain::access::minimum_team_role(place.member.role);
    shown["isMember"] = joined;
    shown["teamRole"] =
        joined ? json::value(domain::access::to_string(role)) : json::value(nullptr);
  }
  return json_response(std::move(shown), status);
}

Answer<void> record(const Call& call, std::string_view event, const Place& place,
                    const json::object& more = {}) {
  json::object data = {{"email", place.member.email}, {"team", place.team.slug}};
  for (const json::key_value_pair& one : more) data[one.key()] = one.value();
  return record_audit(call, {.event = event,
                             .target = place.member.id.value,
                             .target_user = place.member.user,
                             .data = std::move(data)});
}

json::value role_text(const std::optional<TeamRole>& role) {
  return role ? json::value(domain::access::to_string(*role)) : json::value(nullptr);
}

}  // namespace

Answer<net::Response> join_team(Call& call) {
  const auto place = read_place(call);
  if (!place) return unexpected(place.error());
  if (place->now) return empty_response();
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  const auto* const membership = call.grant.membership;
  const bool global = membership != nullptr && domain::access::is_global(membership->role);
  if (!global && !may_add_to_team(call, org->settings.open_membership, place->team.id)) {
    return unexpected(
        forbidden("Membership is not open here: ask somebody who administers the team."));
  }
  const auto set =
      call.meta().organizations().set_team_member({place->team.id, place->member.id, std::nullopt});
  if (!set) return unexpected(failed(set.error()));
  if (auto recorded = record(call, "member.join-team", *place); !recorded)
    return unexpected(recorded.error());
  return team_response(call, *place, true, 201);
}

Answer<net::Response> set_team_role(Call& call) {
  const auto place = read_place(call);
  if (!place) return unexpected(place.error());
  if (!place->now) return unexpected(not_found());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const std::string word = fields.required_text("teamRole", 32);
  const auto role = domain::access::parse_team_role(word);
  if (fields.ok() && !role) fields.refuse("teamRole", "\"" + word + "\" is not a valid choice.");
  if (!fields.ok()) return unexpected(fields.problem());
  if (!may_administer_team(call, place->team.id)) return unexpected(forbidden());

  const auto kept = kept_role(place->member.role, role);
  const auto set =
      call.meta().organizations().set_team_member({place->team.id, place->member.id, kept});
  if (!set) return unexpected(failed(set.error()));
  if (kept != place->now->role) {
    Changes changes;
    changes.note("teamRole", role_text(place->now->role), role_text(kept));
    auto recorded = record(call, "member.edit", *place, {{"changed", changes.fields()}});
    if (!recorded) return unexpected(recorded.error());
  }
  const TeamRole effective = domain::access::effective_team_role(place->member.role, kept);
  return json_response(
      json::object{{"isActive", true}, {"teamRole", domain::access::to_string(effective)}});
}

Answer<net::Response> leave_team(Call& call) {
  const auto place = read_place(call);
  if (!place) return unexpected(place.error());
  if (!is_own(call, place->member) && !may_administer_team(call, place->team.id))
    return unexpected(forbidden());
  if (!place->now) return unexpected(not_found());
  const auto removed =
      call.meta().organizations().remove_team_member(place->team.id, place->member.id);
  if (!removed) return unexpected(failed(removed.error()));
  if (auto recorded = record(call, "member.leave-team", *place); !recorded)
    return unexpected(recorded.error());
  return team_response(call, *place, false, 200);
}

}  // namespace picket::api
