#include "domain/issue/life.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/issue/story.h"

namespace picket::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

constexpr Substatus kAll[] = {Substatus::none,
                              Substatus::archived_until_escalating,
                              Substatus::escalating,
                              Substatus::ongoing,
                              Substatus::archived_until_condition_met,
                              Substatus::archived_forever,
                              Substatus::regressed,
                              Substatus::new_};

/// Since two days, first seen two days ago; none: resolved.
IssueState issue(Substatus substatus) {
  IssueState state;
  state.substatus = substatus;
  state.status = status_of(substatus).value_or(IssueStatus::resolved);
  state.since = state.first_seen = kNow - days(2);
  if (state.status == IssueStatus::resolved) state.resolved = state.since;
  state.last_seen = kNow;
  state.times_seen = 100;
  state.priority = state.initial_priority = Priority::medium;
  return state;
}

/// "unresolved/7 medium set_escalating{...} ..." of what became of it; "" for nothing.
std::string text(const std::optional<Transition>& next) {
  if (!next) return "";
  std::string text = std::to_string(static_cast<int>(next->change.status)) + "/" +
                     std::to_string(static_cast<int>(next->change.substatus));
  EXPECT_EQ(next->change.at, kNow);
  if (next->change.priority)
    text += " p" + std::to_string(static_cast<int>(*next->change.priority));
  for (const Told& told : next->story) {
    text += ' ';
    text += told.type;
    text += told.data_json;
  }
  return text;
}

TEST(Story, ARegressionBeginsWithItsRelease) {
  using story::begin_of_regression;
  EXPECT_EQ(begin_of_regression("a\"b", false), R"({"version":"a\"b")");
  EXPECT_EQ(begin_of_regression("a\"b", true), R"({"version":"a\"b)");
  const Resolution in_release{.release = "1.0"};
  EXPECT_TRUE(story::regression("a\"b", in_release, true)
                  .data_json.starts_with(begin_of_regression("a\"b", false)));
}

TEST(IssueLife, EverySubstatusButNoneBelongsToOneStatus) {
  using enum Substatus;
  for (const Substatus one : {escalating, ongoing, regressed, new_})
    EXPECT_EQ(status_of(one), IssueStatus::unresolved);
  for (const Substatus one :
       {archived_until_escalating, archived_until_condition_met, archived_forever})
    EXPECT_EQ(status_of(one), IssueStatus::ignored);
  EXPECT_EQ(status_of(none), std::nullopt);
}

TEST(IssueLife, AStatusAloneImpliesASubstatus) {
  const auto implied = [](IssueStatus status, Duration age) {
    return implied_substatus(status, kNow - age, kNow);
  };
  const Duration week = kIssueIsNew;
  EXPECT_EQ(implied(IssueStatus::ignored, Duration(0)), Substatus::archived_forever);
  EXPECT_EQ(implied(IssueStatus::resolved, Duration(0)), Substatus::none);
  EXPECT_EQ(implied(IssueStatus::unresolved, week - Duration(1)), Substatus::new_);
  EXPECT_EQ(implied(IssueStatus::unresolved, week), Substatus::ongoing);
}

TEST(IssueLife, OnlySomeStatesWaitForEvents) {
  std::vector<Waiting> waiting;
  for (const Substatus one : kAll) waiting.push_back(waiting_of(issue(one)));
  using enum Waiting;
  EXPECT_THAT(waiting, ElementsAre(for_release, for_escalation, for_nothing, for_nothing,
                                   for_condition, for_nothing, for_nothing, for_nothing));
  IssueState hidden = issue(Substatus::none);
  for (const IssueStatus other :
       {IssueStatus::pending_deletion, IssueStatus::pending_merge, IssueStatus::reprocessing}) {
    hidden.status = other;
    EXPECT_EQ(waiting_of(hidden), for_nothing);
  }
}

std::string regressed(const IssueState& state, const std::optional<Resolution>& resolution,
                      std::vector<SeenEvent> events, const ReleaseRule& rule = {}) {
  return text(regression(state, resolution, events, rule, kNow));
}

TEST(Regression, OnlyALaterEventBringsAResolvedIssueBack) {
  const IssueState resolved = issue(Substatus::none);
  const Timestamp at = *resolved.resolved;
  EXPECT_EQ(regressed(resolved, {}, {{at + Duration(1), ""}}),
            R"(0/6 set_regression{"version":""})");
  EXPECT_EQ(regressed(resolved, {}, {{at, "late"}}), "");
  EXPECT_EQ(regressed(resolved, {}, {}), "");
  EXPECT_EQ(regressed(resolved, {}, {{at + seconds(9), "b"}, {at + seconds(1), "a"}, {at, "0"}}),
            R"(0/6 set_regression{"version":"b"})");
}

TEST(Regression, HappensToResolvedIssuesOnly) {
  for (const Substatus one : kAll) {
    if (one == Substatus::none) continue;
    EXPECT_EQ(regressed(issue(one), {}, {{kNow, ""}}), "");
  }
  IssueState odd = issue(Substatus::none);
  odd.resolved.reset();
  EXPECT_EQ(regressed(odd, {}, {{kNow, ""}}), "");
  odd = issue(Substatus::none);
  odd.status = IssueStatus::pending_deletion;
  EXPECT_EQ(regressed(odd, {}, {{kNow, ""}}), "");
}

TEST(Regression, AnyEventOfTheBatchThatIsNotCoveredIsOne) {
  const IssueState resolved = issue(Substatus::none);
  const ReleaseRule rule{[](std::string_view release) { return release < "5"; }, true};
  const Resolution in_five{ResolutionKind::in_release, "5"};
  EXPECT_EQ(regressed(resolved, in_five, {{kNow, "4"}, {kNow, ""}}, rule), "");
  EXPECT_EQ(regressed(resolved, in_five, {{kNow - seconds(1), "6"}, {kNow, "4"}}, rule),
            R"(0/6 set_regression{"version":"6","resolved_in_version":"5","follows_semver":true})");
  EXPECT_EQ(regressed(resolved, in_five, {{*resolved.resolved, "6"}}, rule), "")
      << "before anybody said that it is fixed";
  EXPECT_EQ(
      regressed(resolved, in_five, {{kNow, "5"}}, {rule.covers, false}),
      R"(0/6 set_regression{"version":"5","resolved_in_version":"5","follows_semver":false})");
  EXPECT_EQ(regressed(resolved, Resolution{ResolutionKind::by_age}, {{kNow, "1"}}),
            R"(0/6 set_regression{"version":"1"})");
}

TEST(Regression, LeavesThePriorityAlone) {
  IssueState resolved = issue(Substatus::none);
  resolved.priority = Priority::low;
  EXPECT_EQ(regressed(resolved, {}, {{kNow, ""}}), R"(0/6 set_regression{"version":""})");
}

constexpr std::string_view kExpiredCount =
    R"(set_escalating{"expired_snooze":{"until":null,"count":10,"window":null,)"
    R"("user_count":null,"user_window":null}})";
constexpr std::string_view kRaised = R"( set_priority{"priority":"high","reason":"escalating"})";

Snooze after_events(std::int64_t count, minutes window = {}) {
  Snooze snooze;
  snooze.count = count;
  snooze.window = window;
  snooze.times_seen = 90;
  return snooze;
}

TEST(Condition, SoManyEventsSinceItWasArchived) {
  IssueState state = issue(Substatus::archived_until_condition_met);
  const Snooze snooze = after_events(10);
  EXPECT_EQ(text(condition_met(state, snooze, kNow)),
            "0/2 p75 " + std::string(kExpiredCount) + std::string(kRaised));
  state.times_seen = 99;
  EXPECT_EQ(text(condition_met(state, snooze, kNow)), "");
  state.times_seen = 1000;
  EXPECT_EQ(text(condition_met(state, after_events(10, minutes(5)), kNow)), "")
      << "the event store knows how many of them in a window";
  EXPECT_EQ(text(condition_met(state, Snooze{}, kNow)), "");
}

TEST(Condition, ATimeThatHasCome) {
  const IssueState state = issue(Substatus::archived_until_condition_met);
  Snooze snooze;
  snooze.until = from_unix_us(1'764'000'000'000'000);
  const std::string back =
      R"(0/3 set_unresolved{"ignoreCount":null,"ignoreDuration":null,)"
      R"("ignoreUntil":"2025-11-24T16:00:00Z","ignoreUserCount":null,"ignoreUserWindow":null,)"
      R"("ignoreWindow":null})";
  EXPECT_EQ(text(time_over(state, snooze, kNow)), back);
  EXPECT_EQ(text(condition_met(state, snooze, kNow)), back);
  snooze.until = kNow + Duration(1);
  EXPECT_EQ(text(time_over(state, snooze, kNow)), "");
  EXPECT_EQ(text(time_over(state, {}, kNow)), "");
}

TEST(Condition, WhatTheEventStoreCounts) {
  const IssueState state = issue(Substatus::archived_until_condition_met);
  const auto met = [&](const Snooze& snooze, SnoozeCounts counts) {
    return condition_met(state, snooze, counts, kNow).has_value();
  };
  const Snooze window = after_events(10, minutes(5));
  EXPECT_TRUE(met(window, {10, 0}));
  EXPECT_FALSE(met(window, {9, 99}));
  Snooze users;
  users.user_count = 3;
  EXPECT_TRUE(met(users, {0, 3}));
  EXPECT_FALSE(met(users, {99, 2}));
  users.count = 10;
  users.times_seen = 90;
  EXPECT_TRUE(met(users, {0, 0})) << "one of them is enough";
}

TEST(Condition, BelongsToIssuesThatAreArchivedForOne) {
  Snooze snooze = after_events(10);
  snooze.user_count = 1;
  snooze.until = kNow;
  for (const Substatus one : kAll) {
    if (one == Substatus::archived_until_condition_met) continue;
    EXPECT_FALSE(condition_met(issue(one), snooze, kNow));
    EXPECT_FALSE(condition_met(issue(one), snooze, {99, 99}, kNow));
    EXPECT_FALSE(time_over(issue(one), snooze, kNow));
  }
}

TEST(Condition, TheStoreIsAskedAgainWhenItsAnswerCanDiffer) {
  const IssueState state = issue(Substatus::archived_until_condition_met);
  Snooze snooze = after_events(10, minutes(5));
  snooze.asked = 100;
  EXPECT_EQ(asked_again_later(state, snooze, {4, 0}).ask_at, 106);
  snooze.user_count = 5;
  EXPECT_EQ(asked_again_later(state, snooze, {4, 3}).ask_at, 102);
  EXPECT_EQ(asked_again_later(state, snooze, {4, 3}).users_seen, 3);
  EXPECT_EQ(asked_again_later(state, snooze, {4, 5}).ask_at, 101) << "it has to grow";
  snooze.window = minutes(0);
  EXPECT_EQ(asked_again_later(state, snooze, {4, 0}).ask_at, 105);
  snooze.asked = 97;
  const Snooze later = asked_again_later(state, snooze, {4, 0});
  EXPECT_EQ(later.ask_at, 102) << "three events may not have reached the store";
  EXPECT_EQ(later.asked, 100);
  snooze.user_count = INT64_MAX;
  EXPECT_EQ(asked_again_later(state, snooze, {0, 0}).ask_at, INT64_MAX);
}

TEST(Escalation, MoreEventsInAnHourThanTheForecastAllows) {
  IssueState state = issue(Substatus::archived_until_escalating);
  state.hour = std::chrono::floor<hours>(kNow);
  state.hour_events = 11;
  Forecast forecast;
  forecast.first_day = std::chrono::floor<days>(kNow);
  forecast.ceilings.fill(10);
  EXPECT_EQ(text(escalation(state, forecast, kNow)),
            R"(0/2 p75 set_escalating{"event_count":11,"forecast":10})" + std::string(kRaised));
  state.hour_events = 10;
  EXPECT_EQ(text(escalation(state, forecast, kNow)), "");
  state.hour_events = 200;
  EXPECT_EQ(text(escalation(state, std::nullopt, kNow)), "") << "not before the 201st";
  state.hour_events = 201;
  EXPECT_NE(text(escalation(state, std::nullopt, kNow)), "");
  state.since = state.last_seen;
  EXPECT_EQ(text(escalation(state, forecast, kNow)), "") << "all of them before";
}

TEST(Escalation, BelongsToIssuesThatAreArchivedUntilThen) {
  for (const Substatus one : kAll) {
    if (one == Substatus::archived_until_escalating) continue;
    IssueState state = issue(one);
    state.hour = kNow;
    state.hour_events = 1000;
    EXPECT_FALSE(escalation(state, std::nullopt, kNow));
  }
}

TEST(Ageing, AWeekMakesAnIssueAnOngoingOne) {
  const std::string told = R"(0/3 auto_set_ongoing{"after_days":7})";
  for (const Substatus one : kAll) {
    IssueState state = issue(one);
    const bool is_new = one == Substatus::new_;
    const bool moved = one == Substatus::regressed || one == Substatus::escalating;
    state.first_seen = kNow - (is_new ? days(7) : days(70));
    state.since = kNow - (is_new ? days(1) : days(7));
    EXPECT_EQ(text(ageing(state, kNow)), is_new || moved ? told : "") << static_cast<int>(one);
    (is_new ? state.first_seen : state.since) += Duration(1);
    EXPECT_EQ(text(ageing(state, kNow)), "") << static_cast<int>(one);
  }
}

TEST(Priority, GoesUpAStepAndBackUnlessAPersonSetIt) {
  IssueState state = issue(Substatus::archived_until_condition_met);
  const auto escalated = [&](Priority from) {
    state.priority = from;
    return condition_met(state, after_events(10), kNow)->change.priority;
  };
  EXPECT_EQ(escalated(Priority::low), Priority::medium);
  EXPECT_EQ(escalated(Priority::medium), Priority::high);
  EXPECT_EQ(escalated(Priority::high), std::nullopt) << "nothing to tell";

  IssueState old = issue(Substatus::escalating);
  old.since = kNow - days(8);
  old.priority = Priority::high;
  old.initial_priority = Priority::low;
  EXPECT_EQ(text(ageing(old, kNow)), R"(0/3 p25 auto_set_ongoing{"after_days":7} )"
                                     R"(set_priority{"priority":"low","reason":"ongoing"})");
  old.priority_locked = state.priority_locked = true;
  EXPECT_EQ(text(ageing(old, kNow)), R"(0/3 auto_set_ongoing{"after_days":7})");
  EXPECT_EQ(escalated(Priority::low), std::nullopt);
}

TEST(ResolvedByAge, WhenNoEventCameForLong) {
  for (const Substatus one : kAll) {
    IssueState state = issue(one);
    state.last_seen = kNow - hours(24);
    const bool open = state.status == IssueStatus::unresolved;
    const auto next = resolved_by_age(state, hours(24), kNow);
    EXPECT_EQ(text(next), open ? R"(1/0 set_resolved_by_age{"age":24})" : "");
    if (open) {
      EXPECT_EQ(next->resolution, Resolution{ResolutionKind::by_age});
    }
    EXPECT_FALSE(resolved_by_age(state, hours(0), kNow)) << "off";
    state.last_seen += Duration(1);
    EXPECT_FALSE(resolved_by_age(state, hours(24), kNow));
  }
}

}  // namespace
}  // namespace picket::domain
