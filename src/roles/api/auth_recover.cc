// A new password by a link that an administrator made.
#include <limits>

#include "base/ascii.h"
#include "domain/account/token.h"
#include "ports/sessions.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_flow.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"

namespace picket::api {
namespace {

/// One answer for all that may be wrong with it.
Problem dead_link() {
  return not_found("This link was used, has expired, or never was one. Ask for a new one.");
}

std::optional<UserId> user_of(std::string_view text) {
  const auto id = ascii::parse_uint<std::uint64_t>(text);
  if (!id || *id > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return UserId{static_cast<std::int64_t>(*id)};
}

}  // namespace

Answer<net::Response> recover_password(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const auto password = read_secret(*body, "password");
  if (!password) return unexpected(password.error());
  const auto id = user_of(call.request.param("user"));
  const std::string_view token = call.request.param("token");
  if (!id || !domain::account::is_secret(token)) return unexpected(dead_link());

  Auth& auth = call.options.auth;
  // Counted as an attempt on the link: guessing 256 bits is hopeless, hashing for it would not be.
  const Attempt attempt{"reset:" + std::string(call.request.param("user")), call.address};
  const auto slot = auth.begin(attempt);
  if (!slot) return unexpected(slot.error());
  const std::string sha = domain::account::hash_token(token);
  std::optional<ports::User> user;
  {
    // Rolled back: whether the link is good is known before the password is looked at.
    auto look = begin_write(call);
    if (!look) return unexpected(look.error());
    auto known = (*look)->users().get_user(*id);
    if (!known) return unexpected(failed(known.error()));
    const auto good = (*look)->users().factors().use_reset_link(*id, sha, call.now);
    if (!good) return unexpected(failed(good.error()));
    if (*good && *known && (*known)->active) user = *std::move(known);
  }
  if (!user) {
    if (auto counted = auth.count_failure(attempt); !counted) return unexpected(counted.error());
    return unexpected(dead_link());
  }
  if (auto problem = password_problem("password", *password, *user)) return unexpected(*problem);
  const auto hash = auth.hash(*slot, *password);
  if (!hash) return unexpected(hash.error());

  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  const auto used = (*meta)->users().factors().use_reset_link(*id, sha, call.now);
  if (!used) return unexpected(failed(used.error()));
  if (!*used) return unexpected(dead_link());
  if (const auto set = (*meta)->users().set_password(*id, *hash); !set)
    return unexpected(failed(set.error()));
  if (const auto ended = (*meta)->users().sessions().end_others(*id, 0); !ended)
    return unexpected(failed(ended.error()));
  if (auto recorded = record_account(call, **meta, *id, "account.password", {{"by", "link"}});
      !recorded)
    return unexpected(recorded.error());
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  return empty_response();
}

}  // namespace picket::api
