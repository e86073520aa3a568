#include "domain/grouping/csp_uri.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

#include "base/ascii.h"

namespace picket::domain::grouping {
namespace {

/// Schemes that are always followed by a host.
constexpr std::string_view kNetworkSchemes[] = {
    "ftp", "http",    "gopher", "nntp",  "telnet",   "imap",    "wais",  "file",
    "mms", "https",   "shttp",  "snews", "prospero", "rtsp",    "rtspu", "rsync",
    "svn", "svn+ssh", "sftp",   "nfs",   "git",      "git+ssh", "ws",    "wss"};

struct Authority {
  std::string host;       ///< Lower case.
  std::string_view port;  ///< Empty when not given or the scheme's own.
};

bool is_scheme(std::string_view text) noexcept {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
         });
}

std::string_view default_port(std::string_view scheme) noexcept {
  if (scheme == "http" || scheme == "ws") return "80";
  if (scheme == "https" || scheme == "wss") return "443";
  return scheme == "ftp" ? "21" : "";
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), ascii::to_lower);
  return out;
}

/// `text` is what follows the scheme's colon. nullopt when it has a port that cannot be one.
std::optional<Authority> parse_authority(std::string_view text, std::string_view scheme) {
  if (!text.starts_with("//")) return Authority{};
  text.remove_prefix(2);
  text = text.substr(0, text.find_first_of("/?#\\"));
  text.remove_prefix(text.rfind('@') + 1);
  const std::size_t colon = text.rfind(':');
  const std::size_t bracket = text.rfind(']');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  if (!has_port) return Authority{lower(text), {}};

  const std::string_view port = text.substr(colon + 1);
  if (!port.empty() && !ascii::parse_uint<std::uint16_t>(port)) return std::nullopt;
  return Authority{lower(text.substr(0, colon)), port == default_port(scheme) ? "" : port};
}

}  // namespace

std::string normalize_csp_uri(std::string_view uri) {
  if (uri.empty() || uri == "self" || uri == kLocalUri) return std::string(kLocalUri);

  const ascii::Split split = ascii::split_once(uri, ':');
  const std::string scheme = lower(split.head);
  if (!split.found) {
    const bool network = std::find(std::begin(kNetworkSchemes), std::end(kNetworkSchemes),
                                   scheme) != std::end(kNetworkSchemes);
    return scheme + (network ? "://" : ":");
  }
  const std::optional<Authority> authority = parse_authority(split.tail, scheme);
  if (!is_scheme(split.head) || !authority) return std::string(uri);

  const bool web = scheme == "http" || scheme == "https";
  if (authority->host.empty()) return web ? std::string(uri) : scheme + ':';
  std::string out = web ? authority->host : scheme + "://" + authority->host;
  if (!authority->port.empty()) out.append(":").append(authority->port);
  return out;
}

}  // namespace picket::domain::grouping
