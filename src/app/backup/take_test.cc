#include "app/backup/take.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "app/backup/fake_snapshots.h"
#include "app/backup/places.h"
#include "app/backup/restore.h"
#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

namespace fs = std::filesystem;

class TakeBackup : public testing::Test {
 protected:
  TakeBackup() {
    fs::create_directory(dir_.file("data"));
    std::ofstream(key_) << "the key";
  }

  Result<Manifest> take(const BackupProgress& progress = go_on, bool with_secrets = false) {
    return take_backup({snapshots_, dir_.file("data"), key_, dir_.file("data/setup.json")},
                       {folder_, with_secrets}, progress);
  }
  std::string text_of(const std::string& name) const {
    std::ifstream file(folder_ + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static const BackupFile* find(const Manifest& manifest, std::string_view name) {
    for (const BackupFile& file : manifest.files) {
      if (file.name == name) return &file;
    }
    return nullptr;
  }

  const testkit::TempDir dir_;
  const std::string folder_ = dir_.file("backup");
  const std::string key_ = dir_.file("key-elsewhere");
  FakeSnapshots snapshots_;
};

TEST_F(TakeBackup, CopiesEveryFileAndSaysWhatItHolds) {
  std::uint64_t last = 0;
  std::uint64_t of = 0;
  const auto taken = take([&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GE(done, last);
    EXPECT_LE(done, total);
    last = done;
    of = total;
    return true;
  });
  ASSERT_TRUE(taken) << taken.error().detail;
  EXPECT_EQ(last, of);
  EXPECT_EQ(of, 3'100'015U);
  for (const auto& [name, text] : snapshots_.texts) EXPECT_EQ(text_of(name), text) << name;
  EXPECT_EQ(text_of("meta.db"), snapshots_.meta);
  EXPECT_EQ(taken->meta_schema, 7);
  EXPECT_EQ(taken->event_schema, 2);
  EXPECT_EQ(taken->log, (std::vector<BackupPartition>{{"ingest-events", 0, 10, 25}}));
  ASSERT_NE(find(*taken, "log/ingest-events-0/00000000000000000000.seg"), nullptr);
  // sha256sum of "records".
  EXPECT_EQ(find(*taken, "log/ingest-events-0/00000000000000000000.seg")->sha256,
            "a94e7bcfcbed3c846d491d4f47c948e53a23908d480248b3ffe9e126e83ea865");
  const auto read = read_backup(folder_, {7, 2});
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, *taken);
  EXPECT_TRUE(verify_backup(folder_, *read, go_on));
  EXPECT_EQ(snapshots_.living, 0);
}

TEST_F(TakeBackup, LeavesSecretsOutUnlessAskedFor) {
  const auto without = take();
  ASSERT_TRUE(without);
  EXPECT_FALSE(without->secrets);
  EXPECT_EQ(find(*without, "secret.key"), nullptr);
  EXPECT_FALSE(fs::exists(folder_ + "/secret.key"));
  fs::remove_all(folder_);

  const auto with = take(go_on, true);
  ASSERT_TRUE(with) << with.error().detail;
  EXPECT_TRUE(with->secrets);
  EXPECT_EQ(text_of("secret.key"), "the key");
  EXPECT_EQ(fs::status(folder_ + "/secret.key").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(find(*with, "setup.json"), nullptr) << "there was none";
}

TEST_F(TakeBackup, IsNoneUntilItIsWhole) {
  snapshots_.before_read = [this] {
    EXPECT_EQ(snapshots_.living, 1);
    const auto early = read_backup(folder_, {7, 2});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, "backup_unfinished");
  };
  EXPECT_TRUE(take());
}

TEST_F(TakeBackup, TakesBackWhatItWroteWhenItFails) {
  snapshots_.broken = "log/ingest-events-0/00000000000000000000.seg";
  const auto failed = take();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "snapshot_short");
  EXPECT_FALSE(fs::exists(folder_));
  EXPECT_EQ(snapshots_.living, 0) << "nothing is held any more";

  fs::create_directory(folder_);
  EXPECT_FALSE(take());
  EXPECT_TRUE(fs::is_empty(folder_)) << "a folder that was there stays, empty";
}

TEST_F(TakeBackup, CountsForNothingWhenTheSnapshotDidNotHold) {
  snapshots_.check = unexpected(Error{ErrorKind::unavailable, "snapshot_moved", "again"});
  const auto failed = take();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "snapshot_moved");
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(TakeBackup, StopsWherever) {
  // In meta.db, in a large file, in a small one.
  for (const std::uint64_t at : {1ULL, 1'200'000ULL, 3'100'015ULL}) {
    const auto stopped = take([at](std::uint64_t done, std::uint64_t) { return done < at; });
    ASSERT_FALSE(stopped) << at;
    EXPECT_EQ(stopped.error().code, "backup_stopped");
    EXPECT_FALSE(fs::exists(folder_));
  }
}

}  // namespace
}  // namespace picket::app
