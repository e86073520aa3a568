#include "domain/items/check_in.h"

#include <algorithm>
#include <array>
#include <optional>

#include <boost/json.hpp>

#include "base/utf8.h"
#include "protocol/ids.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 3> kStatuses = {"ok", "error", "in_progress"};
constexpr std::array<std::string_view, 6> kUnits = {"year", "month", "week",
                                                    "day",  "hour",  "minute"};
/// Of `monitor_config`, whole numbers.
constexpr std::array<std::string_view, 4> kNumbers = {
    "checkin_margin", "max_runtime", "failure_issue_threshold", "recovery_threshold"};

bool is_absent(const json::value* value) {
  return value == nullptr || value->is_null();
}

/// Text that may be absent or null; nullopt: something else.
std::optional<std::string_view> optional_text(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  if (is_absent(value)) return std::string_view();
  if (!value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

bool is_whole(const json::value& number) {
  return number.is_uint64() || (number.is_int64() && number.get_int64() >= 0);
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

bool is_schedule(const json::value& value) {
  if (!value.is_object()) return false;
  const json::object& schedule = value.get_object();
  const json::value* const amount = schedule.if_contains("value");
  if (amount == nullptr) return false;
  const std::string_view type = protocol::find_string(schedule, "type");
  if (type == "crontab") return amount->is_string();
  return type == "interval" && is_whole(*amount) &&
         is_one_of(protocol::find_string(schedule, "unit"), kUnits);
}

/// What is known of the configuration; nullopt when one of it is wrong.
std::optional<json::object> read_config(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  const json::object& given = value.get_object();
  const json::value* const schedule = given.if_contains("schedule");
  if (schedule == nullptr || !is_schedule(*schedule)) return std::nullopt;
  json::object config;
  config["schedule"] = *schedule;
  for (const std::string_view name : kNumbers) {
    const json::value* const number = given.if_contains(name);
    if (is_absent(number)) continue;
    if (!is_whole(*number)) return std::nullopt;
    config[name] = *number;
  }
  for (const std::string_view name : {"timezone", "owner"}) {
    const auto text = optional_text(given, name);
    if (!text) return std::nullopt;
    if (!text->empty()) config[name] = *text;
  }
  return config;
}

bool read_id(const json::object& given, json::object& kept) {
  EventId id;
  if (const json::value* const value = given.if_contains("check_in_id"); !is_absent(value)) {
    const auto parsed =
        value->is_string() ? EventId::parse(std::string_view(value->get_string())) : std::nullopt;
    if (!parsed) return false;
    id = *parsed;
  }
  kept["check_in_id"] = id.to_hex();
  return true;
}

bool read_trace(const json::object& given, json::object& kept) {
  const json::object* const contexts = protocol::find_object(given, "contexts");
  const json::object* const trace =
      contexts == nullptr ? nullptr : protocol::find_object(*contexts, "trace");
  if (trace == nullptr) return true;
  const auto id = EventId::parse(protocol::find_string(*trace, "trace_id"));
  if (!id) return false;
  kept["contexts"] = {{"trace", {{"trace_id", id->to_hex()}}}};
  return true;
}

}  // namespace

Result<std::string, Fault> read_check_in(std::string_view text) {
  const auto parsed = protocol::parse_json(text);
  if (!parsed || !parsed->is_object()) return unexpected(Fault::json);
  const json::object& given = parsed->get_object();
  json::object kept;
  if (!read_id(given, kept)) return unexpected(Fault::json);
  const auto slug = optional_text(given, "monitor_slug");
  const auto status = optional_text(given, "status");
  const auto environment = optional_text(given, "environment");
  if (!slug || !status || status->empty() || !environment) return unexpected(Fault::json);
  if (slug->empty()) return unexpected(Fault::value);
  if (utf8_length(*environment) > kMaxCheckInEnvironmentChars) return unexpected(Fault::value);
  kept["monitor_slug"] = utf8_prefix(*slug, kMaxMonitorSlugChars);
  kept["status"] = is_one_of(*status, kStatuses) ? *status : std::string_view("unknown");
  if (!environment->empty()) kept["environment"] = *environment;
  if (const json::value* const duration = given.if_contains("duration"); !is_absent(duration)) {
    if (!duration->is_number()) return unexpected(Fault::json);
    kept["duration"] = *duration;
  }
  if (const json::value* const config = given.if_contains("monitor_config"); !is_absent(config)) {
    auto known = read_config(*config);
    if (!known) return unexpected(Fault::json);
    kept["monitor_config"] = *std::move(known);
  }
  if (!read_trace(given, kept)) return unexpected(Fault::json);
  std::string out;
  protocol::write_json(kept, out);
  return out;
}

}  // namespace picket::domain::items
