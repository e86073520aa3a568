#include "protocol/client_report.h"

#include <cmath>
#include <limits>

#include <boost/json.hpp>

#include "base/rfc3339.h"
#include "base/utf8.h"
#include "protocol/json.h"

namespace picket::protocol {
namespace {

namespace json = boost::json;

/// Seconds since 1970 up to the year 9999, or RFC 3339.
std::optional<Timestamp> read_timestamp(const json::value* value) {
  if (value == nullptr) return std::nullopt;
  if (const json::string* text = value->if_string()) {
    return parse_rfc3339(std::string_view(text->data(), text->size()));
  }
  if (!value->is_number()) return std::nullopt;
  constexpr double kYear10000 = 253'402'300'800.0;
  const auto seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds < kYear10000)) return std::nullopt;
  return from_unix_us(std::llround(seconds * 1e6));
}

std::int64_t read_quantity(const json::object& entry) {
  const json::value* const value = entry.if_contains("quantity");
  if (value == nullptr || !value->is_int64()) return 0;
  const std::int64_t quantity = value->get_int64();
  return quantity <= std::numeric_limits<std::uint32_t>::max() ? quantity : 0;
}

}  // namespace

Result<ClientReport, ClientReportError> parse_client_report(std::string_view payload) {
  const auto document = parse_json(payload);
  if (!document || !document->is_object()) return unexpected(ClientReportError::invalid_json);
  const json::object& object = document->get_object();
  ClientReport report;
  report.timestamp = read_timestamp(object.if_contains("timestamp"));
  const json::array* const list = find_array(object, "discarded_events");
  if (list == nullptr) return report;
  for (const json::value& element : *list) {
    const json::object* const entry = element.if_object();
    if (entry == nullptr) continue;
    const std::string_view reason = find_string(*entry, "reason");
    const std::int64_t quantity = read_quantity(*entry);
    if (quantity <= 0 || utf8_length(reason) > kMaxDiscardReasonChars) continue;
    report.discarded.push_back(
        {std::string(reason), parse_category(find_string(*entry, "category")), quantity});
  }
  return report;
}

}  // namespace picket::protocol
