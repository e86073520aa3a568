#include "domain/search/value_matcher.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "domain/search/number_text.h"

namespace picket::domain::search {
namespace {

TextPattern valid(const TextPattern& pattern) {
  const std::string written = pattern.written();
  return is_valid_utf8(written) ? pattern : TextPattern(to_valid_utf8(written));
}

const std::vector<TextPattern>* texts_of(const Test& test) noexcept {
  if (const auto* const texts = std::get_if<TextTest>(&test)) return &texts->any_of;
  if (const auto* const releases = std::get_if<ReleaseTest>(&test)) return &releases->any_of;
  return nullptr;
}

}  // namespace

ValueMatcher::ValueMatcher(const Test& test) : test_(test) {
  if (const auto* const texts = texts_of(test)) {
    for (const TextPattern& pattern : *texts) patterns_.push_back(valid(pattern));
  } else if (const auto* const regex = std::get_if<RegexTest>(&test)) {
    regex_ = RegexMatcher::compile(regex->pattern);
  }
}

bool ValueMatcher::text(std::string_view value) const {
  if (std::holds_alternative<PresenceTest>(test_)) return !value.empty();
  if (regex_) return regex_->occurs_in(value);
  if (std::holds_alternative<NumberTest>(test_) || std::holds_alternative<NumberBound>(test_)) {
    const auto number = number_of_text(value);
    return number && number_passes(*number);
  }
  return std::any_of(patterns_.begin(), patterns_.end(),
                     [value](const TextPattern& pattern) { return pattern.matches(value); });
}

bool ValueMatcher::number(std::int64_t value) const {
  if (const auto* const test = std::get_if<NumberTest>(&test_)) {
    return std::any_of(test->any_of.begin(), test->any_of.end(),
                       [value](double one) { return whole_number(one) == value; });
  }
  if (std::holds_alternative<NumberBound>(test_)) return number_passes(static_cast<double>(value));
  return text(std::to_string(value));
}

bool ValueMatcher::number_passes(double value) const {
  if (const auto* const bound = std::get_if<NumberBound>(&test_)) {
    return compares(value, bound->op, bound->bound);
  }
  const auto* const test = std::get_if<NumberTest>(&test_);
  return test != nullptr &&
         std::find(test->any_of.begin(), test->any_of.end(), value) != test->any_of.end();
}

bool ValueMatcher::time(Timestamp value) const {
  if (std::holds_alternative<PresenceTest>(test_)) return true;
  const auto* const bound = std::get_if<TimeBound>(&test_);
  return bound != nullptr && compares(value, bound->op, bound->bound);
}

bool ValueMatcher::truth(bool value) const {
  if (std::holds_alternative<PresenceTest>(test_)) return true;
  const auto* const test = std::get_if<TruthTest>(&test_);
  return test != nullptr && test->truth == value;
}

}  // namespace picket::domain::search
