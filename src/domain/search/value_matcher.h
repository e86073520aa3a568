// A test of a condition, asked of a value: what an adapter's SQL must agree with.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/search/condition.h"
#include "domain/search/regex_matcher.h"

namespace picket::domain::search {

/// Made ready for many values. Each function is for values of one kind that are there: a test that
/// has no meaning for the kind passes none. Tests for the caller to replace (people, the newest
/// release) and regexes that do not compile pass none either.
class ValueMatcher {
 public:
  /// Texts that are not UTF-8 are compared as they are stored, with U+FFFD.
  explicit ValueMatcher(const Test& test);

  /// NumberTest and NumberBound take a text by number_of_text().
  bool text(std::string_view value) const;
  /// Tests of texts take a number by its decimal digits.
  bool number(std::int64_t value) const;
  bool time(Timestamp value) const;
  bool truth(bool value) const;

 private:
  bool number_passes(double value) const;

  Test test_;
  std::vector<TextPattern> patterns_;  ///< Of TextTest and ReleaseTest.
  std::optional<RegexMatcher> regex_;
};

/// Whether it compares with a bound and not with values.
constexpr bool is_bound(Operator op) noexcept {
  return op == Operator::less || op == Operator::less_equal || op == Operator::greater ||
         op == Operator::greater_equal;
}

/// By an operator that is a bound, or equal.
template <class T>
bool compares(const T& value, Operator op, const T& bound) noexcept {
  switch (op) {
    case Operator::less:
      return value < bound;
    case Operator::less_equal:
      return value <= bound;
    case Operator::greater:
      return value > bound;
    case Operator::greater_equal:
      return value >= bound;
    case Operator::equal:
      return value == bound;
    case Operator::not_equal:
    case Operator::in:
    case Operator::not_in:
      return false;
  }
  return false;
}

}  // namespace picket::domain::search
