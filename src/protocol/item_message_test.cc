#include "protocol/item_message.h"

#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

ItemMessage sample() {
  ItemMessage message;
  message.org.value = 1;
  message.project.value = 2;
  message.key.value = 3;
  message.event_id = {4, 5};
  message.received = from_unix_us(1'700'000'000'000'006);
  message.type = ItemType::attachment;
  message.replayed = true;
  message.counts = {{Category::attachment, 9}, {Category::attachment_item, 1}};
  message.attachment_type = AttachmentType::minidump;
  message.size = 9;
  message.filename = "a.dmp";
  message.content_type = "x/y";
  message.client = "c";
  message.pieces = {{7, 8, 9}};
  message.payload_size = 77;
  message.payload = "payload";
  return message;
}

std::string encoded(const ItemMessage& message) {
  std::string bytes;
  encode(message, bytes);
  return bytes;
}

TEST(ItemMessage, ComesBackAsItWasWritten) {
  const std::string bytes = encoded(sample());
  const auto read = decode_item_message(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->org.value, 1);
  EXPECT_EQ(read->project.value, 2);
  EXPECT_EQ(read->key.value, 3);
  EXPECT_EQ(read->event_id, (EventId{4, 5}));
  EXPECT_EQ(read->received, sample().received);
  EXPECT_EQ(read->type, ItemType::attachment);
  EXPECT_TRUE(read->replayed);
  EXPECT_EQ(read->counts, sample().counts);
  EXPECT_EQ(read->attachment_type, AttachmentType::minidump);
  EXPECT_EQ(read->size, 9U);
  EXPECT_EQ(read->filename, "a.dmp");
  EXPECT_EQ(read->content_type, "x/y");
  EXPECT_EQ(read->client, "c");
  EXPECT_EQ(read->pieces, sample().pieces);
  EXPECT_EQ(read->payload_size, 77U);
  EXPECT_EQ(read->payload, "payload");
}

TEST(ItemMessage, NeedsNeitherTextsNorPieces) {
  ItemMessage message;
  message.project.value = 2;
  message.type = ItemType::check_in;
  message.payload = "{}";
  const std::string bytes = encoded(message);
  const auto read = decode_item_message(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->type, ItemType::check_in);
  EXPECT_EQ(read->event_id, EventId{});
  EXPECT_TRUE(read->counts.empty());
  EXPECT_TRUE(read->pieces.empty());
  EXPECT_TRUE(read->filename.empty());
  EXPECT_EQ(read->payload, "{}");
}

TEST(ItemMessage, HasTheBytesOfItsFormatPage) {
  static constexpr unsigned char kPage[] = {
      0x01, 0x01, 0x06, 0x01, 0x4d, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x06, 0x40, 0x1e, 0x18, 0x24, 0x0a, 0x06, 0x00, 0x09, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x00, 0x05, 0x00, 0x03, 0x00, 0x01, 0x00, 0x00,
      0x00, 0x04, 0x09, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x16, 0x01, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x09, 0x00, 0x00, 0x00, 'a',  '.',  'd',  'm',  'p',  'x',
      '/',  'y',  'c',  'p',  'a',  'y',  'l',  'o',  'a',  'd'};
  EXPECT_EQ(encoded(sample()), std::string(std::begin(kPage), std::end(kPage)));
}

TEST(ItemMessage, RefusesEveryPrefixThatLacksAField) {
  ItemMessage message = sample();
  message.payload = {};
  const std::string bytes = encoded(message);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto read = decode_item_message(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(read.has_value()) << size;
    EXPECT_EQ(read.error(), ItemMessageError::truncated) << size;
  }
  EXPECT_TRUE(decode_item_message(bytes).has_value());
}

TEST(ItemMessage, RefusesWhatItDoesNotKnow) {
  struct Case {
    std::size_t at;
    char byte;
    ItemMessageError want;
  };
  constexpr std::size_t kCounts = 64;
  constexpr std::size_t kPieces = 66;
  constexpr std::size_t kFirstCategory = 76;
  for (const Case& c :
       {Case{0, 9, ItemMessageError::unknown_version},
        Case{2, static_cast<char>(ItemType::unknown), ItemMessageError::bad_type},
        Case{2, 100, ItemMessageError::bad_type}, Case{3, 9, ItemMessageError::bad_type},
        Case{kCounts, kMaxItemCounts + 1, ItemMessageError::too_many},
        Case{kPieces, kMaxItemPieces + 1, ItemMessageError::too_many},
        Case{kFirstCategory, 120, ItemMessageError::bad_category},
        Case{kFirstCategory, -1, ItemMessageError::bad_category}}) {
    std::string bytes = encoded(sample());
    bytes[c.at] = c.byte;
    const auto read = decode_item_message(bytes);
    ASSERT_FALSE(read.has_value()) << c.at;
    EXPECT_EQ(read.error(), c.want) << c.at;
    EXPECT_FALSE(to_string(read.error()).empty());
  }
}

TEST(ItemMessage, CutsLongTextsBetweenCharacters) {
  std::string name(kMaxItemTextBytes - 1, 'n');
  name += "\xc3\xa9";  // e with acute: its second byte would be over the limit.
  ItemMessage message = sample();
  message.filename = name;
  const std::string bytes = encoded(message);
  const auto read = decode_item_message(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->filename, std::string(kMaxItemTextBytes - 1, 'n'));
  EXPECT_EQ(read->content_type, "x/y");
}

}  // namespace
}  // namespace picket::protocol
