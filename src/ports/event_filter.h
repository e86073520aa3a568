// Which events a question is about, and where a list of them goes on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "domain/search/condition.h"

namespace picket::ports {

/// The event has the tag with exactly this value. An event without the tag is another thing than
/// one whose tag is empty.
struct TagCondition {
  std::string key;
  std::string value;
};

/// Conditions that all hold. An empty vector or text means "no condition", except `projects`: every
/// query names the projects that its asker may see, and none means none.
struct EventFilter {
  /// Per vector but `projects`. A query pays for each; no page lists more.
  static constexpr std::size_t kMaxValues = 1000;
  /// Each may read all tags of an event.
  static constexpr std::size_t kMaxTags = 20;
  /// Conditions of `where` (a search has at most as many filters), and their texts and numbers.
  static constexpr std::size_t kMaxConditions = 200;
  static constexpr std::size_t kMaxTexts = 2000;
  /// Groups of `where` in each other: an OR and an AND for each of a search's 32 levels of
  /// parentheses, those outside of them, and some of the caller's.
  static constexpr std::size_t kMaxDepth = 70;
  /// Regexes of `where`, and patterns with a star between texts, which become one. Each may keep
  /// some MB of states while a query runs.
  static constexpr std::size_t kMaxRegexes = 20;

  std::vector<ProjectId> projects;
  std::vector<IssueId> issues;  ///< One of them. After overrides: where the event belongs now.
  std::optional<EventId> event;
  std::vector<std::string> environments;  ///< One of them; "" is what an event without one has.
  std::optional<Timestamp> start;         ///< Inclusive, by event timestamp.
  std::optional<Timestamp> end;           ///< Exclusive.
  std::optional<domain::Level> level;
  std::vector<TagCondition> tags;  ///< Each of them.
  std::string text;                ///< In title or message, letters in any case (Unicode).
  /// What a search asks for besides: each test as domain/search/value_matcher.h says. A text of the
  /// row or a tag that is empty is not there. Short ids, slugs of projects, people and `latest` are
  /// for the caller to replace: in here they are invalid_argument.
  domain::search::EventGroup where;
  /// Requested: nobody waits for the answer any more. The question may end early, then with timeout
  /// / "event_query_cancelled".
  std::stop_token stop{};
};

enum class EventOrder : std::uint8_t { newest_first, oldest_first };

/// Position in (timestamp, event id, project) order; a page starts after it. The project matters
/// when an SDK sent the same event to two of them.
struct EventCursor {
  Timestamp timestamp;
  EventId event;
  ProjectId project;

  friend bool operator==(const EventCursor&, const EventCursor&) = default;
};

/// As check_filter() does, for conditions of their own.
Result<void> check_conditions(const domain::search::EventGroup& conditions);

/// invalid_argument / "bad_event_filter" when a limit is passed or `where` has what it must not: a
/// field or a test for the caller to replace, an operator that is no bound, a number that is not
/// finite, a regex that does not compile. What every adapter checks first.
Result<void> check_filter(const EventFilter& filter);

}  // namespace picket::ports
