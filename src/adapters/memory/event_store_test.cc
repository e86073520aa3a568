// What the contract suite does not cover: the limit of this adapter.
#include "adapters/memory/event_store.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

std::vector<domain::EventRow> rows(std::uint64_t first, std::uint64_t count) {
  std::vector<domain::EventRow> made(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    made[i].project = ProjectId{1};
    made[i].event_id = {0, first + i};
    made[i].timestamp = from_unix_us(static_cast<std::int64_t>(first + i));
  }
  return made;
}

TEST(MemoryEventStore, ExpiresTheFirstRowsWhenItIsFull) {
  MemoryEventStore store(32);
  const ports::TopicPartition partition{"t", 0};
  ASSERT_TRUE(store.append(partition, 1, rows(0, 32)));
  EXPECT_EQ(store.totals()->expired, 0);
  ASSERT_TRUE(store.append(partition, 2, rows(32, 1)));
  EXPECT_EQ(store.totals()->rows, 31);
  EXPECT_EQ(store.totals()->expired, 2);

  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  const auto found = store.find(filter, ports::EventOrder::oldest_first, std::nullopt, 1);
  EXPECT_EQ(found->at(0).event_id.low, 2U);
}

TEST(MemoryEventStore, RefusesABatchThatCanNeverFit) {
  MemoryEventStore store(4);
  const auto refused = store.append({"t", 0}, 1, rows(0, 5));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(*store.applied_offset({"t", 0}), 0);
}

}  // namespace
}  // namespace picket::adapters
