#include "adapters/faulty/limiter.h"

namespace picket::adapters {

Result<ports::Take> FaultyLimiter::take(std::string_view key, std::int64_t quantity,
                                        std::int64_t limit, Duration window) {
  return inject(plan_, "take", [&] { return inner_.take(key, quantity, limit, window); });
}

}  // namespace picket::adapters
