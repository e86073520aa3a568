#include "protocol/dsn.h"

#include <algorithm>
#include <limits>

#include "base/ascii.h"

namespace picket::protocol {
namespace {

constexpr std::size_t kPublicKeyDigits = 32;

struct HostPort {
  std::string_view host;
  std::optional<std::string_view> port;
};

/// A colon inside the brackets of an IPv6 address separates nothing.
HostPort split_port(std::string_view authority) noexcept {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  if (!has_port) return {authority, std::nullopt};
  return {authority.substr(0, colon), authority.substr(colon + 1)};
}

bool is_host(std::string_view host) noexcept {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return c > ' ' && c != 0x7F && std::string_view("/?#@\\").find(c) == std::string_view::npos;
  });
}

std::string_view trim_slashes(std::string_view path) noexcept {
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

}  // namespace

std::optional<std::string> parse_public_key(std::string_view text) {
  const std::string_view digits = ascii::split_once(text, ':').head;
  if (digits.size() != kPublicKeyDigits) return std::nullopt;
  std::string key;
  key.reserve(kPublicKeyDigits);
  for (const char c : digits) {
    if (ascii::hex_value(c) < 0) return std::nullopt;
    key += ascii::to_lower(c);
  }
  return key;
}

std::optional<ProjectId> parse_project_id(std::string_view text) noexcept {
  const auto number = ascii::parse_uint<std::uint64_t>(text);
  if (!number || *number == 0 || *number > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return ProjectId{static_cast<std::int64_t>(*number)};
}

Result<Dsn, DsnError> parse_dsn(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return unexpected(DsnError::bad_scheme);
  Dsn dsn;
  for (const char c : text.substr(0, scheme_end)) dsn.scheme += ascii::to_lower(c);
  if (dsn.scheme != "http" && dsn.scheme != "https") return unexpected(DsnError::bad_scheme);
  text.remove_prefix(scheme_end + 3);

  const ascii::Split location = ascii::split_once(text, '/');
  const ascii::Split user_host = ascii::split_once(location.head, '@');
  auto key = user_host.found ? parse_public_key(user_host.head) : std::nullopt;
  if (!key) return unexpected(DsnError::bad_public_key);
  dsn.public_key = std::move(*key);

  const HostPort host_port = split_port(user_host.tail);
  if (!is_host(host_port.host)) return unexpected(DsnError::bad_host);
  dsn.host = host_port.host;
  if (host_port.port) {
    dsn.port = ascii::parse_uint<std::uint16_t>(*host_port.port);
    if (!dsn.port || *dsn.port == 0) return unexpected(DsnError::bad_port);
  }

  const std::string_view path = trim_slashes(location.tail);
  const std::size_t slash = path.rfind('/');
  const bool prefixed = slash != std::string_view::npos;
  const auto project = parse_project_id(prefixed ? path.substr(slash + 1) : path);
  if (!project) return unexpected(DsnError::bad_project);
  dsn.project = *project;
  if (prefixed) dsn.path = trim_slashes(path.substr(0, slash));
  return dsn;
}

std::string format_dsn(const Dsn& dsn) {
  std::string text = dsn.scheme + "://" + dsn.public_key + '@' + dsn.host;
  if (dsn.port) text += ':' + std::to_string(*dsn.port);
  text += '/';
  if (!dsn.path.empty()) text += dsn.path + '/';
  return text + std::to_string(dsn.project.value);
}

}  // namespace picket::protocol
