#include "roles/api/auth_flow.h"

#include <algorithm>

#include "base/random.h"
#include "domain/account/password_policy.h"
#include "domain/account/recovery_code.h"
#include "domain/account/token.h"
#include "roles/api/caller.h"
#include "roles/api/session.h"

namespace picket::api {
namespace {

namespace account = domain::account;

/// Enough to tell browsers apart in a list.
constexpr std::size_t kMaxUserAgent = 256;

}  // namespace

Answer<std::unique_ptr<ports::MetaTx>> begin_read(const Call& call) {
  auto meta = call.stores.meta.begin_read();
  if (!meta) return unexpected(failed(meta.error()));
  return *std::move(meta);
}

Answer<std::unique_ptr<ports::MetaTx>> begin_write(const Call& call) {
  auto meta = call.stores.meta.begin_write(Deadline::in(kAuthWriteWait));
  if (!meta) return unexpected(failed(meta.error()));
  return *std::move(meta);
}

Answer<void> commit(ports::MetaTx& meta) {
  if (const auto done = meta.commit(); !done) return unexpected(failed(done.error()));
  return {};
}

Answer<std::string> read_secret(const boost::json::object& body, std::string_view name) {
  const boost::json::value* const value = body.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (!value->is_string()) return unexpected(invalid_field(name, "Not a valid string."));
  return std::string(value->get_string());
}

std::optional<Problem> password_problem(std::string_view field, std::string_view password,
                                        const ports::User& user) {
  const auto flaws = account::find_password_flaws(password, user.email, user.name);
  if (flaws.empty()) return std::nullopt;
  Problem problem{400, ""};
  boost::json::array sentences;
  for (const account::PasswordFlaw flaw : flaws) sentences.emplace_back(sentence(flaw));
  problem.body.emplace();
  (*problem.body)[field] = std::move(sentences);
  return problem;
}

Answer<bool> use_second_factor(const Call& call, const ports::TotpFactor& factor,
                               const SecondFactor& shown, ports::MetaTx& meta) {
  auto& factors = meta.users().factors();
  Result<bool> used = false;
  if (!shown.otp.empty()) {
    const auto counter = call.options.auth.check_totp(factor, shown.otp, call.now);
    if (!counter) return unexpected(counter.error());
    if (*counter) used = factors.use_totp(factor.user, **counter, call.now);
  } else if (const auto hash =
                 account::hash_recovery_code(call.options.auth.key(), shown.recovery_code)) {
    used = factors.use_recovery_code(factor.user, *hash, call.now);
  }
  if (!used) return unexpected(failed(used.error()));
  return *used;
}

Answer<std::string> start_session(const Call& call, UserId user, ports::MetaTx& meta) {
  auto& sessions = meta.users().sessions();
  // The one that the browser had is another's, or this user's from before the proof.
  const auto before = find_session(call.request, meta, call.now);
  if (!before) return unexpected(before.error());
  if (*before) {
    if (const auto ended = sessions.end((*before)->id); !ended)
      return unexpected(failed(ended.error()));
  }
  if (const auto removed = sessions.remove_stale(call.now, call.now - kSessionIdle); !removed)
    return unexpected(failed(removed.error()));

  const std::string secret = account::make_secret(random_bytes<32>());
  std::string agent(call.request.headers.get("User-Agent").substr(0, kMaxUserAgent));
  const auto created =
      sessions.create({0, user, account::hash_token(secret), call.now, call.now,
                       call.now + kSessionLife, call.now, call.address, std::move(agent)});
  if (!created) return unexpected(failed(created.error()));
  const auto all = sessions.list(user, kMaxSessions + 1);
  if (!all) return unexpected(failed(all.error()));
  if (all->size() > kMaxSessions) {
    if (const auto ended = sessions.end(all->back().id); !ended)
      return unexpected(failed(ended.error()));
  }
  if (const auto noted = meta.users().set_last_login(user, call.now); !noted)
    return unexpected(failed(noted.error()));
  return secret;
}

Answer<std::string> renew_session(const Call& call, ports::MetaTx& meta) {
  const std::string secret = account::make_secret(random_bytes<32>());
  const auto renewed = meta.users().sessions().renew(call.identity->session->id,
                                                     account::hash_token(secret), call.now);
  if (!renewed) return unexpected(failed(renewed.error()));
  return secret;
}

Answer<std::string> end_others_and_renew(const Call& call, ports::MetaTx& meta) {
  const auto ended = meta.users().sessions().end_others(call.user(), call.identity->session->id);
  if (!ended) return unexpected(failed(ended.error()));
  return renew_session(call, meta);
}

}  // namespace picket::api
