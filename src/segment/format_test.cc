#include "segment/format.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::segment {
namespace {

constexpr std::uint32_t kSalt = 0x5a5a1234;

std::string stored(const Record& record) {
  const auto header = encode_record_header(kSalt, record);
  return std::string(header.data(), header.size()) + std::string(record.payload);
}

std::string stored(const FileHeader& header) {
  const auto bytes = encode(header);
  return {bytes.data(), bytes.size()};
}

TEST(SegmentFileHeader, ReadsBackWhatWasWritten) {
  const auto read =
      decode_file_header(stored({kSalt, 1234567890123, from_unix_us(1764000000000001)}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->salt, kSalt);
  EXPECT_EQ(read->base_offset, 1234567890123);
  EXPECT_EQ(read->created, from_unix_us(1764000000000001));
}

TEST(SegmentFileHeader, NamesWhyItIsRefused) {
  const std::string good = stored({kSalt, 7, from_unix_us(1)});
  EXPECT_EQ(decode_file_header(good.substr(0, kFileHeaderBytes - 1)).error(),
            HeaderError::truncated);
  std::string other = good;
  other[1] = 'Q';
  EXPECT_EQ(decode_file_header(other).error(), HeaderError::not_a_segment);
  other = good;
  other[20] ^= 1;
  EXPECT_EQ(decode_file_header(other).error(), HeaderError::bad_crc);
  // Version 2 with the CRC that a newer program would have written over these very bytes.
  constexpr char kVersion2[] =
      "\x89PSEG\r\n\x1a\2\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x63\xcb\x80\x02";
  static_assert(sizeof(kVersion2) == kFileHeaderBytes + 1);
  EXPECT_EQ(decode_file_header({kVersion2, kFileHeaderBytes}).error(),
            HeaderError::unknown_version);
}

TEST(SegmentFileHeader, AnyBitFlipIsNoticed) {
  const std::string good = stored({kSalt, 7, from_unix_us(1)});
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string flipped = good;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(decode_file_header(flipped)) << "bit " << bit;
  }
}

TEST(SegmentRecord, ReadsBackWhatWasWritten) {
  for (const std::string& payload : {std::string(), std::string("x"), std::string(5000, 'p')}) {
    const std::string bytes = stored(Record{42, from_unix_us(99), payload}) + "what follows";
    EXPECT_EQ(claimed_payload_bytes(kSalt, bytes), payload.size());
    const auto read = decode_record(kSalt, bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->offset, 42);
    EXPECT_EQ(read->appended, from_unix_us(99));
    EXPECT_EQ(read->payload, payload);
  }
}

TEST(SegmentRecord, IsTruncatedAtEveryCut) {
  const std::string bytes = stored(Record{42, from_unix_us(99), "payload"});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(decode_record(kSalt, std::string_view(bytes).substr(0, size)).error(),
              RecordError::truncated)
        << size;
  }
}

TEST(SegmentRecord, AnyBitFlipIsNoticed) {
  const std::string good = stored(Record{42, from_unix_us(99), "payload"});
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string flipped = good;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(decode_record(kSalt, flipped)) << "bit " << bit;
  }
}

TEST(SegmentRecord, HasABadHeaderWhenItCannotBeTrue) {
  const std::string good = stored(Record{42, from_unix_us(99), "payload"});
  EXPECT_EQ(decode_record(kSalt + 1, good).error(), RecordError::bad_header);
  std::string bytes = good;
  bytes[12] = 2;  // Version.
  EXPECT_EQ(decode_record(kSalt, bytes).error(), RecordError::bad_header);
  bytes = good;
  bytes[15] = 1;  // Reserved.
  EXPECT_EQ(decode_record(kSalt, bytes).error(), RecordError::bad_header);
  bytes = good;
  bytes[11] = '\x7f';  // A length of 2 GB: refused before it is believed.
  EXPECT_EQ(claimed_payload_bytes(kSalt, bytes).error(), RecordError::bad_header);
  bytes = good;
  bytes.back() ^= 1;
  EXPECT_EQ(decode_record(kSalt, bytes).error(), RecordError::bad_crc);
}

TEST(SegmentSalt, IsNeverZeroAndDiffers) {
  const std::uint32_t first = new_salt();
  EXPECT_NE(first, 0U);
  EXPECT_NE(first, new_salt());
}

}  // namespace
}  // namespace picket::segment
