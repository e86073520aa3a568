#include "app/data/durable_file.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace picket::app {
namespace {

class PrivateFile : public testing::Test {
 protected:
  PrivateFile() : folder_(testing::TempDir() + "picket_file_test_" + std::to_string(::getpid())) {
    std::filesystem::create_directory(folder_);
  }
  ~PrivateFile() override { std::filesystem::remove_all(folder_); }
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;

  std::string folder_;
};

TEST_F(PrivateFile, ReadsBackWhatWasWrittenLast) {
  const std::string path = folder_ + "/f";
  ASSERT_TRUE(write_private_file(path, "first, and longer").has_value());
  ASSERT_TRUE(write_private_file(path, "second").has_value());
  EXPECT_EQ(read_private_file(path)->value(), "second");
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST_F(PrivateFile, IsForItsOwnerOnlyWhateverWasThereBefore) {
  const std::string path = folder_ + "/f";
  std::ofstream(path + ".new") << "left by a crash";
  std::filesystem::permissions(path + ".new", std::filesystem::perms::all);
  ASSERT_TRUE(write_private_file(path, "x").has_value());
  struct stat about {};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(PrivateFile, IsNulloptWhenAbsent) {
  const auto read = read_private_file(folder_ + "/none");
  ASSERT_TRUE(read.has_value());
  EXPECT_FALSE(read->has_value());
}

TEST_F(PrivateFile, RefusesToReadMoreThanTheLimit) {
  const std::string path = folder_ + "/f";
  ASSERT_TRUE(write_private_file(path, std::string(kMaxPrivateFileBytes, 'x')).has_value());
  EXPECT_TRUE(read_private_file(path).has_value());
  ASSERT_TRUE(write_private_file(path, std::string(kMaxPrivateFileBytes + 1, 'x')).has_value());
  ASSERT_FALSE(read_private_file(path).has_value());
  EXPECT_EQ(read_private_file(path).error().kind, ErrorKind::corrupt);
}

TEST_F(PrivateFile, SaysWhatCannotBeWritten) {
  const auto written = write_private_file(folder_ + "/none/f", "x");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, "file_write");
  EXPECT_NE(written.error().detail.find(folder_ + "/none/f"), std::string::npos);
}

}  // namespace
}  // namespace picket::app
