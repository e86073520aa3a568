#include "roles/api/member_json.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "ports/factors.h"
#include "roles/api/json_text.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_json.h"
#include "roles/api/user_json.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::MemberId;
using domain::access::OrgRole;

json::object flags() {
  return {{"idp:provisioned", false},
          {"idp:role-restricted", false},
          {"sso:linked", false},
          {"sso:invalid", false},
          {"member-limit:restricted", false},
          {"partnership:restricted", false}};
}

}  // namespace

Answer<MemberShelf> MemberShelf::read(const Call& call, std::span<const ports::Member> members) {
  MemberShelf shelf;
  shelf.now_ = call.now;
  std::vector<UserId> user_ids;
  std::vector<MemberId> ids;
  for (const ports::Member& member : members) {
    ids.push_back(member.id);
    for (const UserId user : {member.user, member.inviter}) {
      if (user && std::find(user_ids.begin(), user_ids.end(), user) == user_ids.end())
        user_ids.push_back(user);
    }
  }
  auto users = call.meta().users().get_users(user_ids);
  if (!users) return unexpected(failed(users.error()));
  for (ports::User& user : *users) shelf.users_.emplace(user.id, std::move(user));
  const auto with_2fa = call.meta().users().factors().with_totp(user_ids);
  if (!with_2fa) return unexpected(failed(with_2fa.error()));
  shelf.with_2fa_.insert(with_2fa->begin(), with_2fa->end());
  auto teams = read_teams(call);
  if (!teams) return unexpected(std::move(teams.error()));
  for (ports::Team& team : *teams) shelf.team_slugs_.emplace(team.id, std::move(team.slug));
  const auto places = call.meta().organizations().teams_of(ids);
  if (!places) return unexpected(failed(places.error()));
  for (const ports::TeamMember& place : *places) shelf.places_[place.member].push_back(place);
  return shelf;
}

json::object MemberShelf::base(const ports::Member& member) const {
  const auto user = users_.find(member.user);
  const auto inviter = users_.find(member.inviter);
  const bool pending = !member.user;
  const bool expired = pending && member.invite_expires && *member.invite_expires <= now_;
  const std::string_view role = domain::access::to_string(member.role);
  return {{"id", id_text(member.id.value)},
          {"email", member.email},
          {"name", user == users_.end() ? member.email : display_name(user->second)},
          {"user", user == users_.end()
                       ? json::value(nullptr)
                       : json::value(user_json(user->second, with_2fa_.contains(member.user)))},
          {"orgRole", role},
          {"role", role},
          {"roleName", role_title(member.role)},
          {"pending", pending},
          {"expired", expired},
          {"flags", flags()},
          {"dateCreated", date_text(member.created)},
          {"inviteStatus", "approved"},
          {"inviterName",
           inviter == users_.end() ? json::value(nullptr) : json::value(inviter->second.email)},
          {"externalUsers", json::array()}};
}

std::span<const ports::TeamMember> MemberShelf::places(const ports::Member& member) const {
  const auto found = places_.find(member.id);
  if (found == places_.end()) return {};
  return found->second;
}

std::string MemberShelf::slug_of(TeamId team) const {
  const auto found = team_slugs_.find(team);
  return found == team_slugs_.end() ? std::string() : found->second;
}

std::optional<domain::access::TeamRole> MemberShelf::role_in(const ports::Member& member,
                                                             TeamId team) const {
  for (const ports::TeamMember& place : places(member)) {
    if (place.team == team) return domain::access::effective_team_role(member.role, place.role);
  }
  return std::nullopt;
}

void MemberShelf::add_teams(json::object& shown, const ports::Member& member) const {
  json::array slugs;
  json::array roles;
  for (const ports::TeamMember& place : places(member)) {
    const std::string slug = slug_of(place.team);
    slugs.emplace_back(slug);
    roles.push_back(json::object{
        {"teamSlug", slug},
        {"role",
         domain::access::to_string(domain::access::effective_team_role(member.role, place.role))}});
  }
  shown["teams"] = std::move(slugs);
  shown["teamRoles"] = std::move(roles);
}

Answer<json::object> member_detail(const Call& call, const ports::Member& member,
                                   std::string_view secret) {
  const auto shelf = MemberShelf::read(call, {&member, 1});
  if (!shelf) return unexpected(shelf.error());
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  const auto only = is_only_owner(call, member);
  if (!only) return unexpected(only.error());
  json::object shown = shelf->base(member);
  shelf->add_teams(shown, member);
  shown["invite_link"] =
      secret.empty()
          ? json::value(nullptr)
          : json::value(fmt::format("{}/accept/{}/{}/", call.options.url, member.id.value, secret));
  shown["isOnlyOwner"] = *only;
  shown["orgRoleList"] = org_roles_json(*org, call.grant.membership, call.grant.scopes);
  shown["teamRoleList"] = team_roles_json(*org);
  return shown;
}

Answer<std::string> member_tag(const Call& call, const ports::Member& member) {
  const auto places = call.meta().organizations().teams_of({&member.id, 1});
  if (!places) return unexpected(failed(places.error()));
  std::string teams = "teams";
  for (const ports::TeamMember& place : *places) {
    teams += fmt::format(" {}{}", place.team.value,
                         place.role ? domain::access::to_string(*place.role) : "");
  }
  return version_tag(member.version, teams);
}

Answer<ports::Member> read_member(const Call& call) {
  const std::string_view name = call.request.param("member");
  MemberId id;
  if (name == "me") {
    if (call.grant.membership == nullptr) return unexpected(not_found());
    id = call.grant.membership->member;
  } else {
    const auto number = ascii::parse_uint<std::uint32_t>(name);
    if (!number) return unexpected(not_found());
    id = MemberId{static_cast<std::int64_t>(*number)};
  }
  auto member = call.meta().organizations().get_member(id);
  if (!member) return unexpected(failed(member.error()));
  if (!*member || (*member)->org != call.grant.org) return unexpected(not_found());
  return **std::move(member);
}

bool is_own(const Call& call, const ports::Member& member) noexcept {
  return call.grant.membership != nullptr && call.grant.membership->member == member.id;
}

Answer<bool> is_only_owner(const Call& call, const ports::Member& member) {
  if (member.role != OrgRole::owner || !member.user) return false;
  ports::MemberQuery owners;
  owners.org = member.org;
  owners.role = OrgRole::owner;
  owners.invited = false;
  owners.active = true;
  owners.limit = 2;  // One of them is somebody else.
  const auto found = call.meta().organizations().list_members(owners);
  if (!found) return unexpected(failed(found.error()));
  return std::none_of(found->begin(), found->end(),
                      [&](const ports::Member& other) { return other.id != member.id; });
}

Problem only_owner() {
  return forbidden("You cannot remove the only remaining owner of the organization.");
}

}  // namespace picket::api
