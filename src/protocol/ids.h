// The identities that cross module borders.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/strong_id.h"

namespace picket {

using OrgId = StrongId<struct OrgTag>;
using ProjectId = StrongId<struct ProjectTag>;
using TeamId = StrongId<struct TeamTag>;
using UserId = StrongId<struct UserTag>;
using KeyId = StrongId<struct KeyTag>;  ///< A project key (DSN), not its public half.
using IssueId = StrongId<struct IssueTag>;
using HashId = StrongId<struct HashTag>;  ///< Row of a grouping hash; what event rows carry.

/// 128-bit event id; 32 lower-case hex digits on the wire.
struct EventId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend constexpr auto operator<=>(const EventId&, const EventId&) = default;

  /// 32 hex digits or a hyphenated UUID, any case, optionally `urn:uuid:` or braces; nullopt for
  /// anything else.
  static std::optional<EventId> parse(std::string_view text) noexcept;
  /// A random version 4 UUID.
  static EventId random() noexcept;
  std::string to_hex() const;
};

}  // namespace picket

template <>
struct std::hash<picket::EventId> {
  std::size_t operator()(const picket::EventId& id) const noexcept {
    return static_cast<std::size_t>(id.high ^ (id.low * 0x9e3779b97f4a7c15U));
  }
};
