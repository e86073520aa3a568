// accept-invite/{member}/{token}/: what the link of an invitation opens. Whoever is signed in
// joins; everybody else makes an account first. Source: shared spec "api", section 5.2, and
// "access", 1.5.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "domain/account/digest.h"
#include "domain/account/token.h"
#include "ports/organizations.h"
#include "ports/users.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_flow.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/session.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/user_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

struct Invitation {
  ports::Member member;
  ports::Organization org;
};

/// One text for every way in which a link can be wrong.
Problem dead_link() {
  return not_found("This invitation does not exist any more, or has expired.");
}

Answer<Invitation> read_invitation(const Call& call, ports::MetaTx& meta) {
  const auto id = ascii::parse_uint<std::uint32_t>(call.request.param("member"));
  const std::string_view secret = call.request.param("token");
  if (!id || !domain::account::is_secret(secret)) return unexpected(dead_link());
  auto member =
      meta.organizations().get_member(domain::access::MemberId{static_cast<std::int64_t>(*id)});
  if (!member) return unexpected(failed(member.error()));
  if (!*member || (*member)->user) return unexpected(dead_link());
  const bool right =
      domain::account::same_secret((*member)->invite_sha256, domain::account::hash_token(secret));
  const auto& expires = (*member)->invite_expires;
  if (!right || (expires && *expires <= call.now)) return unexpected(dead_link());
  auto org = meta.organizations().get_org((*member)->org);
  if (!org) return unexpected(failed(org.error()));
  if (!*org) return unexpected(dead_link());
  return Invitation{**std::move(member), **std::move(org)};
}

/// A further invitation of the same address would stand in the way of the membership.
Answer<void> remove_other_invitation(ports::MetaTx& meta, const ports::Member& member,
                                     const std::string& email) {
  ports::MemberQuery query;
  query.org = member.org;
  query.email = email;
  query.invited = true;
  const auto found = meta.organizations().list_members(query);
  if (!found) return unexpected(failed(found.error()));
  for (const ports::Member& other : *found) {
    if (other.id == member.id) continue;
    const auto removed = meta.organizations().remove_member(other.id);
    if (!removed) return unexpected(failed(removed.error()));
  }
  return {};
}

Answer<void> join(const Call& call, ports::MetaTx& meta, const Invitation& invitation, UserId user,
                  const std::string& email) {
  ports::Member member = invitation.member;
  if (auto removed = remove_other_invitation(meta, member, email); !removed) return removed;
  member.user = user;
  member.email = email;
  member.invite_sha256.clear();
  member.invite_expires.reset();
  const auto updated = meta.organizations().update_member(member);
  if (!updated) return unexpected(failed(updated.error()));
  Call inside = call;
  inside.transaction = &meta;
  return record_audit(inside,
                      {.event = "member.accept-invite",
                       .target = member.id.value,
                       .target_user = user,
                       .data = {{"email", email}, {"role", domain::access::to_string(member.role)}},
                       .org = member.org,
                       .actor = user});
}

Answer<net::Response> join_signed_in(const Call& call) {
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  const auto invitation = read_invitation(call, **meta);
  if (!invitation) return unexpected(invitation.error());
  if (call.caller->membership_in(invitation->org.id) != nullptr)
    return unexpected(bad_request("You are a member of this organization already."));
  auto joined = join(call, **meta, *invitation, call.user(), call.identity->user->email);
  if (!joined) return unexpected(joined.error());
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  return empty_response();
}

struct NewAccount {
  ports::User user;
  std::string password;
};

Answer<NewAccount> read_account(const Call& call, const Invitation& invitation) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  NewAccount account;
  account.user.email = invitation.member.email;
  account.user.created = call.now;
  account.user.name = fields.required_text("name", kMaxUserName);
  if (!fields.ok()) return unexpected(fields.problem());
  auto password = read_secret(*body, "password");
  if (!password) return unexpected(password.error());
  account.password = *std::move(password);
  if (auto problem = password_problem("password", account.password, account.user))
    return unexpected(*problem);
  return account;
}

Answer<void> check_address_is_new(ports::MetaTx& meta, const std::string& email) {
  const auto known = meta.users().find_user(email);
  if (!known) return unexpected(failed(known.error()));
  if (!*known) return {};
  return unexpected(
      bad_request("There is an account of this address already: sign in, then open the link."));
}

/// The password is hashed between two looks at the invitation, outside of any transaction.
Answer<net::Response> join_anew(const Call& call) {
  Answer<NewAccount> account = unexpected(dead_link());
  {
    auto look = begin_read(call);
    if (!look) return unexpected(look.error());
    const auto invitation = read_invitation(call, **look);
    if (!invitation) return unexpected(invitation.error());
    if (auto is_new = check_address_is_new(**look, invitation->member.email); !is_new)
      return unexpected(is_new.error());
    account = read_account(call, *invitation);
  }
  if (!account) return unexpected(account.error());
  Auth& auth = call.options.auth;
  const auto slot = auth.begin({account->user.email, call.address});
  if (!slot) return unexpected(slot.error());
  auto hash = auth.hash(*slot, account->password);
  if (!hash) return unexpected(hash.error());
  account->user.password_hash = *std::move(hash);

  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  const auto invitation = read_invitation(call, **meta);
  if (!invitation) return unexpected(invitation.error());
  if (auto is_new = check_address_is_new(**meta, account->user.email); !is_new)
    return unexpected(is_new.error());
  const auto user = (*meta)->users().create_user(account->user);
  if (!user) return unexpected(failed(user.error()));
  if (auto joined = join(call, **meta, *invitation, *user, account->user.email); !joined)
    return unexpected(joined.error());
  const auto secret = start_session(call, *user, **meta);
  if (!secret) return unexpected(secret.error());
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  net::Response response = empty_response();
  set_session_cookies(call.options.url, *secret, response);
  return response;
}

}  // namespace

Answer<net::Response> show_invitation(Call& call) {
  const auto invitation = read_invitation(call, call.meta());
  if (!invitation) return unexpected(invitation.error());
  const bool member =
      call.caller != nullptr && call.caller->membership_in(invitation->org.id) != nullptr;
  return json_response(json::object{{"orgSlug", invitation->org.slug},
                                    {"orgName", invitation->org.name},
                                    {"email", invitation->member.email},
                                    {"needsAuthentication", call.caller == nullptr},
                                    {"needs2fa", false},
                                    {"hasAuthProvider", false},
                                    {"requireSso", false},
                                    {"existingMember", member}});
}

Answer<net::Response> accept_invitation(Call& call) {
  return call.caller == nullptr ? join_anew(call) : join_signed_in(call);
}

}  // namespace picket::api
