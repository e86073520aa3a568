#include "domain/event/row_codec.h"

#include "base/little_endian.h"

namespace picket::domain {
namespace {

// Version 1 (2026-11): u8 version, u32 count, then per row the fields in the order of write_row();
// strings are u32 length + bytes.
constexpr std::uint8_t kVersion = 1;

void put_text(std::string& out, std::string_view text) {
  put_le(out, static_cast<std::uint32_t>(text.size()));
  out.append(text);
}

std::string take_text(LittleEndianReader& in) {
  const auto size = in.take<std::uint32_t>();
  return std::string(in.take_bytes(size));
}

/// The string columns, in their stored order: written and read by the same list.
constexpr std::string EventRow::*kTexts[] = {
    &EventRow::type,        &EventRow::platform,    &EventRow::title,      &EventRow::culprit,
    &EventRow::message,     &EventRow::transaction, &EventRow::release,    &EventRow::dist,
    &EventRow::environment, &EventRow::user,        &EventRow::user_email, &EventRow::sdk_name,
    &EventRow::sdk_version, &EventRow::trace_id};

void write_row(std::string& out, const EventRow& row) {
  put_le(out, row.project.value);
  put_le(out, row.event_id.high);
  put_le(out, row.event_id.low);
  put_le(out, row.issue.value);
  put_le(out, row.hash_id.value);
  put_le(out, to_unix_us(row.timestamp));
  put_le(out, to_unix_us(row.received));
  put_le(out, static_cast<std::int8_t>(row.category));
  put_le(out, static_cast<std::uint8_t>(row.level));
  put_le<std::uint8_t>(out, row.handled ? 1 : 0);
  for (const auto text : kTexts) put_text(out, row.*text);
  put_le(out, static_cast<std::uint32_t>(row.tags.size()));
  for (const auto& [key, value] : row.tags) {
    put_text(out, key);
    put_text(out, value);
  }
  put_le(out, row.payload.container);
  put_le(out, row.payload.offset);
  put_le(out, row.payload.size);
}

EventRow read_row(LittleEndianReader& in) {
  EventRow row;
  row.project.value = in.take<std::int64_t>();
  row.event_id.high = in.take<std::uint64_t>();
  row.event_id.low = in.take<std::uint64_t>();
  row.issue.value = in.take<std::int64_t>();
  row.hash_id.value = in.take<std::int64_t>();
  row.timestamp = from_unix_us(in.take<std::int64_t>());
  row.received = from_unix_us(in.take<std::int64_t>());
  row.category = static_cast<protocol::Category>(in.take<std::int8_t>());
  row.level = static_cast<Level>(in.take<std::uint8_t>());
  row.handled = in.take<std::uint8_t>() != 0;
  for (const auto text : kTexts) row.*text = take_text(in);
  const auto tags = in.take<std::uint32_t>();
  for (std::uint32_t i = 0; i < tags && in.ok(); ++i) {
    std::string key = take_text(in);
    row.tags.emplace_back(std::move(key), take_text(in));
  }
  row.payload.container = in.take<std::uint64_t>();
  row.payload.offset = in.take<std::uint64_t>();
  row.payload.size = in.take<std::uint32_t>();
  return row;
}

}  // namespace

std::string encode_rows(std::span<const EventRow> rows) {
  std::string out;
  put_le(out, kVersion);
  put_le(out, static_cast<std::uint32_t>(rows.size()));
  for (const EventRow& row : rows) write_row(out, row);
  return out;
}

Result<std::vector<EventRow>, RowCodecError> decode_rows(std::string_view bytes) {
  LittleEndianReader in(bytes);
  if (in.take<std::uint8_t>() != kVersion) return unexpected(RowCodecError::unknown_version);
  const auto count = in.take<std::uint32_t>();
  std::vector<EventRow> rows;
  for (std::uint32_t i = 0; i < count && in.ok(); ++i) rows.push_back(read_row(in));
  if (!in.ok() || !in.rest().empty()) return unexpected(RowCodecError::corrupt);
  return rows;
}

}  // namespace picket::domain
