#include "segment/scanner.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace picket::segment {
namespace {

constexpr std::uint32_t kSalt = 0xabcd0123;
constexpr std::int64_t kNoLimit = 1'000'000;

/// A file of given bytes.
class BytesFile final : public File {
 public:
  explicit BytesFile(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<void, IoError> write(std::uint64_t, std::span<const std::string_view>) override {
    return unexpected(IoError::denied);
  }
  Result<std::size_t, IoError> read(std::uint64_t position, std::span<char> out) const override {
    if (fails_) return unexpected(IoError::failed);
    if (position >= bytes_.size()) return std::size_t{0};
    return bytes_.copy(out.data(), out.size(), static_cast<std::size_t>(position));
  }
  Result<void, IoError> sync_data(SyncReason) override { return unexpected(IoError::denied); }
  Result<void, IoError> truncate(std::uint64_t) override { return unexpected(IoError::denied); }
  Result<std::uint64_t, IoError> size() const override { return bytes_.size(); }
  void set_failing() { fails_ = true; }

 private:
  std::string bytes_;
  bool fails_ = false;
};

std::string stored(std::int64_t offset, std::string_view payload, std::uint32_t salt = kSalt) {
  const auto header = encode_record_header(salt, {offset, from_unix_us(offset), payload});
  return std::string(header.data(), header.size()) + std::string(payload);
}

struct Scan {
  std::vector<std::string> payloads;
  std::vector<Damage> damage;
  std::uint64_t good_until = 0;
};

Scan scan(const std::string& bytes, std::int64_t limit = kNoLimit, std::size_t window = 64) {
  const BytesFile file(bytes);
  Scanner scanner(file, kSalt, {0, bytes.size(), 0, limit}, window);
  Scan result;
  for (;;) {
    const auto found = scanner.next();
    EXPECT_TRUE(found);
    if (!found || !*found) break;
    result.payloads.emplace_back((*found)->record.payload);
  }
  EXPECT_EQ(scanner.next(), std::nullopt) << "the end stays the end";
  result.damage = scanner.damage();
  result.good_until = scanner.good_until();
  return result;
}

using Payloads = std::vector<std::string>;

TEST(Scanner, ReturnsRecordsInOrderWhateverTheWindow) {
  const std::string big(1000, 'b');
  const std::string bytes = stored(0, "a") + stored(1, big) + stored(2, "") + stored(3, "d");
  for (const std::size_t window : {1U, 33U, 64U, 4096U}) {
    const Scan all = scan(bytes, kNoLimit, window);
    EXPECT_EQ(all.payloads, (Payloads{"a", big, "", "d"}));
    EXPECT_TRUE(all.damage.empty());
    EXPECT_EQ(all.good_until, bytes.size());
  }
}

TEST(Scanner, EndsAtATornTailWhereverItIsCut) {
  const std::string first = stored(0, "first");
  const std::string last = stored(1, "last");
  for (std::size_t cut = 1; cut < last.size(); ++cut) {
    const Scan cut_short = scan(first + last.substr(0, cut));
    EXPECT_EQ(cut_short.payloads, (Payloads{"first"})) << cut;
    EXPECT_EQ(cut_short.good_until, first.size()) << cut;
    ASSERT_EQ(cut_short.damage.size(), 1U) << cut;
    EXPECT_EQ(cut_short.damage[0].position, first.size());
    EXPECT_EQ(cut_short.damage[0].bytes, cut);
    EXPECT_EQ(cut_short.damage[0].reason, RecordError::truncated);
  }
}

TEST(Scanner, LosesOnlyTheRecordThatABitFlipHits) {
  const Payloads payloads = {"one", "two", "three", "four"};
  std::string bytes;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    bytes += stored(static_cast<std::int64_t>(i), payloads[i]);
    ends.push_back(bytes.size());
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const std::size_t hit = static_cast<std::size_t>(
        std::upper_bound(ends.begin(), ends.end(), bit / 8) - ends.begin());
    Payloads left = payloads;
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(hit));
    const Scan damaged = scan(flipped);
    EXPECT_EQ(damaged.payloads, left) << "bit " << bit;
    ASSERT_EQ(damaged.damage.size(), 1U) << "bit " << bit;
    EXPECT_EQ(damaged.damage[0].position, hit == 0 ? 0 : ends[hit - 1]) << "bit " << bit;
    EXPECT_EQ(damaged.damage[0].position + damaged.damage[0].bytes, ends[hit]) << "bit " << bit;
  }
}

TEST(Scanner, FindsTheNextRecordAfterAnyAmountOfGarbage) {
  // Longer and shorter than a window, so that the salt also straddles two.
  for (std::size_t garbage = 0; garbage < 200; ++garbage) {
    const Scan past = scan(stored(0, "a") + std::string(garbage, '\0') + stored(1, "b"));
    EXPECT_EQ(past.payloads, (Payloads{"a", "b"})) << garbage;
    EXPECT_EQ(past.damage.size(), garbage == 0 ? 0U : 1U) << garbage;
  }
}

TEST(Scanner, TakesNoRecordOutOfAPayloadForReal) {
  // A client sends the bytes of a record as its event; the record around it is then damaged.
  std::string around = stored(0, "xx" + stored(7, "forged", kSalt + 1) + "yy");
  around[kRecordHeaderBytes] ^= 1;
  const Scan honest = scan(around + stored(1, "real"));
  EXPECT_EQ(honest.payloads, (Payloads{"real"}));
}

TEST(Scanner, SkipsRecordsThatWouldGoBackwards) {
  const Scan forwards = scan(stored(5, "five") + stored(4, "four") + stored(6, "six"));
  EXPECT_EQ(forwards.payloads, (Payloads{"five", "six"}));
  EXPECT_EQ(forwards.damage.size(), 1U);
}

TEST(Scanner, LeavesOutWhatTheNextFileHas) {
  const Scan before = scan(stored(0, "a") + stored(1, "b") + stored(2, "c"), 1);
  EXPECT_EQ(before.payloads, (Payloads{"a"}));
  EXPECT_TRUE(before.damage.empty());
}

TEST(Scanner, BelievesNoLengthPastTheEnd) {
  std::string bytes = stored(0, "payload");
  bytes[10] = 1;  // 64 KiB more.
  const Scan none = scan(bytes);
  EXPECT_TRUE(none.payloads.empty());
  ASSERT_EQ(none.damage.size(), 1U);
  EXPECT_EQ(none.damage[0].reason, RecordError::truncated);
}

TEST(Scanner, EndsWhereAFileIsShorterThanItsRange) {
  const std::string bytes = stored(0, "a") + stored(1, "b");
  const BytesFile file(bytes.substr(0, bytes.size() - 1));
  Scanner scanner(file, kSalt, {0, bytes.size() + 1000, 0, kNoLimit}, 64);
  EXPECT_TRUE(scanner.next()->has_value());
  EXPECT_FALSE(scanner.next()->has_value());
  EXPECT_EQ(scanner.damage().size(), 1U);
}

TEST(Scanner, ReportsWhatTheDiskReports) {
  BytesFile file(stored(0, "a"));
  file.set_failing();
  Scanner scanner(file, kSalt, {0, 100, 0, kNoLimit});
  EXPECT_EQ(scanner.next().error(), IoError::failed);
}

}  // namespace
}  // namespace picket::segment
