#include "domain/project/origin.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace picket::domain {
namespace {

constexpr std::string_view kSchemeEnd = "://";

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), ascii::to_lower);
  return result;
}

struct HostPort {
  std::string_view host;
  std::optional<std::string_view> port;
};

/// At the last ':', for a bracketed address the last one behind the bracket.
HostPort split_port(std::string_view text) {
  const std::size_t bracket = text.starts_with('[') ? text.rfind(']') : std::string_view::npos;
  const std::size_t colon = text.rfind(':');
  const bool inside = bracket != std::string_view::npos && colon < bracket;
  if (colon == std::string_view::npos || inside) return {text, std::nullopt};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

std::optional<std::string> part(std::optional<std::string_view> text) {
  if (!text || *text == "*") return std::nullopt;
  return lower(*text);
}

bool domain_matches(std::string_view pattern, std::string_view domain) {
  if (domain == pattern) return true;
  if (!pattern.starts_with('*')) return false;
  return domain.ends_with(pattern.substr(1)) ||
         (pattern.size() >= 2 && domain == pattern.substr(2));
}

}  // namespace

std::optional<Origin> parse_origin(std::string_view url) {
  const std::size_t scheme_end = url.find(kSchemeEnd);
  if (scheme_end == std::string_view::npos) return std::nullopt;
  Origin origin{lower(url.substr(0, scheme_end)), {}, std::nullopt};
  if (origin.scheme != "http" && origin.scheme != "https") return std::nullopt;
  std::string_view authority = url.substr(scheme_end + kSchemeEnd.size());
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  const HostPort parts = split_port(authority);
  if (parts.host.empty()) return std::nullopt;
  origin.domain = lower(parts.host);
  const std::string_view own_port = origin.scheme == "http" ? "80" : "443";
  if (parts.port && !parts.port->empty() && *parts.port != own_port) {
    origin.port = std::string(*parts.port);
  }
  return origin;
}

OriginPattern parse_origin_pattern(std::string_view text) {
  OriginPattern pattern;
  if (const std::size_t at = text.find(kSchemeEnd); at != std::string_view::npos) {
    pattern.scheme = part(text.substr(0, at));
    text.remove_prefix(at + kSchemeEnd.size());
  }
  const HostPort parts = split_port(text.substr(0, text.find('/')));
  pattern.domain = part(parts.host);
  pattern.port = part(parts.port);
  return pattern;
}

bool matches(const OriginPattern& pattern, const Origin& origin) {
  if (pattern.scheme && *pattern.scheme != origin.scheme) return false;
  if (pattern.port && pattern.port != origin.port) return false;
  return !pattern.domain || domain_matches(*pattern.domain, origin.domain);
}

bool is_allowed(std::span<const std::string> patterns, const Origin& origin) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& text) {
    return text == "*" || matches(parse_origin_pattern(text), origin);
  });
}

}  // namespace picket::domain
