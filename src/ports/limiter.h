// Port: counters over time windows, for quotas and login attempts. In process, or Redis.
// Threads: safe from any thread. May block on a network in the distributed profile. May forget on
// restart, and counters over its limit: it then grants more, never less. Not durable; a repeated
// take takes again. Errors: unavailable (retry), invalid_argument.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace picket::ports {

struct Take {
  bool granted = false;
  Duration retry_after{0};  ///< Until the window ends; zero when granted.
};

/// One of the counters that something is charged to.
struct Charge {
  std::string_view key;
  std::int64_t quantity = 0;  ///< 0 only asks: it is refused once the limit is reached.
  std::int64_t limit = 0;
  Duration window{0};
  Duration shift{0};  ///< Windows begin at multiples of their length plus this.
  /// Grants any quantity while something is left, for batches that cannot be split.
  bool over_accept_once = false;
};

class Limiter {
 public:
  /// Charges at a time.
  static constexpr std::size_t kMaxCharges = 64;
  static constexpr std::size_t kMaxKeyBytes = 256;
  /// A year of quota; longer ones would be budgets, which must not be forgotten.
  static constexpr Duration kLongestWindow = std::chrono::days(366);

  virtual ~Limiter() = default;
  /// Atomically takes `quantity` of at most `limit` per `window` from the counter `key` (any bytes,
  /// at most kMaxKeyBytes), or nothing when it does not fit. Windows are aligned to multiples of
  /// their length plus a shift drawn from the key, see window_end. Windows of another length are
  /// another counter; the limit may change between takes. None is negative, and a window lasts from
  /// a microsecond to kLongestWindow: else invalid_argument.
  virtual Result<Take> take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                            Duration window) = 0;
  /// Takes every charge or, when one of them does not fit, nothing, in one step. True when taken.
  /// `takes`, as many as charges, tell of each whether it fits by itself. Two charges of one call
  /// are not for the same counter: each is compared with what was taken before the call. Windows
  /// are those of window_end(shift, ...). At most kMaxCharges.
  virtual Result<bool> take_all(std::span<const Charge> charges, std::span<Take> takes) = 0;
};

// What every adapter does alike.

/// invalid_argument for what take() refuses.
Result<void> check_take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                        Duration window);
/// End of the key's window that contains `now`, which is before it. The shift keeps the counters of
/// many keys from starting anew in the same moment.
Timestamp window_end(std::string_view key, Duration window, Timestamp now) noexcept;
/// invalid_argument for what take_all() refuses.
Result<void> check_charges(std::span<const Charge> charges, std::span<const Take> takes);
/// Whether the charge fits, `taken` of its limit being used.
bool fits(const Charge& charge, std::int64_t taken) noexcept;
/// End of the window that contains `now`, which is before it.
/// Source: shared spec "ingest", section 4.2: slot = floor((now - shift) / window).
Timestamp window_end(Duration shift, Duration window, Timestamp now) noexcept;

}  // namespace picket::ports
