#include "segment/stream.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "segment/testing/simulated_disk.h"

namespace picket::segment {
namespace {

using std::chrono::days;
using testing::Operation;
using testing::SimulatedDisk;

constexpr std::size_t kMany = 1000;
constexpr std::size_t kMuch = 1'000'000;
const Timestamp kStart{days(20'000)};

/// One life of a program that has one stream; the disk outlives it.
struct Life {
  explicit Life(SimulatedDisk& disk, const Clock& clock, std::uint64_t roll_bytes = 64_MiB)
      : files(disk.mount()),
        handles(*files, 4),
        telemetry(obs::null_logger(), registry, Telemetry::Store::log) {
    auto opened =
        Stream::open({*files, clock, handles, telemetry}, "/log", {.roll_bytes = roll_bytes});
    if (opened) {
      stream = std::move(*opened);
    } else {
      error = opened.error();
    }
  }

  Result<std::int64_t, IoError> append(std::string_view payload) {
    return stream->append(std::span(&payload, 1));
  }
  Result<std::vector<StoredRecord>> read(std::int64_t offset, std::size_t records = kMany,
                                         std::size_t bytes = kMuch) {
    return stream->read(offset, records, bytes, Deadline::now());
  }
  /// Everything from `offset` on, by as many reads as it takes.
  std::vector<std::string> read_all(std::int64_t offset = -1) {
    std::vector<std::string> payloads;
    if (offset < 0) offset = stream->range().earliest;
    for (;;) {
      const auto records = read(offset);
      EXPECT_TRUE(records);
      if (!records || records->empty()) return payloads;
      for (const StoredRecord& record : *records) {
        EXPECT_GE(record.offset, offset);
        offset = record.offset + 1;
        payloads.push_back(record.payload);
      }
    }
  }

  std::unique_ptr<FileSystem> files;
  obs::Registry registry;
  HandleCache handles;
  Telemetry telemetry;
  std::unique_ptr<Stream> stream;
  std::optional<Error> error;
};

using Payloads = std::vector<std::string>;

class StreamTest : public ::testing::Test {
 protected:
  std::string only_file() const {
    EXPECT_EQ(disk_.files().size(), 1U);
    return disk_.files().front();
  }
  void flip(const std::string& path, std::size_t at) {
    std::string bytes = disk_.contents(path).value();
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    disk_.set_contents(path, bytes);
  }

  SimulatedDisk disk_;
  ManualClock clock_{kStart};
};

TEST_F(StreamTest, NumbersRecordsFromZeroAndReadsThemBack) {
  Life life(disk_, clock_);
  EXPECT_EQ(life.stream->range().end, 0);
  EXPECT_TRUE(disk_.files().empty()) << "no file before there is something to keep";
  const std::string_view batch[] = {"a", "", "c"};
  EXPECT_EQ(life.stream->append(batch), 0);
  clock_.advance(Duration(5));
  EXPECT_EQ(life.append("d"), 3);
  const auto records = life.read(1);
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 3U);
  EXPECT_EQ((*records)[0].offset, 1);
  EXPECT_EQ((*records)[0].payload, "");
  EXPECT_EQ((*records)[1].appended, kStart);
  EXPECT_EQ((*records)[2].appended, kStart + Duration(5));
}

TEST_F(StreamTest, BoundsAReadButReturnsAtLeastOne) {
  Life life(disk_, clock_);
  for (const char* payload : {"aaaa", "bbbb", "cccc"}) ASSERT_TRUE(life.append(payload));
  EXPECT_EQ(life.read(0, 2)->size(), 2U);
  EXPECT_EQ(life.read(0, 0)->size(), 1U);
  EXPECT_EQ(life.read(0, kMany, 8)->size(), 2U);
  EXPECT_EQ(life.read(0, kMany, 7)->size(), 1U);
  EXPECT_EQ(life.read(0, kMany, 0)->size(), 1U);
}

TEST_F(StreamTest, RefusesOffsetsThatDoNotExist) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  EXPECT_EQ(life.read(-1).error().code, "offset_out_of_range");
  EXPECT_EQ(life.read(2).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(life.read(1)->empty()) << "the end is where the next will be";
}

TEST_F(StreamTest, GoesOnWhereItStopped) {
  {
    Life life(disk_, clock_);
    ASSERT_TRUE(life.append("a"));
    ASSERT_TRUE(life.append("b"));
  }
  Life again(disk_, clock_);
  EXPECT_EQ(again.stream->recovery().files, 1U);
  EXPECT_EQ(again.stream->recovery().cut_bytes, 0U);
  EXPECT_EQ(again.append("c"), 2);
  EXPECT_EQ(again.read_all(), (Payloads{"a", "b", "c"}));
  EXPECT_EQ(disk_.files().size(), 1U);
}

TEST_F(StreamTest, BeginsAFileBeforeOneGrowsPastItsSize) {
  Life life(disk_, clock_, kFileHeaderBytes + 2 * stored_bytes(1));
  for (const char* payload : {"a", "b", "c", "d", "e"}) ASSERT_TRUE(life.append(payload));
  EXPECT_EQ(disk_.files(), (std::vector<std::string>{"/log/00000000000000000000.seg",
                                                     "/log/00000000000000000002.seg",
                                                     "/log/00000000000000000004.seg"}));
  EXPECT_EQ(life.read_all(), (Payloads{"a", "b", "c", "d", "e"}));
  EXPECT_EQ(life.read_all(3), (Payloads{"d", "e"}));
  ASSERT_TRUE(life.append(std::string(500, 'x'))) << "one over the size has a file of its own";
  EXPECT_EQ(life.read_all(5).size(), 1U);
}

TEST_F(StreamTest, BeginsAFileEveryDay) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  clock_.advance(days(1) - Duration(1));
  ASSERT_TRUE(life.append("b"));
  EXPECT_EQ(disk_.files().size(), 1U);
  clock_.advance(Duration(1));
  ASSERT_TRUE(life.append("c"));
  EXPECT_EQ(disk_.files().size(), 2U);
  clock_.advance(-days(1));
  ASSERT_TRUE(life.append("d")) << "a clock that steps back begins none";
  EXPECT_EQ(disk_.files().size(), 2U);
}

TEST_F(StreamTest, ReadsPastDamageInAClosedFile) {
  const std::uint64_t three = kFileHeaderBytes + 3 * stored_bytes(1);
  {
    Life life(disk_, clock_, three);
    for (const char* p : {"a", "b", "c", "d", "e", "f", "g"}) ASSERT_TRUE(life.append(p));
  }
  flip("/log/00000000000000000000.seg", kFileHeaderBytes + stored_bytes(1) + kRecordHeaderBytes);
  flip("/log/00000000000000000003.seg", 0);
  {
    Life life(disk_, clock_, three);
    EXPECT_EQ(life.read_all(), (Payloads{"a", "c", "d", "e", "f", "g"}));
    EXPECT_EQ(life.read_all(1), (Payloads{"c", "d", "e", "f", "g"}));
    EXPECT_NE(life.registry.prometheus_text().find(
                  "picket_segment_damaged_bytes_total{store=\"log\"} 33\n"),
              std::string::npos)
        << "each damage counts once, however often it is read over";
  }
  disk_.set_contents("/log/00000000000000000003.seg", "nothing of a segment at all");
  Life life(disk_, clock_, three);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "c", "g"}));
  EXPECT_EQ(life.read_all(3), (Payloads{"g"}));
}

TEST_F(StreamTest, ReadsOnWhenTheEndOfAClosedFileIsLost) {
  const std::uint64_t two = kFileHeaderBytes + 2 * stored_bytes(1);
  {
    Life life(disk_, clock_, two);
    for (const char* p : {"a", "b", "c"}) ASSERT_TRUE(life.append(p));
  }
  const std::string path = "/log/00000000000000000000.seg";
  disk_.set_contents(path, disk_.contents(path)->substr(0, two - 1));
  Life life(disk_, clock_, two);
  EXPECT_EQ(life.read(1)->front().payload, "c");
  disk_.set_contents(path, "");
  EXPECT_EQ(Life(disk_, clock_, two).read_all(), (Payloads{"c"}));
}

TEST_F(StreamTest, WaitsForMoreWhenAllThatIsThereIsDamaged) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  flip(only_file(), kFileHeaderBytes + kRecordHeaderBytes);
  EXPECT_TRUE(life.read(0)->empty());
  ASSERT_TRUE(life.append("b"));
  EXPECT_EQ(life.read(0)->front().payload, "b");
}

TEST_F(StreamTest, SkipsAFileThatSomebodyElseRemoved) {
  const std::uint64_t one = kFileHeaderBytes + stored_bytes(1);
  Life life(disk_, clock_, one);
  for (const char* p : {"a", "b", "c"}) ASSERT_TRUE(life.append(p));
  ASSERT_TRUE(life.files->remove_file("/log/00000000000000000001.seg"));
  EXPECT_EQ(life.read_all(), (Payloads{"a", "c"}));
}

TEST_F(StreamTest, FindsOffsetsFarIntoALargeFile) {
  const std::string payload(10'000, 'p');
  {
    Life life(disk_, clock_);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(life.append(payload + std::to_string(i)));
    for (std::int64_t i = 49; i >= 0; i -= 7) {
      EXPECT_EQ(life.read(i, 1)->front().payload, payload + std::to_string(i));
    }
    ASSERT_TRUE(life.append("last"));
  }
  clock_.advance(days(1));
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("next day"));  // Closes the file; its index comes from reading.
  for (const std::int64_t i : {30, 3, 49, 31, 32, 0}) {
    EXPECT_EQ(life.read(i, 1)->front().offset, i);
  }
}

TEST_F(StreamTest, RemovesAFileThatACrashLeftWithoutAHeader) {
  {
    Life life(disk_, clock_);
    ASSERT_TRUE(life.append("a"));
  }
  for (const std::string& bytes : {std::string(), std::string(4096, '\0')}) {
    disk_.set_contents("/log/00000000000000000001.seg", bytes);
    Life life(disk_, clock_);
    EXPECT_EQ(life.stream->recovery().cut_bytes, bytes.size());
    EXPECT_EQ(life.read_all(), (Payloads{"a"}));
    EXPECT_EQ(life.stream->range().end, 1);
  }
  Life life(disk_, clock_);
  EXPECT_EQ(life.append("b"), 1);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "b"}));
}

TEST_F(StreamTest, TakesUpAFileThatHasOnlyAHeader) {
  {
    Life life(disk_, clock_, kFileHeaderBytes + stored_bytes(1));
    ASSERT_TRUE(life.append("a"));
    disk_.fail(Operation::sync_data, IoError::failed);
    ASSERT_FALSE(life.append("b"));
    disk_.kill_process();
  }
  EXPECT_EQ(disk_.files().size(), 2U);
  Life life(disk_, clock_, kFileHeaderBytes + stored_bytes(1));
  EXPECT_EQ(life.append("c"), 1);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "c"}));
  EXPECT_EQ(disk_.files().size(), 2U);
}

TEST_F(StreamTest, RefusesFilesOfANewerProgram) {
  {
    Life life(disk_, clock_);
    ASSERT_TRUE(life.append("a"));
  }
  std::string version2(
      "\x89PSEG\r\n\x1a\2\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x63\xcb\x80\x02",
      kFileHeaderBytes);
  for (const char* path : {"/log/00000000000000000000.seg", "/log/00000000000000000007.seg"}) {
    disk_.set_contents(path, version2);
    Life life(disk_, clock_);
    ASSERT_TRUE(life.error);
    EXPECT_EQ(life.error->kind, ErrorKind::corrupt);
    EXPECT_EQ(life.error->code, "segment_version_unknown");
    EXPECT_EQ(disk_.contents(path), version2) << "and leaves them alone";
    disk_.set_contents("/log/00000000000000000009.seg", "");  // Makes the next one a closed file.
  }
}

TEST_F(StreamTest, LeavesOtherFilesAlone) {
  ASSERT_TRUE(ensure_directory(*disk_.mount(), "/log"));
  for (const char* name : {"README", "0.seg", "0000000000000000000x.seg",
                           "00000000000000000000.seg.bak", "99999999999999999999.seg"}) {
    disk_.set_contents(std::string("/log/") + name, "not ours");
  }
  Life life(disk_, clock_);
  ASSERT_TRUE(life.stream);
  EXPECT_EQ(life.append("a"), 0);
  EXPECT_EQ(disk_.files().size(), 6U);
}

TEST_F(StreamTest, AFullDiskRefusesAndLaterAppendsWork) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  disk_.set_capacity(kFileHeaderBytes + stored_bytes(1) + 20);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(life.append("b").error(), IoError::no_space);
  EXPECT_EQ(life.stream->range().end, 1);
  EXPECT_EQ(life.read_all(), (Payloads{"a"}));
  disk_.set_capacity(kMuch);
  EXPECT_EQ(life.append("c"), 1);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "c"}));
  EXPECT_EQ(disk_.files().size(), 1U) << "nothing of the file was in doubt";
  disk_.lose_power();
  EXPECT_EQ(Life(disk_, clock_).read_all(), (Payloads{"a", "c"}));
}

TEST_F(StreamTest, AFullDiskAtARollRefusesAndLaterAppendsWork) {
  Life life(disk_, clock_, kFileHeaderBytes + stored_bytes(1));
  ASSERT_TRUE(life.append("a"));
  for (const Operation operation :
       {Operation::create, Operation::write, Operation::sync_directory}) {
    disk_.fail(operation, IoError::no_space);
    EXPECT_EQ(life.append("b").error(), IoError::no_space);
    EXPECT_EQ(life.append("b").error(), IoError::no_space);
    disk_.stop_failing();
  }
  EXPECT_EQ(life.append("c"), 1);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "c"}));
}

TEST_F(StreamTest, TrustsNoFileAfterAFailedSync) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  disk_.fail(Operation::sync_data, IoError::failed, 0, 1);
  EXPECT_EQ(life.append("refused").error(), IoError::failed);
  EXPECT_EQ(life.append("b"), 1) << "in a new file";
  EXPECT_EQ(disk_.files().size(), 2U);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "b"}));
  disk_.lose_power();
  EXPECT_EQ(Life(disk_, clock_).read_all(), (Payloads{"a", "b"}));
}

TEST_F(StreamTest, AFailedFirstSyncOfAFileReplacesIt) {
  Life life(disk_, clock_);
  disk_.fail(Operation::sync_data, IoError::failed, 0, 2);
  EXPECT_FALSE(life.append("refused"));
  EXPECT_FALSE(life.append("refused"));
  EXPECT_EQ(life.append("a"), 0);
  EXPECT_EQ(disk_.files().size(), 1U);
  EXPECT_EQ(life.read_all(), (Payloads{"a"}));
  disk_.lose_power();
  EXPECT_EQ(Life(disk_, clock_).read_all(), (Payloads{"a"}));
}

TEST_F(StreamTest, WhatAFailedWriteLeftDoesNotCountOnceThereIsANewFile) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  disk_.fail(Operation::sync_data, IoError::failed, 0, 1);
  disk_.fail(Operation::truncate, IoError::failed, 0, 1);
  EXPECT_FALSE(life.append("refused"));
  EXPECT_EQ(life.append("b"), 1);
  EXPECT_EQ(life.read_all(), (Payloads{"a", "b"}));
  disk_.kill_process();
  EXPECT_EQ(Life(disk_, clock_).read_all(), (Payloads{"a", "b"}));
}

TEST_F(StreamTest, RemovesNoFileWhileTheyAreHeld) {
  Life life(disk_, clock_, kFileHeaderBytes + stored_bytes(1));
  for (const char* payload : {"0", "1", "2"}) ASSERT_TRUE(life.append(payload));
  ASSERT_TRUE(life.stream->trim(1));
  const std::vector<StreamFile> held = life.stream->hold_files();
  ASSERT_EQ(held.size(), 2U);
  for (const StreamFile& file : held)
    EXPECT_EQ(disk_.contents("/log/" + file.name).value().size(), file.bytes) << file.name;
  EXPECT_EQ(held.front().name, "00000000000000000001.seg");
  EXPECT_EQ(life.stream->hold_files().size(), 2U);
  life.stream->release_files();
  ASSERT_TRUE(life.stream->trim(3));
  EXPECT_EQ(life.read_all(), (Payloads{"1", "2"})) << "held once more than released";
  life.stream->release_files();
  ASSERT_TRUE(life.stream->trim(3));
  EXPECT_EQ(life.read_all(), Payloads{"2"});
}

TEST_F(StreamTest, HoldsOfItsFilesWhatIsDurable) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("whole"));
  const std::uint64_t whole = life.stream->hold_files().front().bytes;
  int looks = 0;
  disk_.set_before(Operation::sync_data, [&] {
    ++looks;
    EXPECT_EQ(life.stream->hold_files().front().bytes, whole) << "written, not synced yet";
  });
  ASSERT_TRUE(life.append("more"));
  EXPECT_EQ(looks, 1);
  EXPECT_EQ(life.stream->hold_files().front().bytes, whole + stored_bytes(4));
}

TEST_F(StreamTest, TrimsWholeFilesAndNeverTheLast) {
  const std::uint64_t two = kFileHeaderBytes + 2 * stored_bytes(1);
  Life life(disk_, clock_, two);
  for (const char* p : {"a", "b", "c", "d", "e"}) ASSERT_TRUE(life.append(p));
  ASSERT_TRUE(life.stream->trim(1));
  EXPECT_EQ(life.stream->range().earliest, 0) << "b is in the same file";
  ASSERT_TRUE(life.stream->trim(3));
  EXPECT_EQ(life.stream->range().earliest, 2);
  EXPECT_EQ(disk_.files().size(), 2U);
  EXPECT_EQ(life.read(1).error().code, "offset_out_of_range");
  EXPECT_EQ(life.read_all(), (Payloads{"c", "d", "e"}));
  ASSERT_TRUE(life.stream->trim(100));
  EXPECT_EQ(life.read_all(), (Payloads{"e"}));
  ASSERT_TRUE(life.stream->trim(100)) << "safe to repeat";
  Life again(disk_, clock_, two);
  EXPECT_EQ(again.stream->range().earliest, 4);
  EXPECT_EQ(again.stream->range().end, 5) << "numbers go on";
}

TEST_F(StreamTest, TriesAgainToRemoveWhatItCouldNot) {
  Life life(disk_, clock_, kFileHeaderBytes + stored_bytes(1));
  for (const char* p : {"a", "b", "c"}) ASSERT_TRUE(life.append(p));
  disk_.fail(Operation::remove_file, IoError::denied, 0, 1);
  EXPECT_EQ(life.stream->trim(2).error(), IoError::denied);
  EXPECT_EQ(life.stream->range().earliest, 2) << "nobody reads it any more";
  EXPECT_EQ(disk_.files().size(), 2U);
  EXPECT_TRUE(life.stream->trim(2));
  EXPECT_EQ(disk_.files().size(), 1U);
}

TEST_F(StreamTest, SaysThatFilesAreGoneOnlyWhenTheyStayGone) {
  const std::uint64_t one = kFileHeaderBytes + stored_bytes(1);
  Life life(disk_, clock_, one);
  for (const char* p : {"a", "b", "c"}) ASSERT_TRUE(life.append(p));
  disk_.fail(Operation::sync_directory, IoError::failed, 0, 1);
  EXPECT_EQ(life.stream->trim(2).error(), IoError::failed);
  EXPECT_TRUE(life.stream->trim(2));
  disk_.lose_power();
  EXPECT_EQ(Life(disk_, clock_, one).stream->range().earliest, 2);
}

TEST_F(StreamTest, FailsToOpenWhenTheDiskFails) {
  {
    Life life(disk_, clock_, kFileHeaderBytes + stored_bytes(1));
    for (const char* p : {"a", "b"}) ASSERT_TRUE(life.append(p));
  }
  disk_.set_contents("/log/00000000000000000001.seg",
                     disk_.contents("/log/00000000000000000001.seg").value() + "torn");
  for (const Operation operation :
       {Operation::list, Operation::open, Operation::read, Operation::truncate,
        Operation::sync_data, Operation::sync_directory}) {
    disk_.fail(operation, IoError::failed);
    Life life(disk_, clock_);
    ASSERT_TRUE(life.error) << static_cast<int>(operation);
    EXPECT_EQ(life.error->kind, ErrorKind::unavailable);
    EXPECT_EQ(life.error->code, "io_error");
    disk_.stop_failing();
  }
  EXPECT_EQ(Life(disk_, clock_).read_all(), (Payloads{"a", "b"}));
}

TEST_F(StreamTest, ReportsAReadThatTheDiskRefuses) {
  Life life(disk_, clock_);
  ASSERT_TRUE(life.append("a"));
  disk_.fail(Operation::read, IoError::failed);
  EXPECT_EQ(life.read(0).error().code, "io_error");
  disk_.stop_failing();
  EXPECT_EQ(life.read_all(), (Payloads{"a"}));
}

}  // namespace
}  // namespace picket::segment
