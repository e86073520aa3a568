#include "domain/release/order.h"

#include <algorithm>

#include "domain/release/version.h"

namespace picket::domain::release {
namespace {

constexpr std::size_t kMostRecent = 3;
constexpr std::ptrdiff_t kOfMostRecent = 1;
constexpr std::ptrdiff_t kOfThoseThatTell = 3;

std::ptrdiff_t count_semantic(std::span<const std::string_view> names) noexcept {
  return std::count_if(names.begin(), names.end(),
                       [](std::string_view name) { return parse_version(name).has_value(); });
}

}  // namespace

bool numbers_its_releases(std::span<const std::string_view> newest_first) noexcept {
  if (count_semantic(newest_first.first(std::min(kMostRecent, newest_first.size()))) <
      kOfMostRecent)
    return false;
  return newest_first.size() < kReleasesThatTell ||
         count_semantic(newest_first.first(kReleasesThatTell)) >= kOfThoseThatTell;
}

bool is_later(const Placed& a, const Placed& b, bool numbered) noexcept {
  if (numbered) {
    const auto version = parse_version(a.name);
    const auto other = parse_version(b.name);
    if (version && other) {
      if (const auto order = compare(*version, *other); order && *order != 0) return *order > 0;
    }
  }
  return a.date() > b.date();
}

const Placed* latest(std::span<const Placed> releases, bool numbered) noexcept {
  const Placed* best = nullptr;
  for (const Placed& one : releases) {
    if (best == nullptr || is_later(one, *best, numbered)) best = &one;
  }
  return best;
}

}  // namespace picket::domain::release
