// Which project key a request speaks for, from all the places where SDKs put it.
// Source: shared spec "ingest", sections 1.3 and 1.6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "protocol/dsn.h"

namespace picket::protocol {

struct Credentials {
  std::string public_key;  ///< 32 lower-case hex digits.
  std::string client;      ///< "sentry.python/2.1"; empty when the SDK does not say.
  std::uint16_t version;   ///< At most kProtocolVersion.
};

/// What the request brought. Headers and path key are nullopt when absent.
struct AuthCandidates {
  std::optional<std::string_view> x_sentry_auth;
  std::optional<std::string_view> authorization;  ///< Schemes other than Sentry and Basic: none.
  std::string_view query;                         ///< Raw; one only when it has "sentry_" in it.
  std::optional<std::string_view> path_key;       ///< Of routes whose path names the key.
};

enum class AuthError : std::uint8_t {
  multiple_payloads,
  missing,
  bad_header,
  bad_envelope_header,  ///< The first line was to tell the key, but cannot be read.
  unsupported_version,
  bad_public_key,
};

struct AuthFailure {
  AuthError error;
  std::uint16_t version = 0;  ///< Of unsupported_version.
  std::string_view cause;     ///< Of bad_header; in static storage.
};

Result<Credentials, AuthFailure> authenticate(const AuthCandidates& candidates);

/// For envelope requests that `authenticate` found nothing in: the `dsn` of the envelope header,
/// nullopt when it has none.
Result<Credentials, AuthFailure> authenticate_by_envelope(const std::optional<Dsn>& dsn);

/// The answer's status: 400 or 401.
int http_status(AuthError error) noexcept;
/// The answer's `detail`; `cause`, when not empty, goes into `causes`.
std::string detail(const AuthFailure& failure);

}  // namespace picket::protocol
