// The message on topic `ingest-events`: what the relay decided about one event, and the event
// itself. Byte layout and a worked example: docs/formats/ingest_message.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"
#include "protocol/outcome.h"

namespace picket::protocol {

/// Views into the encoded message after decoding; the payload is the normalized event JSON as one
/// zstd frame, which the consumer stores as it is when no later stage changes the event.
struct IngestMessage {
  OrgId org;
  ProjectId project;
  KeyId key;
  EventId event_id;
  Timestamp received;
  Category category = Category::error;
  bool replayed = false;  ///< Comes from the dead letters: was counted invalid/dead_letter before.
  std::uint32_t json_size =
      0;  ///< Bytes of the payload when decompressed; a limit for the decoder.
  std::string_view payload;
};

enum class IngestMessageError : std::uint8_t { truncated, unknown_version, bad_category };

void encode(const IngestMessage& message, std::string& out);
Result<IngestMessage, IngestMessageError> decode_ingest_message(std::string_view bytes) noexcept;

/// Duplicates must meet, so the partition depends on project and event id alone.
std::uint32_t partition_of(ProjectId project, const EventId& event,
                           std::uint32_t partitions) noexcept;

}  // namespace picket::protocol
