#include "domain/filter/span_event.h"

#include <string_view>

#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

/// Empty when there is none, or it is no text.
std::string_view attribute(const json::object& span, std::string_view name) {
  if (const json::object* const attributes = protocol::find_object(span, "attributes")) {
    const json::object* const attribute = protocol::find_object(*attributes, name);
    return attribute == nullptr ? std::string_view() : protocol::find_string(*attribute, "value");
  }
  const json::object* const data = protocol::find_object(span, "data");
  return data == nullptr ? std::string_view() : protocol::find_string(*data, name);
}

}  // namespace

json::object event_of_span(const json::object& span) {
  json::object event;
  event["type"] = "transaction";
  event["release"] = attribute(span, "sentry.release");
  event["transaction"] = attribute(span, "sentry.segment.name");
  event["user"].emplace_object()["ip_address"] = attribute(span, "client.address");
  json::object& request = event["request"].emplace_object();
  request["url"] = attribute(span, "url.full");
  request["headers"].emplace_array().push_back(
      json::array{"User-Agent", attribute(span, "user_agent.original")});
  return event;
}

}  // namespace picket::domain::filter
