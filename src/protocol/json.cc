#include "protocol/json.h"

#include <utility>

#include "protocol/json_handler.h"

namespace picket::protocol {

namespace json = boost::json;

Result<json::value, JsonError> parse_json(std::string_view text, json::storage_ptr storage,
                                          NonFinite non_finite) {
  return detail::parse<detail::JsonHandler>(text, std::move(storage), non_finite);
}

Result<JsonPrefix, JsonError> parse_json_prefix(std::string_view text, json::storage_ptr storage) {
  detail::Attempt parsed =
      detail::attempt<detail::JsonHandler>(text, std::move(storage), NonFinite::to_null);
  if (parsed.error) return unexpected(detail::error_of(parsed.error));
  // The parser also takes the white space behind the value.
  const std::size_t last = text.find_last_not_of(" \t\r\n", parsed.used - 1);
  return JsonPrefix{std::move(*parsed.value), last + 1};
}

const json::value* find(const json::value& object, std::string_view key) noexcept {
  return object.is_object() ? object.get_object().if_contains(key) : nullptr;
}

const json::object* find_object(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array* find_array(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_array() : nullptr;
}

std::string_view find_string(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  const json::string* const text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? std::string_view(text->data(), text->size()) : std::string_view();
}

}  // namespace picket::protocol
