// What is summed up when, and that sums stay those of the events that were received until then.
// That counts do not change by it is in tests/contract/event_store/sums_test.cc.
#include "adapters/events_duckdb/summing.h"

#include "adapters/events_duckdb/sum_tables.h"
#include "adapters/events_duckdb/test_store.h"
#include "base/random.h"

namespace picket::adapters {
namespace {

using namespace std::chrono_literals;

const Timestamp kNoon = from_unix_us(1'767'268'800'000'000);  // 2026-01-01 12:00
const Timestamp kDay = kNoon - 12h;

/// Rows of a table of sums that are not those of the events received before `until`, and rows that
/// are missing; users aside.
std::string differences(const std::string& table, const std::string& unit) {
  const std::string of_events =
      "SELECT date_trunc('" + unit +
      "', ts) AS start, date_trunc('day', received) AS received_day, project, issue, hash_id, "
      "environment, count(*)::BIGINT AS events, min(ts) AS oldest, max(ts) AS newest, "
      "arg_max(handled, (ts, event_high, event_low)) AS handled FROM store.events "
      "WHERE received < (SELECT until FROM store.summed) GROUP BY ALL";
  const std::string of_sums =
      "SELECT start, received_day, project, issue, hash_id, environment, sum(events)::BIGINT AS "
      "events, min(oldest) AS oldest, max(newest) AS newest, "
      "arg_max(newest_handled, (newest, newest_high, newest_low)) AS handled FROM store." +
      table + " GROUP BY ALL";
  return "SELECT count(*) FROM ((" + of_events + " EXCEPT " + of_sums + ") UNION ALL (" + of_sums +
         " EXCEPT " + of_events + "))";
}

class EventStoreSumming : public DuckdbStoreTest {
 protected:
  EventStoreSumming() { EXPECT_TRUE(open()); }

  /// Until nothing is left to do; returns the steps that did something or looked.
  int sum_all(Timestamp now) {
    for (int steps = 1;; ++steps) {
      const auto more = store->sum_up(now);
      EXPECT_TRUE(more) << more.error().code << ": " << more.error().detail;
      if (!more || !*more) return steps;
    }
  }

  /// Looks into the closed store; -1 when the statement fails.
  std::int64_t look(const std::string& sql) {
    store.reset();
    std::int64_t found = -1;
    {
      auto instance = duck::open_instance(options);
      EXPECT_TRUE(instance);
      auto result = duck::run(instance->writer, sql);
      EXPECT_TRUE(result) << result.error().error.detail;
      if (result) found = result->single_int64();
    }
    EXPECT_TRUE(open());
    return found;
  }

  std::int64_t summed() { return look("SELECT sum(events)::BIGINT FROM store.hours"); }
  Timestamp until() { return from_unix_us(look("SELECT epoch_us(until) FROM store.summed")); }

  void expect_exact(const std::string& when) {
    EXPECT_EQ(look("SELECT (" + differences("hours", "hour") + ") + 1000 * (" +
                   differences("days", "day") + ")"),
              0)
        << when;
  }

  void append(const std::vector<domain::EventRow>& rows) {
    const auto appended = store->append(partition, ++next_, rows);
    ASSERT_TRUE(appended) << appended.error().detail;
  }

  ports::Offset next_ = 0;
};

TEST_F(EventStoreSumming, TakesHoursThatAreOverAndOfWhichNewerEventsCame) {
  EXPECT_EQ(sum_all(kNoon), 1);
  append(rows(3, kNoon - 30min));
  append(rows(2, kNoon + 1min));
  EXPECT_EQ(sum_all(kNoon - 1us), 1);
  EXPECT_EQ(summed(), 0) << "the hour is not over";
  sum_all(kNoon + 10min);
  EXPECT_EQ(summed(), 3);
  EXPECT_EQ(until(), kNoon);
  sum_all(kNoon + 5h);
  EXPECT_EQ(summed(), 3) << "more of the newest hour may come";
  append(rows(1, kNoon + 5h));
  sum_all(kNoon + 5h);
  EXPECT_EQ(summed(), 5);
  EXPECT_EQ(until(), kNoon + 5h);
  expect_exact("in the end");
}

TEST_F(EventStoreSumming, AddsEventsThatComeLate) {
  append(rows(3, kNoon - 30min));
  append(rows(1, kNoon));
  sum_all(kNoon);
  auto late = rows(4, kNoon - 1us);
  late[0].received = kNoon;
  late[1].environment = "not UTF-8: \xff";
  append(late);
  EXPECT_EQ(summed(), 6);
  expect_exact("after late events");
  const auto repeated = store->append(partition, next_, late);
  ASSERT_TRUE(repeated);
  EXPECT_EQ(summed(), 6) << "the batch was there";
}

TEST_F(EventStoreSumming, OfManyEventsGoesStepByStep) {
  for (int hour = 0; hour < 5; ++hour) append(rows(10'000, kDay + hour * 1h + 1min));
  append(rows(40'000, kDay + 7h + 1min));
  append(rows(1, kDay + 26h));
  EXPECT_TRUE(*store->sum_up(kDay + 48h));
  EXPECT_EQ(summed(), 30'000) << "what a step takes, in whole hours";
  EXPECT_EQ(until(), kDay + 3h);
  EXPECT_TRUE(*store->sum_up(kDay + 48h));
  EXPECT_EQ(until(), kDay + 5h) << "half of the day that is left, and half of that, and again";
  EXPECT_TRUE(*store->sum_up(kDay + 48h));
  EXPECT_EQ(summed(), 90'000) << "received at once: no step is shorter";
  EXPECT_EQ(sum_all(kDay + 48h), 1);
  expect_exact("in the end");
}

TEST_F(EventStoreSumming, KeepsOneSumOfADayForEachKey) {
  for (int hour = 0; hour < 24; ++hour) {
    auto of_hour = rows(40, kDay + hour * 1h + 1min);
    for (std::size_t i = 0; i < of_hour.size(); ++i) {
      of_hour[i].issue.value = static_cast<std::int64_t>(i);
      of_hour[i].user = "id:" + std::to_string(hour);
    }
    append(of_hour);
    sum_all(kDay + hour * 1h + 2min);
  }
  append(rows(1, kDay + 24h));
  sum_all(kDay + 24h);
  EXPECT_EQ(look("SELECT count(*) FROM store.days"), 40);
  EXPECT_EQ(look("SELECT count(*) FROM store.hours"), 24 * 40);
  EXPECT_EQ(look("SELECT max(octet_length(users)) FROM store.days"), 1 + 24 * 4);
  expect_exact("after a day");
  // One event, an hour late by its own time: not worth to rewrite the hour.
  auto stray = rows(1, kDay + 24h);
  stray[0].timestamp = kDay + 5h;
  append(stray);
  append(rows(1, kDay + 25h));
  sum_all(kDay + 25h);
  EXPECT_EQ(look("SELECT count(*) FROM store.hours WHERE received_day < '2026-01-02'"), 24 * 40);
  expect_exact("after a stray event");
}

TEST_F(EventStoreSumming, IsUndoneWhereAClockStoodInTheFuture) {
  const Timestamp future = kNoon + std::chrono::days(1000);
  append(rows(3, kNoon - 24h));
  append(rows(2, future));
  append(rows(1, future + 1h));
  sum_all(future + 2h);
  EXPECT_EQ(until(), future + 1h);
  append(rows(7, kNoon));
  EXPECT_EQ(summed(), 12) << "late";
  append(rows(1, kNoon + 59min));
  sum_all(kNoon + 1h);
  EXPECT_EQ(until(), kNoon + 1h) << "the clock was set right";
  EXPECT_EQ(summed(), 11);
  expect_exact("after that");
}

TEST_F(EventStoreSumming, IsRolledBackAsAWhole) {
  append(rows(3, kNoon - 30min));
  append(rows(1, kNoon));
  ASSERT_TRUE(arm_fault_points("events.before_commit=fail"));
  EXPECT_FALSE(store->sum_up(kNoon));
  EXPECT_EQ(summed(), 0);
  ASSERT_TRUE(arm_fault_points("events.after_commit=fail"));
  EXPECT_FALSE(store->sum_up(kNoon));
  append(rows(2, kNoon - 1min));  // Late: what is on disk decides.
  sum_all(kNoon);
  EXPECT_EQ(summed(), 5);
  expect_exact("after failures");
}

TEST_F(EventStoreSumming, ReportsSumsThatAreDamaged) {
  append(rows(3, kNoon - 30min));
  append(rows(1, kNoon));
  sum_all(kNoon);
  behind_its_back("UPDATE store.days SET users = 'nonsense'::BLOB");
  ASSERT_TRUE(open());
  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  const std::vector<IssueId> issues = {IssueId{0}};
  const auto is_corrupt = [](const auto& answer) {
    return !answer && answer.error().kind == ErrorKind::corrupt;
  };
  EXPECT_TRUE(is_corrupt(store->count(filter)));
  EXPECT_TRUE(is_corrupt(store->count_by_issue(filter, issues)));
  EXPECT_TRUE(is_corrupt(store->rank_issues({.filter = filter, .rank = ports::IssueRank::users})));
}

TEST_F(EventStoreSumming, FillsAStoreOfTheSecondVersion) {
  for (int day = 0; day < 3; ++day) append(rows(50, kDay + day * 24h));
  behind_its_back(
      "DROP TABLE store.hours; DROP TABLE store.days; DROP TABLE store.summed;"
      "UPDATE store.schema_version SET version = 2");
  ASSERT_TRUE(open());
  EXPECT_EQ(sum_all(kDay + 72h), 2);
  EXPECT_EQ(summed(), 100);
  expect_exact("after the migration");
}

TEST_F(EventStoreSumming, StaysExactThroughRandomHistories) {
  SeededRandom random(5);
  const auto day = [&](std::uint64_t days) { return kDay + std::chrono::days(random.below(days)); };
  for (int step = 0; step < 30; ++step) {
    const std::uint64_t action = random.below(10);
    if (action == 0) {
      ASSERT_TRUE(store->expire(day(6)));
    } else if (action == 1) {
      const std::vector<IssueId> gone = {IssueId{static_cast<std::int64_t>(random.below(5))}};
      ASSERT_TRUE(store->remove_issues(gone));
    } else if (action == 2) {
      const auto gone = static_cast<std::int64_t>(random.below(4));
      ASSERT_TRUE(store->remove_project(ProjectId{gone}));
    } else if (action == 3) {
      const auto hash = static_cast<std::int64_t>(random.below(8));
      const auto issue = static_cast<std::int64_t>(random.below(5));
      ASSERT_TRUE(
          store->set_overrides(std::vector{ports::HashOverride{HashId{hash}, IssueId{issue}}}));
    } else if (action < 7) {
      sum_all(day(8) + random.below(48) * 30min);
    } else {
      auto batch = rows(random.below(300));
      for (auto& row : batch) {
        row.received = day(7) + random.below(24 * 60) * 1min;
        row.timestamp = row.received - random.below(30) * 1s;
        if (random.below(4) == 0) row.timestamp = day(7);
        row.project.value = static_cast<std::int64_t>(random.below(4));
        row.issue.value = static_cast<std::int64_t>(random.below(5));
        row.hash_id.value = static_cast<std::int64_t>(random.below(8));
        row.handled = random.below(2) == 0;
        row.environment = random.below(3) == 0 ? "" : "production";
        row.user = "id:" + std::to_string(random.below(9));
      }
      append(batch);
    }
    expect_exact("step " + std::to_string(step) + ", action " + std::to_string(action));
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace picket::adapters
