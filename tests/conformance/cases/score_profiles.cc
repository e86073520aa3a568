#include "score_profiles.h"

#include <string>
#include <utility>

#include "protocol/json.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

using Components = std::vector<domain::ScoreComponent>;
using Condition = std::function<bool(const json::object&)>;

bool is_text(const json::object& event, const char* pointer, std::string_view wanted) {
  const json::value root(event);
  boost::system::error_code error;
  const json::value* const found = root.find_pointer(pointer, error);
  return found != nullptr && found->is_string() && found->get_string() == wanted;
}

bool always(const json::object&) {
  return true;
}

bool on_chrome(const json::object& event) {
  return is_text(event, "/contexts/browser/name", "Chrome");
}

Condition on_mobile(std::string sdk) {
  return [sdk = std::move(sdk)](const json::object& event) {
    return is_text(event, "/sdk/name", sdk) && is_text(event, "/contexts/trace/op", "ui.load");
  };
}

domain::ScoreProfile profile(std::string name, Condition applies, Components components,
                             std::string version = {}) {
  return {std::move(name), std::move(components), std::move(applies), std::move(version)};
}

/// Web vitals; `factor` of their weights, which are scaled to one again.
Components desktop(double factor) {
  return {{"fcp", 0.15 * factor, 900, 1600},
          {"lcp", 0.30 * factor, 1200, 2400},
          {"fid", 0.30 * factor, 100, 300},
          {"cls", 0.25 * factor, 0.1, 0.25},
          {"ttfb", 0.0, 0.2, 0.4}};
}

Components a_and_b(bool with_optional) {
  Components components = {{"a", 0.15, 900, 1600}, {"b", 0.30, 1200, 2400}};
  if (with_optional) components.push_back({"c", 0.55, 1200, 2400, true});
  return components;
}

Components mobile() {
  return {{"time_to_initial_display", 0.25, 1800, 3000, true},
          {"time_to_full_display", 0.25, 2500, 4000, true},
          {"app_start_warm", 0.25, 200, 500, true},
          {"app_start_cold", 0.25, 200, 500, true}};
}

}  // namespace

std::vector<domain::ScoreProfile> score_profiles(std::string_view name) {
  if (name == "test_computed_performance_score") {
    return {profile("Desktop", on_chrome, desktop(1))};
  }
  if (name == "test_computed_performance_score_with_under_normalized_weights") {
    return {profile("Desktop", on_chrome, desktop(0.2))};
  }
  if (name == "test_computed_performance_score_with_over_normalized_weights") {
    return {profile("Desktop", on_chrome, desktop(2))};
  }
  if (name == "test_computed_performance_score_missing_measurement") {
    return {profile("Desktop", on_chrome, a_and_b(false))};
  }
  if (name == "test_computed_performance_score_optional_measurement") {
    return {profile("Desktop", on_chrome, a_and_b(true))};
  }
  if (name == "test_computed_performance_score_weight_0") {
    return {profile("Desktop", always, {{"cls", 0, 0.1, 0.25}})};
  }
  if (name == "test_computed_performance_score_negative_value") {
    return {profile("Desktop", always, {{"ttfb", 1, 100, 250}})};
  }
  if (name == "test_computed_performance_score_multiple_profiles") {
    return {profile("Desktop", always, {{"cls", 0, 0.1, 0.25}}),
            profile("Desktop", always, {{"inp", 1, 0.1, 0.25}})};
  }
  if (name == "test_compute_performance_score_for_mobile_ios_profile") {
    return {profile("Mobile", on_mobile("sentry.cocoa"), mobile())};
  }
  if (name == "test_compute_performance_score_for_mobile_android_profile") {
    return {profile("Mobile", on_mobile("sentry.java.android"), mobile())};
  }
  if (name == "test_computes_standalone_cls_performance_score") {
    return {profile("Default", always,
                    {{"fcp", 0.15, 900, 1600, true},
                     {"lcp", 0.30, 1200, 2400, true},
                     {"cls", 0.15, 0.1, 0.25, true},
                     {"ttfb", 0.10, 200, 400, true}})};
  }
  if (name == "test_computed_performance_score_falls_back_to_default_profile") {
    const Components same = {
        {"a", 0.15, 100, 200}, {"b", 0.30, 100, 200}, {"c", 0.55, 100, 200, true}};
    return {profile("Desktop", on_chrome, same), profile("Default", always, same)};
  }
  return {};
}

}  // namespace picket::conformance
