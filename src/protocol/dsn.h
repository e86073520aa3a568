// DSN: the address that an SDK is configured with.
//     {scheme}://{public_key}[:{secret_key}]@{host}[:{port}]/{path}{project_id}
// Source: develop.sentry.dev/sdk/overview/#parsing-the-dsn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "protocol/ids.h"

namespace picket::protocol {

struct Dsn {
  std::string scheme;      ///< "http" or "https".
  std::string public_key;  ///< 32 lower-case hex digits.
  std::string host;        ///< IPv6 addresses keep their brackets.
  std::optional<std::uint16_t> port;
  std::string path;  ///< Between host and project id, without slashes at its ends: "", "errors".
  ProjectId project;
};

enum class DsnError : std::uint8_t { bad_scheme, bad_public_key, bad_host, bad_port, bad_project };

/// The deprecated secret half of the key is accepted and forgotten.
Result<Dsn, DsnError> parse_dsn(std::string_view text);

std::string format_dsn(const Dsn& dsn);

/// 32 lower-case hex digits from a key as SDKs send it: any case, perhaps with a flag behind it
/// (`0123...:no-cache`). nullopt for anything else.
std::optional<std::string> parse_public_key(std::string_view text);

/// A decimal number that fits ProjectId and is not zero.
std::optional<ProjectId> parse_project_id(std::string_view text) noexcept;

}  // namespace picket::protocol
