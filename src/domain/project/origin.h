// Which web origins may report to a project.
// Source: shared spec "ingest", section 1.4 (relay's allowed domains and its origin patterns).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace picket::domain {

/// Where a request came from: the parts of an http(s) URL, in lower case. A port that is the
/// scheme's own counts as none.
struct Origin {
  std::string scheme;
  std::string domain;  ///< IPv6 addresses keep their brackets.
  std::optional<std::string> port;
};

/// nullopt for anything but an http or https URL with a host, "null" included.
std::optional<Origin> parse_origin(std::string_view url);

/// `*`, `scheme://domain[:port]`, `domain`, `*.domain`, `*:port`: a part that is absent or `*`
/// matches anything.
struct OriginPattern {
  std::optional<std::string> scheme;
  std::optional<std::string> domain;
  std::optional<std::string> port;
};

/// Never fails: what makes no sense matches nothing.
OriginPattern parse_origin_pattern(std::string_view text);

bool matches(const OriginPattern& pattern, const Origin& origin);

/// Whether any of the patterns matches.
bool is_allowed(std::span<const std::string> patterns, const Origin& origin);

}  // namespace picket::domain
