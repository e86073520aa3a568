#include "app/cli/json_text.h"

#include <fmt/format.h>

namespace picket::app {

namespace json = boost::json;

namespace {
const json::object kNoObject;
const json::array kNoArray;
}  // namespace

std::string text_of(const json::value& value) {
  if (value.is_null()) return "";
  if (const json::string* string = value.if_string())
    return std::string(string->data(), string->size());
  // Boost writes 1.5 as "1.5E0".
  if (const double* number = value.if_double()) return fmt::format("{}", *number);
  return json::serialize(value);
}

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value == nullptr ? "" : text_of(*value);
}

const json::object& as_object(const json::value& value) {
  const json::object* const object = value.if_object();
  return object == nullptr ? kNoObject : *object;
}

const json::array& as_array(const json::value& value) {
  const json::array* const array = value.if_array();
  return array == nullptr ? kNoArray : *array;
}

const json::object& object_at(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value == nullptr ? kNoObject : as_object(*value);
}

const json::array& array_at(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value == nullptr ? kNoArray : as_array(*value);
}

}  // namespace picket::app
