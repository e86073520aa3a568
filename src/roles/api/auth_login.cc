// Signing in: POST auth/login/ of the web app, and POST auth/ with Basic as Sentry has it.
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "domain/account/email.h"
#include "domain/account/password.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_flow.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/links.h"
#include "roles/api/session.h"
#include "roles/api/user_json.h"

namespace picket::api {
namespace {

namespace account = domain::account;
namespace json = boost::json;

struct Credentials {
  std::string username;
  std::string password;
  SecondFactor second{};
};

/// One text, whether the name is unknown, the password wrong, or the account switched off.
Problem wrong_credentials() {
  return bad_request("E-mail or password is wrong.");
}

Problem second_factor_wanted() {
  Problem problem{403, ""};
  problem.body = {{"2fa_required", true}, {"message", "Two-factor authentication is required."}};
  return problem;
}

struct Known {
  std::optional<ports::User> user;
  std::optional<ports::TotpFactor> factor;
};

Answer<Known> look_up(std::string_view username, ports::MetaTx& meta) {
  Known known;
  auto user = meta.users().find_user(username);
  if (!user) return unexpected(failed(user.error()));
  known.user = *std::move(user);
  if (!known.user) return known;
  auto factor = meta.users().factors().find_totp(known.user->id);
  if (!factor) return unexpected(failed(factor.error()));
  known.factor = *std::move(factor);
  return known;
}

struct SignedIn {
  std::string secret;
  json::value user;
};

/// What is written once the password is known to be right.
Answer<SignedIn> enter(const Call& call, const Credentials& shown, const ports::User& user,
                       const std::optional<std::string>& rehashed) {
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  auto known = look_up(shown.username, **meta);
  if (!known) return unexpected(known.error());
  // Between the look and the writer the password may have changed, or the account ended.
  if (!known->user || !known->user->active || known->user->password_hash != user.password_hash)
    return unexpected(wrong_credentials());
  if (known->factor) {
    const auto used = use_second_factor(call, *known->factor, shown.second, **meta);
    if (!used) return unexpected(used.error());
    if (!*used) return unexpected(bad_request("This code is not right."));
  }
  if (rehashed) {
    if (const auto set = (*meta)->users().set_password(user.id, *rehashed); !set)
      return unexpected(failed(set.error()));
  }
  auto secret = start_session(call, user.id, **meta);
  if (!secret) return unexpected(secret.error());
  if (auto recorded = record_account(call, **meta, user.id, "login.success"); !recorded)
    return unexpected(recorded.error());
  auto entered = (*meta)->users().get_user(user.id);
  if (!entered) return unexpected(failed(entered.error()));
  auto self = self_json(**entered, **meta);
  if (!self) return unexpected(self.error());
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  return SignedIn{*std::move(secret), *std::move(self)};
}

Answer<SignedIn> check_and_enter(const Call& call, const Credentials& shown) {
  Auth& auth = call.options.auth;
  // Longer than any: nothing is hashed for either kind of name.
  if (shown.username.size() > 4 * account::kMaxEmail ||
      shown.password.size() > account::kMaxPasswordBytes)
    return unexpected(wrong_credentials());
  const Attempt attempt{shown.username, call.address};
  const auto slot = auth.begin(attempt);
  if (!slot) return unexpected(slot.error());
  auto meta = begin_read(call);
  if (!meta) return unexpected(meta.error());
  const auto known = look_up(shown.username, **meta);
  if (!known) return unexpected(known.error());
  meta->reset();

  const auto right = auth.verify(*slot, shown.password, known->user ? &*known->user : nullptr);
  if (!right) return unexpected(right.error());
  if (!*right || !known->user->active) {
    if (auto counted = auth.count_failure(attempt); !counted) return unexpected(counted.error());
    if (known->user) {
      if (auto noted = note_failed_proof(call, *known->user); !noted)
        return unexpected(noted.error());
    }
    return unexpected(wrong_credentials());
  }
  if (known->factor && shown.second.otp.empty() && shown.second.recovery_code.empty())
    return unexpected(second_factor_wanted());
  std::optional<std::string> rehashed;
  if (auth.needs_rehash(*known->user)) {
    auto hash = auth.hash(*slot, shown.password);
    if (!hash) return unexpected(hash.error());
    rehashed = *std::move(hash);
  }
  auto entered = enter(call, shown, *known->user, rehashed);
  if (!entered && entered.error().status == 400) {
    if (auto counted = auth.count_failure(attempt); !counted) return unexpected(counted.error());
    if (auto noted = note_failed_proof(call, *known->user); !noted)
      return unexpected(noted.error());
  }
  return entered;
}

}  // namespace

Answer<net::Response> sign_in(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Credentials shown;
  for (const auto& [name, to] :
       {std::pair{"username", &shown.username}, std::pair{"password", &shown.password},
        std::pair{"otp", &shown.second.otp},
        std::pair{"recoveryCode", &shown.second.recovery_code}}) {
    auto text = read_secret(*body, name);
    if (!text) return unexpected(text.error());
    *to = *std::move(text);
  }
  shown.username = std::string(ascii::trim(shown.username));
  Fields fields(*body);
  for (const auto& [name, text] :
       {std::pair{"username", &shown.username}, std::pair{"password", &shown.password}}) {
    if (text->empty()) fields.refuse(name, "This field is required.");
  }
  if (!fields.ok()) return unexpected(fields.problem());
  auto entered = check_and_enter(call, shown);
  if (!entered) return unexpected(entered.error());
  net::Response response =
      json_response({{"nextUri", std::string(url_path(call.options.url)) + "/"},
                     {"user", std::move(entered->user)}});
  set_session_cookies(call.options.url, entered->secret, response);
  return response;
}

Answer<net::Response> sign_in_basic(Call& call) {
  const ascii::Split parts =
      ascii::split_once(ascii::trim(call.request.headers.get("Authorization")), ' ');
  const auto decoded = ascii::iequals(parts.head, "basic") ? base64_decode(parts.tail)
                                                           : std::optional<std::string>();
  if (!decoded) return unexpected(bad_request("Send the name and password with Basic."));
  const ascii::Split pair = ascii::split_once(*decoded, ':');
  auto entered = check_and_enter(call, {std::string(pair.head), std::string(pair.tail)});
  if (!entered) return unexpected(entered.error());
  net::Response response = json_response(entered->user);
  set_session_cookies(call.options.url, entered->secret, response);
  return response;
}

}  // namespace picket::api
