#include "app/admin/setup_tokens.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class SetupTokensFile : public testing::Test {
 protected:
  const testkit::TempDir dir_;
  const std::string path_ = dir_.file("setup.json");
};

TEST_F(SetupTokensFile, RemembersOneTokenPerOrganization) {
  auto tokens = SetupTokens::load(path_);
  ASSERT_TRUE(tokens.has_value());
  EXPECT_EQ(tokens->find("a"), "");
  ASSERT_TRUE(tokens->put("a", "1").has_value());
  ASSERT_TRUE(tokens->put("b", "2").has_value());
  ASSERT_TRUE(tokens->put("a", "3").has_value());

  const auto again = SetupTokens::load(path_);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->find("a"), "3");
  EXPECT_EQ(again->find("b"), "2");
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(SetupTokensFile, RemembersNothingWithoutAPath) {
  auto tokens = SetupTokens::load("");
  ASSERT_TRUE(tokens.has_value());
  ASSERT_TRUE(tokens->put("a", "1").has_value());
  EXPECT_EQ(tokens->find("a"), "1");
}

TEST_F(SetupTokensFile, SaysThatItIsDamaged) {
  for (const char* const text : {"", "{", "[]", "{}", R"({"tokens":1})", R"({"tokens":{"a":1}})"}) {
    std::ofstream(path_) << text;
    const auto tokens = SetupTokens::load(path_);
    ASSERT_FALSE(tokens.has_value()) << text;
    EXPECT_EQ(tokens.error().kind, ErrorKind::corrupt);
    EXPECT_NE(tokens.error().detail.find(path_), std::string::npos);
  }
}

}  // namespace
}  // namespace picket::app
