// How good a page or an app felt, from 0 to 1, of what was measured.
// Source: shared spec "ingest", section 3.13; the curve is that of Lighthouse's scores.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain {

/// One measurement's part of a score. Half of all pages are slower than p50, nine of ten slower
/// than p10.
struct ScoreComponent {
  std::string measurement;
  double weight = 0;  ///< Against those of the others; their sum need not be one.
  double p10 = 0;
  double p50 = 0;
  bool optional = false;  ///< An event without it has a score, too.
};

struct ScoreProfile {
  std::string name;
  std::vector<ScoreComponent> components;
  /// Whether a normalized event is of this profile; an empty function says no.
  std::function<bool(const boost::json::object& event)> applies;
  std::string version;  ///< Empty: has none.
};

namespace normalize {

/// 1 at 0, 0.9 at p10, 0.5 at p50. Negative values count as 0.
double score_of(double value, double p10, double p50) noexcept;

}  // namespace normalize
}  // namespace picket::domain
