// Files that end in the middle, or hold other bytes than were written: the log opens, keeps every
// good record, says what it cut off or found damaged, and goes on.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "base/deadline.h"
#include "obs/logger.h"
#include "segment/stream.h"
#include "segment/testing/simulated_disk.h"

namespace picket::crash {
namespace {

using segment::kFileHeaderBytes;
using segment::kRecordHeaderBytes;
using segment::RecordError;
using segment::stored_bytes;
using segment::testing::SimulatedDisk;

using Payloads = std::vector<std::string>;

struct Life {
  Life(SimulatedDisk& disk, const Clock& clock) : files(disk.mount()) {
    stream = *segment::Stream::open({*files, clock, handles, telemetry}, "/log", {});
  }

  std::int64_t append(std::string_view payload) {
    return stream->append(std::span(&payload, 1)).value_or(-1);
  }
  Payloads read_all() {
    Payloads payloads;
    for (std::int64_t next = stream->range().earliest;;) {
      const auto records = stream->read(next, 100, 1'000'000, Deadline::now());
      if (!records || records->empty()) return payloads;
      for (const segment::StoredRecord& record : *records) payloads.push_back(record.payload);
      next = records->back().offset + 1;
    }
  }
  bool counts(const std::string& metric, std::uint64_t bytes) const {
    const std::string line = metric + "{store=\"log\"} " + std::to_string(bytes) + "\n";
    return registry.prometheus_text().find(line) != std::string::npos;
  }

  std::unique_ptr<segment::FileSystem> files;
  obs::Registry registry;
  segment::HandleCache handles{*files, 4};
  segment::Telemetry telemetry{obs::null_logger(), registry, segment::Telemetry::Store::log};
  std::unique_ptr<segment::Stream> stream;
};

/// A file of the day before, then the last file with records of several sizes.
class LogTails : public testing::Test {
 protected:
  LogTails() {
    Life life(disk_, clock_);
    for (const std::string& payload : before_) EXPECT_GE(life.append(payload), 0);
    clock_.advance(std::chrono::days(1));
    for (const std::string& payload : last_) EXPECT_GE(life.append(payload), 0);
    whole_ = disk_.contents(kLast).value();
  }

  /// Where the records of the last file end; the first is the end of its header.
  std::vector<std::size_t> ends() const {
    std::vector<std::size_t> all = {kFileHeaderBytes};
    for (const std::string& payload : last_)
      all.push_back(all.back() + stored_bytes(payload.size()));
    return all;
  }
  /// Opens, expects what is left of the last file's records, goes on, and opens again.
  void expect_left(const Payloads& left, std::int64_t next) {
    Payloads all = before_;
    all.insert(all.end(), left.begin(), left.end());
    {
      Life life(disk_, clock_);
      EXPECT_EQ(life.read_all(), all);
      EXPECT_EQ(life.append("more"), next);
      all.push_back("more");
      EXPECT_EQ(life.read_all(), all);
    }
    Life again(disk_, clock_);
    EXPECT_EQ(again.read_all(), all);
    EXPECT_EQ(again.stream->recovery().cut_bytes, 0U) << "cut off once";
  }
  void reset(std::string last_file) {
    for (const std::string& path : disk_.files()) {
      if (path > kLast) {
        EXPECT_TRUE(disk_.mount()->remove_file(path));
      }
    }
    disk_.set_contents(kLast, std::move(last_file));
  }

  static constexpr const char* kLast = "/log/00000000000000000002.seg";
  const Payloads before_ = {"one", "two"};
  const Payloads last_ = {"first", "", std::string(600, 'x'), "last"};
  SimulatedDisk disk_;
  ManualClock clock_{Timestamp(std::chrono::days(20'000))};
  std::string whole_;
};

TEST_F(LogTails, AreCutOffWhereverTheFileEnds) {
  const std::vector<std::size_t> stops = ends();
  for (std::size_t size = 0; size <= whole_.size(); ++size) {
    SCOPED_TRACE(size);
    const auto whole_records = static_cast<std::ptrdiff_t>(
        std::upper_bound(stops.begin() + 1, stops.end(), size) - stops.begin() - 1);
    // Without a whole header there is nothing to keep of the file.
    const std::size_t good =
        size < kFileHeaderBytes ? 0 : stops[static_cast<std::size_t>(whole_records)];
    reset(whole_.substr(0, size));
    {
      const Life life(disk_, clock_);
      const segment::Recovery& recovery = life.stream->recovery();
      EXPECT_EQ(recovery.cut_bytes, size - good);
      EXPECT_EQ(recovery.cut_reason.has_value(), size > good);
      if (good > 0 && size > good) {
        EXPECT_EQ(recovery.cut_reason, RecordError::truncated);
      }
      EXPECT_EQ(recovery.damaged_bytes, 0U);
      EXPECT_TRUE(life.counts("picket_segment_cut_bytes_total", size - good));
      EXPECT_EQ(disk_.contents(kLast).value_or("").size(), good);
    }
    reset(whole_.substr(0, size));
    expect_left({last_.begin(), last_.begin() + whole_records}, 2 + whole_records);
  }
}

TEST_F(LogTails, LoseOnlyTheRecordWhoseByteIsDamaged) {
  const std::vector<std::size_t> stops = ends();
  for (std::size_t at = 0; at < whole_.size(); ++at) {
    for (const char pattern : {'\x01', '\x80', '\xff'}) {
      SCOPED_TRACE(testing::Message() << at << " ^ " << int{pattern});
      std::string damaged = whole_;
      damaged[at] = static_cast<char>(damaged[at] ^ pattern);
      Payloads left = last_;
      std::uint64_t cut = 0;
      std::uint64_t skipped = 0;
      if (at >= kFileHeaderBytes) {
        const auto hit = std::upper_bound(stops.begin(), stops.end(), at) - stops.begin() - 1;
        const std::uint64_t bytes = stored_bytes(last_[static_cast<std::size_t>(hit)].size());
        (hit == 3 ? cut : skipped) = bytes;
        left.erase(left.begin() + hit);
      }
      reset(damaged);
      {
        const Life life(disk_, clock_);
        EXPECT_EQ(life.stream->recovery().cut_bytes, cut);
        EXPECT_EQ(life.stream->recovery().cut_reason.has_value(), cut > 0);
        EXPECT_EQ(life.stream->recovery().damaged_bytes, skipped);
        EXPECT_TRUE(life.counts("picket_segment_cut_bytes_total", cut));
        EXPECT_TRUE(life.counts("picket_segment_damaged_bytes_total", skipped));
      }
      reset(damaged);
      expect_left(left, cut > 0 ? 5 : 6);
    }
  }
}

TEST_F(LogTails, OfBytesThatWereNeverWrittenLoseNothing) {
  std::string counting(200, '\0');
  std::iota(counting.begin(), counting.end(), '\0');
  std::string older = whole_.substr(kFileHeaderBytes, 200);  // What an old block would hold.
  std::string other_salt = older;
  other_salt[segment::kSaltAt] ^= 1;
  for (const std::string& tail : {std::string(200, '\0'), std::string(200, '\xff'), counting, older,
                                  other_salt, whole_.substr(0, 200)}) {
    for (std::size_t size = 1; size <= tail.size(); ++size) {
      SCOPED_TRACE(size);
      reset(whole_ + tail.substr(0, size));
      {
        const Life life(disk_, clock_);
        EXPECT_EQ(life.stream->recovery().cut_bytes, size);
        EXPECT_EQ(disk_.contents(kLast), whole_);
      }
      reset(whole_ + tail.substr(0, size));
      expect_left(last_, 6);
    }
  }
}

}  // namespace
}  // namespace picket::crash
