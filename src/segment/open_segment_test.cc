#include "segment/open_segment.h"

#include <gtest/gtest.h>

#include "segment/testing/simulated_disk.h"
#include "segment/writer.h"

namespace picket::segment {
namespace {

using testing::Operation;
using testing::SimulatedDisk;

class OpenSegmentTest : public ::testing::Test {
 protected:
  OpenSegmentTest() { EXPECT_TRUE(ensure_directory(*files_, "/d")); }

  void write_file(const std::string& name, bool with_record = true) {
    auto writer = Writer::create(*files_, "/d", name, {kSalt, 0, from_unix_us(0)});
    const Record records[] = {{0, from_unix_us(0), "payload"}, {1, from_unix_us(0), "more"}};
    if (with_record) {
      EXPECT_TRUE(writer->append(records));
    }
  }
  void damage(const std::string& path, std::size_t at) {
    std::string bytes = disk_.contents(path).value();
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    disk_.set_contents(path, bytes);
  }
  SegmentState state(const std::string& path) {
    const auto opened = open_segment(*files_, path, OpenMode::read);
    EXPECT_TRUE(opened);
    return opened->state;
  }

  static constexpr std::uint32_t kSalt = 77;
  SimulatedDisk disk_;
  std::unique_ptr<FileSystem> files_ = disk_.mount();
};

TEST_F(OpenSegmentTest, ReadsAGoodHeader) {
  write_file("a");
  const auto opened = open_segment(*files_, "/d/a", OpenMode::read);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->state, SegmentState::good);
  EXPECT_EQ(opened->header.salt, kSalt);
}

TEST_F(OpenSegmentTest, SalvagesTheSaltWhenOnlyTheHeaderIsDamaged) {
  write_file("a");
  for (std::size_t at = 0; at < kFileHeaderBytes; ++at) {
    damage("/d/a", at);
    const auto opened = open_segment(*files_, "/d/a", OpenMode::read);
    EXPECT_EQ(opened->state, SegmentState::salvaged) << at;
    EXPECT_EQ(opened->header.salt, kSalt) << at;
    damage("/d/a", at);  // Flips it back.
  }
}

TEST_F(OpenSegmentTest, IsUnreadableWithoutAGoodHeaderOrFirstRecord) {
  write_file("a");
  damage("/d/a", 3);
  damage("/d/a", kFileHeaderBytes + kRecordHeaderBytes);
  EXPECT_EQ(state("/d/a"), SegmentState::unreadable);
  write_file("b", false);
  damage("/d/b", 3);
  EXPECT_EQ(state("/d/b"), SegmentState::unreadable);
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string(100, '\0'), std::string(5000, '\xff')}) {
    disk_.set_contents("/c", bytes);
    EXPECT_EQ(state("/c"), SegmentState::unreadable);
  }
}

TEST_F(OpenSegmentTest, ReportsThatThereIsNoFile) {
  EXPECT_EQ(open_segment(*files_, "/none", OpenMode::read).error(), IoError::not_found);
}

TEST_F(OpenSegmentTest, CacheKeepsTheMostRecentlyUsed) {
  for (const char* name : {"a", "b", "c"}) write_file(name);
  HandleCache cache(*files_, 2);
  const auto a = cache.get("/d/a").value();
  ASSERT_TRUE(cache.get("/d/b"));
  EXPECT_EQ(cache.get("/d/a").value(), a);
  ASSERT_TRUE(cache.get("/d/c"));  // b goes.
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_EQ(cache.get("/d/a").value(), a);
  ASSERT_TRUE(files_->remove_file("/d/b"));
  EXPECT_EQ(cache.get("/d/b").error(), IoError::not_found);
}

TEST_F(OpenSegmentTest, CacheForgetsByPrefix) {
  for (const char* name : {"a1", "a2", "b"}) write_file(name);
  HandleCache cache(*files_, 5);
  for (const char* path : {"/d/a1", "/d/a2", "/d/b"}) ASSERT_TRUE(cache.get(path));
  cache.forget("/d/a");
  EXPECT_EQ(cache.size(), 1U);
  EXPECT_TRUE(cache.get("/d/a1"));
  EXPECT_EQ(cache.size(), 2U);
}

TEST_F(OpenSegmentTest, CacheDoesNotKeepWhatWasForgottenWhileItOpened) {
  write_file("a");
  HandleCache cache(*files_, 5);
  disk_.set_before(Operation::open, [&cache] { cache.forget("/"); });
  EXPECT_TRUE(cache.get("/d/a"));
  EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
}  // namespace picket::segment
