// What the event store is asked to show of events: their fields, and numbers of groups of them.
// Source: shared spec "search", section 6.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/search/condition.h"

namespace picket::domain::search {

/// What of a value is meant: events with the same part are of one group.
enum class ValuePart : std::uint8_t {
  whole,
  user_id,        ///< Of `user`: "7" of "id:7"; none where it is another kind of user. Likewise:
  user_username,  ///< "ann" of "username:ann".
  user_ip,        ///< "::1" of "ip:::1".
  day,            ///< Of `timestamp`: the beginning of the day (UTC) in which it is. Likewise:
  hour,
};

/// A field of an event (but not `text`, `project_slug` and `short_id`, which no event has), or a
/// tag.
struct EventValue {
  EventField field = EventField::tag;
  std::string tag{};  ///< Its key.
  ValuePart part = ValuePart::whole;

  friend bool operator==(const EventValue&, const EventValue&) = default;
};

/// Of a part of `user`, what stands before it in EventRow::user, colon included; else empty.
constexpr std::string_view user_prefix(ValuePart part) noexcept {
  switch (part) {
    case ValuePart::user_id:
      return "id:";
    case ValuePart::user_username:
      return "username:";
    case ValuePart::user_ip:
      return "ip:";
    case ValuePart::whole:
    case ValuePart::day:
    case ValuePart::hour:
      break;
  }
  return {};
}

/// All but `count`, `count_if` and `share_if` are of values: events without one do not count.
enum class EventFunction : std::uint8_t {
  count,         ///< Of the events.
  count_if,      ///< Of those that meet the condition.
  share_if,      ///< Of the events, those that meet the condition: 0 to 1.
  count_unique,  ///< Distinct values, may be approximate within 2%.
  any,           ///< Some value, the same for the same events.
  latest,        ///< The value of the newest event, which may be none.
  min,
  max,
  sum,
  average,
  quantile,  ///< Between two values in proportion. May be approximate within 2% of the rank.
};

/// One number (or value) of a group of events.
struct EventAggregate {
  EventFunction function = EventFunction::count;
  EventValue of{};
  /// Texts count as the numbers that they are (domain/search/number_text.h); other texts, times and
  /// truths have no value. Needed of sum, average and quantile; min and max compare texts, byte by
  /// byte, without it.
  bool as_number = false;
  double quantile = 0.5;   ///< 0 to 1.
  EventGroup condition{};  ///< Of count_if and share_if.

  friend bool operator==(const EventAggregate&, const EventAggregate&) = default;
};

/// A group passes when its aggregate passes the test: a number, a bound, a time or a text. Texts
/// that are numbers pass tests of numbers; any other test must be of the aggregate's kind.
struct GroupCondition {
  EventAggregate aggregate;
  Test test;
  bool negated = false;

  friend bool operator==(const GroupCondition&, const GroupCondition&) = default;
};

struct GroupExpression;

/// All of the parts hold, or any. None of all: every group.
struct GroupConditions {
  bool any = false;
  std::vector<GroupExpression> parts;

  friend bool operator==(const GroupConditions&, const GroupConditions&);
};

struct GroupExpression {
  std::variant<GroupConditions, GroupCondition> node;

  friend bool operator==(const GroupExpression&, const GroupExpression&) = default;
};

inline bool operator==(const GroupConditions& a, const GroupConditions& b) {
  return a.any == b.any && a.parts == b.parts;
}

}  // namespace picket::domain::search
