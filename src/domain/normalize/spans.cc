// How long a transaction's spans took. Source: shared spec "ingest", section 3.13.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/normalize/intervals.h"
#include "domain/normalize/lookup.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// What Sentry's projects have by default: the breakdown's name and the beginnings of operations.
constexpr std::string_view kBreakdown = "span_ops";
constexpr std::array<std::string_view, 5> kOperations = {"http", "db", "browser", "resource", "ui"};

std::optional<Interval> interval_of(const json::object& span) noexcept {
  const auto begin = time_at(span, "start_timestamp");
  const auto end = time_at(span, "timestamp");
  if (!begin || !end || *end < *begin) return std::nullopt;
  return Interval{*begin, *end};
}

/// By the id of their parent, as a number: zero, which no span has, for those without one.
using Children = std::unordered_map<std::uint64_t, std::vector<Interval>>;

/// Of 16 hex digits, as the shape pass leaves them.
std::uint64_t id_at(const json::object& span, std::string_view key) noexcept {
  const std::string_view digits = protocol::find_string(span, key);
  std::uint64_t id = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), id, 16);
  return id;
}

Children children_of(const json::array& spans) {
  Children children;
  for (const json::value& value : spans) {
    const json::object* const span = value.if_object();
    const auto interval = span != nullptr ? interval_of(*span) : std::nullopt;
    if (!interval) continue;
    children[id_at(*span, "parent_span_id")].push_back(*interval);
  }
  return children;
}

void set_exclusive_time(json::object& span, const Interval& interval, Children& children) {
  const auto found = children.find(id_at(span, "span_id"));
  const Duration own =
      found != children.end() ? uncovered(interval, found->second) : interval.end - interval.begin;
  span["exclusive_time"] = to_milliseconds(own);
}

/// React Native SDKs 3 to 4.4 named these operations as the measurements are named.
void rename_app_start(json::object& event, json::array& spans) {
  const json::object* const sdk = protocol::find_object(event, "sdk");
  if (sdk == nullptr || protocol::find_string(*sdk, "name") != "sentry.javascript.react-native") {
    return;
  }
  static constexpr std::string_view kVersions[] = {"3", "4.0", "4.1", "4.2", "4.3", "4.4"};
  const std::string_view version = protocol::find_string(*sdk, "version");
  if (std::none_of(std::begin(kVersions), std::end(kVersions),
                   [version](std::string_view known) { return version.starts_with(known); })) {
    return;
  }
  for (json::value& value : spans) {
    json::object* const span = value.if_object();
    if (span == nullptr) continue;
    const std::string_view op = protocol::find_string(*span, "op");
    const bool cold = op == "app_start_cold";
    if (!cold && op != "app_start_warm") continue;
    (*span)["op"] = cold ? "app.start.cold" : "app.start.warm";
    return;
  }
}

/// The beginning that the operation has; the operation itself where it is of another kind, which
/// counts for the total alone.
std::pair<std::string_view, bool> group_of(std::string_view op) noexcept {
  const auto* const found =
      std::find_if(kOperations.begin(), kOperations.end(),
                   [op](std::string_view prefix) { return op.starts_with(prefix); });
  if (found == kOperations.end()) return {op, false};
  return {*found, true};
}

json::object milliseconds(Duration duration, const json::storage_ptr& storage) {
  return json::object({{"value", to_milliseconds(duration)}, {"unit", "millisecond"}}, storage);
}

}  // namespace

StepResult normalize_breakdowns(Work& work) {
  if (work.context.kind != EventKind::transaction) return {};
  const json::array* const spans = protocol::find_array(work.event, "spans");
  if (spans == nullptr) return {};
  std::map<std::pair<std::string_view, bool>, std::vector<Interval>> groups;
  for (const json::value& value : *spans) {
    const json::object* const span = value.if_object();
    const auto interval = span != nullptr ? interval_of(*span) : std::nullopt;
    if (interval) groups[group_of(protocol::find_string(*span, "op"))].push_back(*interval);
  }
  if (groups.empty()) return {};
  const json::storage_ptr storage = work.event.storage();
  json::object breakdown(storage);
  Duration total{};
  for (auto& [group, intervals] : groups) {
    const Duration sum = covered(intervals);
    total += sum;
    if (group.second) {
      breakdown.emplace("ops." + std::string(group.first), milliseconds(sum, storage));
    }
  }
  breakdown.emplace("total.time", milliseconds(total, storage));
  const Path root;
  const Path path(root, "breakdowns");
  work.meta.forget(Path(path, kBreakdown));
  json::value& breakdowns = work.event["breakdowns"];
  if (!breakdowns.is_object()) breakdowns.emplace_object();
  breakdowns.get_object()[kBreakdown] = std::move(breakdown);
  return {};
}

StepResult set_exclusive_times(Work& work) {
  if (work.context.kind != EventKind::transaction) return {};
  json::value* const value = work.event.if_contains("spans");
  json::array none(work.event.storage());
  json::array& spans = value != nullptr && value->is_array() ? value->get_array() : none;
  rename_app_start(work.event, spans);
  Children children = children_of(spans);
  if (json::object* trace = trace_context(work.event)) {
    if (const auto whole = interval_of(work.event)) set_exclusive_time(*trace, *whole, children);
  }
  for (json::value& element : spans) {
    json::object* const span = element.if_object();
    const auto interval = span != nullptr ? interval_of(*span) : std::nullopt;
    if (interval) set_exclusive_time(*span, *interval, children);
  }
  return {};
}

}  // namespace picket::domain::normalize
