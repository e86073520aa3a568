// What a person may type next: keys with their kinds and descriptions, and values of some.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "domain/search/config.h"

namespace picket::domain::search {

struct Completion {
  std::string_view name;   ///< As it is typed.
  std::string_view kind;   ///< kind_of() its type; "has", "is" and "function" for those.
  std::string_view about;  ///< A phrase.

  friend bool operator==(const Completion&, const Completion&) = default;
};

/// "text", "version", "number", "duration", "size", "percentage", "date", "boolean", "actor".
std::string_view kind_of(ValueType type) noexcept;

/// By name. Keys of tags are not here: those are in the events.
std::vector<Completion> completions(const SearchConfig& config);

/// Values of a key that are known without looking at events: of `is`, of levels, `me`... Empty for
/// others. `key` is a name as it is typed.
std::span<const std::string_view> value_completions(const SearchConfig& config,
                                                    std::string_view key) noexcept;

}  // namespace picket::domain::search
