#include "domain/search/filter_test_of.h"

#include <utility>

#include "domain/search/value_matcher.h"

namespace picket::domain::search {
namespace {

/// The texts that a column has for one that is searched.
void add_texts(const TextPattern& pattern, Mapping mapping, std::string_view prefix,
               std::vector<TextPattern>& texts) {
  switch (mapping) {
    case Mapping::contains:
      texts.push_back(pattern.is_exact() ? TextPattern::around(pattern, true, true) : pattern);
      return;
    case Mapping::user:
      texts.push_back(pattern);
      for (const std::string_view known : user_prefixes()) {
        if (pattern.pieces().front().starts_with(known)) return;
      }
      for (const std::string_view known : user_prefixes()) {
        texts.push_back(TextPattern::behind(known, pattern));
      }
      return;
    case Mapping::user_prefix:
      texts.push_back(TextPattern::behind(prefix, pattern));
      return;
    case Mapping::same:
    case Mapping::opposite:
      texts.push_back(pattern);
      return;
  }
}

/// Texts and, perhaps, the newest release.
std::optional<Test> text_test(const Filter& filter, Mapping mapping, std::string_view prefix) {
  ReleaseTest test;
  for (const Value& value : filter.values) {
    if (std::holds_alternative<LatestRelease>(value)) {
      test.latest = true;
    } else if (const auto* const pattern = std::get_if<TextPattern>(&value)) {
      add_texts(*pattern, mapping, prefix, test.any_of);
    } else {
      return std::nullopt;
    }
  }
  if (test.latest) return test;
  return TextTest{std::move(test.any_of)};
}

template <class T, class Tested>
std::optional<Test> list_test(const Filter& filter) {
  Tested test;
  for (const Value& value : filter.values) {
    const auto* const item = std::get_if<T>(&value);
    if (item == nullptr) return std::nullopt;
    test.any_of.push_back(*item);
  }
  return test;
}

/// The test without its sign, of a filter that compares with a bound or a value.
std::optional<Test> unsigned_test(const Filter& filter, Mapping mapping, std::string_view prefix) {
  const Value& first = filter.values.front();
  if (const auto* const date = std::get_if<Date>(&first)) {
    return TimeBound{is_bound(filter.op) ? filter.op : Operator::equal, date->at};
  }
  if (is_bound(filter.op)) {
    const auto* const number = std::get_if<double>(&first);
    if (number == nullptr) return std::nullopt;  // Versions.
    return NumberBound{filter.op, *number};
  }
  if (const auto* const truth = std::get_if<bool>(&first)) {
    return TruthTest{*truth != (mapping == Mapping::opposite)};
  }
  if (const auto* const regex = std::get_if<Regex>(&first)) return RegexTest{regex->pattern};
  if (std::holds_alternative<double>(first)) return list_test<double, NumberTest>(filter);
  if (std::holds_alternative<Actor>(first)) return list_test<Actor, PeopleTest>(filter);
  return text_test(filter, mapping, prefix);
}

}  // namespace

std::optional<SignedTest> test_of(const Filter& filter, Mapping mapping, std::string_view prefix) {
  const bool equality = filter.op == Operator::equal || filter.op == Operator::not_equal;
  // Empty or not there is one thing in a query, as it is in Sentry's stores.
  if (equality && filter.values.front() == Value(TextPattern())) {
    return SignedTest{PresenceTest(), filter.op == Operator::equal};
  }
  auto test = unsigned_test(filter, mapping, prefix);
  if (!test) return std::nullopt;
  return SignedTest{*std::move(test), is_negative(filter.op)};
}

}  // namespace picket::domain::search
