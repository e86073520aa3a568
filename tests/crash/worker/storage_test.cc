#include <algorithm>

#include "ports/outcomes.h"
#include "roles/worker/storage_task.h"
#include "roles/worker/worker.h"
#include "world.h"

namespace picket::crash {
namespace {

using std::chrono::days;

class Storage : public testing::Test {
 protected:
  std::vector<ports::StorageDay> kept() {
    const auto tx = *world_.meta->begin_read();
    return *tx->outcomes().storage_days().since(kNow - days(1000));
  }
  void record(const ports::StorageDay& found) {
    ASSERT_TRUE(worker::record_storage(world_.stores(), world_.clock.now(),
                                       [&]() -> Result<ports::StorageDay> { return found; }));
  }

  World world_;
};

TEST_F(Storage, IsNotedForTheDayAndForAYear) {
  record({{}, 900, {{"log", 1}}});
  record({{}, 800, {{"log", 2}}});
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0], (ports::StorageDay{std::chrono::floor<days>(kNow), 800, {{"log", 2}}}));
  world_.clock.advance(days(366));
  record({{}, 700, {}});
  EXPECT_EQ(kept().size(), 2U) << "a year is kept";
  world_.clock.advance(days(1));
  record({{}, 600, {}});
  EXPECT_EQ(kept().size(), 2U) << "the first is older than that";
  EXPECT_EQ(kept()[0].free_bytes, 700);
}

TEST_F(Storage, OfManyEntriesTheSmallestAreOne) {
  ports::StorageDay found{{}, 1, {{"other", 1'000'000}}};
  for (int entry = 1; entry <= 200; ++entry) found.stores.push_back({std::to_string(entry), entry});
  record(found);
  const auto stores = kept().at(0).stores;
  EXPECT_EQ(stores.size(), 49U);
  std::int64_t sum = 0;
  for (const ports::StoreBytes& store : stores) sum += store.bytes;
  EXPECT_EQ(sum, 1'000'000 + 200 * 201 / 2) << "nothing is lost";
  const auto largest = std::ranges::find(stores, "200", &ports::StoreBytes::store);
  ASSERT_NE(largest, stores.end());
  EXPECT_EQ(largest->bytes, 200);
}

TEST_F(Storage, ThatCannotBeMeasuredIsTriedAgain) {
  const auto done =
      worker::record_storage(world_.stores(), kNow, []() -> Result<ports::StorageDay> {
        return unexpected(Error{ErrorKind::unavailable, "disk", "gone"});
      });
  EXPECT_EQ(done.error().code, "disk");
  EXPECT_TRUE(kept().empty());
}

TEST_F(Storage, IsNotedByTheWorkerSoonAfterItsStart) {
  obs::Registry registry;
  worker::WorkerOptions options;
  options.measure_storage = []() -> Result<ports::StorageDay> {
    return ports::StorageDay{{}, 5, {{"log", 3}}};
  };
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry, options);
  worker.start();
  const Deadline deadline = Deadline::in(std::chrono::seconds(60));
  while (kept().empty() && !deadline.over()) std::this_thread::yield();
  EXPECT_TRUE(worker.stop(Deadline::in(std::chrono::seconds(60))));
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(kept()[0].free_bytes, 5);
}

}  // namespace
}  // namespace picket::crash
