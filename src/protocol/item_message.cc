#include "protocol/item_message.h"

#include "base/assert.h"
#include "base/little_endian.h"
#include "base/utf8.h"

namespace picket::protocol {
namespace {

// Version 1 (2026-11): version u8, flags u8, item type u8, attachment type u8, payload size u32,
// org i64, project i64, key i64, event id 2 x u64, received i64 (us), size u64, counts u8,
// reserved u8, pieces u16, bytes of filename, content type, client and 0 as u16 each; then counts
// (category i8, amount i64), pieces (container u64, offset u64, size u32), texts, payload.
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kReplayed = 1;

// Types go by their enumerators, which is why these never change.
static_assert(static_cast<int>(ItemType::transaction) == 1 &&
              static_cast<int>(ItemType::attachment) == 6 &&
              static_cast<int>(ItemType::user_report) == 8 &&
              static_cast<int>(ItemType::feedback) == 9 &&
              static_cast<int>(ItemType::session) == 10 &&
              static_cast<int>(ItemType::sessions) == 11 &&
              static_cast<int>(ItemType::check_in) == 13 && static_cast<int>(ItemType::span) == 21);
static_assert(static_cast<int>(AttachmentType::plain) == 0 &&
              static_cast<int>(AttachmentType::minidump) == 1 &&
              static_cast<int>(AttachmentType::apple_crash_report) == 2 &&
              static_cast<int>(AttachmentType::event_payload) == 3 &&
              static_cast<int>(AttachmentType::breadcrumbs) == 4 &&
              static_cast<int>(AttachmentType::prosperodump) == 5 &&
              static_cast<int>(AttachmentType::unreal_context) == 6 &&
              static_cast<int>(AttachmentType::unreal_logs) == 7 &&
              static_cast<int>(AttachmentType::view_hierarchy) == 8);

bool known(Category category) {
  return category != Category::unknown && to_string(category) != "unknown";
}

void put_head(const ItemMessage& message, std::string& out) {
  put_le<std::uint8_t>(out, kVersion);
  put_le<std::uint8_t>(out, message.replayed ? kReplayed : 0);
  put_le(out, static_cast<std::uint8_t>(message.type));
  put_le(out, static_cast<std::uint8_t>(message.attachment_type));
  put_le(out, message.payload_size);
  put_le(out, message.org.value);
  put_le(out, message.project.value);
  put_le(out, message.key.value);
  put_le(out, message.event_id.high);
  put_le(out, message.event_id.low);
  put_le(out, to_unix_us(message.received));
  put_le(out, message.size);
}

/// False for a type of no message.
bool take_head(LittleEndianReader& in, ItemMessage& message) {
  message.replayed = (in.take<std::uint8_t>() & kReplayed) != 0;
  message.type = static_cast<ItemType>(in.take<std::uint8_t>());
  message.attachment_type = static_cast<AttachmentType>(in.take<std::uint8_t>());
  message.payload_size = in.take<std::uint32_t>();
  message.org.value = in.take<std::int64_t>();
  message.project.value = in.take<std::int64_t>();
  message.key.value = in.take<std::int64_t>();
  message.event_id.high = in.take<std::uint64_t>();
  message.event_id.low = in.take<std::uint64_t>();
  message.received = from_unix_us(in.take<std::int64_t>());
  message.size = in.take<std::uint64_t>();
  return message.type < ItemType::unknown &&
         message.attachment_type <= AttachmentType::view_hierarchy;
}

}  // namespace

void encode(const ItemMessage& message, std::string& out) {
  PICKET_ASSERT(message.counts.size() <= kMaxItemCounts);
  PICKET_ASSERT(message.pieces.size() <= kMaxItemPieces);
  const std::string_view texts[] = {utf8_cut(message.filename, kMaxItemTextBytes),
                                    utf8_cut(message.content_type, kMaxItemTextBytes),
                                    utf8_cut(message.client, kMaxItemTextBytes)};
  put_head(message, out);
  put_le(out, static_cast<std::uint8_t>(message.counts.size()));
  put_le<std::uint8_t>(out, 0);
  put_le(out, static_cast<std::uint16_t>(message.pieces.size()));
  for (const std::string_view text : texts) {
    put_le(out, static_cast<std::uint16_t>(text.size()));
  }
  put_le<std::uint16_t>(out, 0);
  for (const Quantity& count : message.counts) {
    put_le(out, static_cast<std::int8_t>(count.category));
    put_le(out, count.amount);
  }
  for (const StoredPiece& piece : message.pieces) {
    put_le(out, piece.container);
    put_le(out, piece.offset);
    put_le(out, piece.size);
  }
  for (const std::string_view text : texts) out.append(text);
  out.append(message.payload);
}

Result<ItemMessage, ItemMessageError> decode_item_message(std::string_view bytes) {
  LittleEndianReader in(bytes);
  if (in.take<std::uint8_t>() != kVersion && in.ok()) {
    return unexpected(ItemMessageError::unknown_version);
  }
  ItemMessage message;
  const bool known_type = take_head(in, message);
  const auto counts = in.take<std::uint8_t>();
  in.take<std::uint8_t>();
  const auto pieces = in.take<std::uint16_t>();
  std::uint16_t lengths[3];
  for (std::uint16_t& length : lengths) length = in.take<std::uint16_t>();
  in.take<std::uint16_t>();
  if (!in.ok()) return unexpected(ItemMessageError::truncated);
  if (!known_type) return unexpected(ItemMessageError::bad_type);
  if (counts > kMaxItemCounts || pieces > kMaxItemPieces) {
    return unexpected(ItemMessageError::too_many);
  }
  for (std::uint8_t i = 0; i < counts; ++i) {
    const auto category = static_cast<Category>(in.take<std::int8_t>());
    message.counts.push_back({category, in.take<std::int64_t>()});
    if (in.ok() && !known(category)) return unexpected(ItemMessageError::bad_category);
  }
  for (std::uint16_t i = 0; i < pieces; ++i) {
    StoredPiece& piece = message.pieces.emplace_back();
    piece.container = in.take<std::uint64_t>();
    piece.offset = in.take<std::uint64_t>();
    piece.size = in.take<std::uint32_t>();
  }
  message.filename = in.take_bytes(lengths[0]);
  message.content_type = in.take_bytes(lengths[1]);
  message.client = in.take_bytes(lengths[2]);
  if (!in.ok()) return unexpected(ItemMessageError::truncated);
  message.payload = in.rest();
  return message;
}

std::string_view to_string(ItemMessageError error) noexcept {
  switch (error) {
    case ItemMessageError::truncated:
      return "truncated";
    case ItemMessageError::unknown_version:
      return "unknown version";
    case ItemMessageError::bad_type:
      return "bad type";
    case ItemMessageError::bad_category:
      return "bad category";
    case ItemMessageError::too_many:
      return "too many counts or pieces";
  }
  return "";
}

}  // namespace picket::protocol
