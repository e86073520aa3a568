// Overrides win in every query; expired rows are counted.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using ports::EventOrder;
using ports::HashOverride;
using namespace std::chrono_literals;

class EventStoreOverrides : public EventStoreContract {};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreOverrides, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

domain::EventRow row_of(std::int64_t issue, std::int64_t hash, std::uint64_t id) {
  auto row = make_row(id, static_cast<std::int64_t>(id));
  row.issue = IssueId{issue};
  row.hash_id = HashId{hash};
  return row;
}

TEST_P(EventStoreOverrides, WinOverTheRowInEveryQuery) {
  append({row_of(1, 10, 1), row_of(1, 11, 2), row_of(2, 20, 3)});
  ASSERT_TRUE(store().set_overrides(std::vector{HashOverride{HashId{11}, IssueId{2}}}));

  auto filter = all_of_project();
  filter.issues = {IssueId{2}};
  const auto moved = store().find(filter, EventOrder::oldest_first, std::nullopt, 10);
  ASSERT_EQ(ids(*moved), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(moved->at(0).issue.value, 2) << "a row shows the issue it belongs to now";
  filter.issues = {IssueId{1}};
  EXPECT_EQ(store().find(filter, EventOrder::oldest_first, std::nullopt, 10)->size(), 1U);

  const std::vector<IssueId> issues = {IssueId{1}, IssueId{2}};
  const auto counts = store().count_by_issue(all_of_project(), issues);
  ASSERT_EQ(counts->size(), 2U);
  EXPECT_EQ(counts->at(0).events, 1);
  EXPECT_EQ(counts->at(1).events, 2);

  filter.issues = {IssueId{2}};
  filter.start = kNoon;
  filter.end = kNoon + 60s;
  EXPECT_EQ(store().count_by_time(filter, 1min)->at(0).events, 2);
  filter.issues.clear();
  const auto series = store().count_by_issue_and_time(filter, issues, 1min);
  const std::vector<ports::IssueSeries> want = {{IssueId{1}, {1}}, {IssueId{2}, {2}}};
  EXPECT_EQ(*series, want);
}

TEST_P(EventStoreOverrides, HoldForRowsThatComeLater) {
  ASSERT_TRUE(store().set_overrides(std::vector{HashOverride{HashId{11}, IssueId{2}}}));
  append({row_of(1, 11, 1)});
  auto filter = all_of_project();
  filter.issues = {IssueId{2}};
  EXPECT_EQ(store().find(filter, EventOrder::oldest_first, std::nullopt, 10)->size(), 1U);
}

TEST_P(EventStoreOverrides, RowsThatMovedAwayAreSkippedHoweverMany) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 1; id <= 1200; ++id) {
    const bool stays = id == 5 || id == 600 || id == 1199;
    rows.push_back(row_of(1, stays ? 10 : 11, id));
  }
  append(rows);
  ASSERT_TRUE(store().set_overrides(std::vector{HashOverride{HashId{11}, IssueId{2}}}));
  auto filter = all_of_project();
  filter.issues = {IssueId{1}};
  const auto found = [&](EventOrder order, std::size_t limit) {
    return ids(*store().find(filter, order, std::nullopt, limit));
  };
  using Ids = std::vector<std::uint64_t>;
  EXPECT_EQ(found(EventOrder::newest_first, 1), (Ids{1199}));
  EXPECT_EQ(found(EventOrder::newest_first, 2), (Ids{1199, 600}));
  EXPECT_EQ(found(EventOrder::oldest_first, 2), (Ids{5, 600}));
  EXPECT_EQ(found(EventOrder::oldest_first, 10), (Ids{5, 600, 1199}));
  const auto next = store().adjacent(filter, {kNoon + 600s, {0, 600}, ProjectId{1}});
  EXPECT_EQ(next->newer->event.low, 1199U);
  EXPECT_EQ(next->older->event.low, 5U);
  filter.issues = {IssueId{2}};
  EXPECT_EQ(found(EventOrder::newest_first, 2), (Ids{1200, 1198}));
  EXPECT_EQ(store().find(filter, EventOrder::newest_first, std::nullopt, 1)->at(0).issue.value, 2);
}

TEST_P(EventStoreOverrides, AreReplacedAsAWhole) {
  append({row_of(1, 10, 1), row_of(1, 11, 2)});
  const auto of_issue = [this](std::int64_t issue) {
    auto filter = all_of_project();
    filter.issues = {IssueId{issue}};
    return ids(*store().find(filter, EventOrder::oldest_first, std::nullopt, 10));
  };
  using Ids = std::vector<std::uint64_t>;
  ASSERT_TRUE(store().set_overrides(
      std::vector{HashOverride{HashId{10}, IssueId{3}}, HashOverride{HashId{11}, IssueId{4}}}));
  EXPECT_EQ(of_issue(3), (Ids{1}));
  EXPECT_EQ(of_issue(4), (Ids{2}));
  ASSERT_TRUE(store().set_overrides(std::vector{HashOverride{HashId{11}, IssueId{3}}}));
  EXPECT_EQ(of_issue(1), (Ids{1}));
  EXPECT_EQ(of_issue(3), (Ids{2}));
  ASSERT_TRUE(store().set_overrides({}));
  EXPECT_EQ(of_issue(1), (Ids{1, 2}));
}

TEST_P(EventStoreOverrides, RefuseAHashTwice) {
  ASSERT_TRUE(store().set_overrides(std::vector{HashOverride{HashId{1}, IssueId{7}}}));
  const auto refused = store().set_overrides(
      std::vector{HashOverride{HashId{2}, IssueId{1}}, HashOverride{HashId{2}, IssueId{3}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  append({make_row(1)});
  auto filter = all_of_project();
  filter.issues = {IssueId{7}};
  EXPECT_EQ(store().find(filter, EventOrder::oldest_first, std::nullopt, 1)->size(), 1U)
      << "the table before stays";
}

class EventStoreExpire : public EventStoreContract {};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreExpire, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreExpire, DropsWholeDaysByReceptionAndCountsThem) {
  const Timestamp midnight = kNoon - 12h;
  auto yesterday = make_row(1, 0);  // Happened today by the SDK's clock, received yesterday.
  yesterday.received = midnight - 1us;
  auto first_today = make_row(2, -7 * 24 * 3600);
  first_today.received = midnight;
  auto today = make_row(3, 0);
  append({yesterday, first_today, today});

  EXPECT_EQ(*store().expire(midnight - 1us), 0) << "its own day is not over";
  EXPECT_EQ(*store().expire(kNoon + 11h), 1);
  EXPECT_EQ(store().totals()->rows, 2);
  EXPECT_EQ(store().totals()->expired, 1);
  EXPECT_EQ(*store().expire(kNoon + 11h), 0) << "safe to repeat";
  const auto left = store().find(all_of_project(), EventOrder::oldest_first, std::nullopt, 10);
  EXPECT_EQ(ids(*left), (std::vector<std::uint64_t>{2, 3}));

  EXPECT_EQ(*store().expire(kNoon + 24h), 2);
  EXPECT_EQ(store().totals()->rows, 0);
  EXPECT_EQ(store().totals()->expired, 3);
  EXPECT_EQ(*store().applied_offset({"events", 0}), 1) << "offsets do not expire";
}

}  // namespace
}  // namespace picket::contract
