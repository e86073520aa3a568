#include "domain/release/resolution.h"

#include "domain/release/version.h"

namespace picket::domain::release {
namespace {

/// nullopt when versions do not tell: the dates decide then.
std::optional<std::weak_ordering> by_version(std::string_view a, std::string_view b,
                                             bool numbered) noexcept {
  if (!numbered) return std::nullopt;
  const auto version = parse_version(a);
  const auto other = parse_version(b);
  if (!version || !other) return std::nullopt;
  return compare(*version, *other);
}

/// Everything up to the release that was current is covered.
std::optional<bool> covers_up_to_current(const Resolution& resolution, const Placed& event,
                                         bool numbered) noexcept {
  if (resolution.current_release.empty()) return std::nullopt;
  if (const auto order = by_version(event.name, resolution.current_release, numbered))
    return *order <= 0;
  if (!resolution.current_added) return std::nullopt;
  return event.name == resolution.current_release || *resolution.current_added > event.added;
}

/// Everything in front of the release is covered, itself is not: the fix is in it.
bool covers_before(const Placed& release, const Placed& event, bool numbered) noexcept {
  if (event.name == release.name) return false;
  if (const auto order = by_version(event.name, release.name, numbered)) return *order < 0;
  return event.date() <= release.date();
}

}  // namespace

bool covers(const Resolution& resolution, const std::optional<Placed>& event_release,
            bool numbered) noexcept {
  if (!event_release) return true;
  const Placed& event = *event_release;
  if (const auto known = covers_up_to_current(resolution, event, numbered)) return *known;
  switch (resolution.type) {
    case ResolutionType::in_next_release:
      return event.name == resolution.release.name || event.date() < resolution.release.date();
    case ResolutionType::in_release:
      return covers_before(resolution.release, event, numbered);
  }
  return false;
}

}  // namespace picket::domain::release
