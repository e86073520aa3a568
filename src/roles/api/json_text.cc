#include "roles/api/json_text.h"

#include <string>

#include "base/rfc3339.h"

namespace picket::api {

namespace json = boost::json;

json::value id_text(std::int64_t id) {
  return json::value(std::to_string(id));
}

json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value date_text(Timestamp time) {
  return json::value(format_rfc3339(time));
}

json::value date_or_null(const std::optional<Timestamp>& time) {
  return time ? date_text(*time) : json::value(nullptr);
}

json::value member_or_null(const json::object& object, std::string_view key) {
  const json::value* const member = object.if_contains(key);
  return member == nullptr ? json::value(nullptr) : *member;
}

json::object without_nulls(const json::object& object) {
  json::object kept;
  for (const json::key_value_pair& member : object) {
    if (!member.value().is_null()) kept.emplace(member.key(), member.value());
  }
  return kept;
}

}  // namespace picket::api
