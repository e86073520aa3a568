// Network error logging. Source: shared spec "ingest", section 3.15.
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "domain/report/report.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using protocol::find_string;

/// Browsers give up on a report after days; what is older has a broken clock.
constexpr double kMaxAgeMs = 30.0 * 24 * 3600 * 1000;

std::string_view text_or(const json::object& object, std::string_view key,
                         std::string_view fallback) {
  const std::string_view text = find_string(object, key);
  return text.empty() ? fallback : text;
}

/// Zero for what is no number.
double number_at(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr) return 0;
  if (const auto* number = value->if_int64()) return static_cast<double>(*number);
  if (const auto* number = value->if_uint64()) return static_cast<double>(*number);
  const double* const number = value->if_double();
  return number != nullptr ? *number : 0;
}

/// HTTP's are all below; others read as none.
int status_of(const json::object& body) noexcept {
  const double status = number_at(body, "status_code");
  return status > 0 && status < 1000 ? static_cast<int>(status) : 0;
}

std::string message_of(const json::object& report, const json::object& body) {
  std::string message(text_or(body, "phase", "<unknown-phase>"));
  (message += " / ") += text_or(body, "type", "<unknown-type>");
  // Of the report, whose type is "network-error" in today's browsers; as Sentry has it.
  if (find_string(report, "type") == "http.error") {
    message += " (" + std::to_string(status_of(body)) + ")";
  }
  return message;
}

void copy(const json::object& from, std::string_view key, json::object& to, std::string_view as) {
  const json::value* const value = from.if_contains(key);
  if (value != nullptr && !value->is_null()) to[as] = *value;
}

json::object request_of(const json::object& report, const json::object& body,
                        const json::storage_ptr& storage) {
  json::object request(storage);
  copy(report, "url", request, "url");
  copy(body, "method", request, "method");
  copy(body, "protocol", request, "protocol");
  json::array headers(storage);
  for (const auto& [name, value] : {std::pair<std::string_view, std::string_view>{
                                        "User-Agent", find_string(report, "user_agent")},
                                    {"Referer", find_string(body, "referrer")}}) {
    if (!value.empty()) headers.push_back(json::array({name, value}, storage));
  }
  if (!headers.empty()) request["headers"] = std::move(headers);
  return request;
}

json::object contexts_of(const json::object& body, const json::storage_ptr& storage) {
  json::object nel({{"type", "nel"}}, storage);
  copy(body, "type", nel, "error_type");
  copy(body, "server_ip", nel, "server_ip");
  copy(body, "elapsed_time", nel, "elapsed_time");
  copy(body, "phase", nel, "phase");
  copy(body, "sampling_fraction", nel, "sampling_fraction");
  json::object contexts(storage);
  contexts["nel"] = std::move(nel);
  if (const int status = status_of(body); status > 0) {
    contexts["response"] = json::object({{"type", "response"}, {"status_code", status}}, storage);
  }
  return contexts;
}

}  // namespace

Result<json::object, ReportError> event_from_nel_report(std::string_view report, Timestamp received,
                                                        json::storage_ptr storage) {
  const auto parsed = protocol::parse_json(report, storage);
  if (!parsed || !parsed->is_object()) return unexpected(ReportError::invalid_json);
  const json::object& members = parsed->get_object();
  const json::object* const body = protocol::find_object(members, "body");
  if (body == nullptr) return unexpected(ReportError::invalid);

  const double age_ms = number_at(members, "age");
  const double known_age_ms = age_ms > 0 && age_ms < kMaxAgeMs ? std::round(age_ms) : 0;
  const auto age = std::chrono::milliseconds(static_cast<std::int64_t>(known_age_ms));
  const double seconds =
      static_cast<double>(to_unix_us(received - std::chrono::duration_cast<Duration>(age))) / 1e6;

  json::object event(storage);
  event["type"] = "nel";
  event["logger"] = "nel";
  event["timestamp"] = seconds;
  event["logentry"] = json::object({{"formatted", message_of(members, *body)}}, storage);
  event["request"] = request_of(members, *body, storage);
  event["contexts"] = contexts_of(*body, storage);
  return event;
}

}  // namespace picket::domain
