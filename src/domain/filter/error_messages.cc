#include "domain/filter/error_messages.h"

#include <string>

#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

bool says(const json::object& exception, const GlobSet& patterns, std::string& scratch) {
  const std::string_view type = protocol::find_string(exception, "type");
  const std::string_view value = protocol::find_string(exception, "value");
  if (type.empty()) return patterns.matches(value);
  if (value.empty()) return patterns.matches(type);
  scratch.assign(type).append(": ").append(value);
  return patterns.matches(scratch);
}

}  // namespace

bool has_message(const EventView& event, const GlobSet& patterns) {
  if (patterns.empty()) return false;
  const std::string_view message = event.message();
  if (!message.empty() && patterns.matches(message)) return true;
  const json::array* const exceptions = event.exceptions();
  if (exceptions == nullptr) return false;
  std::string scratch;
  for (const json::value& element : *exceptions) {
    const json::object* const exception = element.if_object();
    if (exception != nullptr && says(*exception, patterns, scratch)) return true;
  }
  return false;
}

}  // namespace picket::domain::filter
