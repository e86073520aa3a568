// Whether an issue that was resolved in a release, or in the next one, still counts as resolved for
// an event of another release. Source: shared spec "issues", sections 3 and 4.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/release/order.h"

namespace picket::domain::release {

/// Numbers are stored and never change.
enum class ResolutionType : std::uint8_t { in_release = 0, in_next_release = 1 };

/// What people said when they resolved an issue. One that was resolved without a release has none.
/// Views what it is made of.
struct Resolution {
  ResolutionType type = ResolutionType::in_release;
  /// The release it is resolved in; for the next release, the newest one of that time.
  Placed release;
  /// Set when it was, at some time, resolved in the next release: the greatest one seen by then.
  /// Still that one after `release` became the release that followed.
  std::string_view current_release{};
  /// When `current_release` was first heard of; none when the project does not know it (any more).
  std::optional<Timestamp> current_added{};
};

/// True: an event of `event_release` is no regression. An event without a release never is.
/// `numbered`: see numbers_its_releases().
bool covers(const Resolution& resolution, const std::optional<Placed>& event_release,
            bool numbered) noexcept;

}  // namespace picket::domain::release
