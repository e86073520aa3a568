// One transaction: rows and applied offset; a batch that is there already changes nothing.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"
#include "texts.h"

namespace picket::contract {
namespace {

using ports::EventOrder;

const ports::TopicPartition kFirst{"events", 0};
const ports::TopicPartition kSecond{"events", 1};
const ports::TopicPartition kOther{"other", 0};

class EventStoreAppend : public EventStoreContract {};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreAppend, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreAppend, BringsEveryFieldBack) {
  SeededRandom random(7);
  auto row = random_row(random);
  row.project = ProjectId{1};
  row.level = domain::Level::fatal;
  row.category = protocol::Category::default_;
  append({row});
  const auto found = store().find(all_of_project(), EventOrder::newest_first, std::nullopt, 10);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front(), row);
}

TEST_P(EventStoreAppend, BringsAnEmptyRowBack) {
  domain::EventRow row;
  row.project = ProjectId{1};
  append({row});
  EXPECT_EQ(store().find(all_of_project(), EventOrder::newest_first, std::nullopt, 1)->at(0), row);
}

TEST_P(EventStoreAppend, KeepsWhatIsInEveryText) {
  std::uint64_t id = 0;
  std::vector<domain::EventRow> rows;
  for (const std::string& text : kHostileTexts) {
    auto row = make_row(++id);
    for (const auto field : domain::kEventRowTexts) row.*field = text;
    row.tags = {{"a" + text, text}, {"environment", text}, {"url", text}};
    rows.push_back(row);
  }
  auto with_nul = make_row(++id);
  with_nul.title = std::string("nul\0in it", 9);
  with_nul.tags = {{std::string("k\0", 2), std::string("\0v", 2)}};
  rows.push_back(with_nul);
  append(rows);
  EXPECT_EQ(*store().find(all_of_project(), EventOrder::oldest_first, std::nullopt, 100), rows);
}

TEST_P(EventStoreAppend, ReplacesBytesThatAreNotUtf8) {
  auto row = make_row(1);
  row.title = "bad\xFF";
  row.environment = "\xC3(";
  row.tags = {{"url", "u\x80"}, {"\xFE", "1"}, {"\xFF", "2"}};
  append({row});
  auto filter = all_of_project();
  filter.environments = {"\xC3("};
  const auto found = store().find(filter, EventOrder::newest_first, std::nullopt, 10);
  ASSERT_TRUE(found) << found.error().detail;
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->at(0).title, "bad\xEF\xBF\xBD");
  EXPECT_EQ(found->at(0).environment, "\xEF\xBF\xBD(");
  const std::vector<std::pair<std::string, std::string>> tags = {{"url", "u\xEF\xBF\xBD"},
                                                                 {"\xEF\xBF\xBD", "1"}};
  EXPECT_EQ(found->at(0).tags, tags) << "of keys that become equal the first stays";
}

TEST_P(EventStoreAppend, TakesMoreRowsThanOneChunkHolds) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 0; id < 5000; ++id) {
    rows.push_back(make_row(id, static_cast<std::int64_t>(id)));
    rows.back().tags = {{"custom", std::to_string(id)}, {"url", std::to_string(id)}};
  }
  append(rows);
  EXPECT_EQ(store().totals()->rows, 5000);
  const auto found = store().find(all_of_project(), EventOrder::newest_first, std::nullopt, 1000);
  ASSERT_EQ(found->size(), 1000U);
  for (std::size_t i = 0; i < found->size(); ++i) EXPECT_EQ(found->at(i), rows[4999 - i]) << i;
}

TEST_P(EventStoreAppend, AppliesABatchOnce) {
  ASSERT_TRUE(store().append(kFirst, 5, std::vector{make_row(1)}));
  ASSERT_TRUE(store().append(kFirst, 5, std::vector{make_row(1)}));
  ASSERT_TRUE(store().append(kFirst, 3, std::vector{make_row(2)}));
  EXPECT_EQ(store().totals()->rows, 1);
  EXPECT_EQ(*store().applied_offset(kFirst), 5);
  ASSERT_TRUE(store().append(kFirst, 6, std::vector{make_row(2)}));
  EXPECT_EQ(store().totals()->rows, 2);
  EXPECT_EQ(*store().applied_offset(kFirst), 6);
}

TEST_P(EventStoreAppend, SaysUpToWhereItCannotFallBack) {
  ports::Offset safe = 0;
  for (ports::Offset next = 1; next <= 40; ++next) {
    std::vector<domain::EventRow> rows;
    for (std::uint64_t i = 0; i < 50; ++i) {
      rows.push_back(make_row(static_cast<std::uint64_t>(next) * 100 + i));
    }
    const auto now = store().append(kFirst, next, rows);
    ASSERT_TRUE(now);
    EXPECT_GE(*now, safe);
    EXPECT_LE(*now, next);
    safe = *now;
  }
  EXPECT_GT(safe, 0) << "or its caller would keep rows for ever";
  EXPECT_LE(*store().append(kSecond, 1, {}), 1) << "of this partition";
}

TEST_P(EventStoreAppend, KeepsPartitionsApart) {
  ASSERT_TRUE(store().append(kFirst, 5, std::vector{make_row(1)}));
  ASSERT_TRUE(store().append(kSecond, 2, std::vector{make_row(2)}));
  ASSERT_TRUE(store().append(kOther, 1, std::vector{make_row(3)}));
  EXPECT_EQ(*store().applied_offset(kFirst), 5);
  EXPECT_EQ(*store().applied_offset(kSecond), 2);
  EXPECT_EQ(*store().applied_offset(kOther), 1);
  EXPECT_EQ(*store().applied_offset({"other", 1}), 0);
  EXPECT_EQ(store().totals()->rows, 3);
}

TEST_P(EventStoreAppend, MovesTheOffsetWithoutRows) {
  ASSERT_TRUE(store().append(kFirst, 9, {}));
  EXPECT_EQ(*store().applied_offset(kFirst), 9);
  EXPECT_EQ(store().totals()->rows, 0);
}

TEST_P(EventStoreAppend, AnswersWhenThereIsNothing) {
  const auto filter = all_of_project();
  EXPECT_EQ(*store().applied_offset(kFirst), 0);
  EXPECT_TRUE(store().find(filter, EventOrder::newest_first, std::nullopt, 1)->empty());
  EXPECT_TRUE(store().count_by_issue(filter, std::vector{IssueId{1}})->empty());
  EXPECT_TRUE(store().count_by_issue(filter, {})->empty());
  EXPECT_TRUE(store().recent_ids(kNoon, 10)->empty());
  EXPECT_EQ(*store().expire(kNoon), 0);
  EXPECT_TRUE(store().set_overrides({}));
  EXPECT_EQ(store().totals()->rows, 0);
  EXPECT_EQ(store().totals()->expired, 0);
}

class EventStorePersistence : public EventStoreContract {};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStorePersistence,
                         testing::ValuesIn(persistent_event_store_adapters()), adapter_name);

TEST_P(EventStorePersistence, KeepsEverythingOverAReopen) {
  ASSERT_TRUE(store().append(kFirst, 5, std::vector{make_row(1), make_row(2)}));
  ASSERT_TRUE(store().append(kSecond, 7, std::vector{make_row(3)}));
  ASSERT_TRUE(store().set_overrides(std::vector{ports::HashOverride{HashId{1}, IssueId{8}}}));
  open();
  EXPECT_EQ(*store().applied_offset(kFirst), 5);
  EXPECT_EQ(*store().applied_offset(kSecond), 7);
  ASSERT_TRUE(store().append(kFirst, 5, std::vector{make_row(1)}));
  EXPECT_EQ(store().totals()->rows, 3);
  auto moved = all_of_project();
  moved.issues = {IssueId{8}};
  EXPECT_EQ(store().find(moved, EventOrder::newest_first, std::nullopt, 10)->size(), 3U);

  EXPECT_EQ(*store().expire(kNoon + std::chrono::days(1)), 3);
  open();
  EXPECT_EQ(store().totals()->rows, 0);
  EXPECT_EQ(store().totals()->expired, 3);
}

}  // namespace
}  // namespace picket::contract
