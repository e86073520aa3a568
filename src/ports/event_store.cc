#include "ports/event_store.h"

#include <unordered_set>

namespace picket::ports {

Result<void> check_find(const EventFilter& filter, std::size_t limit) {
  if (limit < 1 || limit > EventStore::kMaxFound) {
    return unexpected(
        Error{ErrorKind::invalid_argument, "bad_find_limit", "limit " + std::to_string(limit)});
  }
  return check_filter(filter);
}

Result<void> check_overrides(std::span<const HashOverride> overrides) {
  std::unordered_set<HashId> seen;
  for (const HashOverride& entry : overrides) {
    if (!seen.insert(entry.hash).second) {
      return unexpected(Error{ErrorKind::invalid_argument, "duplicate_override",
                              "hash " + std::to_string(entry.hash.value)});
    }
  }
  return {};
}

}  // namespace picket::ports
