// Reading an event that may hold anything: a value of the wrong type is absent.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain::grouping {

inline std::optional<std::string_view> as_text(const boost::json::value& value) noexcept {
  const boost::json::string* const text = value.if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

inline std::optional<std::int64_t> as_int(const boost::json::value& value) noexcept {
  if (const std::int64_t* number = value.if_int64()) return *number;
  const std::uint64_t* const large = value.if_uint64();
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (large == nullptr || *large > kMost) return std::nullopt;
  return static_cast<std::int64_t>(*large);
}

inline std::optional<std::string_view> text_at(const boost::json::object& object,
                                               std::string_view key) noexcept {
  const boost::json::value* const value = object.if_contains(key);
  return value == nullptr ? std::nullopt : as_text(*value);
}

inline std::optional<std::int64_t> int_at(const boost::json::object& object,
                                          std::string_view key) noexcept {
  const boost::json::value* const value = object.if_contains(key);
  return value == nullptr ? std::nullopt : as_int(*value);
}

/// False unless it is there and true.
inline bool flag_at(const boost::json::object& object, std::string_view key) noexcept {
  const boost::json::value* const value = object.if_contains(key);
  const bool* const flag = value == nullptr ? nullptr : value->if_bool();
  return flag != nullptr && *flag;
}

inline const boost::json::object* object_at(const boost::json::object& object,
                                            std::string_view key) noexcept {
  const boost::json::value* const value = object.if_contains(key);
  return value == nullptr ? nullptr : value->if_object();
}

/// The list of an interface such as `exception`: {"values": [...]} or the array alone.
inline const boost::json::array* values_at(const boost::json::object& event,
                                           std::string_view key) noexcept {
  const boost::json::value* value = event.if_contains(key);
  if (value == nullptr) return nullptr;
  if (const boost::json::object* wrapper = value->if_object()) {
    value = wrapper->if_contains("values");
  }
  return value == nullptr ? nullptr : value->if_array();
}

}  // namespace picket::domain::grouping
