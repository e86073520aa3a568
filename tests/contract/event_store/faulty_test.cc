// The decorator itself: where its faults fall, and that retrying them ends well.
#include <vector>

#include <gtest/gtest.h>

#include "adapters/faulty/event_store.h"
#include "adapters/memory/event_store.h"

namespace picket::contract {
namespace {

using adapters::Fault;
using adapters::FaultPlan;
using adapters::FaultyEventStore;
using adapters::MemoryEventStore;

const ports::TopicPartition kPartition{"events", 0};

TEST(FaultyEventStore, FailsBeforeOrAfterTheInnerCall) {
  MemoryEventStore inner;
  FaultPlan plan(1);
  FaultyEventStore store(inner, plan);
  const std::vector<domain::EventRow> rows(1);

  plan.script({Fault::fail_before, Fault::fail_after});
  const auto before = store.append(kPartition, 1, rows);
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(*inner.applied_offset(kPartition), 0);
  EXPECT_FALSE(store.append(kPartition, 1, rows));
  EXPECT_EQ(*inner.applied_offset(kPartition), 1);
}

TEST(FaultyEventStore, ARetriedHistoryEndsAsIfNothingHadFailed) {
  MemoryEventStore inner;
  FaultPlan plan(7, {.fail_before = 300, .fail_after = 300});
  FaultyEventStore store(inner, plan);
  const std::vector<domain::EventRow> rows(3);
  for (ports::Offset next = 1; next <= 100; ++next) {
    while (!store.append(kPartition, next, rows)) {
    }
  }
  EXPECT_GT(plan.injected(), 50);
  EXPECT_EQ(inner.totals()->rows, 300);
}

TEST(FaultyEventStore, PutsEveryCallUnderThePlan) {
  MemoryEventStore inner;
  FaultPlan plan(1, {.fail_before = 1000});
  FaultyEventStore store(inner, plan);
  EXPECT_FALSE(store.append(kPartition, 1, {}));
  EXPECT_FALSE(store.applied_offset(kPartition));
  EXPECT_FALSE(store.find({}, ports::EventOrder::newest_first, std::nullopt, 1));
  EXPECT_FALSE(store.adjacent({}, {}));
  EXPECT_FALSE(store.count({}));
  EXPECT_FALSE(store.count_by_issue({}, {}));
  EXPECT_FALSE(store.count_by_time({}, Duration(1)));
  EXPECT_FALSE(store.count_by_issue_and_time({}, {}, Duration(1)));
  EXPECT_FALSE(store.count_by_project_and_time({}, {}, Duration(1)));
  EXPECT_FALSE(store.environments({}));
  EXPECT_FALSE(store.rank_issues({}));
  EXPECT_FALSE(store.tag_keys({}, ports::TagKeyCounts::events, 1));
  EXPECT_FALSE(store.tag_values({}, {}));
  EXPECT_FALSE(store.tag_top_values({}, {}, 1));
  EXPECT_FALSE(store.top_tags({}, 1, 1));
  EXPECT_FALSE(store.table({}));
  EXPECT_FALSE(store.series({}));
  EXPECT_FALSE(store.recent_ids({}, 1));
  EXPECT_FALSE(store.set_overrides({}));
  EXPECT_FALSE(store.expire({}));
  EXPECT_FALSE(store.totals());
  EXPECT_FALSE(store.sum_up({}));
  EXPECT_EQ(plan.injected(), 22);
}

}  // namespace
}  // namespace picket::contract
