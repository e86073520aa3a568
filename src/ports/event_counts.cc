#include "ports/event_counts.h"

namespace picket::ports {

Result<std::int64_t> bucket_count(const EventFilter& filter, Duration width, std::size_t series) {
  const auto refuse = [](const char* why) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_buckets", why});
  };
  if (const auto checked = check_filter(filter); !checked) return unexpected(checked.error());
  if (!filter.start || !filter.end) return refuse("a range is needed");
  if (width <= Duration::zero()) return refuse("the width must be positive");
  if (*filter.end <= *filter.start) return 0;
  const Duration range = *filter.end - *filter.start;
  const std::int64_t buckets = (range.count() - 1) / width.count() + 1;
  const auto most = EventCounts::kMaxBuckets / static_cast<std::int64_t>(series == 0 ? 1 : series);
  if (buckets > most) return refuse("too many buckets");
  return buckets;
}

Result<void> check_issues(std::span<const IssueId> issues) {
  if (issues.size() <= EventFilter::kMaxValues) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "bad_event_filter",
                          std::to_string(issues.size()) + " issues"});
}

}  // namespace picket::ports
