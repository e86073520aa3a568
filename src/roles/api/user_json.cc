#include "roles/api/user_json.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/unicode.h"
#include "domain/account/digest.h"
#include "ports/emails.h"
#include "ports/factors.h"
#include "protocol/json.h"
#include "roles/api/caller.h"
#include "roles/api/json_text.h"
#include "roles/api/organization_json.h"
#include "roles/api/superuser.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Only a text of the answer: whoever wants the picture asks that service, we never do.
std::string picture_url(std::string_view email) {
  std::string lowered;
  unicode::append_lower(email, lowered);
  return fmt::format("https://gravatar.com/avatar/{}?s=32&d=mm",
                     domain::account::sha256_hex(lowered));
}

json::array authenticators(const std::optional<ports::TotpFactor>& totp) {
  json::array list;
  if (!totp) return list;
  list.push_back({{"id", id_text(totp->id)},
                  {"type", "totp"},
                  {"name", "Authenticator App"},
                  {"dateCreated", date_text(totp->created)},
                  {"dateUsed", date_or_null(totp->last_used)}});
  return list;
}

}  // namespace

std::string display_name(const ports::User& user) {
  return user.name.empty() ? user.email : user.name;
}

json::object user_json(const ports::User& user, bool has_2fa) {
  return {{"id", id_text(user.id.value)},
          {"name", display_name(user)},
          {"username", user.email},
          {"email", user.email},
          {"avatarUrl", picture_url(user.email)},
          {"isActive", user.active},
          {"isSuspended", !user.active},
          {"hasPasswordAuth", !user.password_hash.empty()},
          {"isManaged", false},
          {"dateJoined", date_text(user.created)},
          {"lastLogin", date_or_null(user.last_login)},
          {"has2fa", has_2fa},
          {"lastActive", date_or_null(user.last_active)},
          {"isSuperuser", false},
          {"isStaff", false},
          {"experiments", json::object()},
          {"emails", json::array()},
          {"avatar", letter_avatar()}};
}

Answer<json::array> emails_json(const ports::User& user, ports::MetaTx& meta) {
  const auto further = meta.users().emails().list(user.id);
  if (!further) return unexpected(failed(further.error()));
  json::array emails;
  const auto add = [&](std::string id, std::string_view email, bool verified) {
    emails.push_back(
        json::object{{"id", std::move(id)}, {"email", email}, {"is_verified", verified}});
  };
  // Two tables have ids of their own: those of the further ones are told apart.
  add(std::to_string(user.id.value), user.email, user.email_verified);
  for (const ports::UserEmail& one : *further)
    add(fmt::format("{}-{}", user.id.value, one.id), one.email, one.verified);
  return emails;
}

json::object user_options(const ports::User& user) {
  json::object options{{"theme", "system"},
                       {"language", "en"},
                       {"stacktraceOrder", -1},
                       {"defaultIssueEvent", "recommended"},
                       {"timezone", "UTC"},
                       {"clock24Hours", false},
                       {"prefersIssueDetailsStreamlinedUI", nullptr}};
  const auto stored = protocol::parse_json(user.options_json);
  if (!stored || !stored->is_object()) return options;
  for (const json::key_value_pair& option : stored->get_object())
    options[option.key()] = option.value();
  return options;
}

Answer<json::value> self_json(const ports::User& user, ports::MetaTx& meta) {
  const auto totp = meta.users().factors().find_totp(user.id);
  if (!totp) return unexpected(failed(totp.error()));
  json::object self = user_json(user, totp->has_value());
  auto emails = emails_json(user, meta);
  if (!emails) return unexpected(std::move(emails.error()));
  const auto memberships = read_memberships(user.id, meta);
  if (!memberships) return unexpected(memberships.error());
  const auto superuser = is_superuser(*memberships, meta);
  if (!superuser) return unexpected(superuser.error());
  self["isSuperuser"] = *superuser;
  self["emails"] = *std::move(emails);
  self["identities"] = json::array();
  self["options"] = user_options(user);
  self["flags"] = json::object{{"newsletter_consent_prompt", false}};
  self["permissions"] = json::array();
  self["authenticators"] = authenticators(*totp);
  return json::value(std::move(self));
}

}  // namespace picket::api
