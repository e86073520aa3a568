// How much the stores took, day by day.
#include "ports/storage_days.h"

#include <chrono>

#include "adapters.h"
#include "ports/outcomes.h"

namespace picket::contract {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr Timestamp kDay{std::chrono::sys_days(std::chrono::year(2026) / 5 / 13)};

TEST_P(MetaDbContract, TheLastLookOfADayStandsForIt) {
  const auto tx = write();
  auto& sizes = tx->outcomes().storage_days();
  ASSERT_TRUE(sizes.put({kDay + hours(1), 900, {{"blobs", 10}, {"gone", 7}}}));
  ASSERT_TRUE(sizes.put({kDay + hours(23), 800, {{"meta.db", 5}, {"blobs", 20}}}));
  ASSERT_TRUE(sizes.put({kDay + days(1), 700, {}}));
  const std::vector<ports::StorageDay> both{{kDay, 800, {{"blobs", 20}, {"meta.db", 5}}},
                                            {kDay + days(1), 700, {}}};
  EXPECT_EQ(*sizes.since(kDay - days(9)), both);
  EXPECT_EQ(*sizes.since(kDay + hours(5)), both);
  EXPECT_EQ(sizes.since(kDay + days(1))->size(), 1U);
  EXPECT_TRUE(sizes.since(kDay + days(2))->empty());
}

TEST_P(MetaDbContract, DaysOfStorageExpire) {
  const auto tx = write();
  auto& sizes = tx->outcomes().storage_days();
  for (int day = 0; day < 3; ++day) ASSERT_TRUE(sizes.put({kDay + days(day), day, {{"log", day}}}));
  EXPECT_EQ(sizes.expire(kDay + days(2)), 2);
  EXPECT_EQ(*sizes.since(kDay),
            (std::vector<ports::StorageDay>{{kDay + days(2), 2, {{"log", 2}}}}));
  EXPECT_EQ(sizes.expire(kDay + days(2)), 0);
}

TEST_P(MetaDbContract, ADayHasSoManyStores) {
  const auto tx = write();
  auto& sizes = tx->outcomes().storage_days();
  ports::StorageDay day{kDay, 0, {}};
  for (std::size_t at = 0; at <= ports::StorageDayRepository::kMaxStores; ++at)
    day.stores.push_back({std::to_string(at), 1});
  EXPECT_EQ(sizes.put(day).error().code, "too_many_stores");
  day.stores.pop_back();
  EXPECT_TRUE(sizes.put(day));
}

}  // namespace
}  // namespace picket::contract
