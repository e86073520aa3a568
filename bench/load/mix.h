// Which sample comes how often, and as which issue.
//
// The files do not arrive in production as often as they lie in the folder: native events are a
// quarter of the mix, and within each kind files are weighted by exp(-c * bytes) with the one c
// that makes the mean what it should be. That is the least biased weighting with a given mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"
#include "load/sample.h"

namespace picket::load {

inline constexpr std::size_t kDefaultMeanBytes = 5'000;
inline constexpr double kNativeShare = 0.25;
inline constexpr std::size_t kIssues = 5'000;

/// Weights that sum to 1, with this mean of `bytes` as near as the files allow. Without
/// `native_share` all files count alike.
std::vector<double> weigh(std::span<const Sample> samples, double mean_bytes,
                          std::optional<double> native_share);

/// Draws 0..n-1 with probability proportional to 1/(k+1) (Zipf, exponent 1).
class Zipf {
 public:
  explicit Zipf(std::size_t n);
  std::size_t draw(SeededRandom& random) const;
  std::size_t size() const noexcept { return cumulative_.size(); }

 private:
  std::vector<double> cumulative_;
};

struct Pick {
  std::size_t sample = 0;
  std::size_t issue = 0;  ///< Counted within the sample.
};

/// Immutable, so safe from any thread. Every sample has its share of the issues, at least one.
class Mix {
 public:
  Mix(std::span<const double> weights, std::size_t issues);
  Pick draw(SeededRandom& random) const;
  std::size_t issues() const noexcept;

 private:
  std::vector<double> cumulative_;
  std::vector<Zipf> issues_;
};

/// Uniform in [0, 1).
double unit(SeededRandom& random) noexcept;

}  // namespace picket::load
