// PUT and DELETE organizations/{org}/members/{member}/. Source: shared spec "access", section 1.4.
// Unlike there, role and teams change together or not at all, and the last owner is safe from being
// demoted, too.
#include <algorithm>
#include <utility>

#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/member_invitation.h"
#include "roles/api/member_json.h"
#include "roles/api/member_places.h"
#include "roles/api/member_removal.h"
#include "roles/api/member_role.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_json.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::OrgRole;
using domain::access::Scope;

bool is_admin(const Call& call) noexcept {
  return call.grant.scopes.contains(Scope::member_admin);
}

/// Somebody who invited may renew and withdraw the invitation.
bool is_own_invitation(const Call& call, const ports::Member& member) noexcept {
  return !member.user && call.user() && member.inviter == call.user();
}

Answer<net::Response> respond(const Call& call, const ports::Member& member,
                              std::string_view secret = {}) {
  auto shown = member_detail(call, member, secret);
  if (!shown) return unexpected(std::move(shown.error()));
  const auto tag = member_tag(call, member);
  if (!tag) return unexpected(tag.error());
  net::Response response = json_response(*std::move(shown));
  set_tag(response, *tag);
  return response;
}

Answer<net::Response> renew(const Call& call, ports::Member member) {
  if (member.user) return unexpected(bad_request("This member has joined already."));
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  const bool may =
      is_admin(call) || (is_own_invitation(call, member) && org->settings.member_invite &&
                         call.grant.scopes.contains(Scope::member_invite));
  if (!may) return unexpected(forbidden());
  const std::string secret = renew_invitation(member, call.now);
  const auto updated = call.meta().organizations().update_member(member);
  if (!updated) return unexpected(failed(updated.error()));
  ++member.version;
  auto recorded = record_audit(
      call,
      {.event = "member.reinvite", .target = member.id.value, .data = {{"email", member.email}}});
  if (!recorded) return unexpected(recorded.error());
  return respond(call, member, secret);
}

Problem role_refused(int status, std::string_view sentence) {
  Problem problem{status, ""};
  problem.body = json::object{{"role", sentence}};
  return problem;
}

Answer<void> check_role(const Call& call, const ports::Member& member, OrgRole role) {
  if (role == member.role) return {};
  if (is_own(call, member)) return unexpected(bad_request("You cannot change your own role."));
  if (call.grant.membership == nullptr)
    return unexpected(role_refused(403, "An organization token cannot change roles."));
  if (domain::access::is_retired(role))
    return unexpected(role_refused(400, "This role is not given any more."));
  for (const OrgRole one : {member.role, role}) {
    if (!may_assign(call.grant.membership, call.grant.scopes, one))
      return unexpected(role_refused(403, "You do not have permission to assign that role."));
  }
  if (member.role != OrgRole::owner) return {};
  // In the write transaction, so that two demotions at once cannot both see the other owner.
  const auto only = is_only_owner(call, member);
  if (!only) return unexpected(only.error());
  if (*only) return unexpected(only_owner());
  return {};
}

struct Edit {
  OrgRole role;
  std::optional<std::vector<ports::TeamMember>> places;
};

Answer<net::Response> store_edit(const Call& call, const ports::Member& before, const Edit& edit,
                                 std::span<const ports::Team> teams) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  const auto old_places = call.meta().organizations().teams_of({&before.id, 1});
  if (!old_places) return unexpected(failed(old_places.error()));
  std::vector<ports::TeamMember> places = edit.places.value_or(*old_places);
  if (edit.places) {
    auto checked = check_places(call, org->settings.open_membership, *old_places, places);
    if (!checked) return unexpected(checked.error());
  }
  ports::Member after = before;
  after.role = edit.role;
  for (ports::TeamMember& place : places) place.role = kept_role(after.role, place.role);
  Changes changes;
  changes.note_text("orgRole", domain::access::to_string(before.role),
                    domain::access::to_string(after.role));
  changes.note("teams", places_text(*old_places, teams), places_text(places, teams));
  if (changes.empty()) return respond(call, before);

  const auto updated = call.meta().organizations().update_member(after);
  if (!updated) return unexpected(failed(updated.error()));
  ++after.version;
  if (auto stored = store_places(call, after, *old_places, places); !stored)
    return unexpected(stored.error());
  auto recorded = record_audit(call,
                               {.event = "member.edit",
                                .target = after.id.value,
                                .target_user = after.user,
                                .data = {{"email", after.email}}},
                               changes);
  if (!recorded) return unexpected(recorded.error());
  return respond(call, after);
}

/// 400 with Sentry's status, where one would expect 403.
Answer<void> check_removal(const Call& call, const ports::Member& member) {
  if (is_own(call, member)) return {};
  if (is_admin(call)) {
    if (call.grant.membership == nullptr || member.role <= call.grant.membership->role) return {};
    return unexpected(bad_request("You cannot remove somebody whose role is above yours."));
  }
  if (is_own_invitation(call, member)) return {};
  return unexpected(bad_request("You do not have permission to remove this member."));
}

}  // namespace

Answer<net::Response> update_member(Call& call) {
  const auto member = read_member(call);
  if (!member) return unexpected(member.error());
  const auto tag = member_tag(call, *member);
  if (!tag) return unexpected(tag.error());
  if (auto same = check_tag(call.request, *tag); !same) return unexpected(same.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const bool reinvite = fields.flag("reinvite").value_or(false);
  const bool regenerate = fields.flag("regenerate").value_or(false);
  if (!fields.ok()) return unexpected(fields.problem());
  // No mail is sent and no secret kept: to invite again is to make a new link.
  if (reinvite || regenerate) return renew(call, *member);
  if (!is_admin(call)) return unexpected(forbidden());

  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  Edit edit{read_org_role(fields).value_or(member->role), read_places(fields, *body, *teams)};
  if (!fields.ok()) return unexpected(fields.problem());
  if (auto checked = check_role(call, *member, edit.role); !checked)
    return unexpected(checked.error());
  return store_edit(call, *member, edit, *teams);
}

Answer<net::Response> remove_member(Call& call) {
  const auto member = read_member(call);
  if (!member) return unexpected(member.error());
  if (auto allowed = check_removal(call, *member); !allowed) return unexpected(allowed.error());
  const auto only = is_only_owner(call, *member);
  if (!only) return unexpected(only.error());
  if (*only) return unexpected(only_owner());
  if (auto gone = end_membership(call, *member); !gone) return unexpected(gone.error());
  return empty_response();
}

}  // namespace picket::api
