// A batch meets issues that people merged, unmerged or discarded.
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "crash/consumer/world.h"
#include "domain/issue/merge.h"
#include "ports/issues.h"
#include "roles/consumer/discarded_hashes.h"

namespace picket::crash {
namespace {

using Hashes = std::vector<std::string>;
using std::chrono::seconds;

constexpr UserId kAnn{7};

/// Events of two kinds, an issue each.
class IssueEnds : public testing::Test {
 protected:
  IssueEnds() {
    send(0, 3);
    send(1, 2);
    drain();
    for (const domain::Issue& issue : world.issues()) {
      (issue.times_seen == 3 ? first : second) = issue.id;
    }
  }

  void send(int kind, int times) {
    for (int i = 0; i < times; ++i) world.send({event_number(++sent_), kind, true, kStart});
  }
  void drain() { live_until_drained(world, options_for(4)); }
  template <class Change>
  void change(Change change) {
    auto tx = *world.meta->begin_write(Deadline::never());
    change(tx->issues());
    ASSERT_TRUE(tx->commit());
  }
  void merge() {
    change([&](ports::IssueRepository& issues) {
      const std::vector<domain::Issue> both = {**issues.get(first), **issues.get(second)};
      ASSERT_TRUE(issues.merge(*domain::plan_merge(both)));
    });
  }
  std::int64_t discard(IssueId issue) {
    std::int64_t id = 0;
    change([&](ports::IssueRepository& issues) { id = *issues.discard(issue, kAnn, kStart); });
    return id;
  }
  std::int64_t times_seen(IssueId issue) {
    return (**(*world.meta->begin_read())->issues().get(issue)).times_seen;
  }

  World world;
  IssueId first;
  IssueId second;

 private:
  std::uint64_t sent_ = 0;
};

TEST_F(IssueEnds, EventsOfAMergedIssueGoToItsParent) {
  merge();
  send(1, 4);
  send(0, 1);
  drain();
  ASSERT_EQ(world.issues().size(), 1U);
  EXPECT_EQ(times_seen(first), 10);
  ASSERT_TRUE(world.events->set_overrides(*(*world.meta->begin_read())->issues().overrides()));
  for (const domain::EventRow& row : world.rows()) EXPECT_EQ(row.issue, first);
  world.check_everything_counted_once();
}

/// The cache of hashes lives on in one process.
TEST_F(IssueEnds, EventsOfAMergedIssueGoToItsParentWithoutARestart) {
  Life life(world, options_for(4));
  send(0, 1);
  send(1, 1);
  ASSERT_FALSE(life.dies());
  merge();
  send(1, 2);
  ASSERT_FALSE(life.dies());
  EXPECT_EQ(times_seen(first), 9);
  HashId leaving;
  for (const domain::EventRow& row : world.rows()) {
    if (row.issue == second) leaving = row.hash_id;
  }
  change([&](ports::IssueRepository& issues) {
    const IssueId target = *issues.create(world.project, {}, kStart, domain::Priority::low);
    ASSERT_TRUE(issues.split(first, target, std::vector{leaving}));
    second = target;
  });
  send(0, 1);
  send(1, 1);
  ASSERT_FALSE(life.dies());
  EXPECT_EQ(times_seen(second), 1) << "what left has its own";
  EXPECT_EQ(times_seen(first), 10);
}

TEST_F(IssueEnds, EventsOfADiscardedIssueAreDroppedAndCounted) {
  const std::size_t stored = world.rows().size();
  const std::int64_t tombstone = discard(first);
  send(0, 5);
  send(1, 1);
  drain();
  EXPECT_EQ(world.rows().size(), stored + 1) << "never stored";
  EXPECT_EQ(world.sum(protocol::Outcome::filtered, "discarded-hash"), 5);
  EXPECT_EQ(times_seen(second), 3) << "others come in";
  ASSERT_EQ(world.issues().size(), 1U) << "and no new issue is made";
  auto tx = *world.meta->begin_read();
  EXPECT_EQ((*tx->issues().find_tombstone(tombstone))->times_seen, 5);
}

TEST_F(IssueEnds, WithoutTheTombstoneTheyComeInAgainAsANewIssue) {
  const std::int64_t tombstone = discard(first);
  send(0, 2);
  drain();
  change([&](ports::IssueRepository& issues) { ASSERT_TRUE(issues.remove_tombstone(tombstone)); });
  send(0, 2);
  drain();
  ASSERT_EQ(world.issues().size(), 2U);
  EXPECT_EQ(world.sum(protocol::Outcome::filtered, "discarded-hash"), 2);
  std::int64_t newest = 0;
  for (const domain::Issue& issue : world.issues()) newest = std::max(newest, issue.id.value);
  EXPECT_GT(newest, second.value);
  EXPECT_EQ(times_seen(IssueId{newest}), 2);
}

TEST_F(IssueEnds, WhatIsDiscardedWhileABatchIsDecidedMakesNoNewIssue) {
  bool done = false;
  world.director = [&](Call call, When at) -> std::optional<Error> {
    if (call == Call::meta_begin && at == When::before && !done) {
      done = true;
      discard(first);
    }
    return std::nullopt;
  };
  send(0, 4);
  drain();
  EXPECT_TRUE(done);
  EXPECT_EQ(world.issues().size(), 1U);
  EXPECT_EQ(world.sum(protocol::Outcome::filtered, "discarded-hash"), 4);
}

TEST_F(IssueEnds, TheFirstHashThatLeadsAnywhereDecides) {
  const Hashes shared = {std::string(32, 'a'), std::string(32, 'b')};
  std::int64_t tombstone = 0;
  change([&](ports::IssueRepository& issues) {
    const IssueId discarded = *issues.create(world.project, {}, kStart, domain::Priority::low);
    ASSERT_TRUE(issues.assign_hashes(world.project, Hashes{shared[1]}, discarded));
    ASSERT_TRUE(issues.assign_hashes(world.project, Hashes{shared[0]}, second));
    tombstone = *issues.discard(discarded, kAnn, kStart);
  });
  consumer::DiscardedHashes discarded(*world.meta);
  EXPECT_EQ(discarded.find(world.project, Hashes{shared[1]}), 0) << "not read yet";
  ASSERT_TRUE(discarded.refresh());
  EXPECT_EQ(discarded.find(world.project, Hashes{shared[1]}), tombstone);
  EXPECT_EQ(discarded.find(world.project, shared), 0) << "another issue has the first one";
  EXPECT_EQ(discarded.find(world.project, Hashes{std::string(32, 'c'), shared[1]}), tombstone);
  EXPECT_EQ(discarded.find(world.project, Hashes{std::string(32, 'c')}), 0);
  EXPECT_EQ(discarded.find(ProjectId{999}, Hashes{shared[1]}), 0);
  EXPECT_EQ(discarded.find(world.project, {}), 0);
  change([&](ports::IssueRepository& issues) { ASSERT_TRUE(issues.remove_tombstone(tombstone)); });
  ASSERT_TRUE(discarded.refresh());
  EXPECT_EQ(discarded.find(world.project, Hashes{shared[1]}), 0);
}

}  // namespace
}  // namespace picket::crash
