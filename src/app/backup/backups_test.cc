#include "app/backup/backups.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "app/backup/fake_snapshots.h"
#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

using State = BackupStatus::State;

/// Lets the copy go on when told to.
class Gate {
 public:
  void pass() {
    const MutexLock lock(mutex_);
    arrived_ = true;
    changed_.notify_all();
    while (!open_) changed_.wait(mutex_);
  }
  void wait_for_arrival() {
    const MutexLock lock(mutex_);
    while (!arrived_) changed_.wait(mutex_);
  }
  void open() {
    const MutexLock lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  bool arrived_ PICKET_GUARDED_BY(mutex_) = false;
  bool open_ PICKET_GUARDED_BY(mutex_) = false;
};

class BackupsTest : public testing::Test {
 protected:
  BackupsTest() { std::filesystem::create_directory(dir_.file("data")); }

  BackupParts parts() {
    return {snapshots_, dir_.file("data"), dir_.file("data/secret.key"),
            dir_.file("data/setup.json")};
  }
  static BackupStatus wait(Backups& backups) {
    BackupStatus status = backups.status();
    while (status.state == State::running) {
      std::this_thread::yield();
      status = backups.status();
    }
    return status;
  }

  const testkit::TempDir dir_;
  FakeSnapshots snapshots_;
  Gate gate_;
};

TEST_F(BackupsTest, TakesOneAfterTheOther) {
  Backups backups(parts());
  EXPECT_EQ(backups.status().state, State::none);
  for (const std::string& folder : {dir_.file("a"), dir_.file("b")}) {
    ASSERT_TRUE(backups.begin({folder, false}));
    const BackupStatus status = wait(backups);
    EXPECT_EQ(status.state, State::done);
    EXPECT_EQ(status.folder, folder);
    EXPECT_EQ(status.files, 5U);
    EXPECT_EQ(status.bytes, 3'100'015U);
    EXPECT_EQ(status.done_bytes, status.total_bytes);
  }
}

TEST_F(BackupsTest, SaysWhyOneFailed) {
  Backups backups(parts());
  ASSERT_TRUE(backups.begin({dir_.file("data/inside"), false}));
  const BackupStatus status = wait(backups);
  EXPECT_EQ(status.state, State::failed);
  ASSERT_TRUE(status.error);
  EXPECT_NE(status.error->detail.find("inside of the data directory"), std::string::npos);
}

TEST_F(BackupsTest, RefusesASecondMeanwhile) {
  snapshots_.before_read = [this] { gate_.pass(); };
  Backups backups(parts());
  ASSERT_TRUE(backups.begin({dir_.file("a"), false}));
  gate_.wait_for_arrival();
  const auto second = backups.begin({dir_.file("b"), false});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "backup_running");
  gate_.open();
  EXPECT_EQ(wait(backups).state, State::done);
}

TEST_F(BackupsTest, StopsWhenAskedTo) {
  snapshots_.before_read = [this] { gate_.pass(); };
  Backups backups(parts());
  ASSERT_TRUE(backups.begin({dir_.file("a"), false}));
  gate_.wait_for_arrival();
  backups.stop();
  gate_.open();
  const BackupStatus status = wait(backups);
  EXPECT_EQ(status.state, State::failed);
  EXPECT_EQ(status.error->code, "backup_stopped");
  EXPECT_FALSE(std::filesystem::exists(dir_.file("a")));
  ASSERT_TRUE(backups.begin({dir_.file("a"), false}));
  EXPECT_EQ(wait(backups).state, State::done);
}

TEST_F(BackupsTest, StopsWhenNobodyAsksHowFarItIs) {
  snapshots_.before_read = [this] { gate_.pass(); };
  Backups backups(parts(), std::chrono::milliseconds(0));
  ASSERT_TRUE(backups.begin({dir_.file("a"), false}));
  gate_.open();
  backups.close();
  EXPECT_EQ(backups.status().error->code, "backup_stopped");
}

TEST_F(BackupsTest, EndsWithItsProcess) {
  snapshots_.before_read = [this] { gate_.pass(); };
  {
    Backups backups(parts());
    ASSERT_TRUE(backups.begin({dir_.file("a"), false}));
    gate_.open();
    backups.close();
    const auto late = backups.begin({dir_.file("b"), false});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "backup_stopped");
  }
  EXPECT_EQ(snapshots_.living, 0);
}

}  // namespace
}  // namespace picket::app
