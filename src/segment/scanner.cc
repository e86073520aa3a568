#include "segment/scanner.h"

#include <algorithm>
#include <cstring>

namespace picket::segment {

std::string_view to_string(RecordError reason) noexcept {
  switch (reason) {
    case RecordError::truncated:
      return "truncated";
    case RecordError::bad_header:
      return "bad_header";
    case RecordError::bad_crc:
      return "bad_crc";
  }
  return "unknown";
}

Scanner::Scanner(const File& file, std::uint32_t salt, ScanRange range, std::size_t window_bytes)
    : file_(file),
      salt_(salt),
      range_(range),
      window_bytes_(std::max(window_bytes, kRecordHeaderBytes)),
      next_offset_(range.least_offset),
      good_until_(range.start) {}

Result<std::string_view, IoError> Scanner::view(std::uint64_t position, std::size_t want) {
  if (position >= range_.end) return std::string_view{};
  want = static_cast<std::size_t>(std::min<std::uint64_t>(want, range_.end - position));
  if (position < buffer_at_ || position + want > buffer_at_ + buffer_.size()) {
    const auto size = static_cast<std::size_t>(
        std::min<std::uint64_t>(std::max(want, window_bytes_), range_.end - position));
    buffer_.resize(size);
    const auto got = file_.read(position, buffer_);
    buffer_at_ = position;
    buffer_.resize(got.value_or(0));
    if (!got) return unexpected(got.error());
  }
  return std::string_view(buffer_).substr(static_cast<std::size_t>(position - buffer_at_));
}

Result<Scanner::Checked, IoError> Scanner::record_at(std::uint64_t position) {
  auto bytes = view(position, kRecordHeaderBytes);
  if (!bytes) return unexpected(bytes.error());
  const auto length = claimed_payload_bytes(salt_, *bytes);
  if (!length) return Checked(unexpected(length.error()));
  if (stored_bytes(*length) > range_.end - position) {
    return Checked(unexpected(RecordError::truncated));
  }
  bytes = view(position, static_cast<std::size_t>(stored_bytes(*length)));
  if (!bytes) return unexpected(bytes.error());
  Checked record = decode_record(salt_, *bytes);
  if (record && record->offset < next_offset_) return Checked(unexpected(RecordError::bad_header));
  return record;
}

std::optional<Scanner::Found> Scanner::accept(const Record& record, std::uint64_t position) {
  if (record.offset >= range_.limit_offset) {
    finished_ = true;
    return std::nullopt;
  }
  next_offset_ = record.offset + 1;
  good_until_ = position + stored_bytes(record.payload.size());
  return Found{record, position};
}

Result<std::optional<Scanner::Found>, IoError> Scanner::next() {
  if (finished_ || good_until_ >= range_.end) return std::nullopt;
  const auto checked = record_at(good_until_);
  if (!checked) return unexpected(checked.error());
  if (*checked) return accept(**checked, good_until_);
  return search_after(good_until_, checked->error());
}

Result<std::optional<Scanner::Found>, IoError> Scanner::search_after(std::uint64_t bad,
                                                                     RecordError reason) {
  char salt[sizeof(salt_)];
  std::memcpy(salt, &salt_, sizeof(salt));
  const std::string_view wanted(salt, sizeof(salt));
  for (std::uint64_t from = bad + 1;
       range_.end - from >= kRecordHeaderBytes && from < range_.end;) {
    const auto bytes = view(from, kRecordHeaderBytes);
    if (!bytes) return unexpected(bytes.error());
    if (bytes->size() < kRecordHeaderBytes) break;  // The file is shorter than the range says.
    const std::size_t found = bytes->find(wanted, kSaltAt);
    if (found == std::string_view::npos) {
      // The salt may straddle the end of the window.
      from += bytes->size() - (kSaltAt + wanted.size() - 1);
      continue;
    }
    const std::uint64_t candidate = from + found - kSaltAt;
    const auto checked = record_at(candidate);
    if (!checked) return unexpected(checked.error());
    if (*checked) {
      damage_.push_back({bad, candidate - bad, reason});
      return accept(**checked, candidate);
    }
    from = candidate + 1;
  }
  damage_.push_back({bad, range_.end - bad, reason});
  finished_ = true;
  return std::nullopt;
}

}  // namespace picket::segment
