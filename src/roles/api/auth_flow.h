// Steps that signing in, proving oneself again and changing a password share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roles/api/auth.h"
#include "roles/api/call.h"

namespace picket::api {

/// For the few writes of a handler that hashes in between.
inline constexpr std::chrono::seconds kAuthWriteWait{5};

Answer<std::unique_ptr<ports::MetaTx>> begin_read(const Call& call);
Answer<std::unique_ptr<ports::MetaTx>> begin_write(const Call& call);
Answer<void> commit(ports::MetaTx& meta);

/// A password or code field exactly as typed; empty when absent. 400 when it is no text; of a
/// password, what is longer than any can be matches nothing and is not hashed.
Answer<std::string> read_secret(const boost::json::object& body, std::string_view name);

/// The first of the password's flaws, each as a sentence for `field`.
std::optional<Problem> password_problem(std::string_view field, std::string_view password,
                                        const ports::User& user);

/// A second factor as shown: at most one is not empty.
struct SecondFactor {
  std::string otp;
  std::string recovery_code;
};
/// Uses it up. False when it is wrong, or was used meanwhile.
Answer<bool> use_second_factor(const Call& call, const ports::TotpFactor& factor,
                               const SecondFactor& shown, ports::MetaTx& meta);

/// A session for who just proved themselves; answers with its secret.
Answer<std::string> start_session(const Call& call, UserId user, ports::MetaTx& meta);
/// The caller's own session gets a new secret, as its user just proved themselves.
Answer<std::string> renew_session(const Call& call, ports::MetaTx& meta);
/// All others of the caller end, and the caller's own gets a new secret.
Answer<std::string> end_others_and_renew(const Call& call, ports::MetaTx& meta);

}  // namespace picket::api
