#include "protocol/ingest_message.h"

#include "base/little_endian.h"

namespace picket::protocol {
namespace {

// Version 1 (2026-11): version u8, flags u8, category i8, reserved u8, json_size u32, org i64,
// project i64, key i64, event id 2 x u64, received i64 (us), payload to the end.
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kReplayed = 1;
constexpr std::size_t kHeaderBytes = 8 + 6 * 8;

}  // namespace

void encode(const IngestMessage& message, std::string& out) {
  out.reserve(out.size() + kHeaderBytes + message.payload.size());
  put_le<std::uint8_t>(out, kVersion);
  put_le<std::uint8_t>(out, message.replayed ? kReplayed : 0);
  put_le(out, static_cast<std::int8_t>(message.category));
  put_le<std::uint8_t>(out, 0);
  put_le(out, message.json_size);
  put_le(out, message.org.value);
  put_le(out, message.project.value);
  put_le(out, message.key.value);
  put_le(out, message.event_id.high);
  put_le(out, message.event_id.low);
  put_le(out, to_unix_us(message.received));
  out.append(message.payload);
}

Result<IngestMessage, IngestMessageError> decode_ingest_message(std::string_view bytes) noexcept {
  if (bytes.size() < kHeaderBytes) return unexpected(IngestMessageError::truncated);
  LittleEndianReader in(bytes);
  if (in.take<std::uint8_t>() != kVersion) return unexpected(IngestMessageError::unknown_version);
  IngestMessage message;
  message.replayed = (in.take<std::uint8_t>() & kReplayed) != 0;
  message.category = static_cast<Category>(in.take<std::int8_t>());
  if (message.category != Category::unknown && to_string(message.category) == "unknown") {
    return unexpected(IngestMessageError::bad_category);
  }
  in.take<std::uint8_t>();
  message.json_size = in.take<std::uint32_t>();
  message.org.value = in.take<std::int64_t>();
  message.project.value = in.take<std::int64_t>();
  message.key.value = in.take<std::int64_t>();
  message.event_id.high = in.take<std::uint64_t>();
  message.event_id.low = in.take<std::uint64_t>();
  message.received = from_unix_us(in.take<std::int64_t>());
  message.payload = in.rest();
  return message;
}

std::uint32_t partition_of(ProjectId project, const EventId& event,
                           std::uint32_t partitions) noexcept {
  std::uint64_t h = event.high ^ (event.low * 0x9e3779b97f4a7c15U) ^
                    (static_cast<std::uint64_t>(project.value) * 0xbf58476d1ce4e5b9U);
  h ^= h >> 32U;
  return partitions == 0 ? 0 : static_cast<std::uint32_t>(h % partitions);
}

}  // namespace picket::protocol
