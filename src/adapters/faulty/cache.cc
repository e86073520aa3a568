#include "adapters/faulty/cache.h"

#include <utility>

namespace picket::adapters {

Result<std::optional<std::string>> FaultyCache::get(std::string_view key) {
  return inject(plan_, "get", [&] { return inner_.get(key); });
}

Result<void> FaultyCache::put(std::string_view key, std::string value, Duration ttl) {
  return inject(plan_, "put", [&] { return inner_.put(key, std::move(value), ttl); });
}

Result<void> FaultyCache::erase(std::string_view key) {
  return inject(plan_, "erase", [&] { return inner_.erase(key); });
}

}  // namespace picket::adapters
