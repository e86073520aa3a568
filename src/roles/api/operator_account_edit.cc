// What an operator changes of an account.
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ports/factors.h"
#include "ports/organizations.h"
#include "ports/sessions.h"
#include "roles/api/account_audit.h"
#include "roles/api/body.h"
#include "roles/api/member_json.h"
#include "roles/api/member_removal.h"
#include "roles/api/operator_accounts.h"
#include "roles/api/operator_handlers.h"
#include "roles/api/session.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Accounts of one look: each is changed by itself.
constexpr std::size_t kFactorsAtOnce = 100;

/// Of the path.
Answer<ports::User> read_named(const Call& call) {
  return read_account(call.request.param("user"), call.meta());
}

Answer<net::Response> shown(const Call& call, const ports::User& user) {
  auto account = account_json(user, call.meta());
  if (!account) return unexpected(std::move(account.error()));
  return json_response(*std::move(account));
}

Answer<void> end_sessions(const Call& call, UserId user) {
  const auto ended = call.meta().users().sessions().end_others(user, 0);
  if (!ended) return unexpected(failed(ended.error()));
  return {};
}

/// 409 that names the organizations which would have nobody who may do everything.
Answer<void> check_owners(const Call& call, const ports::User& user,
                          std::span<const ports::Member> memberships) {
  std::vector<std::string> alone;
  for (const ports::Member& member : memberships) {
    const auto only = is_only_owner(call, member);
    if (!only) return unexpected(only.error());
    if (!*only) continue;
    const auto org = call.meta().organizations().get_org(member.org);
    if (!org) return unexpected(failed(org.error()));
    if (*org) alone.push_back((*org)->slug);
  }
  if (alone.empty()) return {};
  return unexpected(conflict(
      fmt::format("{} is the only owner of {}: give it another owner, or delete it, first.",
                  user.email, fmt::join(alone, ", "))));
}

/// A change of factors ends what was signed in before it.
Answer<void> take_factors(const Call& call, const ports::User& user) {
  const auto removed = call.meta().users().factors().remove_totp(user.id);
  if (!removed) return unexpected(failed(removed.error()));
  if (auto ended = end_sessions(call, user.id); !ended) return ended;
  return record_account(call, call.meta(), user.id, "mfa.remove");
}

}  // namespace

Answer<net::Response> activate_account(Call& call) {
  auto user = read_named(call);
  if (!user) return unexpected(user.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const bool active = fields.flag("isActive").value_or(user->active);
  if (!fields.ok()) return unexpected(fields.problem());
  if (active == user->active) return shown(call, *user);
  user->active = active;
  const auto updated = call.meta().users().update_user(*user);
  if (!updated) return unexpected(failed(updated.error()));
  if (!active) {
    if (auto ended = end_sessions(call, user->id); !ended) return unexpected(ended.error());
  }
  auto recorded =
      record_account(call, call.meta(), user->id, active ? "account.enable" : "account.disable");
  if (!recorded) return unexpected(recorded.error());
  return shown(call, *user);
}

Answer<net::Response> remove_account(Call& call) {
  const auto user = read_named(call);
  if (!user) return unexpected(user.error());
  const auto memberships = call.meta().organizations().memberships(user->id);
  if (!memberships) return unexpected(failed(memberships.error()));
  if (auto owned = check_owners(call, *user, *memberships); !owned)
    return unexpected(owned.error());
  auto before = shown(call, *user);
  if (!before) return before;
  auto recorded = record_account(call, call.meta(), user->id, "account.remove");
  if (!recorded) return unexpected(recorded.error());
  for (const ports::Member& member : *memberships) {
    if (auto ended = end_membership(call, member); !ended) return unexpected(ended.error());
  }
  const auto erased = call.meta().users().erase_user(user->id);
  if (!erased) return unexpected(failed(erased.error()));
  return before;
}

Answer<net::Response> make_reset_link(Call& call) {
  const auto user = read_named(call);
  if (!user) return unexpected(user.error());
  if (!user->active)
    return unexpected(conflict(fmt::format(
        "{} is disabled: the link would open nothing. Enable the account first.", user->email)));
  auto link = put_reset_link(call, user->id, call.meta());
  if (!link) return unexpected(std::move(link.error()));
  (*link)["email"] = user->email;
  auto recorded = record_account(call, call.meta(), user->id, "account.reset-link");
  if (!recorded) return unexpected(recorded.error());
  return json_response(*std::move(link), 201);
}

Answer<net::Response> remove_factors(Call& call) {
  const auto user = read_named(call);
  if (!user) return unexpected(user.error());
  const auto factor = call.meta().users().factors().find_totp(user->id);
  if (!factor) return unexpected(failed(factor.error()));
  if (!*factor) return unexpected(conflict(fmt::format("{} has no second factor.", user->email)));
  if (auto taken = take_factors(call, *user); !taken) return unexpected(taken.error());
  return shown(call, *user);
}

Answer<net::Response> remove_all_factors(Call& call) {
  json::array emails;
  for (;;) {
    const auto factors = call.meta().users().factors().list_totp({}, kFactorsAtOnce);
    if (!factors) return unexpected(failed(factors.error()));
    if (factors->empty()) return json_response(json::object{{"emails", std::move(emails)}});
    for (const ports::TotpFactor& factor : *factors) {
      const auto user = call.meta().users().get_user(factor.user);
      if (!user) return unexpected(failed(user.error()));
      if (!*user) return unexpected(not_found());  // A reference forbids it.
      if (auto taken = take_factors(call, **user); !taken) return unexpected(taken.error());
      emails.emplace_back((*user)->email);
    }
  }
}

Answer<net::Response> list_account_sessions(Call& call) {
  const auto user = read_named(call);
  if (!user) return unexpected(user.error());
  const auto sessions = live_sessions(user->id, call.meta(), call.now);
  if (!sessions) return unexpected(sessions.error());
  json::array list;
  for (const ports::Session& one : *sessions) list.push_back(session_json(one));
  return json_response(std::move(list));
}

Answer<net::Response> end_account_sessions(Call& call) {
  const auto user = read_named(call);
  if (!user) return unexpected(user.error());
  const auto sessions = live_sessions(user->id, call.meta(), call.now);
  if (!sessions) return unexpected(sessions.error());
  if (auto ended = end_sessions(call, user->id); !ended) return unexpected(ended.error());
  const std::size_t ended = sessions->size();
  auto recorded =
      record_account(call, call.meta(), user->id, "session.revoked", {{"sessions", ended}});
  if (!recorded) return unexpected(recorded.error());
  return json_response(json::object{{"email", user->email}, {"sessions", ended}});
}

}  // namespace picket::api
