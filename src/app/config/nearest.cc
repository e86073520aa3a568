#include "app/config/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/assert.h"

namespace picket::app {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // One row of the Wagner-Fischer table at a time.
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row.back();
}

std::string_view nearest(std::string_view text, std::span<const std::string> candidates) {
  PICKET_ASSERT(!candidates.empty());
  return *std::min_element(candidates.begin(), candidates.end(), [&](const auto& x, const auto& y) {
    return edit_distance(text, x) < edit_distance(text, y);
  });
}

}  // namespace picket::app
