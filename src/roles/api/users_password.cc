// A new password of one's own: the old one proves who it is.
#include "domain/account/password.h"
#include "ports/users.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_flow.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/session.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

struct Change {
  std::string password;
  std::string fresh;
};

Answer<Change> read_change(const Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  auto password = read_secret(*body, "password");
  if (!password) return unexpected(password.error());
  auto fresh = read_secret(*body, "passwordNew");
  if (!fresh) return unexpected(fresh.error());
  const auto again = read_secret(*body, "passwordVerify");
  if (!again) return unexpected(again.error());
  if (*fresh != *again)
    return unexpected(invalid_field("passwordVerify", "The passwords are not the same."));
  if (auto problem = password_problem("passwordNew", *fresh, *call.identity->user))
    return unexpected(*problem);
  return Change{*std::move(password), *std::move(fresh)};
}

/// The hash of the new one, once the old one was right.
Answer<std::string> check_and_hash(const Call& call, const Change& change) {
  const ports::User& user = *call.identity->user;
  Auth& auth = call.options.auth;
  const Attempt attempt{user.email, call.address};
  const auto slot = auth.begin(attempt);
  if (!slot) return unexpected(slot.error());
  const bool hopeless = change.password.size() > domain::account::kMaxPasswordBytes;
  const auto right = hopeless ? Answer<bool>(false) : auth.verify(*slot, change.password, &user);
  if (!right) return unexpected(right.error());
  if (!*right) {
    if (auto counted = auth.count_failure(attempt); !counted) return unexpected(counted.error());
    if (auto noted = note_failed_proof(call, user); !noted) return unexpected(noted.error());
    return unexpected(invalid_field("password", "The password is not right."));
  }
  return auth.hash(*slot, change.fresh);
}

}  // namespace

Answer<net::Response> change_password(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto change = read_change(call);
  if (!change) return unexpected(change.error());
  const auto hash = check_and_hash(call, *change);
  if (!hash) return unexpected(hash.error());
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  if (const auto set = (*meta)->users().set_password(call.user(), *hash); !set)
    return unexpected(failed(set.error()));
  if (auto recorded = record_account(call, **meta, call.user(), "account.password"); !recorded)
    return unexpected(recorded.error());
  const auto secret = end_others_and_renew(call, **meta);
  if (!secret) return unexpected(secret.error());
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  net::Response response = empty_response();
  set_session_cookies(call.options.url, *secret, response);
  return response;
}

}  // namespace picket::api
