// The write-ahead log that a killed event store left, cut and damaged in every way: the store
// opens, holds whole batches from the first on, says how far, and goes on from there.
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "adapters/events_duckdb/wal_file.h"
#include "appender.h"
#include "base/random.h"
#include "obs/logger.h"

namespace picket::crash {
namespace {

class TornWal : public testing::Test {
 protected:
  /// Some commits checkpointed, some only in the WAL.
  static void SetUpTestSuite() {
    left_ = new Folder;
    {
      Appender appender(*left_, 1_MiB, "events.checkpoint=kill@2");
      appender.await(40);
      checkpointed_ = appender.kill();
      obs::Registry metrics;
      // Closing checkpoints.
      auto store = adapters::DuckdbEventStore::open(options_in(left_->path(), 16_MiB),
                                                    obs::null_logger(), metrics);
      ASSERT_TRUE(store);
      checkpointed_ = check_whole_batches(**store);
    }
    Appender appender(*left_, 16_MiB);
    appender.await(60);
    appender.kill();
    std::ifstream file(left_->wal(), std::ios::binary);
    wal_.assign(std::istreambuf_iterator<char>(file), {});
    ASSERT_GT(wal_.size(), 10'000U);
  }
  static void TearDownTestSuite() {
    delete left_;
    left_ = nullptr;
  }

  /// Opens a copy with this WAL, checks it, appends to it, checks that. Returns how many batches it
  /// had at first.
  static ports::Offset survive(std::string_view wal) {
    Folder folder;
    folder.copy_from(*left_);
    std::ofstream(folder.wal(), std::ios::binary | std::ios::trunc) << wal;
    obs::Registry metrics;
    auto store = adapters::DuckdbEventStore::open(options_in(folder.path(), 16_MiB),
                                                  obs::null_logger(), metrics);
    EXPECT_TRUE(store) << store.error().detail;
    if (!store) return -1;
    Acknowledged applied = check_whole_batches(**store);
    ports::Offset batches = 0;
    for (auto& [number, next] : applied) {
      EXPECT_GE(next, checkpointed_[number]);
      batches += next;
      ++next;
      EXPECT_TRUE((*store)->append(partition(number), next, batch(number, next)));
    }
    EXPECT_EQ(check_whole_batches(**store), applied);
    return batches;
  }

  static Folder* left_;
  static Acknowledged checkpointed_;
  static std::string wal_;
};

Folder* TornWal::left_ = nullptr;
Acknowledged TornWal::checkpointed_;
std::string TornWal::wal_;

/// Where each record begins, and the end.
std::vector<std::size_t> boundaries(const std::string& wal) {
  const Folder folder;
  std::set<std::size_t> found;
  std::size_t size = wal.size();
  while (size > 0) {
    std::ofstream(folder.wal(), std::ios::binary | std::ios::trunc)
        << std::string_view(wal).substr(0, size);
    const auto scan = adapters::duck::scan_wal(folder.wal());
    if (!scan) break;
    found.insert(scan->whole_bytes);
    if (scan->whole_bytes == 0) break;
    size = scan->whole_bytes - 1;
    if (found.size() > 40) break;
  }
  return {found.begin(), found.end()};
}

TEST_F(TornWal, OfTheWholeFileLosesNothing) {
  EXPECT_GT(survive(wal_), checkpointed_[0] + checkpointed_[1] + 50);
}

TEST_F(TornWal, CutAtAndAroundRecords) {
  const auto ends = boundaries(wal_);
  ASSERT_GT(ends.size(), 12U);
  // One transaction is four records.
  for (std::size_t i = ends.size() - 5; i + 1 < ends.size(); ++i) {
    // At the record, within its size, within its checksum, before its bytes, within them, before
    // its last byte.
    const std::size_t size = ends[i + 1] - ends[i];
    for (const std::size_t into : {std::size_t{0}, std::size_t{3}, std::size_t{8}, std::size_t{11},
                                   std::size_t{16}, 16 + (size - 16) / 2, size - 1}) {
      SCOPED_TRACE("record " + std::to_string(i) + " + " + std::to_string(into));
      EXPECT_GE(survive(std::string_view(wal_).substr(0, ends[i] + into)), 0);
    }
  }
}

TEST_F(TornWal, CutAnywhere) {
  SeededRandom random(1);
  for (int round = 0; round < 12; ++round) {
    const std::size_t size = random.below(wal_.size());
    SCOPED_TRACE(size);
    EXPECT_GE(survive(std::string_view(wal_).substr(0, size)), 0);
  }
}

TEST_F(TornWal, FlippedAnywhere) {
  SeededRandom random(2);
  for (int round = 0; round < 16; ++round) {
    // Half of them in the version record and the first sizes, which are their own cases.
    const std::size_t at = random.below(round % 2 == 0 ? 120 : wal_.size());
    SCOPED_TRACE(at);
    std::string wal = wal_;
    wal[at] = static_cast<char>(wal[at] ^ (1 << random.below(8)));
    EXPECT_GE(survive(wal), 0);
  }
}

TEST_F(TornWal, WithItsEndOverwritten) {
  const ports::Offset whole = survive(wal_);
  SeededRandom random(3);
  for (const std::size_t length : {1U, 40U, 4096U}) {
    std::string garbage(length, '\0');
    for (char& c : garbage) c = static_cast<char>(random.below(256));
    for (const std::string& tail :
         {garbage, std::string(length, '\0'), std::string(length, '\xff')}) {
      SCOPED_TRACE(length);
      EXPECT_EQ(survive(wal_ + tail), whole) << "behind the last record";
      std::string wal = wal_;
      wal.replace(wal.size() - length, length, tail);
      const ports::Offset batches = survive(wal);
      EXPECT_GE(batches, 0);
      EXPECT_LE(batches, whole);
    }
  }
}

}  // namespace
}  // namespace picket::crash
