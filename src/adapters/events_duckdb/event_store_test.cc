// What only this adapter does: recovery, checkpoints, space. What every event store does is in
// tests/contract/event_store.
#include "adapters/events_duckdb/event_store.h"

#include <fstream>
#include <thread>

#include "adapters/events_duckdb/test_store.h"

namespace picket::adapters {
namespace {

using namespace std::chrono_literals;

class DuckdbEventStoreFaults : public DuckdbStoreTest {};

TEST_F(DuckdbEventStoreFaults, AFailureBeforeTheCommitLeavesNothing) {
  ASSERT_TRUE(open());
  ASSERT_TRUE(arm_fault_points("events.before_commit=fail"));
  const auto failed = store->append(partition, 1, rows(3));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(store->totals()->rows, 0);
  EXPECT_EQ(*store->applied_offset(partition), 0);
  EXPECT_TRUE(store->append(partition, 1, rows(3))) << "retrying ends well";
  EXPECT_EQ(store->totals()->rows, 3);
}

TEST_F(DuckdbEventStoreFaults, AnUnknownCommitIsFoundOutByRetrying) {
  ASSERT_TRUE(open());
  ASSERT_TRUE(arm_fault_points("events.after_commit=fail"));
  ASSERT_FALSE(store->append(partition, 1, rows(3)));
  EXPECT_TRUE(store->append(partition, 1, rows(3)));
  EXPECT_EQ(store->totals()->rows, 3);
  EXPECT_EQ(*store->applied_offset(partition), 1);
}

TEST_F(DuckdbEventStoreFaults, EveryWriteIsRolledBackAsAWhole) {
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->append(partition, 1, rows(3)));
  ASSERT_TRUE(arm_fault_points("events.before_commit=fail"));
  EXPECT_FALSE(store->expire(from_unix_us(0) + std::chrono::days(1)));
  EXPECT_EQ(store->totals()->rows, 3);
  EXPECT_EQ(store->totals()->expired, 0);
  ASSERT_TRUE(arm_fault_points("events.before_commit=fail"));
  EXPECT_FALSE(store->set_overrides(std::vector{ports::HashOverride{HashId{0}, IssueId{1}}}));
  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  filter.issues = {IssueId{1}};
  EXPECT_TRUE(store->find(filter, ports::EventOrder::newest_first, std::nullopt, 1)->empty());
}

TEST_F(DuckdbEventStoreFaults, AFailedCheckpointFailsNoAppendAndIsTriedAgain) {
  options.checkpoint_bytes = 1;
  ASSERT_TRUE(open());
  ASSERT_TRUE(arm_fault_points("events.checkpoint=fail"));
  EXPECT_TRUE(store->append(partition, 1, rows(100)));
  EXPECT_EQ(metric("picket_events_checkpoint_failures_total"), 1U);
  const auto wal = duck::wal_bytes(options);
  EXPECT_GT(wal, 0U);
  EXPECT_TRUE(store->append(partition, 2, rows(1)));
  EXPECT_EQ(metric("picket_events_checkpoint_failures_total"), 1U);
  EXPECT_LT(duck::wal_bytes(options), wal);
  EXPECT_EQ(store->totals()->rows, 101);
}

TEST_F(DuckdbEventStoreFaults, ABatchPastTheMemoryLimitIsRetryableAndTheStoreGoesOn) {
  options.memory_limit_bytes = 24_MiB;
  options.max_spill_bytes = 0;
  ASSERT_TRUE(open());
  auto big = rows(30'000);
  for (auto& row : big) row.message = EventId::random().to_hex() + std::string(2000, 'm');
  const auto failed = store->append(partition, 1, big);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::unavailable) << failed.error().detail;
  EXPECT_EQ(*store->applied_offset(partition), 0);
  EXPECT_TRUE(store->append(partition, 1, rows(10)));
  EXPECT_EQ(store->totals()->rows, 10);
}

TEST_F(DuckdbEventStoreFaults, ExpiryCommitsDayByDay) {
  ASSERT_TRUE(open());
  const auto day = [](int n) { return from_unix_us(0) + std::chrono::days(n); };
  for (int n = 0; n < 4; ++n) {
    // From the first to the last microsecond of the day, the later first.
    ASSERT_TRUE(store->append(partition, 2 * n + 1, rows(2, day(n + 1) - Duration(1))));
    ASSERT_TRUE(store->append(partition, 2 * n + 2, rows(3, day(n))));
  }
  ASSERT_TRUE(arm_fault_points("events.before_commit=fail@3"));
  EXPECT_FALSE(store->expire(day(3)));
  EXPECT_EQ(store->totals()->rows, 10) << "two days were done before";
  EXPECT_EQ(store->totals()->expired, 10);
  EXPECT_EQ(*store->expire(day(3) + std::chrono::hours(23)), 5) << "the rest";
  EXPECT_EQ(*store->expire(day(3)), 0);
  EXPECT_EQ(store->totals()->rows, 5);
  EXPECT_EQ(store->totals()->expired, 15);
}

TEST_F(DuckdbEventStoreFaults, StrayTagsAreKnownAfterAReopen) {
  ASSERT_TRUE(open());
  auto stored = rows(1);
  stored[0].tags = {{"user", "not that of the field"}};
  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  filter.tags = {{"user", "not that of the field"}};
  ASSERT_TRUE(store->append(partition, 1, stored));
  EXPECT_EQ(store->count(filter)->events, 1);
  ASSERT_TRUE(open());
  EXPECT_EQ(store->count(filter)->events, 1);
}

class DuckdbEventStoreQueries : public DuckdbStoreTest {};

TEST_F(DuckdbEventStoreQueries, ThatTakeMuchMemoryHaveConnectionsOfTheirOwn) {
  options.heavy_readers = {.connections = 0, .waiting = 0};
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->append(partition, 1, rows(1)));
  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  const auto refused = [](const auto& answer) {
    return !answer && answer.error().code == "event_store_busy";
  };
  const std::vector<std::string> keys = {"release"};
  EXPECT_TRUE(refused(store->tag_keys(filter, ports::TagKeyCounts::events, 1)));
  EXPECT_TRUE(refused(store->tag_values(filter, {.key = "release"})));
  EXPECT_TRUE(refused(store->tag_top_values(filter, keys, 1)));
  EXPECT_TRUE(refused(store->count(filter)));
  EXPECT_TRUE(refused(store->count_by_issue(filter, {})));
  EXPECT_TRUE(store->find(filter, ports::EventOrder::newest_first, std::nullopt, 1));
  EXPECT_TRUE(store->adjacent(filter, {}));
  EXPECT_TRUE(store->environments(filter));
}

class DuckdbEventStoreSpace : public DuckdbStoreTest {};

TEST_F(DuckdbEventStoreSpace, OfADroppedDayIsUsedAgain) {
  ASSERT_TRUE(open());
  // More than one row group a day.
  const auto day = [](int n) { return from_unix_us(0) + std::chrono::days(n); };
  ports::Offset next = 0;
  const auto load = [&](int n) {
    for (int batch = 0; batch < 10; ++batch) {
      auto made = rows(4'000, day(n));
      for (auto& row : made) row.message = EventId::random().to_hex();
      ASSERT_TRUE(store->append(partition, ++next, made));
    }
  };
  for (int n = 0; n < 3; ++n) load(n);
  EXPECT_EQ(*store->expire(day(1)), 40'000);
  const auto full = std::filesystem::file_size(duck::database_file(options));
  for (int n = 3; n < 6; ++n) {
    load(n);
    EXPECT_EQ(*store->expire(day(n - 1)), 40'000);
  }
  EXPECT_LT(std::filesystem::file_size(duck::database_file(options)), full + full / 3);
  EXPECT_EQ(store->totals()->rows, 80'000);
  EXPECT_EQ(store->totals()->expired, 160'000);
}

TEST_F(DuckdbEventStoreSpace, OfSpilledFilesIsFreedAtOpen) {
  ASSERT_TRUE(open());
  store.reset();
  std::filesystem::create_directories(options.directory / "tmp");
  std::ofstream(options.directory / "tmp/duckdb_temp_storage-0.tmp") << "left by a killed process";
  ASSERT_TRUE(open());
  EXPECT_FALSE(std::filesystem::exists(options.directory / "tmp/duckdb_temp_storage-0.tmp"));
}

TEST_F(DuckdbEventStoreSpace, OfTheWalIsBoundedByCheckpoints) {
  options.checkpoint_bytes = 256_KiB;
  ASSERT_TRUE(open());
  for (ports::Offset next = 1; next <= 40; ++next) {
    ASSERT_TRUE(store->append(partition, next, rows(500)));
    EXPECT_LT(duck::wal_bytes(options), 256_KiB);
  }
  EXPECT_EQ(store->totals()->rows, 20'000);
}

TEST_F(DuckdbEventStoreFaults, QueriesEndWhenNobodyWaits) {
  ASSERT_TRUE(open());
  auto many = rows(50'000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i].message = std::string(4'000, 'a');
  ASSERT_TRUE(store->append(partition, 1, many));
  ports::TableQuery query;
  query.filter.projects = {ProjectId{1}};
  std::stop_source asker;
  query.filter.stop = asker.get_token();
  query.values = {{domain::search::EventField::id}};
  // Slow: each text is read letter by letter.
  for (int i = 0; i < 20; ++i) {
    query.filter.where.parts.push_back({domain::search::EventCondition{
        domain::search::EventField::message,
        {},
        domain::search::RegexTest{"(a|b|c)*(x|y)" + std::to_string(i)},
        true}});
  }
  std::thread leaves([&asker] { asker.request_stop(); });
  const auto answer = store->table(query);
  leaves.join();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "event_query_cancelled");
  EXPECT_EQ(metric("picket_events_queries_cancelled_total"), 1U);
  query.filter.stop = {};
  query.filter.where = {};
  EXPECT_TRUE(store->table(query)) << "the next asker's question is not ended";
}

}  // namespace
}  // namespace picket::adapters
