// Parts of an event that more than one step looks for. Null when it has none of the right kind.
#pragma once

#include <optional>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"
#include "domain/normalize/scalar.h"

namespace picket::domain::normalize {

inline boost::json::object* object_at(boost::json::object& object, std::string_view key) noexcept {
  boost::json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

inline boost::json::array* array_at(boost::json::object& object, std::string_view key) noexcept {
  boost::json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_array() : nullptr;
}

inline std::optional<Timestamp> time_at(const boost::json::object& object,
                                        std::string_view key) noexcept {
  const boost::json::value* const value = object.if_contains(key);
  return value != nullptr ? read_timestamp(*value) : std::nullopt;
}

/// The context of that name when it also has that type.
inline boost::json::object* context_at(boost::json::object& event, std::string_view type) noexcept {
  boost::json::object* const contexts = object_at(event, "contexts");
  boost::json::object* const context = contexts != nullptr ? object_at(*contexts, type) : nullptr;
  if (context == nullptr) return nullptr;
  const boost::json::value* const known = context->if_contains("type");
  const boost::json::string* const text = known != nullptr ? known->if_string() : nullptr;
  return text != nullptr && as_view(*text) == type ? context : nullptr;
}

inline boost::json::object* trace_context(boost::json::object& event) noexcept {
  return context_at(event, "trace");
}

}  // namespace picket::domain::normalize
