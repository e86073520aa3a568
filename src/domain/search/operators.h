// How a search compares. Source: shared spec "search", sections 1 and 2.
#pragma once

#include <cstdint>
#include <string_view>

namespace picket::domain::search {

enum class Operator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  not_in,
};

/// The one that holds when the other does not.
constexpr Operator negated(Operator op) noexcept {
  switch (op) {
    case Operator::equal:
      return Operator::not_equal;
    case Operator::not_equal:
      return Operator::equal;
    case Operator::less:
      return Operator::greater_equal;
    case Operator::less_equal:
      return Operator::greater;
    case Operator::greater:
      return Operator::less_equal;
    case Operator::greater_equal:
      return Operator::less;
    case Operator::in:
      return Operator::not_in;
    case Operator::not_in:
      return Operator::in;
  }
  return op;
}

/// "=" or "!=", IN or NOT IN: these compare with values, the others with a bound.
constexpr bool is_negative(Operator op) noexcept {
  return op == Operator::not_equal || op == Operator::not_in;
}

/// "=", "!=", "<", "<=", ">", ">=", "IN", "NOT IN".
std::string_view to_string(Operator op) noexcept;

/// Words between two U+F00D behind the colon: a text compares as if it had stars at its ends.
enum class TextMatch : std::uint8_t {
  as_written,
  contains,
  does_not_contain,
  starts_with,
  ends_with
};

}  // namespace picket::domain::search
