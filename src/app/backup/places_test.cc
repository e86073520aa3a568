#include "app/backup/places.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

namespace fs = std::filesystem;

class BackupFolder : public testing::Test {
 protected:
  BackupFolder() { fs::create_directory(data_); }

  std::string refusal(const std::string& path) {
    const auto ready = prepare_backup_folder(path, data_, made_);
    EXPECT_FALSE(ready) << path;
    EXPECT_FALSE(made_);
    return ready ? "" : ready.error().detail;
  }

  const testkit::TempDir dir_;
  const std::string data_ = dir_.file("data");
  bool made_ = false;
};

TEST_F(BackupFolder, IsMadeForNobodyElseToRead) {
  const std::string path = dir_.file("a/b");
  ASSERT_TRUE(prepare_backup_folder(path, data_, made_));
  EXPECT_TRUE(made_);
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
}

TEST_F(BackupFolder, MayBeThereWhenItIsEmpty) {
  const std::string path = dir_.file("empty");
  fs::create_directories(path + "/lost+found");
  ASSERT_TRUE(prepare_backup_folder(path, data_, made_));
  EXPECT_FALSE(made_);
  std::ofstream(path + "/x") << "x";
  EXPECT_NE(refusal(path).find("is not empty"), std::string::npos);
  EXPECT_NE(refusal(path + "/x").find("is no folder"), std::string::npos);
  EXPECT_NE(refusal("relative").find("is no absolute path"), std::string::npos);
}

TEST_F(BackupFolder, IsNeverInsideOfTheDataDirectory) {
  fs::create_directory(data_ + "/sub");
  fs::create_directory_symlink(data_, dir_.file("link"));
  for (const std::string& path : {data_, data_ + "/", data_ + "/new", data_ + "/sub/new",
                                  data_ + "/../data/new", dir_.file("link/new")})
    EXPECT_NE(refusal(path).find("inside of the data directory"), std::string::npos) << path;
  EXPECT_TRUE(prepare_backup_folder(dir_.file("data-copy"), data_, made_));
  EXPECT_TRUE(prepare_backup_folder(data_ + "/../other", data_, made_));
}

TEST_F(BackupFolder, SaysHowMuchRoomIsMissing) {
  EXPECT_TRUE(check_room(dir_.path(), 1));
  const auto full = check_room(dir_.path(), std::uint64_t{1} << 60U);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, "disk_full");
  EXPECT_NE(full.error().detail.find("1073741824.0 GiB are needed"), std::string::npos)
      << full.error().detail;
}

TEST_F(BackupFolder, SaysWhyItCannotBeMade) {
  std::ofstream(dir_.file("file")) << "x";
  EXPECT_NE(refusal(dir_.file("file/new")).find("cannot create"), std::string::npos);
}

TEST(SizeText, IsShort) {
  EXPECT_EQ(size_text(1023), "1023 B");
  EXPECT_EQ(size_text(2048), "2 KiB");
  EXPECT_EQ(size_text(1'572'864), "1.5 MiB");
  EXPECT_EQ(size_text(std::uint64_t{3} << 30U), "3.0 GiB");
}

}  // namespace
}  // namespace picket::app
