#include "protocol/ingest_message.h"

#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

IngestMessage sample() {
  IngestMessage message;
  message.org.value = 1;
  message.project.value = 2;
  message.key.value = 3;
  message.event_id = {4, 5};
  message.received = from_unix_us(1'700'000'000'000'006);
  message.category = Category::error;
  message.replayed = true;
  message.json_size = 77;
  message.payload = "payload";
  return message;
}

TEST(IngestMessage, ComesBackAsItWasWritten) {
  std::string bytes;
  encode(sample(), bytes);
  const auto read = decode_ingest_message(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->org.value, 1);
  EXPECT_EQ(read->project.value, 2);
  EXPECT_EQ(read->key.value, 3);
  EXPECT_EQ(read->event_id, (EventId{4, 5}));
  EXPECT_EQ(read->received, sample().received);
  EXPECT_EQ(read->category, Category::error);
  EXPECT_TRUE(read->replayed);
  EXPECT_EQ(read->json_size, 77U);
  EXPECT_EQ(read->payload, "payload");
}

TEST(IngestMessage, HasTheBytesOfItsFormatPage) {
  static constexpr unsigned char kPage[] = {
      0x01, 0x01, 0x01, 0x00, 0x4d, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x06, 0x40, 0x1e, 0x18,
      0x24, 0x0a, 0x06, 0x00, 'p',  'a',  'y',  'l',  'o',  'a',  'd'};
  std::string bytes;
  encode(sample(), bytes);
  EXPECT_EQ(bytes, std::string(std::begin(kPage), std::end(kPage)));
}

TEST(IngestMessage, RefusesWhatItDoesNotKnow) {
  std::string bytes;
  encode(sample(), bytes);
  EXPECT_EQ(decode_ingest_message(bytes.substr(0, 55)).error(), IngestMessageError::truncated);
  std::string version = bytes;
  version[0] = 9;
  EXPECT_EQ(decode_ingest_message(version).error(), IngestMessageError::unknown_version);
  std::string category = bytes;
  category[2] = 120;
  EXPECT_EQ(decode_ingest_message(category).error(), IngestMessageError::bad_category);
}

TEST(PartitionOf, IsStableAndSpreads) {
  int seen[2] = {0, 0};
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const std::uint32_t p = partition_of(ProjectId{1}, EventId{i * 77, i}, 2);
    EXPECT_EQ(p, partition_of(ProjectId{1}, EventId{i * 77, i}, 2));
    ++seen[p];
  }
  EXPECT_GT(seen[0], 300);
  EXPECT_GT(seen[1], 300);
}

}  // namespace
}  // namespace picket::protocol
