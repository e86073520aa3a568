// The events next to one.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using ports::EventCursor;
using ports::EventNeighbours;

class EventStoreAdjacent : public EventStoreContract {
 protected:
  EventNeighbours next_to(const domain::EventRow& row,
                          const ports::EventFilter& filter = all_of_project()) {
    const auto found = store().adjacent(filter, at(row));
    EXPECT_TRUE(found) << found.error().detail;
    return found ? *found : EventNeighbours{};
  }
  static EventCursor at(const domain::EventRow& row) {
    return {row.timestamp, row.event_id, row.project};
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreAdjacent, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreAdjacent, AreTheOnesBeforeAndAfterInTime) {
  const auto first = make_row(7, 0);
  const auto second = make_row(3, 10);
  const auto third = make_row(5, 20);
  append({third, first, second});
  EXPECT_EQ(next_to(second), (EventNeighbours{at(third), at(first)}));
  EXPECT_EQ(next_to(first), (EventNeighbours{at(second), std::nullopt}));
  EXPECT_EQ(next_to(third), (EventNeighbours{std::nullopt, at(second)}));
  EXPECT_EQ(next_to(make_row(1, 15)), (EventNeighbours{at(third), at(second)})) << "no event there";
}

TEST_P(EventStoreAdjacent, OfEqualTimesTheIdThenTheProjectDecides) {
  const auto low = make_row(1);
  const auto middle = make_row(2);
  auto twin = make_row(2);
  twin.project = ProjectId{2};
  auto high = make_row(0);
  high.event_id = {0x8000'0000'0000'0000U, 0};
  append({high, twin, low, middle});
  auto both = all_of_project();
  both.projects.push_back(ProjectId{2});
  EXPECT_EQ(next_to(middle, both), (EventNeighbours{at(twin), at(low)}));
  EXPECT_EQ(next_to(twin, both), (EventNeighbours{at(high), at(middle)}));
  EXPECT_EQ(next_to(middle), (EventNeighbours{at(high), at(low)}));
}

TEST_P(EventStoreAdjacent, BelongToTheFilter) {
  auto here = make_row(2, 10);
  auto foreign = make_row(3, 11);
  foreign.project = ProjectId{2};
  auto other_issue = make_row(4, 12);
  other_issue.issue = IssueId{2};
  auto staging = make_row(5, 13);
  staging.environment = "staging";
  const auto newer = make_row(6, 14);
  append({make_row(1, 0), here, foreign, other_issue, staging, newer});
  auto filter = all_of_project();
  filter.issues = {IssueId{1}};
  filter.environments = {""};
  filter.start = kNoon + std::chrono::seconds(1);
  EXPECT_EQ(next_to(here, filter), (EventNeighbours{at(newer), std::nullopt}));
  filter.projects.clear();
  EXPECT_EQ(next_to(here, filter), EventNeighbours{});
}

}  // namespace
}  // namespace picket::contract
