#include "adapters/events_duckdb/wal_file.h"

#include <fstream>

#include "adapters/events_duckdb/test_store.h"

namespace picket::adapters {
namespace {

using duck::WalEnd;

class WalFile : public DuckdbStoreTest {
 protected:
  /// What a killed store leaves: inserts, an update, a deletion, with lengths of every rest by 8.
  std::string some_wal() {
    EXPECT_TRUE(open());
    for (ports::Offset next = 1; next <= 9; ++next) {
      auto made = rows(static_cast<std::size_t>(next));
      for (auto& row : made) row.message = std::string(static_cast<std::size_t>(next), 'm');
      EXPECT_TRUE(store->append(partition, next, made));
    }
    EXPECT_TRUE(store->set_overrides(std::vector{ports::HashOverride{HashId{1}, IssueId{2}}}));
    kill();
    return read_wal();
  }

  std::optional<duck::WalScan> scan(std::string_view bytes) const {
    write_wal(bytes);
    return duck::scan_wal(duck::wal_file(options));
  }
};

TEST_F(WalFile, IsWholeAsDuckdbLeavesIt) {
  const std::string wal = some_wal();
  const auto scanned = scan(wal);
  ASSERT_TRUE(scanned);
  EXPECT_EQ(scanned->end, WalEnd::whole);
  EXPECT_EQ(scanned->whole_bytes, wal.size());
  EXPECT_EQ(scanned->size_bytes, wal.size());
}

TEST_F(WalFile, IsUnfinishedWhereItIsCutWithinARecord) {
  const std::string wal = some_wal();
  std::size_t boundaries = 0;
  for (std::size_t cut = 0; cut < 3000; ++cut) {
    const std::size_t size = wal.size() - cut;
    const auto scanned = scan(std::string_view(wal).substr(0, size));
    ASSERT_TRUE(scanned) << cut;
    ASSERT_LE(scanned->whole_bytes, size) << cut;
    const bool at_boundary = scanned->whole_bytes == size;
    ASSERT_EQ(scanned->end, at_boundary ? WalEnd::whole : WalEnd::unfinished) << cut;
    if (at_boundary) ++boundaries;
  }
  EXPECT_GT(boundaries, 2U);
  EXPECT_LT(boundaries, 100U);
}

TEST_F(WalFile, IsNotWholeWithAnyBitFlipped) {
  const std::string wal = some_wal();
  const std::size_t first_record = scan(wal)->whole_bytes - wal.size() + 61;
  for (std::size_t at = first_record; at < wal.size(); at += at % 7 + 1) {
    std::string flipped = wal;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    const auto scanned = scan(flipped);
    ASSERT_TRUE(scanned) << at;
    ASSERT_NE(scanned->end, WalEnd::whole) << at;
    ASSERT_LE(scanned->whole_bytes, at) << at;
  }
}

TEST_F(WalFile, IsDamagedByWhatAFileSystemLeavesAtItsEnd) {
  const std::string wal = some_wal();
  for (const std::string& tail : {std::string(16, '\0'), std::string(5000, '\0'),
                                  std::string(16, '\xff'), std::string(700, '\xff')}) {
    const auto scanned = scan(wal + tail);
    ASSERT_TRUE(scanned);
    EXPECT_EQ(scanned->end, WalEnd::damaged);
    EXPECT_EQ(scanned->whole_bytes, wal.size());
  }
}

TEST_F(WalFile, OfAnotherKindIsNotJudged) {
  EXPECT_FALSE(duck::scan_wal(duck::wal_file(options))) << "there is none";
  const std::string wal = some_wal();
  EXPECT_FALSE(scan(""));
  EXPECT_FALSE(scan("not a WAL, but long enough to be one, had it only begun as they do"));
  for (std::size_t size = 0; size < 20; ++size) EXPECT_FALSE(scan(wal.substr(0, size))) << size;
  std::string newer = wal;
  newer[5] = 3;  // The version.
  EXPECT_FALSE(scan(newer));
}

TEST(RefusedWal, IsToldFromADiskThatIsFullAndAProgramThatIsOld) {
  const auto refuses = [](std::string_view code, const std::string& why) {
    return duck::refuses_wal({ErrorKind::unavailable, code,
                              "IO Error: Failure while replaying WAL file \"e.wal\": " + why});
  };
  EXPECT_TRUE(refuses("event_store_io", "Corrupt WAL file: entry at byte position 52"));
  EXPECT_TRUE(refuses("event_store_io", "WAL does not match database file."));
  EXPECT_TRUE(refuses("event_store_io", "This WAL was created for this database file, but"));
  EXPECT_TRUE(refuses("event_store_fatal", "Corrupt WAL: insert without table"));
  EXPECT_TRUE(refuses("event_store_query", "Table with name events does not exist!"));
  EXPECT_FALSE(refuses("event_store_io", "Could not write file: No space left on device"));
  EXPECT_FALSE(refuses("event_store_io", "Failed to read WAL of version 4"));
  EXPECT_FALSE(refuses("event_store_out_of_memory", "failed to allocate"));
  EXPECT_FALSE(duck::refuses_wal({ErrorKind::unavailable, "event_store_io", "Permission denied"}));
}

}  // namespace
}  // namespace picket::adapters
