// POST organizations/{org}/members/, and how an operator adds somebody without asking. Source:
// shared spec "api", section 5.2, and "access", sections 1.4 and 1.5.
#include <utility>

#include <fmt/format.h>

#include "domain/account/email.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/member_invitation.h"
#include "roles/api/member_json.h"
#include "roles/api/member_places.h"
#include "roles/api/member_role.h"
#include "roles/api/operator_accounts.h"
#include "roles/api/operator_handlers.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_json.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::OrgRole;
using domain::access::Scope;

/// Of one organization, invitations included.
constexpr std::int64_t kMaxMembers = 20'000;

struct Wanted {
  ports::Member member;
  std::vector<ports::TeamMember> places;
  bool reinvite = false;
};

Answer<void> check_inviter(const Call& call, const ports::Organization& org) {
  const auto& scopes = call.grant.scopes;
  if (scopes.contains(Scope::member_write) || scopes.contains(Scope::member_admin)) return {};
  if (org.settings.member_invite) return {};
  Problem problem{403, ""};
  problem.body =
      json::object{{"organization", "Your organization is not allowed to invite members"}};
  return unexpected(std::move(problem));
}

void read_address(Fields& fields, Wanted& wanted) {
  const std::string typed = fields.required_text("email", domain::account::kMaxInvitedEmail);
  if (typed.empty()) return;
  auto email = domain::account::read_email(typed, domain::account::kMaxInvitedEmail);
  if (email) {
    wanted.member.email = *std::move(email);
  } else {
    fields.refuse("email", domain::account::sentence(email.error()));
  }
}

/// `account`: whom the body does not name by an address; null: it does.
Answer<Wanted> read_wanted(const Call& call, const json::object& body,
                           const ports::Organization& org, std::span<const ports::Team> teams,
                           const ports::User* account) {
  Fields fields(body);
  Wanted wanted;
  wanted.member.org = org.id;
  wanted.member.created = call.now;
  wanted.member.inviter = call.user();
  if (account == nullptr) {
    read_address(fields, wanted);
  } else {
    wanted.member.user = account->id;
    wanted.member.email = account->email;
  }
  wanted.member.role = read_org_role(fields).value_or(org.settings.default_role);
  wanted.reinvite = fields.flag("reinvite").value_or(false);
  fields.flag("sendInvite");
  if (auto places = read_places(fields, body, teams)) wanted.places = *std::move(places);
  if (domain::access::is_retired(wanted.member.role) ||
      !may_assign(call.grant.membership, call.grant.scopes, wanted.member.role))
    fields.refuse("orgRole", "You do not have permission to set that org-level role");
  if (!fields.ok()) return unexpected(fields.problem());
  return wanted;
}

Answer<std::optional<ports::Member>> find_by_email(const Call& call, std::string_view email) {
  ports::MemberQuery query;
  query.org = call.grant.org;
  query.email = email;
  query.limit = 1;
  auto found = call.meta().organizations().list_members(query);
  if (!found) return unexpected(failed(found.error()));
  if (found->empty()) return std::optional<ports::Member>();
  return std::optional(std::move(found->front()));
}

Answer<net::Response> invited_response(const Call& call, const ports::Member& member,
                                       std::string_view secret) {
  auto shown = member_detail(call, member, secret);
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown), 201);
}

/// An invitation that is there already gets a new link.
Answer<net::Response> invite_again(const Call& call, ports::Member member) {
  const std::string secret = renew_invitation(member, call.now);
  const auto updated = call.meta().organizations().update_member(member);
  if (!updated) return unexpected(failed(updated.error()));
  auto recorded = record_audit(
      call,
      {.event = "member.reinvite", .target = member.id.value, .data = {{"email", member.email}}});
  if (!recorded) return unexpected(recorded.error());
  return invited_response(call, member, secret);
}

Answer<void> check_room(const Call& call) {
  ports::MemberQuery all;
  all.org = call.grant.org;
  const auto count = call.meta().organizations().count_members(all);
  if (!count) return unexpected(failed(count.error()));
  if (*count >= kMaxMembers)
    return unexpected(bad_request("The organization has as many members as it may have."));
  return {};
}

Problem is_member(const ports::Member& member) {
  return invalid_field("email", fmt::format("The user {} is already a member", member.email));
}

/// In place of an invitation of the same address.
Answer<void> store_member(const Call& call, ports::Member& member) {
  const auto existing = find_by_email(call, member.email);
  if (!existing) return unexpected(existing.error());
  if (*existing) {
    if ((*existing)->user) return unexpected(is_member(member));
    const auto removed = call.meta().organizations().remove_member((*existing)->id);
    if (!removed) return unexpected(failed(removed.error()));
  } else if (auto room = check_room(call); !room) {
    return room;
  }
  const auto id = call.meta().organizations().add_member(member);
  if (!id) return unexpected(failed(id.error()));
  member.id = *id;
  return {};
}

}  // namespace

Answer<net::Response> invite_member(Call& call) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  if (auto allowed = check_inviter(call, *org); !allowed) return unexpected(allowed.error());
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  auto wanted = read_wanted(call, *body, *org, *teams, nullptr);
  if (!wanted) return unexpected(std::move(wanted.error()));
  auto placed = check_places(call, org->settings.open_membership, {}, wanted->places);
  if (!placed) return unexpected(placed.error());

  ports::Member& member = wanted->member;
  const auto existing = find_by_email(call, member.email);
  if (!existing) return unexpected(existing.error());
  if (*existing) {
    const bool pending = !(*existing)->user;
    const bool own = (*existing)->inviter == call.user() && call.user();
    const bool may = own || call.grant.scopes.contains(Scope::member_admin);
    if (pending && wanted->reinvite && may) return invite_again(call, **existing);
    if (!pending) return unexpected(is_member(member));
    return unexpected(
        invalid_field("email", fmt::format("The user {} has already been invited", member.email)));
  }
  if (auto room = check_room(call); !room) return unexpected(room.error());
  const std::string secret = renew_invitation(member, call.now);
  const auto id = call.meta().organizations().add_member(member);
  if (!id) return unexpected(failed(id.error()));
  member.id = *id;
  if (auto stored = store_places(call, member, {}, wanted->places); !stored)
    return unexpected(stored.error());
  auto recorded = record_audit(call, {.event = "member.invite",
                                      .target = id->value,
                                      .data = {{"email", member.email},
                                               {"role", domain::access::to_string(member.role)},
                                               {"teams", places_text(wanted->places, *teams)}}});
  if (!recorded) return unexpected(recorded.error());
  return invited_response(call, member, secret);
}

Answer<net::Response> add_member(Call& call) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  const auto account = read_account(call.request.param("user"), call.meta());
  if (!account) return unexpected(account.error());
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  auto wanted = read_wanted(call, *body, *org, *teams, &*account);
  if (!wanted) return unexpected(std::move(wanted.error()));
  ports::Member& member = wanted->member;
  if (auto stored = store_member(call, member); !stored) return unexpected(stored.error());
  if (auto stored = store_places(call, member, {}, wanted->places); !stored)
    return unexpected(stored.error());
  auto recorded = record_audit(call, {.event = "member.add",
                                      .target = member.id.value,
                                      .target_user = member.user,
                                      .data = {{"email", member.email},
                                               {"role", domain::access::to_string(member.role)},
                                               {"teams", places_text(wanted->places, *teams)}}});
  if (!recorded) return unexpected(recorded.error());
  auto shown = member_detail(call, member);
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown), 201);
}

}  // namespace picket::api
