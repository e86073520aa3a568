// Port: values that may be forgotten at any moment. In process, or Memcached/Redis.
// Threads: safe from any thread. A miss is not an error.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace picket::ports {

class Cache {
 public:
  virtual ~Cache() = default;
  virtual Result<std::optional<std::string>> get(std::string_view key) = 0;
  /// Keys up to 250 bytes, values up to 1 MiB (else invalid_argument), gone after `ttl` at the
  /// latest.
  virtual Result<void> put(std::string_view key, std::string value, Duration ttl) = 0;
  virtual Result<void> erase(std::string_view key) = 0;
};

}  // namespace picket::ports
