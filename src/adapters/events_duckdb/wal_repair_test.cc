// A store opens whatever happened to its WAL, and what it still has is whole batches from the first
// on.
#include <fstream>
#include <functional>
#include <map>

#include "adapters/events_duckdb/test_store.h"

namespace picket::adapters {
namespace {

constexpr ports::Offset kBatches = 8;

/// Batch n has n rows.
constexpr std::int64_t rows_up_to(ports::Offset batch) {
  return batch * (batch + 1) / 2;
}

class WalRepair : public DuckdbStoreTest {
 protected:
  /// Killed after kBatches, of which none was checkpointed.
  std::string filled_and_killed() {
    EXPECT_TRUE(open());
    for (ports::Offset n = 1; n <= kBatches; ++n) append(n);
    kill();
    return read_wal();
  }
  void append(ports::Offset n) {
    const auto done = store->append(partition, n, rows(static_cast<std::size_t>(n)));
    EXPECT_TRUE(done) << done.error().detail;
  }

  /// Where the store is after it opened with this WAL, and that it goes on from there.
  ports::Offset fall_back_to(std::string_view wal) {
    write_wal(wal);
    const auto opened = open();
    EXPECT_TRUE(opened) << opened.error().detail;
    if (!opened) return -1;
    const ports::Offset at = *store->applied_offset(partition);
    EXPECT_EQ(store->totals()->rows, rows_up_to(at)) << "half a batch";
    for (ports::Offset n = at + 1; n <= kBatches + 1; ++n) append(n);
    kill();
    EXPECT_TRUE(open());
    EXPECT_EQ(*store->applied_offset(partition), kBatches + 1);
    EXPECT_EQ(store->totals()->rows, rows_up_to(kBatches + 1));
    return at;
  }

  std::vector<std::filesystem::path> damaged() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(options.directory)) {
      if (entry.path().string().find(".damaged-") != std::string::npos) {
        found.push_back(entry.path());
      }
    }
    return found;
  }
};

TEST_F(WalRepair, LosesNothingToZerosAndGarbageBehindTheLastRecord) {
  const std::string wal = filled_and_killed();
  for (const std::string& tail : {std::string(4096, '\0'), std::string(40, '\xff'),
                                  std::string("\x10\0\0\0\0\0\0\0 and then something else", 32)}) {
    std::filesystem::remove_all(options.directory);
    std::filesystem::create_directories(options.directory);
    const std::string again = filled_and_killed();
    EXPECT_EQ(fall_back_to(again + tail), kBatches);
    ASSERT_EQ(damaged().size(), 1U);
    EXPECT_EQ(std::filesystem::file_size(damaged().front()), again.size() + tail.size());
  }
}

TEST_F(WalRepair, LosesTheLastBatchToABitInItAndSaysSo) {
  std::string wal = filled_and_killed();
  wal[wal.size() - 100] = static_cast<char>(wal[wal.size() - 100] ^ 4);
  EXPECT_EQ(fall_back_to(wal), kBatches - 1);
  EXPECT_EQ(metric("picket_events_damaged_wals_total"), 1U);
  ASSERT_EQ(damaged().size(), 1U);
  std::ifstream aside(damaged().front(), std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(aside), {}), wal);
  const std::string log = logged();
  EXPECT_NE(log.find("was damaged and was cut"), std::string::npos) << log;
  EXPECT_NE(log.find(damaged().front().string()), std::string::npos) << log;
}

TEST_F(WalRepair, KeepsWholeBatchesBeforeTheDamageWhereverItIs) {
  std::map<ports::Offset, int> times;
  for (int part = 0; part < 6; ++part) {
    SCOPED_TRACE(part);
    std::filesystem::remove_all(options.directory);
    std::filesystem::create_directories(options.directory);
    std::string wal = filled_and_killed();
    const std::size_t at = 70 + (wal.size() - 80) * static_cast<std::size_t>(part) / 6;
    wal[at] = static_cast<char>(wal[at] ^ 0x10);
    ++times[fall_back_to(wal)];
  }
  EXPECT_TRUE(times.contains(0));
  EXPECT_GT(times.size(), 2U);
}

TEST_F(WalRepair, KeepsWholeBatchesBeforeACut) {
  std::map<ports::Offset, int> times;
  for (int part = 0; part < 6; ++part) {
    SCOPED_TRACE(part);
    std::filesystem::remove_all(options.directory);
    std::filesystem::create_directories(options.directory);
    const std::string wal = filled_and_killed();
    ++times[fall_back_to(wal.substr(0, wal.size() * static_cast<std::size_t>(part) / 6))];
    EXPECT_TRUE(damaged().empty()) << "what a kill leaves as well is not worth a copy";
  }
  EXPECT_TRUE(times.contains(0));
  EXPECT_GT(times.size(), 2U);
}

TEST_F(WalRepair, PutsTheWalOfAnotherDatabaseAside) {
  const std::string other = filled_and_killed();
  std::filesystem::remove_all(options.directory);
  std::filesystem::create_directories(options.directory);
  ASSERT_TRUE(open());
  append(1);
  store.reset();  // Checkpoints.
  EXPECT_EQ(fall_back_to(other), 1);
  ASSERT_EQ(damaged().size(), 1U);
  EXPECT_NE(logged().find("was put aside"), std::string::npos);
}

TEST_F(WalRepair, KeepsAFewDamagedOnesAndNotAll) {
  std::string wal = filled_and_killed();
  for (int round = 0; round < duck::kDamagedWalsKept + 2; ++round) {
    write_wal(read_wal() + std::string(100, '\0'));
    ASSERT_TRUE(open());
    kill();
  }
  EXPECT_EQ(damaged().size(), static_cast<std::size_t>(duck::kDamagedWalsKept));
  EXPECT_TRUE(std::filesystem::exists(duck::wal_file(options).string() + ".damaged-5"));
}

TEST_F(WalRepair, HoldsUpAppendsUntilTheyKnowWhereTheStoreIs) {
  std::string wal = filled_and_killed();
  wal[wal.size() / 2] = static_cast<char>(wal[wal.size() / 2] ^ 1);
  write_wal(wal);
  ASSERT_TRUE(open());
  const auto refused = store->append(partition, kBatches + 1, rows(1));
  ASSERT_FALSE(refused) << "it would leave a hole";
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "event_store_fell_back");
  EXPECT_EQ(*store->applied_offset({"events", 1}), 0);
  EXPECT_FALSE(store->append(partition, kBatches + 1, rows(1))) << "that was another partition";
  const ports::Offset at = *store->applied_offset(partition);
  EXPECT_LT(at, kBatches);
  EXPECT_TRUE(store->append(partition, at + 1, rows(1)));
}

class SafeOffset : public DuckdbStoreTest {};

TEST_F(SafeOffset, IsThatOfTheLastCheckpoint) {
  ASSERT_TRUE(open());
  EXPECT_EQ(*store->append(partition, 1, rows(1)), 0);
  EXPECT_EQ(*store->append(partition, 2, rows(1)), 0);
  store.reset();  // Checkpoints.
  ASSERT_TRUE(open());
  EXPECT_EQ(*store->append(partition, 3, rows(1)), 2);
  EXPECT_EQ(*store->append({"events", 1}, 7, rows(1)), 0);
  EXPECT_EQ(*store->append(partition, 3, rows(1)), 2) << "also for a batch that was there";
  kill();
  ASSERT_TRUE(open());
  EXPECT_EQ(*store->append(partition, 4, rows(1)), 0) << "who knows what the WAL held";
}

TEST_F(SafeOffset, MovesWithEachCheckpoint) {
  options.checkpoint_bytes = 1;
  ASSERT_TRUE(open());
  ASSERT_TRUE(arm_fault_points("events.checkpoint=fail@2"));
  EXPECT_EQ(*store->append(partition, 1, rows(1)), 1);
  EXPECT_EQ(*store->append(partition, 2, rows(1)), 1) << "the checkpoint failed";
  EXPECT_EQ(*store->append(partition, 3, rows(1)), 3);
}

}  // namespace
}  // namespace picket::adapters
