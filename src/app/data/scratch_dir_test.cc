#include "app/data/scratch_dir.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace picket::app {
namespace {

TEST(ScratchDirectory, IsForItsOwnerOnlyAndGoesWithAllThatIsInIt) {
  std::string path;
  {
    const auto scratch = ScratchDir::make();
    ASSERT_TRUE(scratch) << scratch.error().detail;
    path = (*scratch)->path();
    struct stat about {};
    ASSERT_EQ(::stat(path.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0700U);
    std::ofstream(path + "/file") << "x";
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(ScratchDirectory, IsNeverShared) {
  const auto one = ScratchDir::make();
  const auto other = ScratchDir::make();
  ASSERT_TRUE(one && other);
  EXPECT_NE((*one)->path(), (*other)->path());
}

TEST(ScratchDirectory, SaysWhatHelpsWhenItCannotBeMade) {
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  ASSERT_EQ(::setenv("TMPDIR", "/no/such/folder", 1), 0);
  const auto scratch = ScratchDir::make();
  if (before == nullptr) {
    ::unsetenv("TMPDIR");
  } else {
    ::setenv("TMPDIR", kept.c_str(), 1);
  }
  ASSERT_FALSE(scratch);
  EXPECT_EQ(scratch.error().code, "no_scratch_dir");
  EXPECT_NE(scratch.error().detail.find("TMPDIR"), std::string::npos);
}

}  // namespace
}  // namespace picket::app
