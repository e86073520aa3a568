#include "protocol/credentials.h"

#include "base/ascii.h"
#include "base/base64.h"
#include "protocol/auth_header.h"

namespace picket::protocol {
namespace {

std::string_view cause_of(AuthHeaderError error) noexcept {
  switch (error) {
    case AuthHeaderError::not_sentry_scheme:
      return "non sentry auth";
    case AuthHeaderError::bad_version:
      return "invalid value for version";
    case AuthHeaderError::missing_key:
      return "missing public key in auth header";
  }
  return {};
}

AuthFailure malformed(AuthHeaderError error) noexcept {
  return {AuthError::bad_header, 0, cause_of(error)};
}

bool has_scheme(const std::optional<std::string_view>& header, std::string_view scheme) noexcept {
  return header && header->size() > scheme.size() &&
         ascii::iequals(header->substr(0, scheme.size()), scheme) &&
         ((*header)[scheme.size()] == ' ' || (*header)[scheme.size()] == '\t');
}

/// User name = public key; the password says nothing.
Result<AuthHeader, AuthHeaderError> parse_basic(std::string_view header) {
  const auto decoded = base64_decode(header.substr(std::string_view("Basic").size()));
  if (!decoded) return unexpected(AuthHeaderError::not_sentry_scheme);
  AuthHeader auth;
  auth.public_key = ascii::split_once(*decoded, ':').head;
  if (auth.public_key.empty()) return unexpected(AuthHeaderError::missing_key);
  return auth;
}

Result<Credentials, AuthFailure> check(Result<AuthHeader, AuthHeaderError> auth) {
  if (!auth) return unexpected(malformed(auth.error()));
  if (auth->version > kProtocolVersion) {
    return unexpected(AuthFailure{AuthError::unsupported_version, auth->version, {}});
  }
  auto key = parse_public_key(auth->public_key);
  if (!key) return unexpected(AuthFailure{AuthError::bad_public_key, 0, {}});
  return Credentials{std::move(*key), std::move(auth->client), auth->version};
}

}  // namespace

Result<Credentials, AuthFailure> authenticate(const AuthCandidates& candidates) {
  const bool sentry = has_scheme(candidates.authorization, "Sentry");
  const bool basic = has_scheme(candidates.authorization, "Basic");
  const bool query = candidates.query.find("sentry_") != std::string_view::npos;
  const int found = static_cast<int>(candidates.x_sentry_auth.has_value()) +
                    static_cast<int>(sentry || basic) + static_cast<int>(query) +
                    static_cast<int>(candidates.path_key.has_value());
  if (found > 1) return unexpected(AuthFailure{AuthError::multiple_payloads, 0, {}});
  if (candidates.x_sentry_auth) return check(parse_auth_header(*candidates.x_sentry_auth));
  if (sentry) return check(parse_auth_header(*candidates.authorization));
  if (basic) return check(parse_basic(*candidates.authorization));
  if (query) return check(parse_auth_query(candidates.query));
  if (candidates.path_key) {
    return check(AuthHeader{std::string(*candidates.path_key), {}, kProtocolVersion});
  }
  return unexpected(AuthFailure{AuthError::missing, 0, {}});
}

Result<Credentials, AuthFailure> authenticate_by_envelope(const std::optional<Dsn>& dsn) {
  if (!dsn) return unexpected(AuthFailure{AuthError::missing, 0, {}});
  return Credentials{dsn->public_key, {}, kProtocolVersion};
}

int http_status(AuthError error) noexcept {
  switch (error) {
    case AuthError::multiple_payloads:
    case AuthError::missing:
    case AuthError::bad_header:
    case AuthError::bad_envelope_header:
      return 401;
    case AuthError::unsupported_version:
    case AuthError::bad_public_key:
      return 400;
  }
  return 400;
}

std::string detail(const AuthFailure& failure) {
  switch (failure.error) {
    case AuthError::multiple_payloads:
      return "multiple authorization payloads detected";
    case AuthError::missing:
      return "missing authorization information";
    case AuthError::bad_header:
      return "bad x-sentry-auth header";
    case AuthError::bad_envelope_header:
      return "bad envelope authentication header";
    case AuthError::unsupported_version:
      return "unsupported protocol version (" + std::to_string(failure.version) + ')';
    case AuthError::bad_public_key:
      return "bad sentry DSN public key";
  }
  return {};
}

}  // namespace picket::protocol
