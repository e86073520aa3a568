#include "ports/event_filter.h"

namespace picket::ports {

Result<void> check_filter(const EventFilter& filter) {
  const auto refuse = [](const char* what, std::size_t count) {
    return unexpected(
        Error{ErrorKind::invalid_argument, "bad_event_filter", std::to_string(count) + " " + what});
  };
  if (filter.issues.size() > EventFilter::kMaxValues) {
    return refuse("issues", filter.issues.size());
  }
  if (filter.environments.size() > EventFilter::kMaxValues) {
    return refuse("environments", filter.environments.size());
  }
  if (filter.tags.size() > EventFilter::kMaxTags) return refuse("tags", filter.tags.size());
  return {};
}

}  // namespace picket::ports
