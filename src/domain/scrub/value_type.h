// What a selector may call a value by: `$string`, `$user`.
// Source: shared spec "ingest", section 4.6 (selector grammar).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain::scrub {

/// In the order by which applications of rules are sorted.
enum class ValueType : std::uint8_t {
  string,
  binary,
  number,
  boolean,
  datetime,
  array,
  object,
  event,
  attachments,
  replay,
  exception,
  stacktrace,
  frame,
  request,
  user,
  logentry,
  message,
  thread,
  breadcrumb,
  span,
  minidump,
  heap_memory,
  stack_memory,
  sdk,
};

/// A value may be of several: memory of a stack is binary, too.
class TypeSet {
 public:
  constexpr TypeSet() = default;
  constexpr TypeSet(ValueType type) : bits_(bit(type)) {}  // NOLINT: a type is a set of one.
  constexpr TypeSet(ValueType first, ValueType second) : bits_(bit(first) | bit(second)) {}

  constexpr bool has(ValueType type) const noexcept { return (bits_ & bit(type)) != 0; }

 private:
  static constexpr std::uint32_t bit(ValueType type) noexcept {
    return std::uint32_t{1} << static_cast<unsigned>(type);
  }
  std::uint32_t bits_ = 0;
};

/// What follows `$`; also the other names that a type has. nullopt when there is no such type.
std::optional<ValueType> parse_value_type(std::string_view name) noexcept;

/// Types that JSON itself has, which say nothing about a value's place.
constexpr bool is_basic(ValueType type) noexcept {
  return type <= ValueType::object;
}

/// Of a value that no schema describes.
constexpr TypeSet type_of(boost::json::kind kind) noexcept {
  switch (kind) {
    case boost::json::kind::string:
      return ValueType::string;
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_:
      return ValueType::number;
    case boost::json::kind::bool_:
      return ValueType::boolean;
    case boost::json::kind::array:
      return ValueType::array;
    case boost::json::kind::object:
      return ValueType::object;
    case boost::json::kind::null:
      break;
  }
  return {};
}

}  // namespace picket::domain::scrub
