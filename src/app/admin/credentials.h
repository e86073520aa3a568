// What setup gives its owner, and what is kept of it. Source: RFC 9106 (Argon2id).
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

/// Every scope of an organization's owner.
std::span<const std::string_view> owner_scopes();

}  // namespace picket::app
