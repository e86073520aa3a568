// What differs between the search of issues and that of events.
// Source: shared spec "search", sections 5 and 6.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/search/keys.h"

namespace picket::domain::search {

struct SearchConfig {
  std::vector<std::span<const KeyInfo>> keys;  ///< The first that has a name counts.
  bool is_issue_search = false;      ///< `is:`; no functions. Words on people and releases.
  bool allows_connectives = true;    ///< Else OR and AND are errors, and parentheses are text.
  bool allows_regexes = false;       ///< key://pattern//
  bool allows_list_patterns = true;  ///< Stars in lists.
  /// Keys that may be searched, by their names after aliases; empty: all.
  std::vector<std::string> allowed_keys{};
  std::vector<std::string> blocked_keys{};

  /// Null for a tag.
  const KeyInfo* find(std::string_view name) const noexcept;
};

/// Of the issue list.
const SearchConfig& issue_search();
/// Of events, and of what counts them.
const SearchConfig& event_search();

/// A word behind `is:` and what it stands for.
struct IsWord {
  std::string_view word;
  std::string_view key;  ///< status, substatus, unassigned, linked or for_review.
  int value = 0;         ///< A number, or 0 and 1 of a flag.
};

/// In the order in which an error lists them.
std::span<const IsWord> is_words() noexcept;
std::span<const std::string_view> is_word_names() noexcept;

}  // namespace picket::domain::search
