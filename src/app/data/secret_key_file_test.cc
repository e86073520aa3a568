#include "app/data/secret_key_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "app/data/durable_file.h"
#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class SecretKeyFile : public testing::Test {
 protected:
  std::string text() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// Of the error that reading it is.
  std::string code() const {
    const auto read = read_secret_key(path_);
    EXPECT_FALSE(read.has_value());
    return read ? "read" : std::string(read.error().code);
  }

  const testkit::TempDir dir_;
  std::string path_ = dir_.file("secret.key");
};

TEST_F(SecretKeyFile, IsReadAsItWasMade) {
  EXPECT_FALSE(*read_secret_key(path_)) << "there is none, and reading makes none";
  EXPECT_FALSE(std::filesystem::exists(path_));
  const auto made = make_secret_key(path_);
  ASSERT_TRUE(made.has_value()) << made.error().detail;
  EXPECT_EQ(text(), made->to_text());
  EXPECT_TRUE(text().starts_with("picket-secret-key-1:"));
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0600U);

  const auto read = *read_secret_key(path_);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->to_text(), made->to_text());
}

TEST_F(SecretKeyFile, IsMadeAnewEachTime) {
  const auto first = make_secret_key(path_);
  std::filesystem::remove(path_);
  const auto second = make_secret_key(path_);
  ASSERT_TRUE(first.has_value());
  ASSERT_TRUE(second.has_value());
  EXPECT_NE(first->id(), second->id());
}

TEST_F(SecretKeyFile, MayBeFromBeforeThereWasAHeader) {
  const std::string digits(64, 'c');
  ASSERT_TRUE(write_private_file(path_, digits + "\n").has_value());
  const auto read = *read_secret_key(path_);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->to_text(), "picket-secret-key-1:" + digits + "\n");
  EXPECT_EQ(text(), digits + "\n");
}

TEST_F(SecretKeyFile, IsLeftAloneWhenItHoldsNoKey) {
  for (const std::string& damaged :
       {std::string(), std::string("\n"), std::string(63, 'c'), std::string(65, 'c'),
        std::string(32, '\0'), "picket-secret-key-2:" + std::string(64, 'c')}) {
    ASSERT_TRUE(write_private_file(path_, damaged).has_value());
    EXPECT_EQ(code(), "secret_key_damaged");
    EXPECT_EQ(text(), damaged);
  }
}

TEST_F(SecretKeyFile, IsRefusedWhenOthersMayHaveReadIt) {
  ASSERT_TRUE(make_secret_key(path_).has_value());
  ASSERT_EQ(::chmod(path_.c_str(), 0644), 0);
  EXPECT_EQ(code(), "file_exposed");
}

TEST_F(SecretKeyFile, SaysThatItCannotBeMade) {
  path_ = dir_.file("none/secret.key");
  const auto made = make_secret_key(path_);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, "file_write");
  EXPECT_NE(made.error().detail.find(path_), std::string::npos);
}

TEST_F(SecretKeyFile, IsInTheDataDirectoryUnlessConfigured) {
  EXPECT_EQ(secret_key_path("", "/data"), "/data/secret.key");
  EXPECT_EQ(secret_key_path("/run/key", "/data"), "/run/key");
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(dir_.path());
  EXPECT_EQ(secret_key_path("", "."), dir_.file("secret.key"));
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace picket::app
