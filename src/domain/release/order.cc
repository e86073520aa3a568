#include "domain/release/order.h"

#include <algorithm>
#include <map>
#include <vector>

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

const Placed* latest(std::span<const Placed> releases, bool numbered) {
  std::map<std::string_view, const Placed*> of_packages;
  std::vector<const Placed*> candidates;
  for (const Placed& one : releases) {
    const auto version = numbered ? parse_version(one.name) : std::nullopt;
    if (!version) {
      candidates.push_back(&one);
      continue;
    }
    const Placed*& best = of_packages[version->package];
    if (best == nullptr || is_later(one, *best, true)) best = &one;
  }
  for (const auto& [package, best] : of_packages) candidates.push_back(best);
  const Placed* last = nullptr;
  for (const Placed* const one : candidates) {
    if (last == nullptr || one->date() > last->date() ||
        (one->date() == last->date() && one < last))
      last = one;
  }
  return last;
}

}  // namespace picket::domain::release
