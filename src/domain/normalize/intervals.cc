#include "domain/normalize/intervals.h"

#include <algorithm>

namespace picket::domain::normalize {

Duration covered(std::vector<Interval>& intervals) {
  std::sort(intervals.begin(), intervals.end(),
            [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
  Duration sum{};
  Timestamp done = Timestamp::min();
  for (const Interval& interval : intervals) {
    const Timestamp from = std::max(interval.begin, done);
    if (from < interval.end) sum += interval.end - from;
    done = std::max(done, interval.end);
  }
  return sum;
}

Duration uncovered(const Interval& whole, std::vector<Interval>& others) {
  for (Interval& other : others) {
    other.begin = std::clamp(other.begin, whole.begin, whole.end);
    other.end = std::clamp(other.end, whole.begin, whole.end);
  }
  return whole.end - whole.begin - covered(others);
}

double to_milliseconds(Duration duration) noexcept {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace picket::domain::normalize
