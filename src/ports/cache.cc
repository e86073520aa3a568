#include "ports/cache.h"

namespace picket::ports {

Result<void> check_cache_key(std::string_view key) {
  if (!key.empty() && key.size() <= Cache::kMaxKeyBytes) return {};
  return unexpected(
      Error{ErrorKind::invalid_argument, "bad_cache_key", std::to_string(key.size()) + " bytes"});
}

Result<void> check_cache_value(std::string_view value) {
  if (value.size() <= Cache::kMaxValueBytes) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "cache_value_too_large",
                          std::to_string(value.size()) + " bytes"});
}

}  // namespace picket::ports
