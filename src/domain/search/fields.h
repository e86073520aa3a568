// Which column answers for a key, as data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "domain/search/condition.h"

namespace picket::domain::search {

/// How a key's values differ from the column's.
enum class Mapping : std::uint8_t {
  same,
  contains,     ///< A text without stars is looked for anywhere.
  opposite,     ///< A boolean turned around.
  user,         ///< Behind any of the prefixes of users, or with its own.
  user_prefix,  ///< Behind `prefix`.
};

struct IssueColumn {
  std::string_view key;  ///< After aliases.
  IssueField field;
  Mapping mapping = Mapping::same;
};

struct EventColumn {
  std::string_view key;
  EventField field;
  Mapping mapping = Mapping::same;
  std::string_view prefix{};  ///< For Mapping::user_prefix.
  std::string_view tag{};     ///< For EventField::tag.
};

/// Null when issues do not answer for it.
const IssueColumn* find_issue_column(std::string_view key) noexcept;
/// Null when no column of events answers for it.
const EventColumn* find_event_column(std::string_view key) noexcept;

/// The prefixes that EventRow::user has, with their colons.
std::span<const std::string_view> user_prefixes() noexcept;

}  // namespace picket::domain::search
