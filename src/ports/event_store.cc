#include "ports/event_store.h"

#include <unordered_set>

namespace picket::ports {

Result<void> check_find_limit(std::size_t limit) {
  if (limit < 1 || limit > EventStore::kMaxFound) {
    return unexpected(
        Error{ErrorKind::invalid_argument, "bad_find_limit", "limit " + std::to_string(limit)});
  }
  return {};
}

Result<std::int64_t> bucket_count(const EventFilter& filter, Duration width, std::size_t series) {
  const auto refuse = [](const char* why) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_buckets", why});
  };
  if (!filter.start || !filter.end) return refuse("a range is needed");
  if (width <= Duration::zero()) return refuse("the width must be positive");
  if (*filter.end <= *filter.start) return 0;
  const Duration range = *filter.end - *filter.start;
  const std::int64_t buckets = (range.count() - 1) / width.count() + 1;
  const auto most = EventStore::kMaxBuckets / static_cast<std::int64_t>(series == 0 ? 1 : series);
  if (buckets > most) return refuse("too many buckets");
  return buckets;
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
