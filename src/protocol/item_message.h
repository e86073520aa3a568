// The message on the topics of everything that is not an error event: one item that the relay
// accepted. Byte layout and a worked example: docs/formats/item_message.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"
#include "protocol/ids.h"
#include "protocol/item_limits.h"
#include "protocol/item_type.h"

namespace picket::protocol {

/// Quantities of one item; a transaction with its spans has four.
inline constexpr std::size_t kMaxItemCounts = 8;
/// Pieces of one attachment: 200 MiB in pieces of 32 MiB are seven.
inline constexpr std::size_t kMaxItemPieces = 64;
/// Bytes of one piece at most, because a blob is read as a whole.
inline constexpr std::size_t kItemPieceBytes = 32_MiB;
/// File name, content type and client are cut to this, between characters.
inline constexpr std::size_t kMaxItemTextBytes = 1024;

/// A part of an attachment in the blob store, as the store named it.
struct StoredPiece {
  std::uint64_t container = 0;
  std::uint64_t offset = 0;
  std::uint32_t size = 0;

  friend bool operator==(const StoredPiece&, const StoredPiece&) = default;
};

/// Texts and payload are views into the encoded message after decoding. An attachment lies in the
/// blob store, written before the message; everything else is the payload.
struct ItemMessage {
  OrgId org;
  ProjectId project;
  KeyId key;
  EventId event_id;  ///< Zero for items that belong to no event.
  Timestamp received;
  ItemType type = ItemType::unknown;
  bool replayed = false;         ///< Was counted invalid/dead_letter before.
  std::vector<Quantity> counts;  ///< Outcomes `accepted` once it is stored.

  AttachmentType attachment_type = AttachmentType::plain;
  std::uint64_t size = 0;         ///< Bytes of the item as it is downloaded.
  std::string_view filename;      ///< Empty when the SDK gave none.
  std::string_view content_type;  ///< Likewise.
  std::string_view client;        ///< "sentry.python/2.1"; empty when unknown.
  std::vector<StoredPiece> pieces;

  std::uint32_t payload_size = 0;  ///< Bytes when decompressed; a limit for the decoder.
  std::string_view payload;        ///< One zstd frame, or empty.
};

enum class ItemMessageError : std::uint8_t {
  truncated,
  unknown_version,
  bad_type,  ///< Of the item or the attachment.
  bad_category,
  too_many,  ///< Counts or pieces.
};

/// Appends the message. At most kMaxItemCounts and kMaxItemPieces.
void encode(const ItemMessage& message, std::string& out);
Result<ItemMessage, ItemMessageError> decode_item_message(std::string_view bytes);

std::string_view to_string(ItemMessageError error) noexcept;

}  // namespace picket::protocol
