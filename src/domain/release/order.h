// Which release of a project is the later one: by version where the project numbers its releases,
// else by date. Source: shared spec "issues", sections 3 and 4.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"

namespace picket::domain::release {

/// A release of one project, as far as its place among the others goes. Views what it is made of.
struct Placed {
  std::string_view name;
  Timestamp added{};                    ///< When it was first heard of.
  std::optional<Timestamp> released{};  ///< As announced.

  /// What releases are ordered by where versions say nothing.
  Timestamp date() const noexcept { return released.value_or(added); }
};

/// How many of the newest releases numbers_its_releases() looks at.
inline constexpr std::size_t kReleasesThatTell = 10;

/// Whether a project follows semantic versioning, by the names of its newest releases, newest
/// first: one of the last three does, and, once there are ten, three of the last ten.
bool numbers_its_releases(std::span<const std::string_view> newest_first) noexcept;

/// Whether `a` comes after `b`. By date when `numbered` is false or versions cannot be compared.
bool is_later(const Placed& a, const Placed& b, bool numbered) noexcept;

/// The latest of them: of each package the greatest version, and of those and of what is no version
/// the one with the last date. The first of equals; nullptr of none. (By is_later() alone three
/// releases of two packages may each come after another.)
const Placed* latest(std::span<const Placed> releases, bool numbered);

}  // namespace picket::domain::release
