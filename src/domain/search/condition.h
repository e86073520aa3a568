// What the stores are asked: conditions on the rows of issues and of events.
//
// Each is a test that a value passes or not, in a form that an adapter turns into SQL with every
// value bound. A row without the value passes no test; `negated` turns the answer around, so that
// !key:value also finds the rows that lack the key. (In SQL: NOT coalesce(test, false).)
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "domain/search/ast.h"

namespace picket::domain::search {

/// Equal to one, or matched by one that has stars.
struct TextTest {
  std::vector<TextPattern> any_of;

  friend bool operator==(const TextTest&, const TextTest&) = default;
};

/// RE2's syntax; found anywhere in the text.
struct RegexTest {
  std::string pattern;

  friend bool operator==(const RegexTest&, const RegexTest&) = default;
};

/// One of them, or the newest release of the projects.
struct ReleaseTest {
  bool latest = false;
  std::vector<TextPattern> any_of{};

  friend bool operator==(const ReleaseTest&, const ReleaseTest&) = default;
};

/// Of a text, the number that it is; one that is none has no value.
struct NumberTest {
  std::vector<double> any_of;

  friend bool operator==(const NumberTest&, const NumberTest&) = default;
};

/// Less, less or equal...: never an equality or a list.
struct NumberBound {
  Operator op = Operator::less;
  double bound = 0;

  friend bool operator==(const NumberBound&, const NumberBound&) = default;
};

/// As NumberBound, or equal.
struct TimeBound {
  Operator op = Operator::less;
  Timestamp bound;

  friend bool operator==(const TimeBound&, const TimeBound&) = default;
};

struct TruthTest {
  bool truth = true;

  friend bool operator==(const TruthTest&, const TruthTest&) = default;
};

/// One of them. The caller finds out who they are before it asks the store.
struct PeopleTest {
  std::vector<Actor> any_of;

  friend bool operator==(const PeopleTest&, const PeopleTest&) = default;
};

/// There is a value, and it is not empty.
struct PresenceTest {
  friend bool operator==(const PresenceTest&, const PresenceTest&) = default;
};

using Test = std::variant<TextTest, RegexTest, ReleaseTest, NumberTest, NumberBound, TimeBound,
                          TruthTest, PeopleTest, PresenceTest>;

/// Columns of issues, which meta_db has.
enum class IssueField : std::uint8_t {
  status,
  substatus,
  priority,
  level,
  first_seen,
  last_seen,
  times_seen,
  first_release,
  regressed_in,  ///< Releases in which it came back: exact texts and beginnings.
  category,      ///< And type: those of errors are one word.
  id,
  short_id,
  assignee,
  bookmarked_by,
  subscribed_by,
  text,  ///< Title or message: passes when one of them does.
};

/// Columns of events, which the event store has.
enum class EventField : std::uint8_t {
  id,
  timestamp,
  project,
  project_slug,  ///< For the caller to replace by `project`.
  issue,
  short_id,  ///< For the caller to replace by `issue`.
  level,
  handled,
  type,
  platform,
  title,
  culprit,
  message,
  text,  ///< Title or message: passes when one of them does.
  transaction,
  release,
  dist,
  environment,
  user,  ///< "id:7", "email:a@b"...
  user_email,
  sdk_name,
  sdk_version,
  trace_id,
  tag,
};

struct IssueCondition {
  IssueField field{};
  Test test;
  bool negated = false;

  friend bool operator==(const IssueCondition&, const IssueCondition&) = default;
};

struct EventCondition {
  EventField field{};
  std::string tag{};  ///< Its key.
  Test test;
  bool negated = false;

  friend bool operator==(const EventCondition&, const EventCondition&) = default;
};

struct EventExpression;

/// All of the parts hold, or any. None of all: every event.
struct EventGroup {
  bool any = false;
  std::vector<EventExpression> parts;

  friend bool operator==(const EventGroup&, const EventGroup&);
};

struct EventExpression {
  std::variant<EventGroup, EventCondition> node;

  friend bool operator==(const EventExpression&, const EventExpression&) = default;
};

inline bool operator==(const EventGroup& a, const EventGroup& b) {
  return a.any == b.any && a.parts == b.parts;
}

}  // namespace picket::domain::search
