#include "adapters/faulty/limiter.h"

namespace picket::adapters {

Result<ports::Take> FaultyLimiter::take(std::string_view key, std::int64_t quantity,
                                        std::int64_t limit, Duration window) {
  return inject(plan_, "take", [&] { return inner_.take(key, quantity, limit, window); });
}

Result<bool> FaultyLimiter::take_all(std::span<const ports::Charge> charges,
                                     std::span<ports::Take> takes) {
  return inject(plan_, "take_all", [&] { return inner_.take_all(charges, takes); });
}

}  // namespace picket::adapters
