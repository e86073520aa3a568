#include "app/data/data_dir.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class OpenDataDir : public testing::Test {
 protected:
  static unsigned mode_of(const std::string& path) {
    struct stat about {};
    EXPECT_EQ(::stat(path.c_str(), &about), 0) << path;
    return about.st_mode & 0777U;
  }

  const testkit::TempDir dir_;
  const std::string root_ = dir_.path();
};

TEST_F(OpenDataDir, CreatesWhatIsMissingForTheOwnerOnly) {
  const auto data = DataDir::open(root_ + "/a/b");
  ASSERT_TRUE(data.has_value()) << data.error().detail;
  EXPECT_EQ((*data)->path(), root_ + "/a/b");
  EXPECT_EQ(mode_of(root_ + "/a"), 0700U);
  EXPECT_EQ(mode_of(root_ + "/a/b"), 0700U);
}

TEST_F(OpenDataDir, TakesAPathAsPeopleWriteIt) {
  EXPECT_TRUE(DataDir::open(root_ + "//a/./b/").has_value());
  EXPECT_TRUE(std::filesystem::is_directory(root_ + "/a/b"));
}

TEST_F(OpenDataDir, AdmitsOneAtATimeAndNamesTheOther) {
  auto first = DataDir::open(root_);
  ASSERT_TRUE(first.has_value());
  const auto second = DataDir::open(root_);  // flock is per open file, so this process will do.
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  EXPECT_EQ(second.error().code, "data_dir_in_use");
  EXPECT_NE(second.error().detail.find("pid " + std::to_string(::getpid())), std::string::npos)
      << second.error().detail;
  first->reset();
  EXPECT_TRUE(DataDir::open(root_).has_value());
}

TEST_F(OpenDataDir, SaysThatAFileIsInTheWay) {
  std::ofstream(root_ + "/file") << "x";
  const auto data = DataDir::open(root_ + "/file");
  ASSERT_FALSE(data.has_value());
  EXPECT_EQ(data.error().code, "data_dir_not_writable");
  EXPECT_FALSE(DataDir::open(root_ + "/file/below").has_value());
}

TEST_F(OpenDataDir, RefusesAsRootWhatBelongsToAnother) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root";
  ASSERT_EQ(::chown(root_.c_str(), 12345, 12345), 0);
  const auto data = DataDir::open(root_);
  ASSERT_FALSE(data.has_value());
  EXPECT_EQ(data.error().code, "data_dir_wrong_owner");
  EXPECT_NE(data.error().detail.find("uid 12345"), std::string::npos);
}

TEST_F(OpenDataDir, SaysThatItMayNotWrite) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  ASSERT_EQ(::chmod(root_.c_str(), 0500), 0);
  const auto data = DataDir::open(root_);
  ASSERT_FALSE(data.has_value());
  EXPECT_EQ(data.error().code, "data_dir_not_writable");
  ASSERT_EQ(::chmod(root_.c_str(), 0700), 0);
}

}  // namespace
}  // namespace picket::app
