// One's own second factor: an authenticator app, and the recovery codes that stand in for it.
#include <chrono>
#include <utility>
#include <vector>

#include "base/random.h"
#include "domain/account/base32.h"
#include "domain/account/recovery_code.h"
#include "ports/factors.h"
#include "ports/users.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_flow.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/json_text.h"
#include "roles/api/session.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

namespace account = domain::account;
namespace json = boost::json;

constexpr std::string_view kTotp = "totp";
constexpr std::string_view kRecovery = "recovery";
constexpr std::string_view kIssuer = "Picket";
/// A secret can be confirmed for ten to twenty minutes after it was shown.
constexpr std::chrono::minutes kEnrolmentStep{10};

std::int64_t enrolment_step(Timestamp now) {
  return std::chrono::floor<std::chrono::minutes>(now).time_since_epoch() / kEnrolmentStep;
}

account::TotpSecret secret_of(const Call& call, std::int64_t step) {
  return call.options.auth.enrolment_secret(call.user(), call.identity->session->id, step);
}

Answer<std::optional<ports::TotpFactor>> find_factor(const Call& call) {
  auto factor = call.meta().users().factors().find_totp(call.user());
  if (!factor) return unexpected(failed(factor.error()));
  return *std::move(factor);
}

/// The only time that they are shown.
Answer<json::value> replace_codes(const Call& call) {
  const auto bits = random_bytes<account::kRecoveryCodes * account::kRecoveryCodeBytes>();
  std::vector<std::string> hashes;
  json::array codes;
  for (const std::string& code : account::make_recovery_codes(bits)) {
    hashes.push_back(*account::hash_recovery_code(call.options.auth.key(), code));
    codes.emplace_back(code);
  }
  const auto kept =
      call.meta().users().factors().replace_recovery_codes(call.user(), hashes, call.now);
  if (!kept) return unexpected(failed(kept.error()));
  return json::value{{"codes", std::move(codes)}};
}

/// A change of factors ends what was signed in before it.
Answer<net::Response> with_renewed_session(const Call& call, net::Response response) {
  const auto secret = end_others_and_renew(call, call.meta());
  if (!secret) return unexpected(secret.error());
  set_session_cookies(call.options.url, *secret, response);
  return response;
}

}  // namespace

Answer<net::Response> list_factors(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto factor = find_factor(call);
  if (!factor) return unexpected(factor.error());
  const auto codes = call.meta().users().factors().recovery_codes(call.user());
  if (!codes) return unexpected(failed(codes.error()));
  const bool has_codes = factor->has_value() && codes->created;
  const auto entry = [](std::string_view id, std::string_view name, bool enrolled,
                        const std::optional<Timestamp>& created,
                        const std::optional<Timestamp>& used) {
    return json::object{{"id", id},
                        {"name", name},
                        {"isEnrolled", enrolled},
                        {"authId", enrolled ? json::value(id) : json::value(nullptr)},
                        {"createdAt", date_or_null(created)},
                        {"lastUsedAt", date_or_null(used)}};
  };
  const auto& totp = *factor;
  json::array list;
  list.push_back(entry(kTotp, "Authenticator App", totp.has_value(),
                       totp ? std::optional(totp->created) : std::nullopt,
                       totp ? totp->last_used : std::nullopt));
  json::object recovery =
      entry(kRecovery, "Recovery Codes", has_codes, codes->created, codes->last_used);
  recovery["codesLeft"] = codes->codes;
  list.push_back(std::move(recovery));
  return json_response(std::move(list));
}

Answer<net::Response> start_totp(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto factor = find_factor(call);
  if (!factor) return unexpected(factor.error());
  if (*factor) return unexpected(bad_request("There is an authenticator already."));
  const account::TotpSecret secret = secret_of(call, enrolment_step(call.now));
  return json_response(
      {{"secret", account::base32_encode(secret)},
       {"qrcode", account::totp_uri(secret, kIssuer, call.identity->user->email)}});
}

Answer<net::Response> confirm_totp(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const std::string otp = fields.required_text("otp", account::kTotpDigits * 2);
  if (!fields.ok()) return unexpected(fields.problem());
  const auto factor = find_factor(call);
  if (!factor) return unexpected(factor.error());
  if (*factor) return unexpected(bad_request("There is an authenticator already."));

  const std::int64_t now_step = enrolment_step(call.now);
  for (const std::int64_t step : {now_step, now_step - 1}) {
    const account::TotpSecret secret = secret_of(call, step);
    const auto counter = account::check_totp(secret, otp, call.now, account::kTotpNeverUsed);
    if (!counter) continue;
    // The code that confirmed it is used up.
    const ports::TotpFactor made{
        0, call.user(), call.options.auth.seal_totp(call.user(), secret), *counter, call.now, {}};
    if (const auto added = call.meta().users().factors().add_totp(made); !added)
      return unexpected(failed(added.error()));
    const auto codes = replace_codes(call);
    if (!codes) return unexpected(codes.error());
    if (auto recorded = record_own_account(call, "mfa.add", {{"type", kTotp}}); !recorded)
      return unexpected(recorded.error());
    return with_renewed_session(call, json_response(*codes));
  }
  return unexpected(invalid_field("otp", "This code is not right."));
}

Answer<net::Response> remove_factor(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto factor = find_factor(call);
  if (!factor) return unexpected(factor.error());
  if (!*factor || call.request.param("auth") != kTotp) return unexpected(not_found());
  if (const auto removed = call.meta().users().factors().remove_totp(call.user()); !removed)
    return unexpected(failed(removed.error()));
  if (auto recorded = record_own_account(call, "mfa.remove", {{"type", kTotp}}); !recorded)
    return unexpected(recorded.error());
  return with_renewed_session(call, empty_response());
}

Answer<net::Response> renew_recovery_codes(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto factor = find_factor(call);
  if (!factor) return unexpected(factor.error());
  if (!*factor || call.request.param("auth") != kRecovery) return unexpected(not_found());
  const auto codes = replace_codes(call);
  if (!codes) return unexpected(codes.error());
  if (auto recorded = record_own_account(call, "mfa.codes"); !recorded)
    return unexpected(recorded.error());
  return json_response(*codes);
}

}  // namespace picket::api
