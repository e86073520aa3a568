// What an archived issue waits for before it comes back, and in which release a resolved one is
// fixed. Source: shared spec "issues", sections 3 and 5.1.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::domain {

/// Archived until one of these happens.
struct Snooze {
  std::optional<Timestamp> until{};
  std::int64_t count = 0;  ///< So many more events; 0: no such condition.
  /// In a time as long as this; 0: since it was archived.
  std::chrono::minutes window{0};
  std::int64_t user_count = 0;  ///< So many users; 0: no such condition.
  /// In a time as long as this; 0: that were not met before it was archived.
  std::chrono::minutes user_window{0};
  UserId actor{};
  // What follows is written when it is archived, and by who asks the event store.
  Timestamp archived{};
  std::int64_t times_seen = 0;  ///< Of the issue when it was archived.
  std::int64_t users_seen = 0;  ///< Of `user_count`, when the event store was asked last.
  /// Of the issue when the event store was asked last, or when it was archived.
  std::int64_t asked = 0;
  /// Of the issue: before it was seen so often, asking the event store again cannot help.
  std::int64_t ask_at = 0;

  friend bool operator==(const Snooze&, const Snooze&) = default;
};

/// Whether it takes the event store to know: users and windows are not counted elsewhere.
inline bool asks_event_store(const Snooze& snooze) noexcept {
  return snooze.user_count > 0 || (snooze.count > 0 && snooze.window.count() > 0);
}

/// Numbers are stored; the first two are Sentry's.
enum class ResolutionKind : std::uint8_t {
  in_release = 0,
  in_next_release = 1,
  by_age = 2,  ///< Nobody did: no event came for long.
};

/// How an issue was resolved when it was not simply resolved.
struct Resolution {
  ResolutionKind kind = ResolutionKind::in_release;
  std::string release{};  ///< In which it is fixed, or after which.
  /// It waits for the next release of the project, which is not there yet.
  bool pending = false;
  /// The newest version when it was resolved in the next one; kept when that is known.
  std::string current_version{};
  UserId actor{};

  friend bool operator==(const Resolution&, const Resolution&) = default;
};

}  // namespace picket::domain
