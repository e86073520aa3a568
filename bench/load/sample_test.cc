#include "load/sample.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/testkit/temp_dir.h"

namespace picket::load {
namespace {

namespace fs = std::filesystem;

class ReadSamples : public testing::Test {
 protected:
  void write(const fs::path& name, std::string_view text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  const testkit::TempDir dir_;
  const fs::path folder_ = dir_.path();
};

TEST_F(ReadSamples, TakesJsonFilesInOrderOfTheirNames) {
  write("b.json", R"({"platform":"native"})");
  write("a.json", R"({"platform":"python"})");
  write("README.md", "x");
  const auto samples = read_samples(folder_);
  ASSERT_TRUE(samples) << samples.error();
  ASSERT_EQ(samples->size(), 2U);
  EXPECT_EQ((*samples)[0].name, "a.json");
  EXPECT_FALSE((*samples)[0].native);
  EXPECT_TRUE((*samples)[1].native);
}

TEST_F(ReadSamples, PrefersTheSubfolderEvents) {
  write("events/a.json", "{}");
  write("other.json", "{}");
  const auto samples = read_samples(folder_);
  ASSERT_TRUE(samples) << samples.error();
  EXPECT_EQ(samples->size(), 1U);
}

TEST_F(ReadSamples, SaysWhatIsWrong) {
  EXPECT_FALSE(read_samples(folder_));
  EXPECT_FALSE(read_samples(folder_ / "none"));
  write("a.json", "[]");
  EXPECT_FALSE(read_samples(folder_));
  write("a.json", "{");
  const auto broken = read_samples(folder_);
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().find("a.json"), std::string::npos);
}

TEST(MakeSample, MeasuresWhatWillBeSent) {
  const Sample small = make_sample("s", boost::json::parse("{}").as_object());
  EXPECT_GT(small.bytes, 200U);
  EXPECT_LT(small.bytes, 500U);
  EXPECT_TRUE(small.event.empty());
}

}  // namespace
}  // namespace picket::load
