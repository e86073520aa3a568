// What only this store does with tables: quantiles of more numbers than it may keep.
#include "adapters/events_duckdb/tables.h"

#include "adapters/events_duckdb/test_store.h"

namespace picket::adapters {
namespace {

using domain::search::EventField;

class DuckdbTables : public DuckdbStoreTest {
 protected:
  static constexpr int kEvents = 10'000;

  /// Events with the numbers 1 to kEvents, in five platforms.
  void SetUp() override {
    ASSERT_TRUE(open());
    std::vector<domain::EventRow> events = rows(kEvents);
    for (int i = 0; i < kEvents; ++i) {
      events[i].dist = std::to_string(1 + (i * 7919) % kEvents);
      events[i].platform = "platform" + std::to_string(i % 5);
    }
    ASSERT_TRUE(store->append(partition, 1, events));
    store.reset();
    auto opened = duck::open_instance(options);
    ASSERT_TRUE(opened);
    instance_ = std::move(*opened);
  }

  static ports::EventAggregate quantile(double at) {
    return {.function = ports::EventFunction::quantile,
            .of = {EventField::dist},
            .as_number = true,
            .quantile = at};
  }

  ports::TableQuery query() const {
    ports::TableQuery query;
    query.filter.projects = {ProjectId{1}};
    query.aggregates = {quantile(0.5), quantile(0.99)};
    return query;
  }

  duck::Outcome<std::vector<ports::TableRow>> ask(const ports::TableQuery& query,
                                                  const duck::QuantileLimits& limits) {
    return duck::table(instance_.writer, facts_, query, limits);
  }

  duck::Instance instance_;
  const duck::TableFacts facts_{
      std::make_shared<const duck::OverrideTable>(std::span<const ports::HashOverride>())};
};

TEST_F(DuckdbTables, FewNumbersHaveExactQuantiles) {
  const auto table = ask(query(), {.numbers = 2 * kEvents, .digests = 0});
  ASSERT_TRUE(table) << table.error().error.detail;
  EXPECT_EQ(*table, (std::vector<ports::TableRow>{{5000.5, 9900.01}}));
}

TEST_F(DuckdbTables, ManyNumbersHaveNearlyExactQuantiles) {
  auto by_platform = query();
  by_platform.values = {{EventField::platform}};
  const auto table = ask(by_platform, {.numbers = 2 * kEvents - 1, .digests = 10});
  ASSERT_TRUE(table) << table.error().error.detail;
  ASSERT_EQ(table->size(), 5U);
  const auto exact = ask(by_platform, {.numbers = 2 * kEvents, .digests = 0});
  ASSERT_TRUE(exact);
  EXPECT_NE(*table, *exact) << "an exact one shows nothing";
  for (const ports::TableRow& row : *table) {
    // The numbers are ranks, so 2% of the rank are 2% of their range.
    EXPECT_NEAR(std::get<double>(row[1]), 0.5 * kEvents, 0.02 * kEvents);
    EXPECT_NEAR(std::get<double>(row[2]), 0.99 * kEvents, 0.02 * kEvents);
  }
}

TEST_F(DuckdbTables, RefusesQuantilesOfManyNumbersInManyGroups) {
  auto by_platform = query();
  by_platform.values = {{EventField::platform}};
  const auto table = ask(by_platform, {.numbers = 100, .digests = 9});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().error.kind, ErrorKind::invalid_argument);
  EXPECT_EQ(table.error().error.code, "bad_event_table");
  by_platform.aggregates = {{}};
  EXPECT_TRUE(ask(by_platform, {.numbers = 0, .digests = 0})) << "no quantiles, no limits";

  ports::SeriesQuery series;
  series.filter = by_platform.filter;
  series.filter.start = from_unix_us(0);
  series.filter.end = from_unix_us(10);
  series.width = Duration(2);
  series.aggregates = {quantile(0.5)};
  const auto ask_series = [&](std::int64_t digests) {
    return duck::series(instance_.writer, facts_, series, 5, {.numbers = 1, .digests = digests});
  };
  EXPECT_FALSE(ask_series(4));
  const auto answer = ask_series(5);
  ASSERT_TRUE(answer);
  EXPECT_NEAR(std::get<double>(answer->at(0)[0][0]), 0.5 * kEvents, 0.02 * kEvents);
}

}  // namespace
}  // namespace picket::adapters
