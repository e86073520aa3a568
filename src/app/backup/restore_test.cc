#include "app/backup/restore.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "app/backup/fake_snapshots.h"
#include "app/backup/take.h"
#include "app/data/data_dir.h"
#include "base/fault_point.h"
#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

namespace fs = std::filesystem;

class RestoreBackup : public testing::Test {
 protected:
  RestoreBackup() {
    fs::create_directory(dir_.file("data"));
    std::ofstream(dir_.file("data/setup.json")) << "{}";
    const auto taken = take_backup(
        {snapshots_, dir_.file("data"), dir_.file("data/secret.key"), dir_.file("data/setup.json")},
        {folder_, true}, go_on);
    EXPECT_TRUE(taken) << taken.error().detail;
    manifest_ = *taken;
  }
  ~RestoreBackup() override { EXPECT_TRUE(arm_fault_points("")); }

  Result<void> restore() { return restore_backup(folder_, manifest_, target_, go_on); }
  static std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary | std::ios::trunc) << text;
  }
  void expect_restored() const {
    for (const auto& [name, text] : snapshots_.texts)
      EXPECT_EQ(text_of(target_ + "/" + name), text) << name;
    EXPECT_EQ(text_of(target_ + "/meta.db"), snapshots_.meta);
    EXPECT_EQ(text_of(target_ + "/setup.json"), "{}");
    EXPECT_TRUE(DataDir::open(target_)) << "a server may start";
  }

  const testkit::TempDir dir_;
  const std::string folder_ = dir_.file("backup");
  const std::string target_ = dir_.file("restored");
  FakeSnapshots snapshots_;
  Manifest manifest_;
};

TEST_F(RestoreBackup, MakesADataDirectory) {
  const auto done = restore();
  ASSERT_TRUE(done) << done.error().detail;
  expect_restored();
  for (const auto& entry : fs::recursive_directory_iterator(target_)) {
    const auto open = fs::perms::group_all | fs::perms::others_all;
    EXPECT_EQ(entry.status().permissions() & open, fs::perms::none) << entry.path();
  }
}

TEST_F(RestoreBackup, NamesTheFileThatIsDamagedAndLeavesNothing) {
  const std::string name = "blobs/2026-11-25/00000001.seg";
  const std::pair<std::function<void()>, std::string> cases[] = {
      {[&] { write(name, "payloadz"); }, "is damaged (its checksum differs)"},
      {[&] { write(name, "payload"); }, "has 7 bytes instead of 8"},
      {[&] { fs::remove(folder_ + "/" + name); }, "is missing"},
      {[&] { fs::create_directory(folder_ + "/" + name); }, "is missing"},
  };
  for (const auto& [damage, how] : cases) {
    damage();
    for (const auto& failed : {restore(), verify_backup(folder_, manifest_, go_on)}) {
      ASSERT_FALSE(failed);
      EXPECT_EQ(failed.error().kind, ErrorKind::corrupt);
      EXPECT_NE(failed.error().detail.find(name), std::string::npos) << failed.error().detail;
      EXPECT_NE(failed.error().detail.find(how), std::string::npos) << failed.error().detail;
    }
    EXPECT_FALSE(fs::exists(target_ + "/meta.db"));
    EXPECT_TRUE(DataDir::open(target_)) << "as it was: empty";
  }
}

TEST_F(RestoreBackup, TakesNoUnfinishedOrChangedBackup) {
  const auto code = [this](const KnownSchemas& known = {7, 2}) {
    const auto read = read_backup(folder_, known);
    return read ? std::string("fine") : std::string(read.error().code);
  };
  EXPECT_EQ(code(), "fine");
  EXPECT_EQ(code({6, 2}), "backup_too_new");
  EXPECT_EQ(code({7, 1}), "backup_too_new");
  const std::string manifest = text_of(folder_ + "/manifest.json");
  write("manifest.json", manifest + " ");
  EXPECT_EQ(code(), "backup_manifest");
  write("manifest.json", manifest);
  EXPECT_EQ(code(), "fine");
  fs::remove(folder_ + "/manifest.sha256");
  EXPECT_EQ(code(), "backup_unfinished");
  fs::remove(folder_ + "/manifest.json");
  EXPECT_EQ(code(), "backup_unfinished");
  fs::remove_all(folder_);
  EXPECT_EQ(code(), "no_backup");
}

TEST_F(RestoreBackup, RefusesADirectoryWithSomethingInIt) {
  fs::create_directories(target_ + "/log");
  const auto refused = restore();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "data_dir_not_empty");
  EXPECT_TRUE(fs::exists(target_ + "/log"));
}

TEST_F(RestoreBackup, RefusesADirectoryInUse) {
  const auto server = DataDir::open(target_);
  ASSERT_TRUE(server);
  const auto refused = restore();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, kDataDirInUse);
}

TEST_F(RestoreBackup, AnInterruptedOneKeepsServersOutAndIsBegunAnew) {
  for (const char* fault : {"restore.moved=fail", "restore.moved=fail@3"}) {
    ASSERT_TRUE(arm_fault_points(fault));
    ASSERT_FALSE(restore());
    const auto refused = DataDir::open(target_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "data_dir_half_restored");
  }
  ASSERT_TRUE(restore());
  expect_restored();
}

TEST_F(RestoreBackup, AnInterruptedOneTouchesNothingOfOthers) {
  fs::create_directories(target_ + "/restoring");
  std::ofstream(target_ + "/notes.txt") << "mine";
  EXPECT_FALSE(restore());
  EXPECT_EQ(text_of(target_ + "/notes.txt"), "mine");
}

TEST_F(RestoreBackup, StopsAndLeavesNothing) {
  const auto stopped = restore_backup(folder_, manifest_, target_,
                                      [](std::uint64_t done, std::uint64_t) { return done < 9; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, "backup_stopped");
  EXPECT_FALSE(fs::exists(target_ + "/restoring"));
  EXPECT_TRUE(restore());
}

}  // namespace
}  // namespace picket::app
