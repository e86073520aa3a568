#include "base/testkit/temp_dir.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace picket::testkit {
namespace {

TEST(TempDir, IsForItsOwnerOnlyAndGoesWithAllThatIsInIt) {
  std::string path;
  {
    const TempDir dir;
    path = dir.path();
    struct stat about {};
    ASSERT_EQ(::stat(path.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0700U);
    std::filesystem::create_directory(dir.file("sub"));
    std::ofstream(dir.file("sub/file")) << "x";
    EXPECT_TRUE(std::filesystem::exists(path + "/sub/file"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TempDir, IsNeverShared) {
  const TempDir one;
  const TempDir other;
  EXPECT_NE(one.path(), other.path());
}

TEST(TempDir, CanBeEmptied) {
  const TempDir dir;
  std::filesystem::create_directory(dir.file("sub"));
  std::ofstream(dir.file("sub/file")) << "x";
  std::ofstream(dir.file("file")) << "x";
  dir.clear();
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

}  // namespace
}  // namespace picket::testkit
