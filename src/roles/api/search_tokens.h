// The little language of `query` in lists of organizations, projects, teams and members: words, and
// `key:value`. (Issues and events have a larger one of their own.)
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace picket::api {

struct SearchTokens {
  std::string text;  ///< The words, a space between each.
  std::vector<std::pair<std::string, std::string>> keys;

  /// The last of that key.
  std::optional<std::string_view> find(std::string_view key) const noexcept;
  /// A key outside `known` has no matches: Sentry answers an empty list.
  bool has_unknown(std::span<const std::string_view> known) const noexcept;
};

/// A value may stand in quotes: `team:"a b"`. Never fails.
SearchTokens parse_search_tokens(std::string_view query);

/// In any case, anywhere; everything holds "".
bool holds(std::string_view text, std::string_view part);

}  // namespace picket::api
