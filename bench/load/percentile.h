// Percentiles by nearest rank: the value that was measured, never one between two.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace picket::load {

using Micros = std::chrono::microseconds;

/// The smallest value with at least `percent` (0..100) of all values at or below it; zero of none.
/// Reorders `values`.
Micros percentile(std::vector<Micros>& values, double percent);

/// p50, p99 and the largest.
struct Latency {
  std::size_t count = 0;
  Micros p50{};
  Micros p99{};
  Micros max{};
};

Latency summarize(std::vector<Micros> values);

}  // namespace picket::load
