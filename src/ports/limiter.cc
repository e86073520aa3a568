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

Result<void> check_charges(std::span<const Charge> charges, std::span<const Take> takes) {
  if (charges.size() > Limiter::kMaxCharges) return unexpected(bad_take("too many charges"));
  if (takes.size() != charges.size()) return unexpected(bad_take("not a take for each charge"));
  for (const Charge& charge : charges) {
    auto checked = check_take(charge.key, charge.quantity, charge.limit, charge.window);
    if (!checked) return checked;
    if (charge.shift < Duration::zero()) return unexpected(bad_take("a negative shift"));
  }
  return {};
}

bool fits(const Charge& charge, std::int64_t taken) noexcept {
  const std::int64_t left = charge.limit - taken;  // Neither is negative.
  if (charge.quantity == 0 || charge.over_accept_once) return left > 0;
  return charge.quantity <= left;
}

Timestamp window_end(std::string_view key, Duration window, Timestamp now) noexcept {
  const auto length = static_cast<std::uint64_t>(window.count());
  const auto shift = static_cast<std::int64_t>(hash_of(key) % length);
  return window_end(Duration(shift), window, now);
}

Timestamp window_end(Duration shift, Duration window, Timestamp now) noexcept {
  std::int64_t into = (to_unix_us(now) - shift.count()) % window.count();
  if (into < 0) into += window.count();  // Before 1970 and the shift.
  return now - Duration(into) + window;
}

}  // namespace picket::ports
