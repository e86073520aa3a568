// The life of an issue: what people, events and time make of its status.
// Source: shared spec "issues", sections 2, 4, 5, 6 and 9. Pure: each function says what becomes of
// an issue, or nullopt when it stays as it is.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "domain/issue/forecast.h"
#include "domain/issue/transition.h"
#include "domain/issue/waiting.h"

namespace picket::domain {

/// How long a new, regressed or escalating issue is one.
inline constexpr std::chrono::days kIssueIsNew{7};

/// The status that a substatus belongs to; nullopt for none, which is that of resolved issues.
std::optional<IssueStatus> status_of(Substatus substatus) noexcept;
/// What is meant by a status without a substatus.
Substatus implied_substatus(IssueStatus status, Timestamp first_seen, Timestamp now) noexcept;

/// Whether it is resolved and an event happened after that.
bool regresses(const IssueState& issue, Timestamp newest_event) noexcept;

/// Which record of its own a rule needs about an issue that gets events.
enum class Waiting : std::uint8_t { for_nothing, for_release, for_condition, for_escalation };
Waiting waiting_of(const IssueState& issue) noexcept;

/// One event of a batch.
struct SeenEvent {
  Timestamp at;  ///< When it happened.
  std::string_view release;
};

/// What the releases of the project say about a resolution.
struct ReleaseRule {
  /// An event of that release, which may be empty, is from before the fix, and no news.
  std::function<bool(std::string_view release)> covers;
  bool follows_versions = false;  ///< By the numbers of releases, not by their dates.
};

/// An event that happened after an issue was resolved, in a release that is not covered, brings it
/// back; one that was merely late does not. The rule is asked when the resolution names a release.
std::optional<Transition> regression(const IssueState& issue,
                                     const std::optional<Resolution>& resolution,
                                     std::span<const SeenEvent> events, const ReleaseRule& rule,
                                     Timestamp now);

/// Enough events, or time, since it was archived.
std::optional<Transition> condition_met(const IssueState& issue, const Snooze& snooze,
                                        Timestamp now);
/// What the event store says about a snooze that asks it.
struct SnoozeCounts {
  std::int64_t events = 0;  ///< In the window that ends now.
  std::int64_t users = 0;   ///< In its window, or that were not met before it was archived.
};
std::optional<Transition> condition_met(const IssueState& issue, const Snooze& snooze,
                                        const SnoozeCounts& counts, Timestamp now);
/// The same snooze when that was not enough: one event adds one to each count at most, so that the
/// store need not be asked before so many have come. It may lag behind the issue: sure to be in
/// `counts` are only the events that the issue had when the store was asked before.
Snooze asked_again_later(const IssueState& issue, const Snooze& snooze, const SnoozeCounts& counts);

/// More events in an hour than the forecast allows on its day, one of them since it was archived.
std::optional<Transition> escalation(const IssueState& issue,
                                     const std::optional<Forecast>& forecast, Timestamp now);

/// New, regressed or escalating for a week.
std::optional<Transition> ageing(const IssueState& issue, Timestamp now);
/// Archived until a time that has come.
std::optional<Transition> time_over(const IssueState& issue, const Snooze& snooze, Timestamp now);
/// Without an event for as long as its project says.
std::optional<Transition> resolved_by_age(const IssueState& issue, std::chrono::hours age,
                                          Timestamp now);

/// What a person asks for. `snooze` belongs to a status of ignored, `resolution` to resolved.
struct Command {
  IssueStatus status = IssueStatus::unresolved;
  std::optional<Substatus> substatus{};  ///< Belongs to the status.
  std::optional<Snooze> snooze{};        ///< With its conditions only.
  std::optional<Resolution> resolution{};
  UserId actor{};
  std::optional<std::chrono::minutes> duration{};  ///< How `snooze.until` was said, for the story.
};
/// Archived with conditions: until one is met. Nullopt also when all of it is so already.
std::optional<Transition> commanded(const IssueState& issue, const Command& command, Timestamp now);
/// Which substatus the command gives.
Substatus substatus_of(const Command& command, Timestamp first_seen, Timestamp now) noexcept;

}  // namespace picket::domain
