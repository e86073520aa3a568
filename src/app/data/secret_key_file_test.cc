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

class OpenSecretKey : public testing::Test {
 protected:
  std::string text() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string code() const {
    const auto opened = open_secret_key(path_);
    EXPECT_FALSE(opened.has_value());
    return opened ? "opened" : std::string(opened.error().code);
  }

  const testkit::TempDir dir_;
  std::string path_ = dir_.file("secret.key");
};

TEST_F(OpenSecretKey, MakesOneAndKeepsIt) {
  const auto first = open_secret_key(path_);
  ASSERT_TRUE(first.has_value()) << first.error().detail;
  EXPECT_TRUE(first->made);
  EXPECT_EQ(text(), first->key.to_text());
  EXPECT_TRUE(text().starts_with("picket-secret-key-1:"));
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0600U);

  const auto second = open_secret_key(path_);
  ASSERT_TRUE(second.has_value());
  EXPECT_FALSE(second->made);
  EXPECT_EQ(second->key.to_text(), first->key.to_text());
}

TEST_F(OpenSecretKey, MakesEveryOneAnew) {
  const auto first = open_secret_key(path_);
  std::filesystem::remove(path_);
  const auto second = open_secret_key(path_);
  ASSERT_TRUE(first.has_value());
  ASSERT_TRUE(second.has_value());
  EXPECT_NE(first->key.id(), second->key.id());
}

TEST_F(OpenSecretKey, ReadsAFileFromBeforeThereWasAHeader) {
  const std::string digits(64, 'c');
  ASSERT_TRUE(write_private_file(path_, digits + "\n").has_value());
  const auto opened = open_secret_key(path_);
  ASSERT_TRUE(opened.has_value());
  EXPECT_FALSE(opened->made);
  EXPECT_EQ(opened->key.to_text(), "picket-secret-key-1:" + digits + "\n");
  EXPECT_EQ(text(), digits + "\n");
}

TEST_F(OpenSecretKey, NeverReplacesWhatItCannotRead) {
  for (const std::string& damaged :
       {std::string(), std::string("\n"), std::string(63, 'c'), std::string(65, 'c'),
        std::string(32, '\0'), "picket-secret-key-2:" + std::string(64, 'c')}) {
    ASSERT_TRUE(write_private_file(path_, damaged).has_value());
    EXPECT_EQ(code(), "secret_key_damaged");
    EXPECT_EQ(text(), damaged);
  }
}

TEST_F(OpenSecretKey, RefusesOneThatOthersMayHaveRead) {
  ASSERT_TRUE(open_secret_key(path_).has_value());
  ASSERT_EQ(::chmod(path_.c_str(), 0644), 0);
  EXPECT_EQ(code(), "file_exposed");
}

TEST_F(OpenSecretKey, SaysThatItCannotMakeOne) {
  path_ = dir_.file("none/secret.key");
  EXPECT_EQ(code(), "file_write");
  EXPECT_NE(open_secret_key(path_).error().detail.find(path_), std::string::npos);
}

TEST_F(OpenSecretKey, TakesAPathRelativeToTheWorkingDirectory) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(dir_.path());
  const auto opened = open_secret_key("secret.key");
  std::filesystem::current_path(before);
  ASSERT_TRUE(opened.has_value()) << opened.error().detail;
  EXPECT_EQ(text(), opened->key.to_text());
}

}  // namespace
}  // namespace picket::app
