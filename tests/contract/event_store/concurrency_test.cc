// Queries beside appends: each sees whole batches, nobody fails.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

class EventStoreConcurrency : public EventStoreContract {};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreConcurrency, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

constexpr std::int64_t kBatches = 40;
constexpr std::int64_t kBatchRows = 50;

TEST_P(EventStoreConcurrency, QueriesSeeWholeBatchesWhilePartitionsAppend) {
  std::atomic<int> writers{2};
  const auto write = [&](std::uint32_t partition) {
    for (std::int64_t batch = 0; batch < kBatches; ++batch) {
      std::vector<domain::EventRow> rows;
      for (std::int64_t i = 0; i < kBatchRows; ++i) {
        rows.push_back(make_row(static_cast<std::uint64_t>(batch * kBatchRows + i), batch));
        rows.back().project = ProjectId{1 + partition};
      }
      const auto appended = store().append({"events", partition}, batch + 1, rows);
      EXPECT_TRUE(appended) << appended.error().detail;
    }
    --writers;
  };
  const auto read = [&] {
    std::int64_t last_total = 0;
    while (writers > 0) {
      const auto total = store().totals();
      ASSERT_TRUE(total) << total.error().detail;
      EXPECT_EQ(total->rows % kBatchRows, 0);
      EXPECT_GE(total->rows, last_total);
      last_total = total->rows;
      const auto counts = store().count_by_issue(all_of_project(2), std::vector{IssueId{1}});
      ASSERT_TRUE(counts) << counts.error().detail;
      if (!counts->empty()) {
        EXPECT_EQ(counts->at(0).events % kBatchRows, 0);
      }
      const auto page =
          store().find(all_of_project(), ports::EventOrder::newest_first, std::nullopt, kBatchRows);
      ASSERT_TRUE(page) << page.error().detail;
      for (const domain::EventRow& row : *page) EXPECT_EQ(row.timestamp, page->at(0).timestamp);
    }
  };
  std::thread threads[] = {std::thread(write, 0), std::thread(write, 1), std::thread(read),
                           std::thread(read), std::thread(read)};
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store().totals()->rows, 2 * kBatches * kBatchRows);
  EXPECT_EQ(*store().applied_offset({"events", 1}), kBatches);
}

TEST_P(EventStoreConcurrency, TheSameBatchFromTwoThreadsIsAppliedOnce) {
  const auto write = [&] {
    for (std::int64_t batch = 0; batch < kBatches; ++batch) {
      const std::vector<domain::EventRow> rows(5, make_row(static_cast<std::uint64_t>(batch)));
      EXPECT_TRUE(store().append({"events", 0}, batch + 1, rows));
    }
  };
  std::thread first(write);
  std::thread second(write);
  first.join();
  second.join();
  EXPECT_EQ(store().totals()->rows, kBatches * 5);
}

TEST_P(EventStoreConcurrency, QueriesRunWhileDaysExpireAndOverridesChange) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 0; id < 500; ++id) {
    rows.push_back(make_row(id));
    rows.back().received = kNoon + std::chrono::days(id / 100);
  }
  append(rows);
  std::atomic<bool> done{false};
  std::thread reader([&] {
    while (!done) {
      const auto totals = store().totals();
      ASSERT_TRUE(totals) << totals.error().detail;
      EXPECT_EQ(totals->rows + totals->expired, 500) << "both change at once";
      ASSERT_TRUE(store().count_by_issue(all_of_project(), std::vector{IssueId{1}, IssueId{2}}));
      const auto counted = store().count(all_of_project());
      ASSERT_TRUE(counted);
      EXPECT_EQ(counted->events % 100, 0) << "whole days, summed up or not";
    }
  });
  for (int day = 0; day <= 5; ++day) {
    EXPECT_TRUE(store().sum_up(kNoon + std::chrono::days(day + 2)));
    EXPECT_TRUE(store().expire(kNoon + std::chrono::days(day)));
    EXPECT_TRUE(store().set_overrides(std::vector{ports::HashOverride{HashId{1}, IssueId{2}}}));
    EXPECT_TRUE(store().set_overrides({}));
  }
  done = true;
  reader.join();
  EXPECT_EQ(store().totals()->expired, 500);
}

}  // namespace
}  // namespace picket::contract
