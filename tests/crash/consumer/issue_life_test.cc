// A batch meets issues that people resolved, archived or deleted.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "crash/consumer/world.h"
#include "domain/issue/activity.h"
#include "ports/issues.h"
#include "roles/consumer/consumer.h"

namespace picket::crash {
namespace {

using domain::IssueStatus;
using domain::Substatus;
using std::chrono::seconds;

constexpr int kKinds = 5;
constexpr Timestamp kResolved = kStart + seconds(10);

template <class Change>
void change_all(World& world, Change change) {
  auto tx = world.meta->begin_write(Deadline::never());
  ASSERT_TRUE(tx);
  ports::IssueQuery query;
  query.projects = {world.project};
  const auto issues = (*tx)->issues().list(query);
  ASSERT_TRUE(issues);
  for (const domain::Issue& issue : *issues) ASSERT_TRUE(change((*tx)->issues(), issue.id));
  ASSERT_TRUE((*tx)->commit());
}

auto move(const domain::Transition& transition) {
  return
      [=](ports::IssueRepository& issues, IssueId issue) { return issues.move(issue, transition); };
}

auto to(IssueStatus status, Substatus substatus) {
  domain::Transition transition;
  transition.change = {status, substatus, kResolved};
  return move(transition);
}

/// After so many more events than the one that there is.
auto archived_for(std::int64_t events) {
  domain::Transition transition;
  transition.change = {IssueStatus::ignored, Substatus::archived_until_condition_met, kResolved};
  transition.snooze = domain::Snooze{};
  transition.snooze->count = events;
  transition.snooze->times_seen = 1;
  return move(transition);
}

void send_each_kind(World& world, std::uint64_t first, int times, Timestamp received,
                    const std::string& release = "") {
  for (int i = 0; i < kKinds * times; ++i)
    world.send(
        {event_number(first + static_cast<std::uint64_t>(i)), i % kKinds, true, received, release});
}

/// Types of what happened to an issue, oldest first.
std::vector<std::string> story(World& world, IssueId issue) {
  auto tx = world.meta->begin_read();
  std::vector<std::string> types;
  const auto found = (*tx)->issues().activities({.issue = issue});
  if (!found) return {"unreadable"};
  for (const domain::Activity& one : *found) types.insert(types.begin(), one.type);
  return types;
}

std::string last_data(World& world, IssueId issue) {
  auto tx = world.meta->begin_read();
  const auto found = (*tx)->issues().activities({.issue = issue, .limit = 1});
  return found && !found->empty() ? found->front().data_json : "";
}

using Point = std::tuple<Call, When, bool>;
class RegressionUnderFaults : public testing::TestWithParam<Point> {
 protected:
  template <class Before>
  void expect_told_once(Before before, Substatus becomes, const std::string& told);
};

/// One event each, a change by people, and three more events each.
template <class Before>
void RegressionUnderFaults::expect_told_once(Before before, Substatus becomes,
                                             const std::string& told) {
  const auto [where, when, dies] = GetParam();
  for (int nth = 1; nth <= 4; ++nth) {
    SCOPED_TRACE(nth);
    World world;
    send_each_kind(world, 1, 1, kStart);
    live_until_drained(world, options_for(4));
    change_all(world, before);
    send_each_kind(world, 100, 3, kResolved + seconds(5));
    int passages = 0;
    world.director = [&, w = where, t = when, d = dies](Call call,
                                                        When at) -> std::optional<Error> {
      if (call != w || at != t || ++passages != nth) return std::nullopt;
      if (d) throw ProcessDied{};
      return store_away();
    };
    live_until_drained(world, options_for(4));
    world.check_everything_counted_once();
    ASSERT_EQ(world.issues().size(), static_cast<std::size_t>(kKinds));
    for (const domain::Issue& issue : world.issues()) {
      EXPECT_EQ(issue.status, IssueStatus::unresolved);
      EXPECT_EQ(issue.substatus, becomes);
      EXPECT_EQ(story(world, issue.id), std::vector<std::string>{told});
    }
  }
}

TEST_P(RegressionUnderFaults, IsToldOnce) {
  expect_told_once(to(IssueStatus::resolved, Substatus::none), Substatus::regressed,
                   "set_regression");
}

TEST_P(RegressionUnderFaults, AndSoIsThatACountIsFull) {
  expect_told_once(archived_for(2), Substatus::escalating, "set_escalating");
}

INSTANTIATE_TEST_SUITE_P(EveryCall, RegressionUnderFaults,
                         testing::Combine(testing::Values(Call::meta_begin, Call::meta_commit,
                                                          Call::events_append, Call::mark),
                                          testing::Values(When::before, When::after),
                                          testing::Bool()));

TEST(IssueLife, AnEventOfBeforeTheResolutionIsLateAndNoMore) {
  World world;
  send_each_kind(world, 1, 1, kStart);
  live_until_drained(world, options_for(4));
  change_all(world, to(IssueStatus::resolved, Substatus::none));
  send_each_kind(world, 100, 1, kResolved);
  live_until_drained(world, options_for(4));
  world.check_everything_counted_once();
  for (const domain::Issue& issue : world.issues()) {
    EXPECT_EQ(issue.status, IssueStatus::resolved);
    EXPECT_TRUE(story(world, issue.id).empty());
    EXPECT_EQ(issue.times_seen, 2);
  }
}

TEST(IssueLife, WhatIsArchivedForeverStaysSoAndIsCounted) {
  World world;
  send_each_kind(world, 1, 1, kStart);
  live_until_drained(world, options_for(4));
  change_all(world, to(IssueStatus::ignored, Substatus::archived_forever));
  send_each_kind(world, 100, 2, kResolved + seconds(60));
  live_until_drained(world, options_for(4));
  world.check_everything_counted_once();
  for (const domain::Issue& issue : world.issues()) {
    EXPECT_EQ(issue.status, IssueStatus::ignored);
    EXPECT_EQ(issue.substatus, Substatus::archived_forever);
    EXPECT_TRUE(story(world, issue.id).empty());
    EXPECT_EQ(issue.times_seen, 3);
  }
}

TEST(IssueLife, WhatIsArchivedForACountWaitsForTheLastOfThem) {
  World world;
  send_each_kind(world, 1, 1, kStart);
  live_until_drained(world, options_for(4));
  change_all(world, archived_for(3));
  send_each_kind(world, 100, 2, kResolved);
  live_until_drained(world, options_for(4));
  for (const domain::Issue& issue : world.issues())
    EXPECT_EQ(issue.substatus, Substatus::archived_until_condition_met);
  send_each_kind(world, 200, 1, kResolved);
  live_until_drained(world, options_for(4));
  for (const domain::Issue& issue : world.issues()) {
    EXPECT_EQ(issue.status, IssueStatus::unresolved);
    EXPECT_EQ(issue.substatus, Substatus::escalating);
  }
}

TEST(IssueLife, WhatIsArchivedUntilItEscalatesIsMeasuredByItsForecast) {
  World world;
  send_each_kind(world, 1, 1, kStart);
  live_until_drained(world, options_for(4));
  change_all(world, to(IssueStatus::ignored, Substatus::archived_until_escalating));
  domain::Forecast forecast{kStart, std::chrono::floor<std::chrono::days>(kStart), {}};
  forecast.ceilings.fill(3);
  change_all(world, [&](ports::IssueRepository& issues, IssueId issue) {
    return issues.put_forecast(issue, kStart, forecast);
  });
  send_each_kind(world, 100, 2, kResolved + seconds(5));
  live_until_drained(world, options_for(4));
  for (const domain::Issue& issue : world.issues())
    EXPECT_EQ(issue.status, IssueStatus::ignored) << "three in the hour";
  send_each_kind(world, 200, 1, kResolved + seconds(6));
  live_until_drained(world, options_for(4));
  world.check_everything_counted_once();
  ASSERT_EQ(world.issues().size(), static_cast<std::size_t>(kKinds));
  for (const domain::Issue& issue : world.issues()) {
    EXPECT_EQ(issue.substatus, Substatus::escalating);
    EXPECT_EQ(last_data(world, issue.id), R"({"event_count":4,"forecast":3})");
  }
}

TEST(IssueLife, WhatIsResolvedInAReleaseStaysSoForTheOnesBefore) {
  World world;
  send_each_kind(world, 1, 1, kStart);
  live_until_drained(world, options_for(4));
  domain::Transition resolved;
  resolved.change = {IssueStatus::resolved, Substatus::none, kResolved};
  resolved.resolution = domain::Resolution{domain::ResolutionKind::in_release, "shop@2.0.0"};
  change_all(world, move(resolved));
  send_each_kind(world, 100, 2, kResolved + seconds(5), "shop@1.9.0");
  send_each_kind(world, 200, 1, kResolved + seconds(5));
  live_until_drained(world, options_for(4));
  for (const domain::Issue& issue : world.issues()) EXPECT_EQ(issue.status, IssueStatus::resolved);
  send_each_kind(world, 300, 1, kResolved + seconds(5), "shop@2.0.0");
  send_each_kind(world, 400, 1, kResolved + seconds(6), "shop@1.9.0");
  live_until_drained(world, options_for(50));
  world.check_everything_counted_once();
  ASSERT_EQ(world.issues().size(), static_cast<std::size_t>(kKinds));
  for (const domain::Issue& issue : world.issues()) {
    EXPECT_EQ(issue.substatus, Substatus::regressed);
    EXPECT_EQ(
        last_data(world, issue.id),
        R"({"version":"shop@2.0.0","resolved_in_version":"shop@2.0.0","follows_semver":true})");
  }
}

/// Of all issues.
std::vector<domain::Resolution> resolutions(World& world) {
  std::vector<domain::Resolution> found;
  auto tx = world.meta->begin_read();
  for (const domain::Issue& issue : world.issues()) {
    const auto of = (*tx)->issues().resolutions_of({&issue.id, 1});
    if (of && !of->empty()) found.push_back(of->front().second);
  }
  return found;
}

std::int64_t unresolved(World& world) {
  const auto issues = world.issues();
  return std::count_if(issues.begin(), issues.end(), [](const domain::Issue& issue) {
    return issue.status == IssueStatus::unresolved;
  });
}

TEST(IssueLife, WhatIsResolvedInTheNextReleaseIsSettledByIt) {
  World world;
  send_each_kind(world, 1, 1, kStart, "shop@1.9.0");
  live_until_drained(world, options_for(4));
  domain::Transition resolved;
  resolved.change = {IssueStatus::resolved, Substatus::none, kResolved};
  resolved.story = {{domain::activity::kResolvedInRelease, R"({"version":""})"}};
  resolved.resolution =
      domain::Resolution{domain::ResolutionKind::in_next_release, "shop@1.9.0", true, "shop@1.9.0"};
  change_all(world, move(resolved));
  send_each_kind(world, 100, 1, kResolved + seconds(5), "shop@1.9.0");
  live_until_drained(world, options_for(4));
  EXPECT_EQ(unresolved(world), 0);
  EXPECT_EQ(resolutions(world).size(), static_cast<std::size_t>(kKinds));

  world.send({event_number(200), 0, true, kResolved + seconds(6), "shop@2.0.0"});
  live_until_drained(world, options_for(4));
  EXPECT_EQ(unresolved(world), 1) << "it is not fixed";
  const domain::Resolution settled{domain::ResolutionKind::in_release, "shop@2.0.0", false,
                                   "shop@1.9.0"};
  EXPECT_EQ(resolutions(world), std::vector<domain::Resolution>(kKinds - 1, settled));
  for (const domain::Issue& issue : world.issues()) {
    if (issue.status == IssueStatus::unresolved) continue;
    EXPECT_EQ(last_data(world, issue.id),
              R"({"version":"shop@2.0.0","current_release_version":"shop@1.9.0"})");
  }
}

TEST(IssueLife, ReleasesWithoutVersionsGoByWhenTheyWereSeenFirst) {
  World world;
  send_each_kind(world, 1, 1, kStart, "alpha");
  send_each_kind(world, 100, 1, kStart + seconds(5), "beta");
  live_until_drained(world, options_for(4));
  domain::Transition resolved;
  resolved.change = {IssueStatus::resolved, Substatus::none, kResolved};
  resolved.resolution = domain::Resolution{domain::ResolutionKind::in_release, "beta"};
  change_all(world, move(resolved));
  send_each_kind(world, 200, 1, kResolved + seconds(5), "alpha");
  live_until_drained(world, options_for(4));
  EXPECT_EQ(unresolved(world), 0);
  send_each_kind(world, 300, 1, kResolved + seconds(6), "aaaa");
  live_until_drained(world, options_for(4));
  EXPECT_EQ(unresolved(world), kKinds);
  EXPECT_EQ(last_data(world, world.issues().front().id),
            R"({"version":"aaaa","resolved_in_version":"beta","follows_semver":false})");
}

/// The consumer knows by heart where hashes lead, and must hear that they do not any more.
TEST(IssueLife, AnEventAfterTheDeletionMakesANewIssue) {
  World world;
  const auto stores = world.plain();
  obs::Registry registry;
  engine::RunnerOptions options = options_for(50);
  options.idle_wait = std::chrono::milliseconds(5);
  consumer::Consumer consumer(stores, world.clock, obs::null_logger(), registry, options);
  consumer.start();
  const Deadline deadline = Deadline::in(seconds(60));
  ASSERT_TRUE(consumer.wait_recovered(deadline));
  const auto drain = [&] {
    while (!world.drained() && !deadline.over()) std::this_thread::yield();
  };
  send_each_kind(world, 1, 1, kStart);
  drain();
  change_all(world, [](ports::IssueRepository& issues, IssueId issue) {
    return issues.begin_deletion(issue);
  });
  EXPECT_TRUE(world.issues().empty());
  send_each_kind(world, 100, 2, kStart);
  drain();
  ASSERT_TRUE(consumer.stop(Deadline::in(seconds(60))));
  const auto issues = world.issues();
  ASSERT_EQ(issues.size(), static_cast<std::size_t>(kKinds));
  for (const domain::Issue& issue : issues) {
    EXPECT_GT(issue.short_number, kKinds) << "a new one";
    EXPECT_EQ(issue.times_seen, 2);
  }
}

}  // namespace
}  // namespace picket::crash
