#include "load/mix.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace picket::load {
namespace {

/// In units of the mean, so that exp() stays in range: the steepest tilt that is tried.
constexpr double kSteepest = 40;
constexpr int kBisections = 100;

std::vector<double> tilted(std::span<const Sample> samples, double mean_bytes, double steepness,
                           std::optional<double> native_share) {
  std::vector<double> weights;
  double sum[2] = {0, 0};
  // Relative to the smallest file, so that not all of them underflow.
  const auto least = std::min_element(samples.begin(), samples.end(), [&](auto& a, auto& b) {
    return steepness > 0 ? a.bytes < b.bytes : a.bytes > b.bytes;
  });
  for (const Sample& sample : samples) {
    const double over = static_cast<double>(sample.bytes) - static_cast<double>(least->bytes);
    weights.push_back(std::exp(-steepness * over / mean_bytes));
    sum[sample.native && native_share ? 1 : 0] += weights.back();
  }
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool native = samples[i].native && native_share;
    const bool both = sum[0] > 0 && sum[1] > 0;
    const double share = !both ? 1 : native ? *native_share : 1 - native_share.value_or(0);
    weights[i] *= share / sum[native ? 1 : 0];
  }
  return weights;
}

double mean_of(std::span<const Sample> samples, std::span<const double> weights) {
  double mean = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    mean += static_cast<double>(samples[i].bytes) * weights[i];
  }
  return mean;
}

std::size_t draw_from(std::span<const double> cumulative, SeededRandom& random) {
  const double at = unit(random) * cumulative.back();
  const auto found = std::upper_bound(cumulative.begin(), cumulative.end() - 1, at);
  return static_cast<std::size_t>(found - cumulative.begin());
}

}  // namespace

double unit(SeededRandom& random) noexcept {
  return static_cast<double>(random.next() >> 11U) * 0x1.0p-53;
}

std::vector<double> weigh(std::span<const Sample> samples, double mean_bytes,
                          std::optional<double> native_share) {
  // The mean falls as the tilt grows.
  double low = -kSteepest;
  double high = kSteepest;
  for (int i = 0; i < kBisections; ++i) {
    const double middle = (low + high) / 2;
    const std::vector<double> weights = tilted(samples, mean_bytes, middle, native_share);
    (mean_of(samples, weights) > mean_bytes ? low : high) = middle;
  }
  return tilted(samples, mean_bytes, (low + high) / 2, native_share);
}

Zipf::Zipf(std::size_t n) {
  double sum = 0;
  for (std::size_t k = 1; k <= n; ++k) cumulative_.push_back(sum += 1.0 / static_cast<double>(k));
}

std::size_t Zipf::draw(SeededRandom& random) const {
  return draw_from(cumulative_, random);
}

Mix::Mix(std::span<const double> weights, std::size_t issues) {
  double sum = 0;
  for (const double weight : weights) {
    cumulative_.push_back(sum += weight);
    const auto share = std::lround(weight * static_cast<double>(issues));
    issues_.emplace_back(static_cast<std::size_t>(std::max(share, 1L)));
  }
}

Pick Mix::draw(SeededRandom& random) const {
  const std::size_t sample = draw_from(cumulative_, random);
  return {.sample = sample, .issue = issues_[sample].draw(random)};
}

std::size_t Mix::issues() const noexcept {
  return std::accumulate(issues_.begin(), issues_.end(), std::size_t{0},
                         [](std::size_t sum, const Zipf& of) { return sum + of.size(); });
}

}  // namespace picket::load
