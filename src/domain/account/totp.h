// One-time codes of an authenticator app. Source: RFC 6238 on RFC 4226, SHA-1, 6 digits, 30 s: the
// only combination that every app knows; shared spec "access", section 2.5.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace picket::domain::account {

/// As long as a SHA-1, as RFC 4226 recommends. From random_bytes<20>(); kept in a SecretBox.
using TotpSecret = std::array<std::byte, 20>;

inline constexpr std::chrono::seconds kTotpPeriod{30};
/// Steps that a clock may be early or late.
inline constexpr std::int64_t kTotpWindow = 1;
inline constexpr std::size_t kTotpDigits = 6;
/// Of an authenticator that was not used yet: before every counter.
inline constexpr std::int64_t kTotpNeverUsed = -1;

/// Counter of the step that holds `now`; negative before 1970.
std::int64_t totp_counter(Timestamp now) noexcept;
/// What the app shows during that step.
std::string totp_code(const TotpSecret& secret, std::int64_t counter);

/// The counter of the step that `code` belongs to, if that is at most kTotpWindow steps from now
/// and greater than `last_used`. The caller stores it as the new `last_used` on the condition that
/// the stored one is still smaller, so that of two parallel uses one wins. Spaces in `code` are
/// ignored. The time does not depend on which digits are right.
std::optional<std::int64_t> check_totp(const TotpSecret& secret, std::string_view code,
                                       Timestamp now, std::int64_t last_used);

/// otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=...: what the QR code holds.
std::string totp_uri(const TotpSecret& secret, std::string_view issuer, std::string_view account);

}  // namespace picket::domain::account
