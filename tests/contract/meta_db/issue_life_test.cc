// What issues wait for, and which of them are due.
#include "ports/issue_life.h"

#include "adapters.h"
#include "domain/issue/life.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using domain::Forecast;
using domain::IssueStatus;
using domain::Priority;
using domain::Resolution;
using domain::ResolutionKind;
using domain::Snooze;
using domain::Substatus;
using domain::Transition;
using ports::Due;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Ids = std::vector<IssueId>;

class IssueLife : public MetaDbContract {
 protected:
  IssueLife() : tx_(write()), project_(project(*tx_, "shop")), issue_(add()) {}
  ~IssueLife() override { tx_.reset(); }

  IssueId add(Timestamp first_seen = kStart) {
    return *tx_->issues().create(project_, {}, first_seen, Priority::medium);
  }
  domain::IssueState state(IssueId issue) { return **tx_->issues().state_of(issue); }
  domain::IssueState state() { return state(issue_); }
  void move(IssueId issue, Substatus substatus, Timestamp at = kStart) {
    Transition to;
    to.change = {domain::status_of(substatus).value_or(IssueStatus::resolved), substatus, at};
    ASSERT_TRUE(tx_->issues().move(issue, to));
  }
  void archive(IssueId issue, const Snooze& snooze) {
    Transition to;
    to.change = {IssueStatus::ignored, Substatus::archived_until_condition_met, kStart};
    to.snooze = snooze;
    ASSERT_TRUE(tx_->issues().move(issue, to));
  }
  void resolve(IssueId issue, const Resolution& resolution) {
    Transition to;
    to.change = {IssueStatus::resolved, Substatus::none, kStart};
    to.story = {{"set_resolved_in_release", R"({"version":""})"}};
    to.resolution = resolution;
    ASSERT_TRUE(tx_->issues().move(issue, to));
  }
  Ids due(const ports::DueQuery& query) {
    Ids ids;
    const auto found = tx_->issues().due(query);
    if (!found) {
      ADD_FAILURE() << found.error().code;
      return ids;
    }
    for (const ports::DueIssue& one : *found) {
      EXPECT_EQ(one.state.status, state(one.issue).status);
      EXPECT_EQ(one.state.times_seen, state(one.issue).times_seen);
      EXPECT_EQ(one.project, project_);
      ids.push_back(one.issue);
    }
    return ids;
  }
  std::optional<Snooze> snooze_of(IssueId issue) {
    const auto found = *tx_->issues().snoozes_of({&issue, 1});
    return found.empty() ? std::nullopt : std::optional(found[0].second);
  }

  static Snooze full_snooze() {
    return {kStart + hours(1), 5, minutes(7), 3, minutes(9), UserId{4}, kStart, 40, 2, 40, 41};
  }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId project_;
  IssueId issue_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, IssueLife, testing::ValuesIn(meta_db_adapters()), adapter_name);

TEST_P(IssueLife, AMoveTellsItsStory) {
  Transition to;
  to.change = {IssueStatus::unresolved, Substatus::escalating, kStart + seconds(9), Priority::high};
  to.actor = UserId{7};
  to.story = {{"set_escalating", R"({"forecast":1})"}, {"set_priority", "{}"}};
  ASSERT_TRUE(tx_->issues().move(issue_, to));
  EXPECT_EQ(state().substatus, Substatus::escalating);
  EXPECT_EQ(state().since, kStart + seconds(9));
  EXPECT_EQ(state().priority, Priority::high);
  EXPECT_EQ(state().initial_priority, Priority::medium);
  const auto story = *tx_->issues().activities({.issue = issue_});
  ASSERT_EQ(story.size(), 2U);
  EXPECT_EQ(story[1], (domain::Activity{story[1].id, issue_, "set_escalating", UserId{7},
                                        kStart + seconds(9), R"({"forecast":1})"}));
  EXPECT_EQ(story[0].type, "set_priority") << "newest first";
}

TEST_P(IssueLife, APriorityThatAPersonSetStays) {
  ASSERT_TRUE(tx_->issues().set_priority(issue_, Priority::low, kStart));
  Transition to;
  to.change = {IssueStatus::unresolved, Substatus::escalating, kStart, Priority::high};
  ASSERT_TRUE(tx_->issues().move(issue_, to));
  EXPECT_EQ(state().priority, Priority::low);
  EXPECT_TRUE(state().priority_locked);
}

TEST_P(IssueLife, EventsAreCountedInTheLatestHour) {
  const auto apply = [&](int hour, std::int64_t in_hour) {
    const Timestamp at = std::chrono::floor<hours>(kStart) + hours(hour);
    const auto after = tx_->issues().apply({issue_, 10, at, at, {}, at, in_hour});
    EXPECT_TRUE(after);
    EXPECT_EQ(after->hour_events, state().hour_events);
    EXPECT_EQ(after->times_seen, state().times_seen);
    return after->hour_events;
  };
  EXPECT_EQ(apply(1, 4), 4);
  EXPECT_EQ(apply(1, 3), 7);
  EXPECT_EQ(apply(0, 9), 7) << "late";
  EXPECT_EQ(apply(3, 2), 2);
  EXPECT_EQ(state().hour, std::chrono::floor<hours>(kStart) + hours(3));
  EXPECT_EQ(state().times_seen, 40);
}

TEST_P(IssueLife, StateIsThatOfTheIssue) {
  EXPECT_FALSE(*tx_->issues().state_of(IssueId{999}));
  EXPECT_EQ(state().status, IssueStatus::unresolved);
  EXPECT_EQ(state().substatus, Substatus::new_);
  EXPECT_EQ(state().since, kStart);
  EXPECT_EQ(state().first_seen, kStart);
  EXPECT_EQ(state().last_seen, kStart);
  EXPECT_FALSE(state().priority_locked);
  EXPECT_FALSE(state().resolved);
  move(issue_, Substatus::none, kStart + seconds(3));
  EXPECT_EQ(state().resolved, kStart + seconds(3));
}

TEST_P(IssueLife, WhatItWaitsForIsKeptUntilItsNextStatus) {
  const IssueId resolved = add();
  const IssueId escalates = add();
  const Resolution resolution{ResolutionKind::in_next_release, "shop@1", true, "shop@2", UserId{3}};
  archive(issue_, full_snooze());
  resolve(resolved, resolution);
  move(escalates, Substatus::archived_until_escalating);
  EXPECT_EQ(state().substatus, Substatus::archived_until_condition_met);
  Forecast forecast{kStart, kStart, {}};
  forecast.ceilings.fill(12);
  ASSERT_TRUE(tx_->issues().put_forecast(escalates, kStart, forecast));
  const Ids asked = {issue_, resolved, escalates, IssueId{999}};
  EXPECT_EQ(*tx_->issues().snoozes_of(asked), (ports::ByIssue<Snooze>{{issue_, full_snooze()}}));
  EXPECT_EQ(*tx_->issues().resolutions_of(asked),
            (ports::ByIssue<Resolution>{{resolved, resolution}}));
  EXPECT_EQ(*tx_->issues().forecasts_of(asked), (ports::ByIssue<Forecast>{{escalates, forecast}}));

  archive(issue_, {});
  EXPECT_EQ(snooze_of(issue_), Snooze{}) << "in place of the one there was";
  for (const IssueId one : {issue_, resolved, escalates}) move(one, Substatus::ongoing);
  EXPECT_TRUE(tx_->issues().snoozes_of(asked)->empty());
  EXPECT_TRUE(tx_->issues().resolutions_of(asked)->empty());
  EXPECT_TRUE(tx_->issues().forecasts_of(asked)->empty());
  EXPECT_TRUE(tx_->issues().snoozes_of({})->empty());
}

TEST_P(IssueLife, AgeingIssuesAreListedLongestFirst) {
  const IssueId later = add(kStart + seconds(2));
  const IssueId regressed = add(kStart);
  const IssueId escalating = add(kStart);
  move(regressed, Substatus::regressed, kStart + seconds(1));
  move(escalating, Substatus::escalating, kStart + seconds(3));
  for (const Substatus other : {Substatus::ongoing, Substatus::none, Substatus::archived_forever})
    move(add(), other);
  const auto before = [&](int second, std::size_t limit = 10) {
    return due({Due::ageing, kStart + seconds(second), {}, {}, limit});
  };
  EXPECT_EQ(before(9), (Ids{issue_, regressed, later, escalating}));
  EXPECT_EQ(before(1), (Ids{issue_, regressed}));
  EXPECT_EQ(before(9, 1), Ids{issue_});
  EXPECT_EQ(before(-1), Ids{});
  move(escalating, Substatus::new_, kStart + seconds(99));
  EXPECT_EQ(state(escalating).since, kStart) << "a new one is new since it was seen first";
}

TEST_P(IssueLife, ArchivedIssuesAreListedWhenTheirTimeIsOver) {
  const IssueId later = add();
  const IssueId never = add();
  archive(issue_, {.until = kStart + seconds(5)});
  archive(later, {.until = kStart + seconds(6)});
  archive(never, {.count = 1});
  const auto at = [&](int second) { return due({Due::time_over, kStart + seconds(second)}); };
  EXPECT_EQ(at(4), Ids{});
  EXPECT_EQ(at(5), Ids{issue_});
  EXPECT_EQ(at(99), (Ids{issue_, later}));
  ASSERT_TRUE(tx_->issues().begin_deletion(issue_));
  EXPECT_EQ(at(99), Ids{later});
}

TEST_P(IssueLife, SilentIssuesAreThoseOfOneProject) {
  const ProjectId elsewhere = project(*tx_, "other");
  const IssueId other = *tx_->issues().create(elsewhere, {}, kStart, Priority::medium);
  const IssueId lately = add(kStart + seconds(5));
  move(add(), Substatus::none);
  move(add(), Substatus::archived_forever);
  EXPECT_EQ(due({Due::silence, kStart, project_}), Ids{issue_});
  EXPECT_EQ(due({Due::silence, kStart + seconds(5), project_}), (Ids{issue_, lately}));
  EXPECT_EQ(due({Due::silence, kStart - seconds(1), project_}), Ids{});
  const auto silent = *tx_->issues().due({Due::silence, kStart, elsewhere});
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent[0].issue, other);
}

TEST_P(IssueLife, ForecastsAreDueWhenTheyAreOld) {
  const IssueId fresh = add();
  move(issue_, Substatus::archived_until_escalating);
  move(fresh, Substatus::archived_until_escalating);
  const auto made_before = [&](int second) {
    return due({Due::forecast, kStart + seconds(second)});
  };
  EXPECT_EQ(made_before(-9), (Ids{issue_, fresh})) << "never made";
  ASSERT_TRUE(tx_->issues().put_forecast(fresh, kStart, std::nullopt));
  EXPECT_EQ(made_before(-9), Ids{issue_});
  EXPECT_EQ(made_before(0), (Ids{issue_, fresh}));
  EXPECT_TRUE(tx_->issues().forecasts_of(Ids{fresh})->empty());
  move(issue_, Substatus::ongoing);
  ASSERT_TRUE(tx_->issues().put_forecast(issue_, kStart, Forecast{}));
  EXPECT_TRUE(tx_->issues().forecasts_of(Ids{issue_})->empty()) << "it waits for none any more";
}

TEST_P(IssueLife, TheStoreIsAskedWhenEnoughEventsCame) {
  archive(issue_, {.user_count = 3, .ask_at = 2});
  archive(add(), {.count = 1});
  EXPECT_EQ(due({Due::condition}), Ids{});
  ASSERT_TRUE(tx_->issues().apply({issue_, 2, kStart, kStart, {}}));
  EXPECT_EQ(due({Due::condition}), Ids{issue_});
  EXPECT_EQ(due({Due::condition, {}, {}, issue_}), Ids{});
  Snooze asked = *snooze_of(issue_);
  asked.users_seen = 1;
  asked.asked = 2;
  asked.ask_at = 3;
  ASSERT_TRUE(tx_->issues().note_asked(issue_, asked));
  EXPECT_EQ(snooze_of(issue_), asked);
  EXPECT_EQ(due({Due::condition}), Ids{});
  ASSERT_TRUE(tx_->issues().note_asked(IssueId{999}, asked));
}

TEST_P(IssueLife, TheNextReleaseSettlesWhatWaitedForIt) {
  const IssueId done = add();
  const IssueId other = *tx_->issues().create(project(*tx_, "other"), {}, kStart, Priority::medium);
  const Resolution next{ResolutionKind::in_next_release, "1", true, "1", UserId{3}};
  resolve(issue_, next);
  resolve(other, next);
  resolve(done, {ResolutionKind::in_release, "1"});
  EXPECT_EQ(*tx_->issues().settle_next_release(project_, "2"), 1);
  EXPECT_EQ(*tx_->issues().settle_next_release(project_, "3"), 0);
  EXPECT_EQ(*tx_->issues().resolutions_of(Ids{issue_, done, other}),
            (ports::ByIssue<Resolution>{
                {issue_, {ResolutionKind::in_release, "2", false, "1", UserId{3}}},
                {done, {ResolutionKind::in_release, "1"}},
                {other, next}}));
  const auto told = *tx_->issues().activities({.issue = issue_});
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].data_json, R"({"version":"2","current_release_version":"1"})");
  EXPECT_EQ(tx_->issues().activities({.issue = other})->at(0).data_json, R"({"version":""})");
}

TEST_P(IssueLife, AnErasedIssueWaitsForNothing) {
  const IssueId resolved = add();
  const IssueId escalates = add();
  archive(issue_, full_snooze());
  resolve(resolved, {});
  move(escalates, Substatus::archived_until_escalating);
  const Ids all = {issue_, resolved, escalates};
  for (const IssueId one : all) {
    ASSERT_TRUE(tx_->issues().begin_deletion(one));
    EXPECT_TRUE(tx_->issues().erase(one));
    EXPECT_FALSE(*tx_->issues().state_of(one));
  }
  EXPECT_TRUE(tx_->issues().snoozes_of(all)->empty());
  EXPECT_TRUE(tx_->issues().resolutions_of(all)->empty());
  EXPECT_TRUE(tx_->commit());
}

TEST_P(IssueLife, AsksForNoMoreThanOneAnswerHolds) {
  const Ids many(1001, issue_);
  EXPECT_EQ(tx_->issues().due({Due::ageing, kStart, {}, {}, 1001}).error().kind,
            ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().snoozes_of(many).error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().resolutions_of(many).error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().forecasts_of(many).error().kind, ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace picket::contract
