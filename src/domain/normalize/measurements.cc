// What a transaction measured. Source: shared spec "ingest", section 3.13.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "domain/normalize/lookup.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// A phone that slept in between; new SDKs do not send these.
constexpr double kMaxMobileMs = 180'000;
constexpr std::string_view kMobile[] = {"app_start_cold", "app_start_warm", "time_to_full_display",
                                        "time_to_initial_display"};
/// Measurements of names that are not below, as Sentry's projects have it by default.
constexpr std::size_t kMaxCustom = 10;
constexpr std::size_t kMaxNameAndUnit = 200;  ///< Bytes.

constexpr std::string_view kMs = "millisecond";
constexpr std::string_view kNone = "none";
constexpr std::string_view kRatio = "ratio";

/// What is measured in a known unit. Sorted by name.
constexpr std::pair<std::string_view, std::string_view> kKnown[] = {
    {"app_start_cold", kMs},
    {"app_start_warm", kMs},
    {"cls", kNone},
    {"fcp", kMs},
    {"fid", kMs},
    {"fp", kMs},
    {"frames_frozen", kNone},
    {"frames_frozen_rate", kRatio},
    {"frames_slow", kNone},
    {"frames_slow_rate", kRatio},
    {"frames_total", kNone},
    {"inp", kMs},
    {"lcp", kMs},
    {"stall_count", kNone},
    {"stall_longest_time", kMs},
    {"stall_percentage", kRatio},
    {"stall_total_time", kMs},
    {"time_to_full_display", kMs},
    {"time_to_initial_display", kMs},
    {"ttfb", kMs},
    {"ttfb.requesttime", kMs},
};

/// Empty for names that are not known.
std::string_view known_unit(std::string_view name) noexcept {
  if (name.starts_with("score.")) return kRatio;  // Ours, of a pass before this one.
  const auto* const found =
      std::lower_bound(std::begin(kKnown), std::end(kKnown), name,
                       [](const auto& known, std::string_view key) { return known.first < key; });
  return found != std::end(kKnown) && found->first == name ? found->second : std::string_view();
}

class Measurements {
 public:
  Measurements(json::object& all, Meta& meta, const Path& path)
      : all_(all), meta_(meta), path_(path) {}

  void rename(std::string_view from, std::string_view to) {
    json::value* const value = all_.if_contains(from);
    if (value == nullptr) return;
    json::value moved = std::move(*value);
    all_.erase(from);
    meta_.move(Path(path_, from), Path(path_, to));
    all_[to] = std::move(moved);
  }

  void drop_outliers() {
    for (const std::string_view name : kMobile) {
      const auto value = number(name);
      if (value && *value > kMaxMobileMs) drop(name);
    }
  }

  void set_units() {
    for (json::key_value_pair& member : all_) {
      json::object* const measurement = member.value().if_object();
      if (measurement == nullptr) continue;
      json::value& unit = (*measurement)["unit"];
      if (unit.is_string()) continue;
      const std::string_view known = known_unit(member.key());
      unit = known.empty() ? kNone : known;
    }
  }

  /// In the order of their names, so that of equal events the same ones stay.
  void drop_invalid() {
    std::vector<std::string> names;
    names.reserve(all_.size());
    for (const json::key_value_pair& member : all_) names.emplace_back(member.key());
    std::sort(names.begin(), names.end());
    json::object removed(all_.storage());
    std::size_t custom = 0;
    for (const std::string& name : names) {
      const json::object* const measurement = all_.if_contains(name)->if_object();
      if (measurement == nullptr) continue;  // Null with an error.
      const std::string flaw = flaw_of(name, *measurement, custom);
      if (flaw.empty()) continue;
      if (flaw != kWrongUnit) {
        meta_.invalid(path_, flaw);
        removed.emplace(name, *measurement);
      }
      drop(name);
    }
    if (!removed.empty()) meta_.original(path_, removed);
  }

  void add_rates(double duration_ms) {
    const auto total = number("frames_total");
    if (total && *total > 0) {
      for (const char* const kind : {"frames_frozen", "frames_slow"}) {
        if (const auto frames = number(kind))
          set_ratio(kind + std::string("_rate"), *frames / *total);
      }
    }
    const auto stalled = number("stall_total_time");
    if (!stalled || duration_ms <= 0) return;
    const std::string_view unit =
        protocol::find_string(all_.at("stall_total_time").get_object(), "unit");
    if (unit == kMs || unit == kNone) set_ratio("stall_percentage", *stalled / duration_ms);
  }

 private:
  static constexpr std::string_view kWrongUnit = "unit";

  std::optional<double> number(std::string_view name) const noexcept {
    const json::object* const measurement = protocol::find_object(all_, name);
    const json::value* const value =
        measurement != nullptr ? measurement->if_contains("value") : nullptr;
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return value->to_number<double>();
  }

  void set_ratio(const std::string& name, double value) {
    meta_.forget(Path(path_, name));
    all_[name] = json::object({{"value", value}, {"unit", kRatio}}, all_.storage());
  }

  void drop(std::string_view name) {
    meta_.forget(Path(path_, name));
    all_.erase(name);
  }

  /// Why the measurement does not stay; empty when it does.
  std::string flaw_of(const std::string& name, const json::object& measurement,
                      std::size_t& custom) const {
    const std::string_view unit = protocol::find_string(measurement, "unit");
    const std::size_t most = kMaxNameAndUnit - std::min(kMaxNameAndUnit, unit.size());
    if (name.size() > most) {
      return "Metric name too long " + std::to_string(name.size()) + '/' + std::to_string(most) +
             ": \"" + name.substr(0, kMaxNameAndUnit) + '"';
    }
    const std::string_view known = known_unit(name);
    if (!known.empty()) {
      if (known != unit) return std::string(kWrongUnit);
      const auto value = number(name);
      if (!value || *value >= 0) return {};
      return fmt::format("Negative value for measurement {} not allowed: {}", name, *value);
    }
    if (custom == kMaxCustom) return "Too many measurements: " + name;
    ++custom;
    return {};
  }

  json::object& all_;
  Meta& meta_;
  const Path& path_;
};

double duration_ms(const json::object& event) noexcept {
  const auto begin = time_at(event, "start_timestamp");
  const auto end = time_at(event, "timestamp");
  if (!begin || !end || *end < *begin) return 0;
  return std::chrono::duration<double, std::milli>(*end - *begin).count();
}

}  // namespace

StepResult normalize_measurements(Work& work) {
  const Path root;
  const Path path(root, "measurements");
  if (work.context.kind != EventKind::transaction) {
    for (const char* const key : {"measurements", "breakdowns"}) {
      work.meta.forget(Path(root, key));
      work.event.erase(key);
    }
    return {};
  }
  json::object* const all = object_at(work.event, "measurements");
  if (all == nullptr) return {};
  Measurements measurements(*all, work.meta, path);
  measurements.rename("app.start.cold", "app_start_cold");
  measurements.rename("app.start.warm", "app_start_warm");
  measurements.drop_outliers();
  measurements.set_units();
  measurements.drop_invalid();
  measurements.add_rates(duration_ms(work.event));
  if (all->empty() && !work.meta.has_any(path)) work.event.erase("measurements");
  return {};
}

}  // namespace picket::domain::normalize
