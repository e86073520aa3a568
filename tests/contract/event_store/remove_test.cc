// What is removed before its time: rows of issues and of projects.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using ports::EventOrder;
using ports::HashOverride;

class EventStoreRemoval : public EventStoreContract {
 protected:
  static domain::EventRow row_of(std::int64_t project, std::int64_t issue, std::int64_t hash,
                                 std::uint64_t id) {
    auto row = make_row(id, static_cast<std::int64_t>(id));
    row.project = ProjectId{project};
    row.issue = IssueId{issue};
    row.hash_id = HashId{hash};
    row.tags = {{"issue", std::to_string(issue)}};
    return row;
  }

  std::vector<std::uint64_t> left(std::int64_t project = 1) {
    return ids(*store().find(all_of_project(project), EventOrder::oldest_first, std::nullopt, 100));
  }
  using Ids = std::vector<std::uint64_t>;
};

INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreRemoval, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreRemoval, OfIssuesTakesTheirRowsAndCountsThem) {
  append({row_of(1, 1, 10, 1), row_of(1, 2, 20, 2), row_of(1, 3, 30, 3), row_of(1, 1, 11, 4)});
  const std::vector<IssueId> gone = {IssueId{1}, IssueId{3}, IssueId{99}};
  EXPECT_EQ(store().remove_issues(gone), 3);
  EXPECT_EQ(left(), Ids{2});
  EXPECT_EQ(store().totals()->rows, 1);
  EXPECT_EQ(store().totals()->expired, 3);
  const auto tags = store().tag_values(all_of_project(), {"issue"});
  ASSERT_EQ(tags->size(), 1U);
  EXPECT_EQ(tags->front().value, "2");
  EXPECT_EQ(store().remove_issues(gone), 0) << "safe to repeat";
  EXPECT_EQ(store().remove_issues({}), 0);
  EXPECT_EQ(store().totals()->expired, 3);
}

TEST_P(EventStoreRemoval, OfIssuesGoesByWhatRowsBelongToNow) {
  append({row_of(1, 1, 10, 1), row_of(1, 2, 20, 2), row_of(1, 2, 21, 3)});
  ASSERT_TRUE(store().set_overrides(
      std::vector{HashOverride{HashId{10}, IssueId{2}}, HashOverride{HashId{21}, IssueId{1}}}));
  const std::vector<IssueId> gone = {IssueId{2}};
  EXPECT_EQ(store().remove_issues(gone), 2);
  EXPECT_EQ(left(), Ids{3});
}

TEST_P(EventStoreRemoval, OfAProjectLeavesTheOthers) {
  append({row_of(1, 1, 10, 1), row_of(2, 2, 20, 2), row_of(1, 3, 30, 3)});
  EXPECT_EQ(store().remove_project(ProjectId{1}), 2);
  EXPECT_EQ(left(), Ids{});
  EXPECT_EQ(left(2), Ids{2});
  EXPECT_EQ(store().totals()->expired, 2);
  EXPECT_EQ(store().remove_project(ProjectId{1}), 0);
  append({row_of(1, 1, 10, 5)});
  EXPECT_EQ(left(), Ids{5}) << "what comes later stays";
}

TEST_P(EventStoreRemoval, RefusesMoreIssuesThanAQuestionNames) {
  const std::vector<IssueId> many(ports::EventFilter::kMaxValues + 1, IssueId{1});
  const auto refused = store().remove_issues(many);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
}

TEST_P(EventStoreRemoval, StaysDoneAfterAnotherOpening) {
  if (!GetParam().persistent) GTEST_SKIP();
  append({row_of(1, 1, 10, 1), row_of(2, 2, 20, 2)});
  ASSERT_EQ(store().remove_project(ProjectId{1}), 1);
  open();
  EXPECT_EQ(left(), Ids{});
  EXPECT_EQ(left(2), Ids{2});
  EXPECT_EQ(store().totals()->expired, 1);
}

}  // namespace
}  // namespace picket::contract
