// What is kept of an API token: its SHA-256. A token has 256 random bits, so that a fast hash
// without salt is enough (shared spec "access", section 2.9).
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::access {

/// 64 lower-case hex digits of the whole token, prefix included.
std::string hash_token(std::string_view token);

}  // namespace picket::domain::access
