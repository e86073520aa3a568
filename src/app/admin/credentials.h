// Secrets that setup makes: how they look, and what is kept of them.
// Sources: RFC 9106 (Argon2id); the shape of tokens is Sentry's, so that scanners know them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::app {

/// Encoded Argon2id hash with a random salt, 19 MiB and 2 passes (OWASP's minimum, about 20 ms);
/// unavailable when there is no memory for it.
Result<std::string> hash_password(std::string_view password);

/// 96 random bits as 24 hex digits.
std::string make_password();

/// "sntryu_" and 64 hex digits, random.
std::string make_user_token();

/// Every scope of an organization's owner.
std::span<const std::string_view> owner_scopes();

}  // namespace picket::app
