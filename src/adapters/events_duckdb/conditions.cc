#include "adapters/events_duckdb/conditions.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "adapters/events_duckdb/terms.h"
#include "domain/issue/facts.h"
#include "domain/search/event_texts.h"
#include "domain/search/number_text.h"
#include "domain/search/regex_matcher.h"
#include "domain/search/value_matcher.h"

namespace picket::adapters::duck {
namespace {

namespace search = domain::search;
using search::EventCondition;
using search::EventField;
using search::EventGroup;
using search::PatternShape;
using search::TextPattern;

constexpr const char* kNever = "false";

/// A text of the row.
struct TextValue {
  std::string sql;
  bool may_be_empty = false;  ///< Then it is not there. Else it is when it is not NULL.

  std::string is_there() const { return sql + (may_be_empty ? " <> ''" : " IS NOT NULL"); }
};

/// The test of one condition. A test that has no meaning for the kind of value is never passed.
class TestSql {
 public:
  explicit TestSql(Selection& selection) : selection_(selection) {}

  std::string on(const EventCondition& condition);
  std::string on_text(const TextValue& value, const search::Test& test);

 private:
  std::string on_texts(const TextValue& value, const std::vector<TextPattern>& patterns);
  std::string on_pattern(const TextValue& value, const TextPattern& pattern);
  std::string on_tag(const std::string& key, const search::Test& test);
  std::string on_number(const std::string& column, const search::Test& test);
  std::string on_id(const search::Test& test);
  std::string on_level(const search::Test& test);
  std::string on_time(const search::Test& test);

  std::string regex_finds(const std::string& sql, const std::string& regex, const char* options);
  std::string bounded(const std::string& sql, const search::NumberBound& test) {
    return sql + sign_of(test.op) + selection_.bind(test.bound);
  }

  Selection& selection_;
};

const std::vector<TextPattern>* texts_of(const search::Test& test) {
  if (const auto* const texts = std::get_if<search::TextTest>(&test)) return &texts->any_of;
  if (const auto* const releases = std::get_if<search::ReleaseTest>(&test)) {
    return &releases->any_of;
  }
  return nullptr;
}

/// Whether a text may pass; if not, no value is read: DuckDB wants every parameter to be used.
bool has_meaning_for_texts(const search::Test& test) {
  const auto* const numbers = std::get_if<search::NumberTest>(&test);
  if (numbers != nullptr) return !numbers->any_of.empty();
  return !std::holds_alternative<search::TimeBound>(test) &&
         !std::holds_alternative<search::TruthTest>(test) &&
         !std::holds_alternative<search::PeopleTest>(test);
}

/// Texts without stars; the others stay in `patterns`.
std::vector<std::string> take_exact(std::vector<TextPattern>& patterns) {
  std::vector<std::string> texts;
  std::erase_if(patterns, [&texts](const TextPattern& pattern) {
    if (pattern.is_exact()) texts.emplace_back(pattern.text());
    return pattern.is_exact();
  });
  return texts;
}

/// The empty group in front keeps DuckDB from making LIKE of it, which goes back and forth: three
/// stars and 2,000 letters took 15 s.
std::string TestSql::regex_finds(const std::string& sql, const std::string& regex,
                                 const char* options) {
  return "regexp_matches(" + sql + ", " + selection_.bind("()" + regex) + options + ")";
}

std::string TestSql::on_pattern(const TextValue& value, const TextPattern& pattern) {
  const std::string lowered = "lower(" + value.sql + ")";
  const auto lowered_text = [&] { return "lower(" + selection_.bind(pattern.text()) + ")"; };
  switch (pattern.shape()) {
    case PatternShape::exact:
      return value.sql + " = " + selection_.bind(pattern.text());
    case PatternShape::any:
      return value.is_there();
    case PatternShape::prefix:
      return "starts_with(" + lowered + ", " + lowered_text() + ")";
    case PatternShape::suffix:
      return "ends_with(" + lowered + ", " + lowered_text() + ")";
    case PatternShape::infix:
      return contains_text(value.sql, selection_.bind(pattern.text()));
    case PatternShape::general:
      return regex_finds(lowered, search::lower_regex(pattern), ", 's'");
  }
  return kNever;
}

std::string TestSql::on_texts(const TextValue& value, const std::vector<TextPattern>& patterns) {
  std::vector<TextPattern> with_stars = patterns;
  std::vector<std::string> exact = take_exact(with_stars);
  if (value.may_be_empty) std::erase(exact, "");
  std::vector<std::string> tests;
  if (!exact.empty())
    tests.push_back(selection_.in(value.sql, std::span<const std::string>(exact)));
  for (const TextPattern& pattern : with_stars) tests.push_back(on_pattern(value, pattern));
  return any_of(tests);
}

std::string TestSql::on_text(const TextValue& value, const search::Test& test) {
  if (std::holds_alternative<search::PresenceTest>(test)) return value.sql + " <> ''";
  if (const auto* const regex = std::get_if<search::RegexTest>(&test)) {
    return "(" + value.is_there() + " AND " + regex_finds(value.sql, regex->pattern, "") + ")";
  }
  if (const auto* const numbers = std::get_if<search::NumberTest>(&test)) {
    return selection_.in(number_of(value.sql), std::span<const double>(numbers->any_of));
  }
  if (const auto* const bound = std::get_if<search::NumberBound>(&test)) {
    return bounded(number_of(value.sql), *bound);
  }
  if (const auto* const texts = texts_of(test)) return on_texts(value, *texts);
  return kNever;
}

std::string TestSql::on_tag(const std::string& key, const search::Test& test) {
  if (!has_meaning_for_texts(test)) return kNever;
  const auto* const texts = texts_of(test);
  if (texts == nullptr) return on_text({selection_.tag(key), true}, test);
  std::vector<TextPattern> with_stars = *texts;
  std::vector<std::string> exact = take_exact(with_stars);
  std::erase(exact, "");
  std::vector<std::string> tests;
  if (!exact.empty()) tests.push_back(selection_.tag_is(key, exact));
  if (!with_stars.empty()) tests.push_back(on_texts({selection_.tag(key), true}, with_stars));
  return any_of(tests);
}

std::string TestSql::on_number(const std::string& column, const search::Test& test) {
  if (std::holds_alternative<search::PresenceTest>(test)) return "true";
  if (const auto* const bound = std::get_if<search::NumberBound>(&test)) {
    return bounded(column, *bound);
  }
  const auto* const numbers = std::get_if<search::NumberTest>(&test);
  if (numbers == nullptr) return on_text({"CAST(" + column + " AS VARCHAR)"}, test);
  std::vector<std::int64_t> whole;  // Other numbers equal none.
  for (const double number : numbers->any_of) {
    if (const auto integer = search::whole_number(number)) whole.push_back(*integer);
  }
  return selection_.in(column, std::span<const std::int64_t>(whole));
}

std::string TestSql::on_id(const search::Test& test) {
  const TextValue hex{"format('{:016x}{:016x}', e.event_high, e.event_low)"};
  const auto* const texts = texts_of(test);
  if (texts == nullptr) return on_text(hex, test);
  std::vector<TextPattern> with_stars = *texts;
  std::vector<std::string> tests;
  for (const std::string& text : take_exact(with_stars)) {
    const auto id = EventId::parse(text);
    if (!id || id->to_hex() != text) continue;  // Equal to none.
    tests.push_back("(e.event_high = " + selection_.bind(id->high) +
                    " AND e.event_low = " + selection_.bind(id->low) + ")");
  }
  if (!with_stars.empty()) tests.push_back(on_texts(hex, with_stars));
  return any_of(tests);
}

std::string TestSql::on_level(const search::Test& test) {
  using enum domain::Level;
  const search::ValueMatcher matcher(test);
  std::vector<std::int64_t> levels;
  for (const domain::Level level : {sample, debug, info, warning, error, fatal}) {
    if (matcher.text(domain::to_string(level))) levels.push_back(static_cast<int>(level));
  }
  return selection_.in("e.level", std::span<const std::int64_t>(levels));
}

std::string TestSql::on_time(const search::Test& test) {
  if (std::holds_alternative<search::PresenceTest>(test)) return "true";
  const auto* const bound = std::get_if<search::TimeBound>(&test);
  if (bound == nullptr) return kNever;
  return std::string("e.ts") + sign_of(bound->op) + selection_.bind(bound->bound);
}

std::string TestSql::on(const EventCondition& condition) {
  const search::Test& test = condition.test;
  if (const auto text = search::text_of(condition.field); text != nullptr) {
    return on_text({column_of(text), true}, test);
  }
  if (condition.field == EventField::text) {
    return any_of({on_text({"e.title", true}, test), on_text({"e.message", true}, test)});
  }
  if (condition.field == EventField::id) return on_id(test);
  if (condition.field == EventField::timestamp) return on_time(test);
  if (condition.field == EventField::project) return on_number("e.project", test);
  if (condition.field == EventField::issue) return on_number(selection_.issue(), test);
  if (condition.field == EventField::level) return on_level(test);
  if (condition.field == EventField::handled) {
    const search::ValueMatcher matcher(test);
    return any_of({matcher.truth(true) ? "e.handled" : kNever,
                   matcher.truth(false) ? "NOT e.handled" : kNever});
  }
  if (condition.field == EventField::tag) return on_tag(condition.tag, test);
  return kNever;  // For the caller to replace.
}

}  // namespace

std::string conditions(Selection& selection, const EventGroup& group) {
  std::vector<std::string> parts;
  for (const search::EventExpression& part : group.parts) {
    if (const auto* const inner = std::get_if<EventGroup>(&part.node)) {
      parts.push_back(conditions(selection, *inner));
      continue;
    }
    const auto& condition = std::get<EventCondition>(part.node);
    const std::string test = TestSql(selection).on(condition);
    parts.push_back(condition.negated ? not_true(test) : test);
  }
  return group.any ? any_of(parts) : all_of(parts);
}

std::string text_passes(Selection& selection, const std::string& text, const search::Test& test) {
  return TestSql(selection).on_text({text}, test);
}

bool asks_for_issues(const EventGroup& group) {
  return std::any_of(group.parts.begin(), group.parts.end(),
                     [](const search::EventExpression& part) {
                       const auto* const inner = std::get_if<EventGroup>(&part.node);
                       if (inner != nullptr) return asks_for_issues(*inner);
                       return std::get<EventCondition>(part.node).field == EventField::issue;
                     });
}

}  // namespace picket::adapters::duck
