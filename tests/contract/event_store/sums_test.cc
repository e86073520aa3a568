// Counts are the same whatever was summed up, whenever. A failure names its seed.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

class EventStoreSums : public EventStoreContract {
 protected:
  void sum_all(Timestamp now) {
    for (int steps = 0; steps < 1000; ++steps) {
      const auto more = store().sum_up(now);
      ASSERT_TRUE(more) << more.error().code << ": " << more.error().detail;
      if (!*more) return;
    }
    FAIL() << "no end";
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreSums, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreSums, CountManyUsersNearlyExactly) {
  std::vector<domain::EventRow> rows;
  constexpr std::uint64_t kMany = 20'000;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    // Three days; each user on two of them.
    for (const std::int64_t hour : {std::int64_t{0}, std::int64_t{24}}) {
      rows.push_back(make_row(2 * i + (hour == 0 ? 0 : 1),
                              hour * 3600 + static_cast<std::int64_t>(i % 90'000)));
      rows.back().user = "id:" + std::to_string(i);
    }
  }
  rows.push_back(make_row(9'999'999, 72 * 3600));
  append(std::move(rows));
  sum_all(kNoon + 72h);
  const auto near = [](std::int64_t users) {
    return std::abs(static_cast<double>(users) - kMany) < 0.02 * kMany;
  };
  EXPECT_EQ(store().count(all_of_project())->events, 2 * kMany + 1);
  EXPECT_TRUE(near(store().count(all_of_project())->users));
  const auto counts = store().count_by_issue(all_of_project(), std::vector{IssueId{1}});
  EXPECT_TRUE(near(counts->at(0).users));
  ports::IssueRankQuery query{.filter = all_of_project(), .rank = ports::IssueRank::users};
  EXPECT_TRUE(near(store().rank_issues(query)->at(0).key));
}

TEST_P(EventStoreSums, RankByUsersWhoeverHasMostEvents) {
  // 40 issues, each with an event less than the one before. The later half has most users: each
  // event another one.
  std::vector<domain::EventRow> rows;
  std::vector<ports::RankedIssue> want;
  std::uint64_t id = 0;
  for (std::int64_t issue = 1; issue <= 40; ++issue) {
    const std::int64_t events = 101 - issue;
    const std::int64_t users = issue <= 20 ? 51 - issue : events;
    for (std::int64_t event = 0; event < events; ++event) {
      rows.push_back(make_row(++id, event));
      rows.back().issue = IssueId{issue};
      rows.back().hash_id = HashId{issue};
      rows.back().user = "id:" + std::to_string(event % users);
    }
    want.push_back({IssueId{issue}, users});
  }
  std::rotate(want.begin(), want.begin() + 20, want.end());
  append(std::move(rows));
  append({make_row(++id, 3 * 3600)});
  sum_all(kNoon + 3h);
  ports::IssueRankQuery query{.filter = all_of_project(), .rank = ports::IssueRank::users};
  query.filter.end = kNoon + 2h;
  query.limit = 3;
  for (std::size_t at = 0; at < want.size(); at += query.limit) {
    const std::size_t size = std::min(query.limit, want.size() - at);
    const std::vector<ports::RankedIssue> page(
        want.begin() + static_cast<std::ptrdiff_t>(at),
        want.begin() + static_cast<std::ptrdiff_t>(at + size));
    EXPECT_EQ(*store().rank_issues(query), page);
    query.after = page.back();
  }
}

TEST_P(EventStoreSums, SayWhetherTheNewestWasUnhandledAcrossThem) {
  auto first = make_row(9);
  auto second = make_row(8);
  first.handled = false;
  second.environment = "dev";  // A sum of its own.
  append({first, second});
  append({make_row(10, 7200)});
  sum_all(kNoon + 2h);
  auto filter = all_of_project();
  filter.end = kNoon + 1h;
  EXPECT_TRUE(store().count_by_issue(filter, std::vector{IssueId{1}})->at(0).unhandled);
  filter.environments = {"dev"};
  EXPECT_FALSE(store().count_by_issue(filter, std::vector{IssueId{1}})->at(0).unhandled);
}

class EventStoreSumsDifferential : public EventStoreSums {
 protected:
  /// Of the first days of a week, now and then with a time of their own.
  static domain::EventRow random_row_of_week(SeededRandom& random) {
    auto row = random_row(random);
    row.received = kNoon + std::chrono::minutes(random.below(5 * 24 * 60));
    row.timestamp = random.below(5) == 0
                        ? kNoon - days(1) + std::chrono::minutes(random.below(7 * 24 * 60))
                        : row.received - std::chrono::seconds(random.below(300));
    return row;
  }

  /// Near whole hours and days, and on them.
  static Timestamp random_bound(SeededRandom& random) {
    const Timestamp hour = kNoon + std::chrono::hours(random.below(6 * 24)) - 12h;
    switch (random.below(4)) {
      case 0:
        return std::chrono::floor<days>(hour);
      case 1:
        return hour + Duration(static_cast<std::int64_t>(random.below(3)) - 1);
      case 2:
        return hour + std::chrono::minutes(random.below(60));
      default:
        return hour;
    }
  }

  static ports::EventFilter random_range(SeededRandom& random) {
    ports::EventFilter filter;
    for (std::int64_t project = 1; project <= 3; ++project) {
      if (random.below(4) != 0) filter.projects.push_back(ProjectId{project});
    }
    if (random.below(4) == 0) filter.issues = {IssueId{2}, IssueId{5}};
    if (random.below(4) == 0) filter.environments = {"env1", ""};
    if (random.below(8) == 0) filter.level = domain::Level::error;  // Not of sums.
    if (random.below(4) != 0) filter.start = random_bound(random);
    if (random.below(4) != 0) filter.end = random_bound(random);
    return filter;
  }

  void compare(SeededRandom& random) {
    auto filter = random_range(random);
    const std::vector<IssueId> issues = {IssueId{1}, IssueId{2}, IssueId{3}, IssueId{7}};
    EXPECT_EQ(*store().count(filter), *oracle_.count(filter));
    EXPECT_EQ(*store().count_by_issue(filter, issues), *oracle_.count_by_issue(filter, issues));
    EXPECT_EQ(*store().environments(filter), *oracle_.environments(filter));
    if (!filter.start) filter.start = random_bound(random);
    if (!filter.end) filter.end = random_bound(random);
    for (const ports::IssueRank rank : {ports::IssueRank::last_seen, ports::IssueRank::events,
                                        ports::IssueRank::users, ports::IssueRank::trend}) {
      ports::IssueRankQuery query{.filter = filter, .rank = rank};
      query.ascending = random.below(2) == 0;
      query.limit = 1 + random.below(8);
      const auto page = store().rank_issues(query);
      ASSERT_TRUE(page) << page.error().detail;
      EXPECT_EQ(*page, *oracle_.rank_issues(query));
      if (page->empty()) continue;
      query.after = (*page)[random.below(page->size())];
      EXPECT_EQ(*store().rank_issues(query), *oracle_.rank_issues(query));
    }
    const Duration widths[] = {20min, 1h, 3h, 24h, 48h};
    const Duration width = widths[random.below(std::size(widths))];
    EXPECT_EQ(*store().count_by_time(filter, width), *oracle_.count_by_time(filter, width));
    EXPECT_EQ(*store().count_by_issue_and_time(filter, issues, width),
              *oracle_.count_by_issue_and_time(filter, issues, width));
    EXPECT_EQ(*store().count_by_project_and_time(filter, filter.projects, width),
              *oracle_.count_by_project_and_time(filter, filter.projects, width));
    EXPECT_EQ(store().totals()->rows, oracle_.totals()->rows);
  }

  void change(SeededRandom& random) {
    switch (random.below(10)) {
      case 0: {
        const std::vector<ports::HashOverride> overrides = {
            {HashId{1}, IssueId{static_cast<std::int64_t>(1 + random.below(8))}},
            {HashId{static_cast<std::int64_t>(2 + random.below(10))}, IssueId{3}}};
        ASSERT_TRUE(store().set_overrides(overrides));
        ASSERT_TRUE(oracle_.set_overrides(overrides));
        break;
      }
      case 1: {
        const Timestamp before = kNoon + std::chrono::hours(random.below(72));
        EXPECT_EQ(*store().expire(before), *oracle_.expire(before));
        break;
      }
      case 2: {
        const std::vector<IssueId> gone = {IssueId{static_cast<std::int64_t>(1 + random.below(8))}};
        EXPECT_EQ(*store().remove_issues(gone), *oracle_.remove_issues(gone));
        break;
      }
      case 3:
        if (random.below(4) == 0) {
          EXPECT_EQ(*store().remove_project(ProjectId{3}), *oracle_.remove_project(ProjectId{3}));
        }
        break;
      case 4:
      case 5:  // Some of it, now and then by a clock that is far off.
        ASSERT_TRUE(store().sum_up(kNoon + std::chrono::hours(random.below(9 * 24))));
        break;
      case 6:
        sum_all(kNoon + std::chrono::hours(random.below(6 * 24)));
        break;
      default: {
        std::vector<domain::EventRow> rows;
        for (std::uint64_t i = random.below(300); i > 0; --i) {
          rows.push_back(random_row_of_week(random));
        }
        ++next_;
        ASSERT_TRUE(store().append({"events", 1}, next_, rows));
        ASSERT_TRUE(oracle_.append({"events", 1}, next_, rows));
      }
    }
  }

 private:
  adapters::MemoryEventStore oracle_;
  ports::Offset next_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreSumsDifferential,
                         testing::ValuesIn(persistent_event_store_adapters()), adapter_name);

TEST_P(EventStoreSumsDifferential, AnswersAsTheOracleDoes) {
  for (const std::uint64_t seed : {11U, 12U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    for (int step = 0; step < 20; ++step) {
      ASSERT_NO_FATAL_FAILURE(change(random));
      for (int question = 0; question < 2; ++question) {
        ASSERT_NO_FATAL_FAILURE(compare(random));
      }
      ASSERT_FALSE(HasFailure()) << "step " << step;
    }
  }
}

}  // namespace
}  // namespace picket::contract
