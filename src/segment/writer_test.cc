#include "segment/writer.h"

#include <gtest/gtest.h>

#include "base/fault_point.h"
#include "segment/testing/simulated_disk.h"

namespace picket::segment {
namespace {

using testing::Operation;
using testing::SimulatedDisk;

class WriterTest : public ::testing::Test {
 protected:
  WriterTest() { EXPECT_TRUE(ensure_directory(*files_, "/d")); }
  ~WriterTest() override { EXPECT_TRUE(arm_fault_points("")); }

  Result<Writer, IoError> create() {
    return Writer::create(*files_, "/d", "a", {kSalt, 0, from_unix_us(0)});
  }
  static Result<void, IoError> append(Writer& writer, std::string_view payload) {
    const Record records[] = {{next_offset_++, from_unix_us(0), payload}};
    return writer.append(records);
  }
  std::string contents() const { return disk_.contents("/d/a").value_or(""); }

  static constexpr std::uint32_t kSalt = 77;
  static inline std::int64_t next_offset_ = 0;
  SimulatedDisk disk_;
  std::unique_ptr<FileSystem> files_ = disk_.mount();
};

TEST_F(WriterTest, WritesHeaderAndRecordsBackToBack) {
  auto writer = create();
  ASSERT_TRUE(writer);
  EXPECT_TRUE(writer->empty());
  const Record records[] = {{7, from_unix_us(1), "one"}, {8, from_unix_us(2), ""}};
  ASSERT_TRUE(writer->append(records));
  EXPECT_FALSE(writer->empty());
  const std::string bytes = contents();
  EXPECT_EQ(bytes.size(), writer->bytes());
  EXPECT_EQ(decode_file_header(bytes)->salt, kSalt);
  const std::string_view rest = std::string_view(bytes).substr(kFileHeaderBytes);
  EXPECT_EQ(decode_record(kSalt, rest)->payload, "one");
  EXPECT_EQ(decode_record(kSalt, rest.substr(stored_bytes(3)))->offset, 8);
}

TEST_F(WriterTest, ReplacesALeftoverOfTheSameName) {
  disk_.set_contents("/d/a", "leftover");
  ASSERT_TRUE(create());
  EXPECT_EQ(contents().size(), kFileHeaderBytes);
}

TEST_F(WriterTest, LeavesNoFileWhenItCannotBegin) {
  disk_.fail(Operation::write, IoError::no_space);
  EXPECT_EQ(create().error(), IoError::no_space);
  disk_.stop_failing();
  disk_.fail(Operation::sync_directory, IoError::failed);
  EXPECT_EQ(create().error(), IoError::failed);
  disk_.stop_failing();
  ASSERT_TRUE(arm_fault_points("segment.roll=fail"));
  EXPECT_EQ(create().error(), IoError::failed);
  EXPECT_TRUE(disk_.files().empty());
}

TEST_F(WriterTest, CutsBackAndGoesOnAfterAFullDisk) {
  auto writer = create();
  ASSERT_TRUE(append(*writer, "first"));
  const std::string before = contents();
  disk_.set_capacity(before.size() + 10);
  EXPECT_EQ(append(*writer, "second").error(), IoError::no_space);
  EXPECT_EQ(contents(), before);
  EXPECT_TRUE(writer->usable());
  disk_.set_capacity(1000);
  EXPECT_TRUE(append(*writer, "third"));
  disk_.lose_power();
  EXPECT_EQ(contents().size(), before.size() + stored_bytes(5));
}

TEST_F(WriterTest, IsGivenUpWhenItCannotBeCutBack) {
  auto writer = create();
  disk_.fail(Operation::write, IoError::no_space);
  disk_.fail(Operation::truncate, IoError::failed);
  EXPECT_EQ(append(*writer, "x").error(), IoError::no_space);
  EXPECT_FALSE(writer->usable());
}

TEST_F(WriterTest, IsGivenUpAfterAnyOtherError) {
  const auto fails_at = [this](Operation operation) {
    auto writer = create();
    EXPECT_TRUE(append(*writer, "first"));
    const std::string before = contents();
    disk_.fail(operation, IoError::failed, 0, 1);
    EXPECT_EQ(append(*writer, "second").error(), IoError::failed);
    EXPECT_FALSE(writer->usable());
    EXPECT_EQ(contents(), before) << "a restart must not find what was refused";
  };
  fails_at(Operation::write);
  fails_at(Operation::sync_data);
}

TEST_F(WriterTest, IsGivenUpWhenASyncFindsTheDiskFull) {
  // Delayed allocation: the pages may be gone, so a later sync proves nothing.
  auto writer = create();
  disk_.fail(Operation::sync_data, IoError::no_space);
  EXPECT_EQ(append(*writer, "x").error(), IoError::no_space);
  EXPECT_FALSE(writer->usable());
}

TEST_F(WriterTest, PassesItsFaultPoints) {
  for (const char* point : {"segment.after_write=fail", "segment.after_sync=fail"}) {
    auto writer = create();
    ASSERT_TRUE(arm_fault_points(point));
    EXPECT_EQ(append(*writer, "x").error(), IoError::failed) << point;
    EXPECT_FALSE(writer->usable());
  }
}

}  // namespace
}  // namespace picket::segment
