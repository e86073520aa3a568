#include "ports/limiter.h"

#include <string>

namespace picket::ports {
namespace {

Error bad_take(std::string detail) {
  return {ErrorKind::invalid_argument, "bad_take", std::move(detail)};
}

/// FNV-1a, 64 bits: the same in every process, which std::hash does not promise.
std::uint64_t hash_of(std::string_view key) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : key) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

}  // namespace

Result<void> check_take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                        Duration window) {
  if (key.size() > Limiter::kMaxKeyBytes) return unexpected(bad_take("the key is too long"));
  if (quantity < 0 || limit < 0) return unexpected(bad_take("a negative quantity or limit"));
  if (window <= Duration::zero() || window > Limiter::kLongestWindow) {
    return unexpected(bad_take("a window of " + std::to_string(window.count()) + " us"));
  }
  return {};
}

Timestamp window_end(std::string_view key, Duration window, Timestamp now) noexcept {
  const auto length = static_cast<std::uint64_t>(window.count());
  const auto shift = static_cast<std::int64_t>(hash_of(key) % length);
  std::int64_t into = (to_unix_us(now) - shift) % window.count();
  if (into < 0) into += window.count();  // Before 1970 and the shift.
  return now - Duration(into) + window;
}

}  // namespace picket::ports
