#include "domain/normalize/performance_score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string_view>

#include "domain/normalize/lookup.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// Abramowitz and Stegun, 7.1.26: at most 1.5e-7 off. Scores of other servers have the same error.
double error_function(double x) noexcept {
  constexpr double kP = 0.3275911;
  constexpr double kA[] = {0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429};
  const double at = std::abs(x);
  const double t = 1 / (1 + kP * at);
  const double sum = ((((kA[4] * t + kA[3]) * t + kA[2]) * t + kA[1]) * t + kA[0]) * t;
  return std::copysign(1 - sum * std::exp(-at * at), x);
}

bool is_nothing(double weight) noexcept {
  return std::abs(weight) < std::numeric_limits<double>::epsilon();
}

const json::value* value_of(const json::object& measurements, std::string_view name) noexcept {
  const json::object* const measurement = protocol::find_object(measurements, name);
  const json::value* const value =
      measurement != nullptr ? measurement->if_contains("value") : nullptr;
  return value != nullptr && value->is_number() ? value : nullptr;
}

/// Zero when the profile says nothing about these measurements.
double weight_of_all(const ScoreProfile& profile, const json::object& measurements) noexcept {
  double sum = 0;
  for (const ScoreComponent& component : profile.components) {
    const bool measured = measurements.contains(component.measurement);
    if (!measured && component.optional) continue;
    if (!measured && !is_nothing(component.weight)) return 0;
    sum += component.weight;
  }
  return sum;
}

void set_ratio(json::object& measurements, const std::string& name, double value) {
  measurements[name] = json::object({{"value", value}, {"unit", "ratio"}}, measurements.storage());
}

void add_scores(const ScoreProfile& profile, double all_weights, json::object& measurements) {
  double total = 0;
  bool scored = false;
  for (const ScoreComponent& component : profile.components) {
    double weight = 0;
    if (const json::value* value = value_of(measurements, component.measurement)) {
      weight = component.weight / all_weights;
      const double score =
          score_of(value->to_number<double>(), component.p10, component.p50) * weight;
      if (std::isfinite(score)) {
        total += score;
        scored = true;
        set_ratio(measurements, "score." + component.measurement, score);
      }
    }
    set_ratio(measurements, "score.weight." + component.measurement, weight);
  }
  if (scored) set_ratio(measurements, "score.total", total);
}

void set_version(json::object& event, const std::string& version) {
  json::value& contexts = event["contexts"];
  if (!contexts.is_object()) contexts.emplace_object();
  json::value& context = contexts.get_object()["performance_score"];
  if (!context.is_object()) context.emplace_object();
  context.get_object()["type"] = "performance_score";
  context.get_object()["score_profile_version"] = version;
}

}  // namespace

double score_of(double value, double p10, double p50) noexcept {
  constexpr double kNinthDecile = 0.9061938024368232;  // Where the error function is 0.8.
  const double middle = std::log(p50);
  const double width = std::abs(std::log(p10) - middle) / (std::numbers::sqrt2 * kNinthDecile);
  const double at = (std::log(std::max(value, 0.0)) - middle) / (std::numbers::sqrt2 * width);
  return 0.5 * (1 - error_function(at));
}

StepResult score_performance(Work& work) {
  json::object* const measurements = object_at(work.event, "measurements");
  if (measurements == nullptr) return {};
  for (const ScoreProfile& profile : work.context.score_profiles) {
    if (!profile.applies || !profile.applies(work.event)) continue;
    const double weight = weight_of_all(profile, *measurements);
    if (is_nothing(weight)) continue;
    add_scores(profile, weight, *measurements);
    if (!profile.version.empty()) set_version(work.event, profile.version);
    break;
  }
  return {};
}

}  // namespace picket::domain::normalize
