// What time, and what the event store counts, make of issues.
#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/issue/life.h"
#include "roles/worker/issue_clock.h"
#include "roles/worker/issue_counts.h"
#include "world.h"

namespace picket::crash {
namespace {

using domain::IssueStatus;
using domain::Snooze;
using domain::Substatus;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

class IssuesOverTime : public testing::Test {
 protected:
  template <class Change>
  void change(Change change) {
    const auto tx = *world_.meta->begin_write(Deadline::never());
    change(*tx);
    ASSERT_TRUE(tx->commit());
  }
  IssueId add(Timestamp first_seen = kNow) {
    IssueId id;
    change([&](ports::MetaTx& tx) {
      id = *tx.issues().create(ProjectId{1}, {}, first_seen, domain::Priority::low);
    });
    return id;
  }
  void move(IssueId issue, Substatus substatus, const std::optional<Snooze>& snooze = {}) {
    domain::Transition to;
    to.change = {domain::status_of(substatus).value_or(IssueStatus::resolved), substatus,
                 world_.clock.now()};
    to.snooze = snooze;
    change([&](ports::MetaTx& tx) { ASSERT_TRUE(tx.issues().move(issue, to)); });
  }
  void archive(IssueId issue, domain::Command command) {
    command.status = IssueStatus::ignored;
    change([&](ports::MetaTx& tx) {
      const auto state = **tx.issues().state_of(issue);
      const auto to = domain::commanded(state, command, world_.clock.now());
      ASSERT_TRUE(to);
      ASSERT_TRUE(tx.issues().move(issue, *to));
    });
  }
  void archive(IssueId issue, const Snooze& snooze) {
    domain::Command command;
    command.snooze = snooze;
    archive(issue, command);
  }
  /// Counted at the issue; `stored`: and in the event store.
  void see(IssueId issue, const std::vector<std::string>& users, Timestamp at, bool stored = true) {
    change([&](ports::MetaTx& tx) {
      ASSERT_TRUE(tx.issues().apply({issue, std::ssize(users), at, at, {}}));
    });
    std::vector<domain::EventRow> rows;
    for (const std::string& user : users) {
      domain::EventRow row;
      row.project = ProjectId{1};
      row.issue = issue;
      row.event_id = EventId::random();
      row.timestamp = row.received = at;
      row.user = user;
      rows.push_back(row);
    }
    if (stored) store(rows);
    late_ = stored ? std::vector<domain::EventRow>() : rows;
  }
  void store(const std::vector<domain::EventRow>& rows) {
    world_.next += std::ssize(rows);
    ASSERT_TRUE(world_.events.append(kFrom, world_.next, rows));
  }
  domain::IssueState state(IssueId issue) {
    return **(*world_.meta->begin_read())->issues().state_of(issue);
  }
  Substatus substatus(IssueId issue) { return state(issue).substatus; }
  std::string last_told(IssueId issue) {
    const auto found =
        (*world_.meta->begin_read())->issues().activities({.issue = issue, .limit = 1});
    return found->empty() ? "" : found->front().type + found->front().data_json;
  }
  std::optional<Snooze> snooze(IssueId issue) {
    const auto found = *(*world_.meta->begin_read())->issues().snoozes_of({&issue, 1});
    return found.empty() ? std::nullopt : std::optional(found[0].second);
  }
  std::optional<domain::Forecast> forecast(IssueId issue) {
    const auto found = *(*world_.meta->begin_read())->issues().forecasts_of({&issue, 1});
    return found.empty() ? std::nullopt : std::optional(found[0].second);
  }
  void run_clock() {
    ASSERT_TRUE(worker::run_issue_clock(world_.stores(), world_.clock, task_, telemetry_, stop_));
  }
  void run_counts() {
    const Timestamp now = world_.clock.now();
    ASSERT_TRUE(worker::make_forecasts(world_.stores(), now, telemetry_, stop_));
    ASSERT_TRUE(worker::check_conditions(world_.stores(), now, telemetry_, stop_));
  }
  void resolve_after(std::int64_t age_h) {
    change([&](ports::MetaTx& tx) {
      const ProjectId id{1};
      ports::Project project = tx.projects().get({&id, 1})->at(0);
      project.settings.set(*domain::find_setting(domain::project_settings(), "resolveAge"), age_h);
      ASSERT_TRUE(tx.projects().update(project));
    });
  }

  World world_;
  obs::Registry registry_;
  worker::IssueTelemetry telemetry_{registry_};
  engine::StopSignal stop_;
  ports::Task task_;
  std::vector<domain::EventRow> late_;
};

TEST_F(IssuesOverTime, AWeekMakesThemOngoing) {
  std::vector<IssueId> ids;
  for (int i = 0; i < 120; ++i) ids.push_back(add());  // More than one transaction's.
  const IssueId regressed = add();
  world_.clock.advance(days(3));
  move(regressed, Substatus::regressed);
  const IssueId later = add(world_.clock.now());
  world_.clock.advance(days(4) - Duration(1));
  run_clock();
  EXPECT_EQ(substatus(ids[0]), Substatus::new_);
  world_.clock.advance(Duration(1));
  run_clock();
  run_clock();
  for (const IssueId id : ids) {
    EXPECT_EQ(substatus(id), Substatus::ongoing);
    EXPECT_EQ(last_told(id), R"(auto_set_ongoing{"after_days":7})");
  }
  EXPECT_EQ(substatus(regressed), Substatus::regressed);
  EXPECT_EQ(substatus(later), Substatus::new_);
  EXPECT_THAT(registry_.prometheus_text(),
              HasSubstr("picket_worker_issues_moved_total{why=\"aged\"} 121\n"))
      << "with the issue of the world";
  world_.clock.advance(days(3));
  run_clock();
  EXPECT_EQ(substatus(regressed), Substatus::ongoing);
}

TEST_F(IssuesOverTime, AnEndBringsThemBack) {
  const IssueId forever = add();
  move(forever, Substatus::archived_forever);
  archive(world_.issue, Snooze{.until = kNow + minutes(30)});
  world_.clock.advance(minutes(30) - Duration(1));
  run_clock();
  EXPECT_EQ(state(world_.issue).status, IssueStatus::ignored);
  world_.clock.advance(Duration(1));
  run_clock();
  EXPECT_EQ(state(world_.issue).status, IssueStatus::unresolved);
  EXPECT_EQ(substatus(world_.issue), Substatus::ongoing);
  EXPECT_THAT(last_told(world_.issue), HasSubstr("set_unresolved"));
  EXPECT_FALSE(snooze(world_.issue));
  EXPECT_EQ(substatus(forever), Substatus::archived_forever);
}

TEST_F(IssuesOverTime, SilenceResolvesWhereTheProjectWantsIt) {
  world_.clock.advance(hours(30));
  run_clock();
  EXPECT_EQ(state(world_.issue).status, IssueStatus::unresolved) << "it does not";
  resolve_after(24);
  const IssueId lately = add(world_.clock.now());
  run_clock();
  EXPECT_EQ(state(world_.issue).status, IssueStatus::resolved);
  EXPECT_EQ(last_told(world_.issue), R"(set_resolved_by_age{"age":24})");
  EXPECT_EQ(
      (*world_.meta->begin_read())->issues().resolutions_of({&world_.issue, 1})->at(0).second.kind,
      domain::ResolutionKind::by_age);
  EXPECT_EQ(state(lately).status, IssueStatus::unresolved);
}

TEST_F(IssuesOverTime, AClockThatJumpedResolvesNothing) {
  resolve_after(24);
  run_clock();
  world_.clock.advance(days(365));
  run_clock();
  EXPECT_EQ(state(world_.issue).status, IssueStatus::unresolved);
  world_.clock.advance(days(1));
  run_clock();
  EXPECT_EQ(state(world_.issue).status, IssueStatus::resolved) << "it went on from there";
}

TEST_F(IssuesOverTime, StopsWhenItIsAskedTo) {
  world_.clock.advance(days(8));
  stop_.request();
  run_clock();
  EXPECT_EQ(substatus(world_.issue), Substatus::new_);
}

TEST_F(IssuesOverTime, ForecastsAreMadeOfTheHoursOfAWeek) {
  const IssueId young = add(kNow);
  see(young, {"", "", ""}, kNow);
  see(young, {""}, kNow + hours(2));
  const IssueId silent = add();
  world_.clock.advance(hours(3));
  for (const IssueId id : {young, silent}) move(id, Substatus::archived_until_escalating);
  run_counts();
  ASSERT_TRUE(forecast(young));
  EXPECT_EQ(forecast(young)->ceilings[0], 30) << "ten times the worst hour";
  EXPECT_EQ(forecast(young)->made, kNow + hours(3));
  EXPECT_FALSE(forecast(silent));

  see(young, std::vector<std::string>(9, ""), kNow + hours(3));
  world_.clock.advance(days(1) - Duration(1));
  run_counts();
  EXPECT_EQ(forecast(young)->ceilings[0], 30) << "not a day old";
  world_.clock.advance(Duration(1));
  run_counts();
  EXPECT_EQ(forecast(young)->ceilings[0], 90);
  EXPECT_THAT(registry_.prometheus_text(), HasSubstr("picket_worker_forecasts_total 4\n"));

  world_.clock.advance(days(7));
  run_counts();
  EXPECT_FALSE(forecast(young)) << "no event for a week";
}

TEST_F(IssuesOverTime, AnOldIssueIsMeasuredByItsMean) {
  const IssueId old = add(kNow - days(20));
  for (int hour = 0; hour < 168; ++hour) see(old, {"", ""}, kNow - hours(hour));
  move(old, Substatus::archived_until_escalating);
  run_counts();
  ASSERT_TRUE(forecast(old));
  EXPECT_EQ(forecast(old)->ceilings[3], 12) << "2 + 5 * 2, as it never varied";
}

TEST_F(IssuesOverTime, NewUsersMeetACondition) {
  const IssueId id = world_.issue;
  see(id, {"id:1", "id:2"}, kNow - minutes(1));
  archive(id, Snooze{.user_count = 2});
  run_counts();
  EXPECT_THAT(registry_.prometheus_text(), HasSubstr("picket_worker_conditions_asked_total 0\n"));
  see(id, {"id:1", "id:3", "id:3"}, kNow + minutes(1));
  world_.clock.advance(minutes(2));
  run_counts();
  run_counts();
  EXPECT_EQ(substatus(id), Substatus::archived_until_condition_met) << "one of them is new";
  EXPECT_EQ(snooze(id)->users_seen, 1);
  EXPECT_EQ(snooze(id)->ask_at, 6);
  see(id, {"id:4"}, kNow + minutes(2));
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::unresolved);
  EXPECT_EQ(substatus(id), Substatus::escalating);
  EXPECT_THAT(last_told(id),
              HasSubstr(R"(set_priority{"priority":"medium","reason":"escalating"})"));
  EXPECT_THAT(registry_.prometheus_text(),
              HasSubstr("picket_worker_issues_moved_total{why=\"condition_met\"} 1\n"));
}

TEST_F(IssuesOverTime, EventsInAWindowMeetACondition) {
  const IssueId id = world_.issue;
  archive(id, Snooze{.count = 3, .window = minutes(10)});
  see(id, {"", ""}, kNow);
  world_.clock.advance(minutes(11));
  see(id, {"", ""}, world_.clock.now());
  run_counts();
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::ignored) << "four, but two of them in ten minutes";
  see(id, {""}, world_.clock.now());
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::unresolved);
}

TEST_F(IssuesOverTime, UsersInAWindowMeetACondition) {
  const IssueId id = world_.issue;
  archive(id, Snooze{.user_count = 2, .user_window = minutes(10)});
  see(id, {"id:1"}, kNow);
  world_.clock.advance(minutes(11));
  see(id, {"id:2", "id:2"}, world_.clock.now());
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::ignored);
  see(id, {"id:1"}, world_.clock.now());
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::unresolved);
}

TEST_F(IssuesOverTime, AStoreThatLagsIsAskedAgain) {
  const IssueId id = world_.issue;
  archive(id, Snooze{.user_count = 2});
  see(id, {"id:1", "id:2"}, kNow + minutes(1), false);
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::ignored);
  store(late_);
  run_counts();
  EXPECT_EQ(state(id).status, IssueStatus::unresolved) << "although no event came since";
}

TEST_F(IssuesOverTime, EachOfManyConditionsIsAskedAboutOnce) {
  std::vector<IssueId> ids;
  for (int i = 0; i < 120; ++i) {
    ids.push_back(add());
    archive(ids.back(), Snooze{.user_count = 1});
    see(ids.back(), {"id:1"}, kNow + minutes(1));
  }
  run_counts();
  for (const IssueId id : ids) EXPECT_EQ(substatus(id), Substatus::escalating);
  EXPECT_THAT(registry_.prometheus_text(), HasSubstr("picket_worker_conditions_asked_total 120\n"));
}

}  // namespace
}  // namespace picket::crash
