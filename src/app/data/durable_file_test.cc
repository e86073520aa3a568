#include "app/data/durable_file.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class PrivateFile : public testing::Test {
 protected:
  const testkit::TempDir dir_;
  const std::string folder_ = dir_.path();
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

TEST_F(PrivateFile, IsASecretOnlyWhileNobodyElseCanTouchIt) {
  const std::string path = folder_ + "/f";
  ASSERT_TRUE(write_private_file(path, "x").has_value());
  EXPECT_EQ(read_secret_file(path)->value(), "x");
  for (const mode_t mode : {0640, 0604, 0620, 0602, 0610, 0601, 0644, 0777}) {
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    const auto read = read_secret_file(path);
    ASSERT_FALSE(read.has_value()) << mode;
    EXPECT_EQ(read.error().kind, ErrorKind::invalid_argument);
    EXPECT_EQ(read.error().code, "file_exposed");
    EXPECT_NE(read.error().detail.find("chmod 600 " + path), std::string::npos)
        << read.error().detail;
    EXPECT_TRUE(read_private_file(path).has_value());
  }
  ASSERT_EQ(::chmod(path.c_str(), 0400), 0);
  EXPECT_TRUE(read_secret_file(path).has_value());
}

TEST_F(PrivateFile, IsNoSecretWhenItBelongsToAnother) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root";
  const std::string path = folder_ + "/f";
  ASSERT_TRUE(write_private_file(path, "x").has_value());
  ASSERT_EQ(::chown(path.c_str(), 12345, 0), 0);
  const auto read = read_secret_file(path);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, "file_exposed");
  EXPECT_NE(read.error().detail.find("uid 12345"), std::string::npos) << read.error().detail;
}

TEST_F(PrivateFile, OfRootIsASecretOfTheServiceThatMayReadIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root";
  const std::string path = folder_ + "/f";
  ASSERT_TRUE(write_private_file(path, "x").has_value());
  ASSERT_EQ(::chown(path.c_str(), 0, 12345), 0);
  ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
  const auto as_service = [&](mode_t mode) {
    EXPECT_EQ(::chmod(path.c_str(), mode), 0);
    EXPECT_EQ(::setegid(12345), 0);
    EXPECT_EQ(::seteuid(12345), 0);
    const auto read = read_secret_file(path);
    EXPECT_EQ(::seteuid(0), 0);
    EXPECT_EQ(::setegid(0), 0);
    return read ? std::string("read") : std::string(read.error().code);
  };
  EXPECT_EQ(as_service(0640), "read");
  EXPECT_EQ(as_service(0440), "read");
  EXPECT_EQ(as_service(0444), "file_exposed");
  EXPECT_EQ(as_service(0660), "file_exposed");
  EXPECT_EQ(as_service(0600), "file_write");
}

TEST_F(PrivateFile, IsNoPipeOrFolder) {
  const std::string path = folder_ + "/pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  ASSERT_FALSE(read_secret_file(path).has_value());
  EXPECT_EQ(read_secret_file(path).error().code, "file_read");
  EXPECT_FALSE(read_secret_file(folder_).has_value());
}

TEST_F(PrivateFile, SaysWhatCannotBeWritten) {
  const auto written = write_private_file(folder_ + "/none/f", "x");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, "file_write");
  EXPECT_NE(written.error().detail.find(folder_ + "/none/f"), std::string::npos);
}

}  // namespace
}  // namespace picket::app
