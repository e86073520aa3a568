#include "app/config/toml_file.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class ReadTomlFile : public testing::Test {
 protected:
  Result<std::vector<Assignment>, std::string> read(std::string_view text) const {
    std::ofstream(path_) << text;
    return read_toml_file(path_);
  }

  const testkit::TempDir dir_;
  const std::string path_ = dir_.file("picket.toml");
};

TEST_F(ReadTomlFile, FlattensTablesIntoDottedKeys) {
  const auto read_back =
      read("a = \"text\"\n[t]\nb = 3\nc.d = true\n[t.u]\ne = [\"x\", \"y\", 1]\n");
  ASSERT_TRUE(read_back.has_value()) << read_back.error();
  std::string all;
  for (const Assignment& a : *read_back) all += a.key + "=" + a.text + ";";
  EXPECT_EQ(all, "a=text;t.b=3;t.c.d=true;t.u.e=x,y,1;");
  EXPECT_EQ((*read_back)[1].origin, path_ + " line 3");
}

TEST_F(ReadTomlFile, NamesTheLineOfASyntaxError) {
  const auto read_back = read("a = 1\nb = = 2\n");
  ASSERT_FALSE(read_back.has_value());
  EXPECT_TRUE(read_back.error().starts_with(path_ + " line 2: ")) << read_back.error();
}

TEST_F(ReadTomlFile, TakesAnEmptyFile) {
  const auto read_back = read("");
  ASSERT_TRUE(read_back.has_value());
  EXPECT_TRUE(read_back->empty());
}

}  // namespace
}  // namespace picket::app
