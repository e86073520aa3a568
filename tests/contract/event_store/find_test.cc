// Filters, order and paging.
#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using ports::EventFilter;
using ports::EventOrder;
using Ids = std::vector<std::uint64_t>;
using namespace std::chrono_literals;

class EventStoreFind : public EventStoreContract {
 protected:
  /// Ids in `order`, newest first unless said.
  Ids found(const EventFilter& filter, EventOrder order = EventOrder::newest_first) {
    const auto rows = store().find(filter, order, std::nullopt, 100);
    EXPECT_TRUE(rows) << rows.error().detail;
    return rows ? ids(*rows) : Ids{};
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreFind, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreFind, FiltersByEachCondition) {
  auto other_project = make_row(1, 1);
  other_project.project = ProjectId{2};
  auto other_issue = make_row(2, 2);
  other_issue.issue = IssueId{2};
  auto production = make_row(3, 3);
  production.environment = "production";
  auto staging = make_row(4, 4);
  staging.environment = "staging";
  auto late = make_row(5, 3600);
  append({other_project, other_issue, production, staging, late});

  EXPECT_EQ(found(all_of_project()), (Ids{5, 4, 3, 2}));
  EXPECT_EQ(found(all_of_project(2)), (Ids{1}));
  EXPECT_EQ(found(all_of_project(3)), Ids{});
  EXPECT_EQ(found(EventFilter{}), Ids{}) << "no project is none";
  auto both = all_of_project();
  both.projects.push_back(ProjectId{2});
  EXPECT_EQ(found(both), (Ids{5, 4, 3, 2, 1}));

  auto issue = all_of_project();
  issue.issues = {IssueId{2}};
  EXPECT_EQ(found(issue), (Ids{2}));

  auto event = both;
  event.event = EventId{0, 4};
  EXPECT_EQ(found(event), (Ids{4}));
  event.event = EventId{4, 0};
  EXPECT_EQ(found(event), Ids{});

  auto environment = all_of_project();
  environment.environments = {"production"};
  EXPECT_EQ(found(environment), (Ids{3}));
  environment.environments = {"production", "staging", "unknown"};
  EXPECT_EQ(found(environment), (Ids{4, 3}));
  environment.environments = {""};
  EXPECT_EQ(found(environment), (Ids{5, 2}));

  auto range = all_of_project();
  range.start = kNoon + 3s;
  EXPECT_EQ(found(range), (Ids{5, 4, 3})) << "the start belongs to it";
  range.end = kNoon + 3600s;
  EXPECT_EQ(found(range), (Ids{4, 3})) << "the end does not";
}

TEST_P(EventStoreFind, WantsAllConditionsAtOnce) {
  std::vector<domain::EventRow> rows;
  std::uint64_t id = 0;
  for (const std::int64_t project : {1, 2}) {
    for (const std::int64_t issue : {1, 2}) {
      for (const char* environment : {"a", "b"}) {
        for (const std::int64_t at : {0, 100}) {
          auto row = make_row(++id, at);
          row.project = ProjectId{project};
          row.issue = IssueId{issue};
          row.environment = environment;
          rows.push_back(row);
        }
      }
    }
  }
  append(rows);
  auto filter = all_of_project(2);
  filter.issues = {IssueId{2}};
  filter.environments = {"b"};
  filter.start = kNoon + 50s;
  filter.end = kNoon + 101s;
  EXPECT_EQ(found(filter), (Ids{16}));
  filter.event = EventId{0, 16};
  EXPECT_EQ(found(filter), (Ids{16}));
  filter.event = EventId{0, 15};
  EXPECT_EQ(found(filter), Ids{});
}

TEST_P(EventStoreFind, OrdersByTimeThenIdThenProject) {
  auto high_id = make_row(1, 10);
  high_id.event_id = {0x8000'0000'0000'0000U, 7};  // Ids are unsigned.
  auto twin = make_row(5, 10);
  twin.project = ProjectId{2};
  append({make_row(5, 10), high_id, make_row(2, 20), twin, make_row(9, 0), make_row(3, 10)});
  auto filter = all_of_project();
  filter.projects.push_back(ProjectId{2});
  EXPECT_EQ(found(filter, EventOrder::oldest_first), (Ids{9, 3, 5, 5, 7, 2}));
  EXPECT_EQ(found(filter), (Ids{2, 7, 5, 5, 3, 9}));
  const auto rows = store().find(filter, EventOrder::newest_first, std::nullopt, 100);
  EXPECT_EQ(rows->at(2).project.value, 2);
}

TEST_P(EventStoreFind, PagesThroughEqualTimestampsWithoutLossOrRepetition) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 0; id < 40; ++id) {
    rows.push_back(make_row(id * 7919 % 40, static_cast<std::int64_t>(id / 15)));
    rows.back().project = ProjectId{static_cast<std::int64_t>(1 + id % 2)};
  }
  for (std::uint64_t id = 0; id < 40; id += 3) {  // The same event in the other project.
    rows.push_back(rows[id]);
    rows.back().project = ProjectId{3 - rows[id].project.value};
  }
  append(rows);
  auto filter = all_of_project();
  filter.projects.push_back(ProjectId{2});
  for (const EventOrder order : {EventOrder::newest_first, EventOrder::oldest_first}) {
    const auto all = store().find(filter, order, std::nullopt, 100);
    ASSERT_EQ(all->size(), rows.size());
    for (const std::size_t page_size : {1U, 2U, 7U}) {
      std::vector<domain::EventRow> paged;
      std::optional<ports::EventCursor> cursor;
      while (true) {
        const auto page = store().find(filter, order, cursor, page_size);
        ASSERT_TRUE(page) << page.error().detail;
        if (page->empty()) break;
        ASSERT_LE(page->size(), page_size);
        paged.insert(paged.end(), page->begin(), page->end());
        const auto& last = paged.back();
        cursor = ports::EventCursor{last.timestamp, last.event_id, last.project};
      }
      EXPECT_EQ(paged, *all) << page_size;
    }
  }
}

TEST_P(EventStoreFind, OrdersTheCopiesOfOneEvent) {
  for (const std::int64_t copies : {5, 300}) {
    open();
    std::vector<domain::EventRow> rows = {make_row(1), make_row(3)};
    EventFilter filter;
    filter.event = EventId{0, 2};
    for (std::int64_t i = 0; i < copies; ++i) {
      rows.push_back(make_row(2, i * 7 % 5));
      rows.back().project = ProjectId{1 + i};
      filter.projects.push_back(rows.back().project);
    }
    append(rows);
    const auto position = [](const domain::EventRow& row) {
      return std::tuple(row.timestamp, row.project);
    };
    std::vector<std::tuple<Timestamp, ProjectId>> want;
    for (std::size_t i = 2; i < rows.size(); ++i) want.push_back(position(rows[i]));
    std::sort(want.begin(), want.end());
    const auto found = [&](EventOrder order, const std::optional<ports::EventCursor>& cursor,
                           std::size_t limit) {
      std::vector<std::tuple<Timestamp, ProjectId>> positions;
      const auto rows_found = store().find(filter, order, cursor, limit);
      EXPECT_TRUE(rows_found);
      for (const domain::EventRow& row : *rows_found) positions.push_back(position(row));
      return positions;
    };
    EXPECT_EQ(found(EventOrder::oldest_first, std::nullopt, 1000), want);
    const auto [timestamp, project] = want[2];
    EXPECT_EQ(found(EventOrder::oldest_first, ports::EventCursor{timestamp, {0, 2}, project}, 2),
              std::vector(want.begin() + 3, want.begin() + 5));
    std::reverse(want.begin(), want.end());
    EXPECT_EQ(found(EventOrder::newest_first, std::nullopt, 4),
              std::vector(want.begin(), want.begin() + 4));
    ASSERT_TRUE(store().expire(kNoon + std::chrono::days(2)));
  }
}

TEST_P(EventStoreFind, RefusesALimitOutOfRange) {
  for (const std::size_t limit : {std::size_t{0}, ports::EventStore::kMaxFound + 1}) {
    const auto refused =
        store().find(all_of_project(), EventOrder::newest_first, std::nullopt, limit);
    ASSERT_FALSE(refused) << limit;
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  }
}

TEST_P(EventStoreFind, ListsRecentIdsNewestReceivedFirst) {
  auto old = make_row(1, 500);
  old.received = kNoon - 1s;
  auto first = make_row(2, 0);
  first.received = kNoon;
  auto second = make_row(3, -500);
  second.received = kNoon + 1s;
  second.project = ProjectId{2};
  append({first, old, second});
  using Pairs = std::vector<std::pair<ProjectId, EventId>>;
  const auto pair = [](std::int64_t project, std::uint64_t id) {
    return std::pair(ProjectId{project}, EventId{0, id});
  };
  EXPECT_EQ(*store().recent_ids(kNoon, 10), (Pairs{pair(2, 3), pair(1, 2)}));
  EXPECT_EQ(*store().recent_ids(kNoon, 1), (Pairs{pair(2, 3)}));
  EXPECT_EQ(*store().recent_ids(kNoon, 0), Pairs{});
  EXPECT_EQ(*store().recent_ids(kNoon - 1h, 10), (Pairs{pair(2, 3), pair(1, 2), pair(1, 1)}));
  EXPECT_EQ(*store().recent_ids(kNoon + 2s, 10), Pairs{});
}

}  // namespace
}  // namespace picket::contract
