// Scopes: what a token or a role may do, in Sentry's words.
// Source: shared spec "access", section 1.1, and "api", sections 1.2 and 20.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace picket::domain::access {

enum class Scope : std::uint8_t {
  alerts_read,
  alerts_write,
  event_admin,
  event_read,
  event_write,
  member_admin,
  member_invite,
  member_read,
  member_write,
  org_admin,
  org_ci,  ///< Of organization tokens only: releases and uploads.
  org_integrations,
  org_read,
  org_write,
  project_admin,
  project_read,
  project_releases,
  project_write,
  team_admin,
  team_read,
  team_write,
};
inline constexpr std::size_t kScopes = 21;

/// "event:read"
std::string_view to_string(Scope scope) noexcept;
/// Exactly as written; nullopt for what we do not know.
std::optional<Scope> parse_scope(std::string_view text) noexcept;

/// Which scopes. No scope implies another: every route lists all that it accepts.
class ScopeSet {
 public:
  constexpr ScopeSet() = default;
  constexpr ScopeSet(std::initializer_list<Scope> scopes) {
    for (const Scope scope : scopes) insert(scope);
  }
  /// Words that we do not know give nothing: they may come from a newer program.
  static ScopeSet parse(std::span<const std::string> words) noexcept;

  constexpr void insert(Scope scope) noexcept { bits_ |= bit(scope); }
  constexpr void insert(ScopeSet others) noexcept { bits_ |= others.bits_; }
  constexpr void remove(Scope scope) noexcept { bits_ &= ~bit(scope); }
  constexpr bool contains(Scope scope) const noexcept { return (bits_ & bit(scope)) != 0; }
  constexpr bool intersects(ScopeSet other) const noexcept { return (bits_ & other.bits_) != 0; }
  constexpr bool empty() const noexcept { return bits_ == 0; }
  constexpr std::size_t size() const noexcept {
    return static_cast<std::size_t>(std::popcount(bits_));
  }

  friend constexpr ScopeSet operator&(ScopeSet a, ScopeSet b) noexcept {
    ScopeSet both;
    both.bits_ = a.bits_ & b.bits_;
    return both;
  }
  friend constexpr ScopeSet operator|(ScopeSet a, ScopeSet b) noexcept {
    a.insert(b);
    return a;
  }

  friend constexpr bool operator==(const ScopeSet&, const ScopeSet&) = default;

 private:
  static constexpr std::uint32_t bit(Scope scope) noexcept {
    return std::uint32_t{1} << static_cast<unsigned>(scope);
  }
  static_assert(kScopes <= 32);

  std::uint32_t bits_ = 0;
};

/// Every scope, in the order of the enumeration.
const std::array<Scope, kScopes>& all_scopes() noexcept;
/// "event:admin event:read", in the order of the enumeration.
std::string to_string(ScopeSet scopes);

// What a route takes, by what it does to which thing; any one of them suffices.
inline constexpr ScopeSet kAdminEvents{Scope::event_admin};
inline constexpr ScopeSet kWriteEvents{Scope::event_write, Scope::event_admin};
inline constexpr ScopeSet kReadEvents{Scope::event_read, Scope::event_write, Scope::event_admin};
inline constexpr ScopeSet kAdminProject{Scope::project_admin};
inline constexpr ScopeSet kWriteProject{Scope::project_write, Scope::project_admin};
inline constexpr ScopeSet kReadProject{Scope::project_read, Scope::project_write,
                                       Scope::project_admin};
inline constexpr ScopeSet kAdminTeam{Scope::team_admin};
inline constexpr ScopeSet kWriteTeam{Scope::team_write, Scope::team_admin};
inline constexpr ScopeSet kReadTeam{Scope::team_read, Scope::team_write, Scope::team_admin};
inline constexpr ScopeSet kAdminOrg{Scope::org_admin};
inline constexpr ScopeSet kWriteOrg{Scope::org_write, Scope::org_admin};
inline constexpr ScopeSet kReadOrg{Scope::org_read, Scope::org_write, Scope::org_admin};
inline constexpr ScopeSet kWriteMembers{Scope::member_write, Scope::member_admin};
inline constexpr ScopeSet kReadMembers{Scope::member_read, Scope::member_write,
                                       Scope::member_admin};

}  // namespace picket::domain::access
