#include "domain/issue/merge.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

using std::chrono::days;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
constexpr UserId kAnn{7};
constexpr UserId kBob{8};

Issue issue(std::int64_t id, std::int64_t times_seen, int age_days = 1) {
  Issue one;
  one.id = IssueId{id};
  one.project = ProjectId{1};
  one.times_seen = times_seen;
  one.first_seen = kNow - days(age_days);
  one.last_seen = kNow - days(age_days - 1);
  one.facts.release = "shop@" + std::to_string(id);
  return one;
}

TEST(PlanMerge, TheOneWithMostEventsTakesTheOthers) {
  std::vector<Issue> issues = {issue(1, 5, 9), issue(2, 20, 4), issue(3, 7, 2)};
  issues[0].comments = 2;
  issues[1].comments = 3;
  const auto merge = plan_merge(issues);
  ASSERT_TRUE(merge);
  EXPECT_EQ(merge->parent, IssueId{2});
  EXPECT_EQ(merge->children, (std::vector{IssueId{1}, IssueId{3}}));
  EXPECT_EQ(merge->times_seen, 32);
  EXPECT_EQ(merge->comments, 5);
  EXPECT_EQ(merge->first_seen, kNow - days(9));
  EXPECT_EQ(merge->last_seen, kNow - days(1));
  EXPECT_EQ(merge->first_release, "shop@1") << "of the one that was seen first";
}

TEST(PlanMerge, OfEqualOnesTheNewestIsTheParent) {
  const std::vector<Issue> issues = {issue(4, 5), issue(9, 5), issue(2, 5)};
  EXPECT_EQ(plan_merge(issues)->parent, IssueId{9});
}

TEST(PlanMerge, AChildsAssigneeFillsAGapOnly) {
  std::vector<Issue> issues = {issue(1, 5), issue(2, 20)};
  issues[0].assignee = {kAnn, TeamId{}};
  EXPECT_EQ(plan_merge(issues)->assignee, issues[0].assignee);
  issues[1].assignee = {kBob, TeamId{}};
  EXPECT_EQ(plan_merge(issues)->assignee, issues[1].assignee);
}

TEST(PlanMerge, NeedsTwoIssuesOfOneProject) {
  std::vector<Issue> issues = {issue(1, 5), issue(1, 5)};
  EXPECT_EQ(plan_merge({}).error(), MergeFlaw::too_few);
  EXPECT_EQ(plan_merge(issues).error(), MergeFlaw::too_few) << "the same one twice";
  issues[1] = issue(2, 5);
  issues[1].project = ProjectId{2};
  EXPECT_EQ(plan_merge(issues).error(), MergeFlaw::several_projects);
}

TEST(PlanUnmerge, LeavesOutWhatIsNotTheIssues) {
  const std::vector<std::string> hashes = {"a", "b", "c"};
  const auto leaving = plan_unmerge(hashes, std::vector<std::string>{"c", "x", "a", "a"});
  ASSERT_TRUE(leaving);
  EXPECT_EQ(*leaving, (std::vector<std::size_t>{0, 2}));
}

TEST(PlanUnmerge, RefusesNothingAndEverything) {
  const std::vector<std::string> hashes = {"a", "b"};
  EXPECT_EQ(plan_unmerge(hashes, std::vector<std::string>{"x"}).error(), UnmergeFlaw::nothing);
  EXPECT_EQ(plan_unmerge(hashes, {}).error(), UnmergeFlaw::nothing);
  EXPECT_EQ(plan_unmerge(hashes, hashes).error(), UnmergeFlaw::everything);
}

IssueState state(std::int64_t times_seen, int first_days, int last_days) {
  IssueState one;
  one.times_seen = times_seen;
  one.first_seen = kNow - days(first_days);
  one.last_seen = kNow - days(last_days);
  return one;
}

StoredEvents stored(std::int64_t events, int first_days, int last_days) {
  return {events, kNow - days(first_days), kNow - days(last_days)};
}

TEST(ShareOfSplit, MovesWhatTheStoreHasAndWasNotCountedYet) {
  const SplitShare share =
      share_of_split(state(100, 20, 1), state(2, 20, 0), stored(60, 20, 1), stored(42, 9, 2));
  EXPECT_EQ(share.events, 40) << "two came since";
  EXPECT_EQ(share.first_seen, kNow - days(9));
  EXPECT_EQ(share.last_seen, kNow) << "which the store may not have yet";
  EXPECT_EQ(share.source_first_seen, kNow - days(20));
  EXPECT_EQ(share.source_last_seen, kNow - days(1));
}

TEST(ShareOfSplit, TheSourceIsYoungerWithoutItsFirstEvents) {
  const SplitShare share =
      share_of_split(state(100, 20, 1), state(0, 20, 1), stored(60, 5, 3), stored(40, 20, 1));
  EXPECT_EQ(share.source_first_seen, kNow - days(5));
  EXPECT_EQ(share.source_last_seen, kNow - days(3));
}

TEST(ShareOfSplit, ExpiredEventsStayWithTheSource) {
  const SplitShare share =
      share_of_split(state(100, 400, 1), state(0, 400, 1), stored(5, 25, 3), stored(10, 29, 1));
  EXPECT_EQ(share.events, 10);
  EXPECT_EQ(share.source_first_seen, kNow - days(400)) << "it is older than what is stored";
}

TEST(ShareOfSplit, NeverTakesMoreThanThereIs) {
  EXPECT_EQ(share_of_split(state(3, 2, 1), state(0, 2, 1), stored(0, 0, 0), stored(9, 2, 1)).events,
            3);
  EXPECT_EQ(share_of_split(state(3, 2, 1), state(5, 2, 1), stored(3, 2, 1), stored(4, 2, 1)).events,
            0);
}

TEST(ShareOfSplit, WithoutStoredEventsAllStays) {
  const SplitShare share =
      share_of_split(state(7, 40, 35), state(0, 40, 35), stored(0, 0, 0), stored(0, 0, 0));
  EXPECT_EQ(share,
            (SplitShare{0, kNow - days(40), kNow - days(35), kNow - days(40), kNow - days(35)}));
}

}  // namespace
}  // namespace picket::domain
