// Random histories: every adapter answers as the memory store does. A failure names its seed.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"
#include "event_store/search.h"
#include "event_store/tables.h"

namespace picket::contract {
namespace {

class EventStoreDifferential : public EventStoreContract {
 protected:
  /// A random question to both; answers must be equal.
  void compare(SeededRandom& random) {
    const ports::EventFilter filter = random_filter(random);
    const auto order =
        random.below(2) == 0 ? ports::EventOrder::newest_first : ports::EventOrder::oldest_first;
    std::optional<ports::EventCursor> cursor;
    if (random.below(2) == 0) {
      const auto row = random_row(random);
      cursor = ports::EventCursor{row.timestamp, row.event_id, row.project};
    }
    const std::size_t limit = 1 + random.below(200);
    const auto got = store().find(filter, order, cursor, limit);
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(*got, *oracle_.find(filter, order, cursor, limit));

    std::vector<IssueId> issues;
    for (std::uint64_t i = random.below(6); i > 0; --i) {
      issues.push_back(IssueId{static_cast<std::int64_t>(1 + random.below(9))});
    }
    EXPECT_EQ(*store().count_by_issue(filter, issues), *oracle_.count_by_issue(filter, issues));

    EXPECT_EQ(*store().count(filter), *oracle_.count(filter));
    EXPECT_EQ(*store().environments(filter), *oracle_.environments(filter));
    if (cursor) {
      EXPECT_EQ(*store().adjacent(filter, *cursor), *oracle_.adjacent(filter, *cursor));
    }
    compare_tags(random, filter);
    compare_ranks(random, filter);
    for (int i = 0; i < 2; ++i) compare_search(random);

    auto range = filter;
    range.start = kNoon + std::chrono::minutes(random.below(300));
    range.end = *range.start + std::chrono::minutes(random.below(300));
    const Duration width = std::chrono::seconds(30 + random.below(3600));
    EXPECT_EQ(*store().count_by_time(range, width), *oracle_.count_by_time(range, width));
    EXPECT_EQ(*store().count_by_issue_and_time(range, issues, width),
              *oracle_.count_by_issue_and_time(range, issues, width));

    EXPECT_EQ(*store().count_by_project_and_time(range, filter.projects, width),
              *oracle_.count_by_project_and_time(range, filter.projects, width));

    const Timestamp since = kNoon + std::chrono::minutes(random.below(4 * 24 * 60));
    EXPECT_EQ(*store().recent_ids(since, limit), *oracle_.recent_ids(since, limit));
    EXPECT_EQ(store().totals()->rows, oracle_.totals()->rows);
    EXPECT_EQ(store().totals()->expired, oracle_.totals()->expired);
  }

  void compare_tags(SeededRandom& random, const ports::EventFilter& filter) {
    const std::size_t limit = 1 + random.below(20);
    const auto counts =
        random.below(2) == 0 ? ports::TagKeyCounts::events : ports::TagKeyCounts::events_and_values;
    EXPECT_EQ(*store().tag_keys(filter, counts, limit), *oracle_.tag_keys(filter, counts, limit));
    std::vector<std::string> keys;
    for (std::uint64_t i = random.below(8); i > 0; --i) keys.push_back(random_tag_key(random));
    const auto top = store().tag_top_values(filter, keys, limit);
    ASSERT_TRUE(top) << top.error().detail;
    EXPECT_EQ(*top, *oracle_.tag_top_values(filter, keys, limit));
    EXPECT_EQ(*store().top_tags(filter, limit, 2), *oracle_.top_tags(filter, limit, 2));
    const ports::TagValueQuery query{.key = random_tag_key(random),
                                     .text = random.below(2) == 0 ? "" : "E1",
                                     .order = static_cast<ports::TagValueOrder>(random.below(3)),
                                     .limit = limit,
                                     .offset = random.below(4)};
    EXPECT_EQ(*store().tag_values(filter, query), *oracle_.tag_values(filter, query));
  }

  void compare_ranks(SeededRandom& random, const ports::EventFilter& filter) {
    ports::IssueRankQuery query;
    query.filter = filter;
    query.rank = static_cast<ports::IssueRank>(random.below(4));
    if (query.rank == ports::IssueRank::trend) {
      query.filter.start = kNoon + std::chrono::minutes(random.below(300));
      query.filter.end = *query.filter.start + std::chrono::minutes(random.below(300));
    }
    query.ascending = random.below(2) == 0;
    query.limit = 1 + random.below(6);
    const auto whole = store().rank_issues(query);
    ASSERT_TRUE(whole) << whole.error().detail;
    EXPECT_EQ(*whole, *oracle_.rank_issues(query));
    if (whole->empty()) return;
    query.after = (*whole)[random.below(whole->size())];
    if (random.below(3) == 0) query.after->issue.value += 1;
    EXPECT_EQ(*store().rank_issues(query), *oracle_.rank_issues(query));
  }

  /// Conditions by themselves, so that other parts of a filter do not hide what they find.
  void compare_search(SeededRandom& random) {
    ports::EventFilter filter;
    filter.projects = {ProjectId{1}, ProjectId{2}, ProjectId{3}};
    filter.where = random_conditions(random);
    const auto got = store().find(filter, ports::EventOrder::newest_first, std::nullopt, 1000);
    ASSERT_TRUE(got) << got.error().detail;
    const auto want = *oracle_.find(filter, ports::EventOrder::newest_first, std::nullopt, 1000);
    EXPECT_EQ(got->size(), want.size());
    EXPECT_TRUE(*got == want);
    const bool some =
        !want.empty() && want.size() < static_cast<std::size_t>(oracle_.totals()->rows);
    told_apart_ += some ? 1 : 0;
  }

  void compare_tables(SeededRandom& random) {
    const ports::TableQuery query = random_table(random);
    const auto got = store().table(query);
    ASSERT_TRUE(got) << got.error().detail;
    const auto want = oracle_.table(query);
    EXPECT_TRUE(nearly_equal(*got, *want)) << testing::PrintToString(*got) << "\ninstead of\n"
                                           << testing::PrintToString(*want);

    ports::SeriesQuery series = random_series(random);
    series.values = query.values;
    if (!series.values.empty()) {  // Groups that there are.
      ports::TableQuery groups;
      groups.filter = query.filter;
      groups.values = query.values;
      groups.aggregates = {{}};
      groups.limit = 1 + random.below(3);
      const auto table = oracle_.table(groups);
      for (ports::TableRow row : *table) {
        row.pop_back();
        series.chosen.push_back(std::move(row));
      }
      series.others = random.below(2) == 0;
    }
    const auto got_series = store().series(series);
    ASSERT_TRUE(got_series) << got_series.error().detail;
    const auto want_series = oracle_.series(series);
    ASSERT_EQ(got_series->size(), want_series->size());
    for (std::size_t i = 0; i < got_series->size(); ++i) {
      EXPECT_TRUE(nearly_equal((*got_series)[i], (*want_series)[i]))
          << testing::PrintToString((*got_series)[i]) << "\ninstead of\n"
          << testing::PrintToString((*want_series)[i]);
    }
  }

  /// A random change to both.
  void change(SeededRandom& random) {
    const ports::TopicPartition partition{"events", static_cast<std::uint32_t>(random.below(2))};
    switch (random.below(8)) {
      case 0: {
        std::vector<ports::HashOverride> overrides;
        for (std::int64_t hash = 1; hash <= 12; ++hash) {
          if (random.below(4) != 0) continue;
          overrides.push_back(
              {HashId{hash}, IssueId{static_cast<std::int64_t>(1 + random.below(9))}});
        }
        ASSERT_TRUE(store().set_overrides(overrides));
        ASSERT_TRUE(oracle_.set_overrides(overrides));
        break;
      }
      case 1: {
        const Timestamp before =
            kNoon + std::chrono::hours(random.below(72)) - std::chrono::hours(24);
        EXPECT_EQ(*store().expire(before), *oracle_.expire(before));
        break;
      }
      case 2:
        ASSERT_TRUE(store().sum_up(kNoon + std::chrono::hours(random.below(120))));
        break;
      default: {
        std::vector<domain::EventRow> rows;
        for (std::uint64_t i = random.below(200); i > 0; --i) rows.push_back(random_row(random));
        // Sometimes a batch that is there already.
        const auto next =
            *oracle_.applied_offset(partition) + static_cast<std::int64_t>(random.below(4));
        ASSERT_TRUE(store().append(partition, next, rows));
        ASSERT_TRUE(oracle_.append(partition, next, rows));
        EXPECT_EQ(*store().applied_offset(partition), *oracle_.applied_offset(partition));
      }
    }
  }

  int told_apart_ = 0;  ///< Conditions that some rows met and others did not.

 private:
  adapters::MemoryEventStore oracle_;
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreDifferential,
                         testing::ValuesIn(persistent_event_store_adapters()), adapter_name);

TEST_P(EventStoreDifferential, AnswersAsTheOracleDoes) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    for (int step = 0; step < 12; ++step) {
      ASSERT_NO_FATAL_FAILURE(change(random));
      for (int question = 0; question < 4; ++question) {
        ASSERT_NO_FATAL_FAILURE(compare(random));
        if (question % 2 == 0) {
          ASSERT_NO_FATAL_FAILURE(compare_tables(random));
        }
      }
      ASSERT_FALSE(HasFailure()) << "step " << step;
    }
  }
  EXPECT_GT(told_apart_, 50);  // Of 288.
}

}  // namespace
}  // namespace picket::contract
