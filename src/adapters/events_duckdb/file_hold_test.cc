// The database file while it is copied.
#include <fstream>
#include <future>
#include <thread>

#include "adapters/events_duckdb/test_store.h"

namespace picket::adapters {
namespace {

using namespace std::chrono_literals;

Result<void> nothing_more() {
  return {};
}

class DuckdbFileHold : public DuckdbStoreTest {
 protected:
  /// Reads the held file as a copier does, and lays it down as a store of its own.
  void copy_to(const std::filesystem::path& folder, std::uint64_t size) {
    std::string bytes(size, '\0');
    ASSERT_TRUE(store->read_held(0, bytes));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "events.duckdb", std::ios::binary) << bytes;
  }
  ports::EventTotals totals_of(const std::filesystem::path& folder, ports::Offset& applied) {
    DuckdbEventStoreOptions copied = options;
    copied.directory = folder;
    obs::Registry registry;
    const auto opened = DuckdbEventStore::open(copied, obs::null_logger(), registry);
    EXPECT_TRUE(opened) << opened.error().detail;
    if (!opened) return {};
    applied = *(*opened)->applied_offset(partition);
    return *(*opened)->totals();
  }

  const testkit::TempDir copies_;
  const std::filesystem::path copy_ = copies_.file("events");
};

TEST_F(DuckdbFileHold, IsTheStoreAsOfTheMomentWhateverComesAfter) {
  options.checkpoint_bytes = 1;
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->append(partition, 1, rows(40'000)));
  bool asked = false;
  const auto size = store->hold_file([&]() -> Result<void> {
    asked = true;
    EXPECT_EQ(duck::wal_bytes(options), 0U);
    return {};
  });
  ASSERT_TRUE(size) << size.error().detail;
  EXPECT_TRUE(asked);
  // Appends, deletions, and a batch that fills a row group by itself, which DuckDB writes ahead.
  const auto safe = store->append(partition, 2, rows(500));
  ASSERT_TRUE(safe) << safe.error().detail;
  EXPECT_EQ(*safe, 1) << "nothing of after the hold counts as safe";
  ASSERT_TRUE(store->append(partition, 3, rows(20'000)));
  ASSERT_TRUE(store->expire(from_unix_us(1) + std::chrono::days(2)));
  ASSERT_TRUE(store->append(partition, 4, rows(7)));
  copy_to(copy_, *size);
  ASSERT_TRUE(store->check_held());
  store->release_file();

  ports::Offset applied = 0;
  const auto totals = totals_of(copy_, applied);
  EXPECT_EQ(totals.rows, 40'000);
  EXPECT_EQ(totals.expired, 0);
  EXPECT_EQ(applied, 1);
  EXPECT_EQ(store->totals()->rows, 7);
  ASSERT_TRUE(store->append(partition, 5, rows(1)));
  EXPECT_EQ(duck::wal_bytes(options), 0U) << "checkpoints go on after the release";
}

TEST_F(DuckdbFileHold, ChangesWaitOnceTheWalIsFull) {
  options.checkpoint_bytes = 1;
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->hold_file(nothing_more));
  ports::Offset next = 1;
  Result<ports::Offset> last = 0;
  // 16 MiB is where DuckDB would checkpoint: half of it is all that may come.
  for (; last && next < 1000; ++next) last = store->append(partition, next, rows(2000));
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(last.error().code, "event_store_held");
  EXPECT_LT(duck::wal_bytes(options), 16_MiB);
  ASSERT_TRUE(store->check_held());

  auto waiting =
      std::async(std::launch::async, [&] { return store->append(partition, next, rows(1)); });
  std::this_thread::yield();
  store->release_file();
  const auto done = waiting.get();
  EXPECT_TRUE(done) << done.error().detail;
  EXPECT_EQ(*store->applied_offset(partition), next);
}

TEST_F(DuckdbFileHold, StaysWhenTheStoreHasToBeOpenedAgain) {
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->append(partition, 1, rows(5)));
  const auto size = store->hold_file(nothing_more);
  ASSERT_TRUE(size);
  ASSERT_TRUE(arm_fault_points("events.after_commit=fail"));
  EXPECT_FALSE(store->append(partition, 2, rows(3)));
  EXPECT_TRUE(store->append(partition, 2, rows(3)));
  copy_to(copy_, *size);
  ASSERT_TRUE(store->check_held());
  store->release_file();
  ports::Offset applied = 0;
  EXPECT_EQ(totals_of(copy_, applied).rows, 5);
  EXPECT_EQ(applied, 1);
}

TEST_F(DuckdbFileHold, IsWorthNothingWhenTheHeaderChanged) {
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->hold_file(nothing_more));
  // Within the second of the three headers, as a checkpoint behind our back would write it.
  std::fstream file(duck::database_file(options), std::ios::binary | std::ios::in | std::ios::out);
  const auto write_at = [&file](std::streamoff at, char byte) { file.seekp(at).put(byte).flush(); };
  file.seekg(4096 + 8);
  const char before = static_cast<char>(file.get());
  write_at(4096 + 8, static_cast<char>(before ^ 1));
  const auto checked = store->check_held();
  write_at(4096 + 8, before);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, "snapshot_moved");
  EXPECT_TRUE(store->check_held());
  store->release_file();
  EXPECT_FALSE(store->check_held()) << "and when nothing is held";
}

TEST_F(DuckdbFileHold, IsOneAtATime) {
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->hold_file(nothing_more));
  const auto second = store->hold_file(nothing_more);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  store->release_file();
}

TEST_F(DuckdbFileHold, HoldsNothingWhenTheCheckpointOrTheMomentFails) {
  options.checkpoint_bytes = 1_GiB;
  ASSERT_TRUE(open());
  ASSERT_TRUE(store->append(partition, 1, rows(3)));
  ASSERT_TRUE(arm_fault_points("events.checkpoint=fail"));
  const auto failed = store->hold_file(nothing_more);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "event_store_checkpoint");
  const auto refused = store->hold_file([]() -> Result<void> {
    return unexpected(Error{ErrorKind::unavailable, "locked", ""});
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "locked");
  EXPECT_TRUE(store->hold_file(nothing_more));
  store->release_file();
}

}  // namespace
}  // namespace picket::adapters
