// The keys that a search knows, as data. Source: shared spec "search", sections 5 and 6.
//
// A key that is in no table is a tag of that name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "domain/search/ast.h"

namespace picket::domain::search {

/// What else a value must be, or is turned into.
enum class ValueRule : std::uint8_t {
  none,
  hex16,       ///< 16 hex digits.
  hex32,       ///< 32.
  words,       ///< One of KeyInfo::words.
  status,      ///< The name of a status of issues; becomes its number.
  substatus,   ///< The same.
  priority,    ///< The same.
  category,    ///< One of KeyInfo::words: a category of issues.
  issue_type,  ///< A slug.
  release,     ///< `latest` has a meaning.
  assignee,    ///< Users, teams or nobody.
  user,        ///< Users.
};

struct KeyInfo {
  std::string_view name;
  ValueType type = ValueType::text;
  ValueRule rule = ValueRule::none;
  /// What a person reads when choosing a key. Empty: known, but not suggested.
  std::string_view about{};
  /// The key that this is another name of; empty: none.
  std::string_view means{};
  /// Values to suggest; for some rules the only ones.
  std::span<const std::string_view> words{};
};

/// Fields of events, which both searches know.
std::span<const KeyInfo> event_keys() noexcept;
/// Fields of events that only the event search knows.
std::span<const KeyInfo> discover_keys() noexcept;
/// Properties of issues.
std::span<const KeyInfo> issue_keys() noexcept;

/// `measurements.*` and `spans.*`, of which there is no list: their type, or text.
ValueType type_by_prefix(std::string_view name) noexcept;

}  // namespace picket::domain::search
