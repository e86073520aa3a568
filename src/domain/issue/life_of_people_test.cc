#include <string>

#include <gtest/gtest.h>

#include "domain/issue/life.h"

namespace picket::domain {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
constexpr UserId kAnn{7};

IssueState issue(IssueStatus status, Substatus substatus) {
  IssueState state;
  state.status = status;
  state.substatus = substatus;
  state.first_seen = kNow - days(30);
  state.times_seen = 42;
  return state;
}

const IssueState kOngoing = issue(IssueStatus::unresolved, Substatus::ongoing);
const IssueState kResolved = issue(IssueStatus::resolved, Substatus::none);

Command to(IssueStatus status, std::optional<Substatus> substatus = {}) {
  Command command;
  command.status = status;
  command.substatus = substatus;
  command.actor = kAnn;
  return command;
}

std::string told(const Transition& next) {
  std::string text;
  for (const Told& one : next.story) text.append(one.type).append(one.data_json);
  return text;
}

struct Case {
  IssueState before;
  Command command;
  Substatus becomes;
  std::string_view told;
};

TEST(PeoplesCommand, ChangesTheStatusAndTellsIt) {
  using enum IssueStatus;
  constexpr std::string_view kArchived =
      R"(set_ignored{"ignoreCount":null,"ignoreDuration":null,"ignoreUntil":null,)"
      R"("ignoreUserCount":null,"ignoreUserWindow":null,"ignoreWindow":null,)"
      R"("ignoreUntilEscalating":false})";
  constexpr std::string_view kUntilEscalating =
      R"(set_ignored{"ignoreCount":null,"ignoreDuration":null,"ignoreUntil":null,)"
      R"("ignoreUserCount":null,"ignoreUserWindow":null,"ignoreWindow":null,)"
      R"("ignoreUntilEscalating":true})";
  IssueState young = kResolved;
  young.first_seen = kNow - days(6);
  const IssueState archived = issue(ignored, Substatus::archived_forever);
  const Case cases[] = {
      {kOngoing, to(resolved), Substatus::none, "set_resolved{}"},
      {kResolved, to(unresolved), Substatus::ongoing, "set_unresolved{}"},
      {young, to(unresolved), Substatus::new_, "set_unresolved{}"},
      {young, to(unresolved, Substatus::ongoing), Substatus::ongoing, "set_unresolved{}"},
      {archived, to(unresolved), Substatus::ongoing, "set_unresolved{}"},
      {archived, to(resolved), Substatus::none, "set_resolved{}"},
      {kOngoing, to(ignored), Substatus::archived_forever, kArchived},
      {archived, to(ignored, Substatus::archived_until_escalating),
       Substatus::archived_until_escalating, kUntilEscalating},
      {kOngoing, to(unresolved, Substatus::escalating), Substatus::escalating, ""},
  };
  for (const Case& one : cases) {
    const auto next = commanded(one.before, one.command, kNow);
    ASSERT_TRUE(next) << one.told;
    EXPECT_EQ(next->change, (StatusChange{one.command.status, one.becomes, kNow, {}})) << one.told;
    EXPECT_EQ(told(*next), one.told);
    EXPECT_EQ(next->actor, kAnn);
    EXPECT_FALSE(next->snooze);
    EXPECT_FALSE(next->resolution);
  }
}

TEST(PeoplesCommand, WhatIsSoAlreadyIsNotToldAgain) {
  EXPECT_FALSE(commanded(kResolved, to(IssueStatus::resolved), kNow));
  EXPECT_FALSE(commanded(kOngoing, to(IssueStatus::unresolved), kNow));
  EXPECT_FALSE(commanded(kOngoing, to(IssueStatus::unresolved, Substatus::ongoing), kNow));
  const IssueState archived = issue(IssueStatus::ignored, Substatus::archived_until_escalating);
  EXPECT_FALSE(commanded(archived, to(IssueStatus::ignored), kNow)) << "it stays what it is";
}

TEST(PeoplesCommand, ConditionsBeginToCountNow) {
  Command command = to(IssueStatus::ignored, Substatus::archived_forever);
  command.snooze = Snooze{};
  command.snooze->count = 5;
  command.snooze->until = kNow + minutes(30);
  command.snooze->times_seen = 99;
  command.duration = minutes(30);
  const auto next = commanded(kOngoing, command, kNow);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->change.substatus, Substatus::archived_until_condition_met);
  EXPECT_EQ(told(*next),
            R"(set_ignored{"ignoreCount":5,"ignoreDuration":30,)"
            R"("ignoreUntil":"2025-11-24T16:30:00Z","ignoreUserCount":null,)"
            R"("ignoreUserWindow":null,"ignoreWindow":null,"ignoreUntilEscalating":false})");
  Snooze want;
  want.count = 5;
  want.until = kNow + minutes(30);
  want.actor = kAnn;
  want.archived = kNow;
  want.times_seen = 42;
  want.asked = 42;
  EXPECT_EQ(next->snooze, want);
  EXPECT_TRUE(commanded(issue(IssueStatus::ignored, Substatus::archived_until_condition_met),
                        command, kNow))
      << "the count begins anew";
}

TEST(PeoplesCommand, WhatTheEventStoreCountsIsAskedAtTheNextEvent) {
  const auto asked_at = [](auto&& change) {
    Command command = to(IssueStatus::ignored);
    command.snooze = Snooze{};
    change(*command.snooze);
    return commanded(kOngoing, command, kNow)->snooze->ask_at;
  };
  EXPECT_EQ(asked_at([](Snooze& s) { s.count = 1; }), 0);
  EXPECT_EQ(asked_at([](Snooze& s) { s.until = kNow; }), 0);
  EXPECT_EQ(asked_at([](Snooze& s) { s.user_count = 1; }), 43);
  EXPECT_EQ(asked_at([](Snooze& s) {
              s.count = 1;
              s.window = minutes(1);
            }),
            43);
}

TEST(PeoplesCommand, AResolutionIsKeptWithWhoMadeIt) {
  Command command = to(IssueStatus::resolved);
  command.resolution = Resolution{ResolutionKind::in_release, "shop@2", false, "shop@1"};
  const auto next = commanded(kResolved, command, kNow);
  ASSERT_TRUE(next) << "resolved in a release instead of just so";
  EXPECT_EQ(next->resolution,
            (Resolution{ResolutionKind::in_release, "shop@2", false, "shop@1", kAnn}));
  EXPECT_EQ(told(*next), R"(set_resolved_in_release{"version":"shop@2",)"
                         R"("current_release_version":"shop@1"})");
  command.resolution->pending = true;
  command.resolution->current_version.clear();
  EXPECT_EQ(told(*commanded(kOngoing, command, kNow)), R"(set_resolved_in_release{"version":""})");
}

TEST(PeoplesCommand, DetailsOfAnotherStatusDoNotMatter) {
  Command command = to(IssueStatus::unresolved);
  command.snooze = Snooze{};
  command.resolution = Resolution{};
  const auto next = commanded(kResolved, command, kNow);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->change.substatus, Substatus::ongoing);
  EXPECT_FALSE(next->snooze);
  EXPECT_FALSE(next->resolution);
}

}  // namespace
}  // namespace picket::domain
