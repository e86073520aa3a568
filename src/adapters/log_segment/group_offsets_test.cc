#include "adapters/log_segment/group_offsets.h"

#include <thread>

#include <gtest/gtest.h>

#include "segment/testing/page_example.h"
#include "segment/testing/simulated_disk.h"

namespace picket::adapters {
namespace {

using segment::IoError;
using segment::testing::Operation;
using segment::testing::SimulatedDisk;

const ports::TopicPartition kFirst{"events", 0};
const ports::TopicPartition kSecond{"events", 1};

class GroupOffsetsTest : public ::testing::Test {
 protected:
  GroupOffsetsTest() { reopen(); }

  void reopen() {
    files_ = disk_.mount();
    offsets_ = GroupOffsets::open(*files_, "/groups", obs::null_logger()).value();
  }
  ports::Offset next(const std::string& group, const ports::TopicPartition& of) const {
    const auto found = offsets_->committed(group, of);
    return found ? found->next : -1;
  }

  SimulatedDisk disk_;
  std::unique_ptr<segment::FileSystem> files_;
  std::unique_ptr<GroupOffsets> offsets_;
};

TEST(GroupFile, ReadsBackWhatWasWritten) {
  const GroupMap offsets = {{{"", 0}, {0, ""}},
                            {{"events", 4'000'000'000}, {std::int64_t{1} << 62, "meta"}},
                            {{"events", 7}, {1, std::string(4096, '\0')}}};
  const auto read = decode_group(encode_group(offsets));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ(read->at({"events", 4'000'000'000}).next, std::int64_t{1} << 62);
  EXPECT_EQ(read->at({"events", 7}).metadata, std::string(4096, '\0'));
  EXPECT_TRUE(decode_group(encode_group({}))->empty());
}

TEST(GroupFile, IsWhatItsPageShows) {
  EXPECT_EQ(encode_group({{kSecond, {5, "m"}}}),
            segment::testing::page_example(PICKET_SOURCE_DIR "/docs/formats/segment.md", "group"));
}

TEST(GroupFile, IsRefusedAtEveryCutAndBitFlip) {
  const std::string whole = encode_group({{kFirst, {5, "meta"}}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(decode_group(whole.substr(0, size))) << size;
  }
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(decode_group(flipped)) << bit;
  }
  EXPECT_FALSE(decode_group(whole + "x"));
}

TEST_F(GroupOffsetsTest, SurviveTheDeathOfTheProcess) {
  ASSERT_TRUE(offsets_->commit("g", kFirst, {5, "in flight"}));
  ASSERT_TRUE(offsets_->commit("g", kSecond, {7, ""}));
  ASSERT_TRUE(offsets_->commit("h", kFirst, {9, ""}));
  ASSERT_TRUE(offsets_->commit("g", kFirst, {6, "newer"}));
  disk_.kill_process();
  reopen();
  EXPECT_EQ(offsets_->committed("g", kFirst)->metadata, "newer");
  EXPECT_EQ(next("g", kSecond), 7);
  EXPECT_EQ(next("h", kFirst), 9);
  EXPECT_EQ(offsets_->groups(), (std::vector<std::string>{"g", "h"}));
}

TEST_F(GroupOffsetsTest, ATornFileCountsAsNeverCommitted) {
  ASSERT_TRUE(offsets_->commit("torn", kFirst, {5, ""}));
  ASSERT_TRUE(offsets_->commit("whole", kFirst, {6, ""}));
  disk_.set_contents("/groups/torn.offsets", "");
  reopen();
  EXPECT_EQ(next("torn", kFirst), -1);
  EXPECT_EQ(next("whole", kFirst), 6);
  EXPECT_EQ(offsets_->groups(), (std::vector<std::string>{"whole"}));
  EXPECT_TRUE(offsets_->commit("torn", kFirst, {8, ""}));
  EXPECT_EQ(next("torn", kFirst), 8);
}

TEST_F(GroupOffsetsTest, AFileThatCannotBeOursIsNotReadIn) {
  disk_.set_contents("/groups/big.offsets", std::string(5'300'000, 'x'));
  reopen();
  EXPECT_TRUE(offsets_->groups().empty());
}

TEST_F(GroupOffsetsTest, DeathInTheMiddleOfACommitKeepsTheOneBefore) {
  ASSERT_TRUE(offsets_->commit("g", kFirst, {5, ""}));
  for (const Operation operation : {Operation::create, Operation::write, Operation::rename}) {
    disk_.fail(operation, IoError::failed);
    EXPECT_FALSE(offsets_->commit("g", kFirst, {6, ""}));
    disk_.kill_process();
    reopen();
    EXPECT_EQ(next("g", kFirst), 5);
  }
  EXPECT_TRUE(offsets_->commit("g", kFirst, {7, ""})) << "over what was left lying about";
}

TEST_F(GroupOffsetsTest, AFailedCommitIsReportedAndDoesNotCount) {
  ASSERT_TRUE(offsets_->commit("g", kFirst, {5, ""}));
  disk_.fail(Operation::write, IoError::no_space);
  const auto refused = offsets_->commit("g", kFirst, {6, ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "no_space");
  EXPECT_EQ(next("g", kFirst), 5);
  EXPECT_FALSE(offsets_->commit("fresh", kFirst, {1, ""}));
  EXPECT_EQ(offsets_->groups(), (std::vector<std::string>{"g"}));
  disk_.stop_failing();
  EXPECT_TRUE(offsets_->commit("g", kFirst, {6, ""}));
  EXPECT_EQ(next("g", kFirst), 6);
}

TEST_F(GroupOffsetsTest, AreBoundedInNumberOfGroups) {
  for (std::size_t i = 0; i < GroupOffsets::kMaxGroups; ++i) {
    ASSERT_TRUE(offsets_->commit("g" + std::to_string(i), kFirst, {1, ""}));
  }
  const auto refused = offsets_->commit("one-more", kFirst, {1, ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "too_many_groups");
  EXPECT_TRUE(offsets_->commit("g7", kSecond, {2, ""}));
}

TEST_F(GroupOffsetsTest, OpenReportsADiskThatFails) {
  disk_.fail(Operation::list, IoError::denied);
  EXPECT_EQ(GroupOffsets::open(*files_, "/groups", obs::null_logger()).error().code,
            "file_access_denied");
}

TEST_F(GroupOffsetsTest, ConcurrentCommitsAllCount) {
  constexpr int kThreads = 4;
  constexpr int kEach = 200;
  std::vector<std::thread> threads;
  for (std::uint32_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 1; i <= kEach; ++i) {
        ASSERT_TRUE(offsets_->commit("g", {"events", t}, {i, ""}));
        ASSERT_EQ(next("g", {"events", t}), i);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  disk_.kill_process();
  reopen();
  for (std::uint32_t t = 0; t < kThreads; ++t) EXPECT_EQ(next("g", {"events", t}), kEach);
}

}  // namespace
}  // namespace picket::adapters
