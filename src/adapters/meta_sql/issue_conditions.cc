#include "adapters/meta_sql/issue_conditions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/issue/activity.h"
#include "domain/issue/facts.h"
#include "domain/issue/mark.h"
#include "domain/issue/short_id.h"
#include "domain/issue/story.h"
#include "domain/search/number_text.h"
#include "domain/search/value_matcher.h"

namespace picket::adapters::meta {
namespace {

namespace search = domain::search;
using search::Actor;
using search::IssueCondition;
using search::IssueField;
using search::TextPattern;

/// Of every issue: they come from errors.
constexpr std::string_view kCategory = "error";

constexpr const char* kNever = "1 = 0";
constexpr const char* kAlways = "1 = 1";

/// What a field is to a test.
enum class Kind : std::uint8_t {
  number,
  time,
  level,
  text,
  regression,
  category,
  short_id,
  people
};

Kind kind_of(IssueField field) noexcept {
  switch (field) {
    case IssueField::status:
    case IssueField::substatus:
    case IssueField::priority:
    case IssueField::times_seen:
    case IssueField::id:
      return Kind::number;
    case IssueField::first_seen:
    case IssueField::last_seen:
      return Kind::time;
    case IssueField::level:
      return Kind::level;
    case IssueField::first_release:
    case IssueField::text:
      return Kind::text;
    case IssueField::regressed_in:
      return Kind::regression;
    case IssueField::category:
      return Kind::category;
    case IssueField::short_id:
      return Kind::short_id;
    case IssueField::assignee:
    case IssueField::bookmarked_by:
    case IssueField::subscribed_by:
      return Kind::people;
  }
  return Kind::text;
}

/// Of numbers and times.
std::string_view column_of(IssueField field) noexcept {
  switch (field) {
    case IssueField::status:
      return "i.status";
    case IssueField::substatus:
      return "i.substatus";
    case IssueField::priority:
      return "i.priority";
    case IssueField::times_seen:
      return "i.times_seen";
    case IssueField::first_seen:
      return "i.first_seen";
    case IssueField::last_seen:
      return "i.last_seen";
    case IssueField::id:
    case IssueField::level:
    case IssueField::first_release:
    case IssueField::regressed_in:
    case IssueField::category:
    case IssueField::short_id:
    case IssueField::assignee:
    case IssueField::bookmarked_by:
    case IssueField::subscribed_by:
    case IssueField::text:
      break;
  }
  return "i.id";
}

const std::vector<TextPattern>* texts_of(const search::Test& test) noexcept {
  if (const auto* const texts = std::get_if<search::TextTest>(&test)) return &texts->any_of;
  if (const auto* const releases = std::get_if<search::ReleaseTest>(&test)) {
    return &releases->any_of;
  }
  return nullptr;
}

std::size_t size_of(const TextPattern& pattern) noexcept {
  std::size_t bytes = 0;
  for (const std::string& piece : pattern.pieces()) bytes += piece.size();
  return bytes;
}

/// The number of a person or team; zero, which nobody has, when it is none.
std::int64_t number_of(const Actor& actor) noexcept {
  const auto number = ascii::parse_uint<std::uint64_t>(actor.name);
  if (!number || *number > std::numeric_limits<std::int64_t>::max()) return 0;
  return static_cast<std::int64_t>(*number);
}

bool is_known(const Actor& actor, IssueField field) noexcept {
  if (actor.kind == Actor::Kind::user_id) return number_of(actor) != 0;
  if (field != IssueField::assignee) return false;
  return actor.kind == Actor::Kind::nobody ||
         (actor.kind == Actor::Kind::team_id && number_of(actor) != 0);
}

/// An exact text, or one with a star at its end alone.
bool is_beginning(const TextPattern& pattern) noexcept {
  return pattern.is_exact() || pattern.shape() == search::PatternShape::any ||
         pattern.shape() == search::PatternShape::prefix;
}

/// A sentence for logs when the condition must not be asked.
std::optional<std::string_view> flaw_of(const IssueCondition& condition) {
  const Kind kind = kind_of(condition.field);
  const auto& test = condition.test;
  if (std::holds_alternative<search::RegexTest>(test)) return "a regex";
  if (const auto* const release = std::get_if<search::ReleaseTest>(&test);
      release != nullptr && release->latest) {
    return "the latest release is not known here";
  }
  if (const auto* const people = std::get_if<search::PeopleTest>(&test)) {
    const bool known =
        kind == Kind::people &&
        std::all_of(people->any_of.begin(), people->any_of.end(),
                    [&](const Actor& actor) { return is_known(actor, condition.field); });
    if (!known) return "somebody who is not known here";
  }
  const auto* const number = std::get_if<search::NumberTest>(&test);
  const auto* const bound = std::get_if<search::NumberBound>(&test);
  if ((number != nullptr || bound != nullptr) && (kind == Kind::text || kind == Kind::regression)) {
    return "a number in a text";
  }
  if (bound != nullptr && !(search::is_bound(bound->op) && std::isfinite(bound->bound))) {
    return "not a bound of a number";
  }
  if (const auto* const time = std::get_if<search::TimeBound>(&test);
      time != nullptr && !search::is_bound(time->op) && time->op != search::Operator::equal) {
    return "not a bound of a time";
  }
  const auto* const texts = texts_of(test);
  const bool has_stars =
      texts != nullptr && !std::all_of(texts->begin(), texts->end(),
                                       [](const TextPattern& text) { return text.is_exact(); });
  if (has_stars && kind == Kind::short_id) return "stars in a short id";
  if (has_stars && kind == Kind::regression &&
      !std::all_of(texts->begin(), texts->end(), &is_beginning)) {
    return "stars within the release of a regression";
  }
  return std::nullopt;
}

/// One of the parts holds. A tree, as SQLite takes no more than 1,000 of an expression in a row.
std::string any_of(std::span<const std::string> parts) {
  if (parts.empty()) return kNever;
  if (parts.size() == 1) return parts.front();
  const std::size_t half = parts.size() / 2;
  return fmt::format("({} OR {})", any_of(parts.first(half)), any_of(parts.subspan(half)));
}

std::string never_or_always(bool always) {
  return always ? kAlways : kNever;
}

/// Texts equal to one, or matched by one that has stars. `is_there`: when a star alone matches.
std::string on_texts(const std::string& column, const std::vector<TextPattern>& patterns,
                     const std::string& is_there, TextParameters& texts) {
  std::string exact;
  std::vector<std::string> tests;
  for (const TextPattern& pattern : patterns) {
    if (!pattern.is_exact()) continue;
    if (pattern.text().empty()) continue;  // Not there.
    exact += (exact.empty() ? "" : ", ") + texts.add(std::string(pattern.text()));
  }
  if (!exact.empty()) tests.push_back(fmt::format("{} IN ({})", column, exact));
  for (const TextPattern& pattern : patterns) {
    if (pattern.is_exact()) continue;
    tests.push_back(pattern.shape() == search::PatternShape::any
                        ? is_there
                        : fmt::format("lower({}) LIKE lower({}) ESCAPE '\\'", column,
                                      texts.add(pattern.like())));
  }
  return any_of(tests);
}

std::string on_text(const std::string& column, const search::Test& test, TextParameters& texts) {
  const std::string is_there = column + " <> ''";
  if (std::holds_alternative<search::PresenceTest>(test)) return is_there;
  const auto* const patterns = texts_of(test);
  return patterns == nullptr ? kNever : on_texts(column, *patterns, is_there, texts);
}

std::string on_number(const IssueCondition& condition, TextParameters& texts) {
  const std::string column(column_of(condition.field));
  // None is the number of no substatus.
  const bool may_lack = condition.field == IssueField::substatus;
  const std::string is_there = may_lack ? column + " <> 0" : kAlways;
  const auto& test = condition.test;
  if (std::holds_alternative<search::PresenceTest>(test)) return is_there;
  std::string passes = kNever;
  if (const auto* const bound = std::get_if<search::NumberBound>(&test)) {
    passes = fmt::format("{} {} {}", column, search::to_string(bound->op), bound->bound);
  } else if (const auto* const numbers = std::get_if<search::NumberTest>(&test)) {
    std::string list;
    for (const double number : numbers->any_of) {
      const auto whole = search::whole_number(number);  // Others equal none.
      if (whole) list += fmt::format("{}{}", list.empty() ? "" : ", ", *whole);
    }
    if (!list.empty()) passes = fmt::format("{} IN ({})", column, list);
  } else if (const auto* const patterns = texts_of(test)) {
    passes = on_texts(fmt::format("CAST({} AS TEXT)", column), *patterns, kAlways, texts);
  }
  return may_lack ? fmt::format("({} AND {})", is_there, passes) : passes;
}

std::string on_time(const IssueCondition& condition) {
  if (std::holds_alternative<search::PresenceTest>(condition.test)) return kAlways;
  const auto* const bound = std::get_if<search::TimeBound>(&condition.test);
  if (bound == nullptr) return kNever;
  return fmt::format("{} {} {}", column_of(condition.field), search::to_string(bound->op),
                     to_unix_us(bound->bound));
}

std::string on_level(const search::Test& test) {
  using enum domain::Level;
  const search::ValueMatcher matcher(test);
  std::vector<domain::Level> levels;
  for (const domain::Level level : {sample, debug, info, warning, error, fatal}) {
    if (matcher.text(domain::to_string(level))) levels.push_back(level);
  }
  return levels.empty() ? kNever : fmt::format("i.level IN ({})", number_list(levels));
}

std::string on_short_id(const search::Test& test, TextParameters& texts) {
  if (std::holds_alternative<search::PresenceTest>(test)) return kAlways;
  const auto* const ids = texts_of(test);
  if (ids == nullptr) return kNever;
  std::vector<std::string> tests;
  for (const TextPattern& text : *ids) {
    auto id = domain::parse_short_id(text.text());
    if (!id) continue;  // Of no issue.
    tests.push_back(fmt::format(
        "(i.short_number = {} AND i.project_id IN (SELECT p.id FROM projects p WHERE p.slug = {}))",
        id->number, texts.add(std::move(id->slug))));
  }
  return any_of(tests);
}

/// Issues that came back in one of the releases. Letters of a beginning may have any case.
std::string on_regression(const search::Test& test, TextParameters& texts) {
  const auto begins_with = [&texts](std::string text, bool any_case) {
    const std::string begin = fmt::format("substr(a.data, 1, {})", utf8_length(text));
    const std::string parameter = texts.add(std::move(text));
    return any_case ? fmt::format("lower({}) = lower({})", begin, parameter)
                    : fmt::format("{} = {}", begin, parameter);
  };
  const auto has_version = [&] {
    return "NOT " + begins_with(domain::story::begin_of_regression("", false), false);
  };
  std::vector<std::string> tests;
  if (std::holds_alternative<search::PresenceTest>(test)) tests.push_back(has_version());
  if (const auto* const patterns = texts_of(test)) {
    for (const TextPattern& pattern : *patterns) {
      if (pattern.shape() == search::PatternShape::any) {
        tests.push_back(has_version());
      } else if (!pattern.is_exact() || !pattern.text().empty()) {
        const bool goes_on = !pattern.is_exact();
        tests.push_back(
            begins_with(domain::story::begin_of_regression(pattern.text(), goes_on), goes_on));
      }
    }
  }
  if (tests.empty()) return kNever;
  return fmt::format(
      "EXISTS (SELECT 1 FROM issue_activities a WHERE a.issue_id = i.id AND a.type = '{}' AND {})",
      domain::activity::kRegression, any_of(tests));
}

/// Issues that somebody of `users` (all, when it is null) marked so.
std::string marked(std::string_view mark, const std::string* users) {
  return fmt::format("i.id IN (SELECT m.issue_id FROM issue_marks m WHERE {}{})", mark,
                     users == nullptr ? "" : fmt::format(" AND m.user_id IN ({})", *users));
}

std::string on_people(const IssueCondition& condition) {
  const bool is_assignee = condition.field == IssueField::assignee;
  const std::string mark =
      condition.field == IssueField::bookmarked_by
          ? "m.bookmarked = 1"
          : fmt::format("m.following = {}", static_cast<int>(domain::Following::on));
  if (std::holds_alternative<search::PresenceTest>(condition.test)) {
    return is_assignee ? "(i.assigned_user <> 0 OR i.assigned_team <> 0)" : marked(mark, nullptr);
  }
  const auto* const people = std::get_if<search::PeopleTest>(&condition.test);
  if (people == nullptr) return kNever;
  std::vector<UserId> users;
  std::vector<TeamId> teams;
  std::vector<std::string> tests;
  for (const Actor& actor : people->any_of) {
    if (actor.kind == Actor::Kind::user_id) users.push_back(UserId{number_of(actor)});
    if (actor.kind == Actor::Kind::team_id) teams.push_back(TeamId{number_of(actor)});
    if (actor.kind == Actor::Kind::nobody && tests.empty()) {
      tests.emplace_back("(i.assigned_user = 0 AND i.assigned_team = 0)");
    }
  }
  const std::string user_list = number_list(users);
  if (!is_assignee) return users.empty() ? kNever : marked(mark, &user_list);
  if (!users.empty()) tests.push_back(fmt::format("i.assigned_user IN ({})", user_list));
  if (!teams.empty()) tests.push_back(fmt::format("i.assigned_team IN ({})", number_list(teams)));
  return any_of(tests);
}

std::string test_sql(const IssueCondition& condition, TextParameters& texts) {
  switch (kind_of(condition.field)) {
    case Kind::number:
      return on_number(condition, texts);
    case Kind::time:
      return on_time(condition);
    case Kind::level:
      return on_level(condition.test);
    case Kind::text:
      if (!needs_facts(condition)) return on_text("i.first_release", condition.test, texts);
      {
        const std::string title = on_text("f.title", condition.test, texts);
        return fmt::format("({} OR {})", title, on_text("f.message", condition.test, texts));
      }
    case Kind::regression:
      return on_regression(condition.test, texts);
    case Kind::category:
      return never_or_always(search::ValueMatcher(condition.test).text(kCategory));
    case Kind::short_id:
      return on_short_id(condition.test, texts);
    case Kind::people:
      return on_people(condition);
  }
  return kNever;
}

}  // namespace

Result<void> check_conditions(std::span<const IssueCondition> conditions) {
  const auto refuse = [](std::string_view code, std::string_view why = {}) {
    return unexpected(Error{ErrorKind::invalid_argument, code, std::string(why)});
  };
  if (conditions.size() > kMaxConditions) return refuse("too_many_conditions");
  std::size_t values = 0;
  for (const IssueCondition& condition : conditions) {
    if (const auto flaw = flaw_of(condition)) return refuse("bad_issue_condition", *flaw);
    if (const auto* const numbers = std::get_if<search::NumberTest>(&condition.test)) {
      values += numbers->any_of.size();
    } else if (const auto* const people = std::get_if<search::PeopleTest>(&condition.test)) {
      values += people->any_of.size();
    } else if (const auto* const texts = texts_of(condition.test)) {
      values += texts->size();
      for (const TextPattern& text : *texts) {
        if (size_of(text) > kMaxSearchText) return refuse("search_text_too_long");
      }
    }
    if (values > kMaxConditionTexts) return refuse("too_many_texts");
  }
  return {};
}

std::string condition_sql(const IssueCondition& condition, TextParameters& texts) {
  const std::string test = test_sql(condition, texts);
  return condition.negated ? fmt::format("NOT ({})", test) : fmt::format("({})", test);
}

bool needs_facts(const IssueCondition& condition) noexcept {
  return condition.field == IssueField::text;
}

}  // namespace picket::adapters::meta
