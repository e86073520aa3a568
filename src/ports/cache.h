// Port: values that may be forgotten at any moment. In process, or Memcached/Redis.
// Threads: safe from any thread. May block on a network in the distributed profile. A miss is not
// an error. Not durable; everything is safe to repeat. Errors: unavailable (go on without it),
// invalid_argument.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"

namespace picket::ports {

class Cache {
 public:
  static constexpr std::size_t kMaxKeyBytes = 250;  ///< Memcached's.
  static constexpr std::size_t kMaxValueBytes = 1_MiB;

  virtual ~Cache() = default;
  virtual Result<std::optional<std::string>> get(std::string_view key) = 0;
  /// Replaces the value. Keys are 1 to kMaxKeyBytes of any bytes, values at most kMaxValueBytes
  /// (else invalid_argument). Gone after `ttl` at the latest: at once when that is not positive.
  virtual Result<void> put(std::string_view key, std::string value, Duration ttl) = 0;
  /// What is not there is erased already.
  virtual Result<void> erase(std::string_view key) = 0;
};

// What every adapter refuses (invalid_argument).

Result<void> check_cache_key(std::string_view key);
Result<void> check_cache_value(std::string_view value);

}  // namespace picket::ports
