#include "roles/api/flood_limit.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace picket::api {

std::int64_t usual_hour(std::span<const std::int64_t> hours) {
  std::vector<std::int64_t> busy;
  std::copy_if(hours.begin(), hours.end(), std::back_inserter(busy),
               [](std::int64_t events) { return events > 0; });
  if (busy.empty()) return 1;
  const auto middle = busy.begin() + static_cast<std::ptrdiff_t>((busy.size() - 1) / 2);
  std::nth_element(busy.begin(), middle, busy.end());
  return *middle;
}

std::int64_t dropped_by_limit(std::span<const std::int64_t> hours, std::int64_t count) {
  std::int64_t dropped = 0;
  for (const std::int64_t events : hours) dropped += std::max<std::int64_t>(events - count, 0);
  return dropped;
}

}  // namespace picket::api
