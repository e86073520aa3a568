#include "engine/backoff.h"

#include <algorithm>

namespace picket::engine {

Duration Backoff::next() noexcept {
  const Duration ceiling = std::min(ceiling_, policy_.longest);
  ceiling_ = std::min(ceiling_ * 2, policy_.longest);
  const Duration::rep half = ceiling.count() / 2;
  const auto jitter = random_.below(static_cast<std::uint64_t>(ceiling.count() - half) + 1);
  return Duration(half + static_cast<Duration::rep>(jitter));
}

}  // namespace picket::engine
