#include "load/percentile.h"

#include <algorithm>
#include <cmath>

namespace picket::load {

Micros percentile(std::vector<Micros>& values, double percent) {
  if (values.empty()) return {};
  const double rank = std::ceil(percent / 100.0 * static_cast<double>(values.size()));
  const auto index =
      std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(rank) - 1, 0, std::ssize(values) - 1);
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[static_cast<std::size_t>(index)];
}

Latency summarize(std::vector<Micros> values) {
  return {.count = values.size(),
          .p50 = percentile(values, 50),
          .p99 = percentile(values, 99),
          .max = percentile(values, 100)};
}

}  // namespace picket::load
