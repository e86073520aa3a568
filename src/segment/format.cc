#include "segment/format.h"

#include <bit>
#include <cstring>

#include "base/assert.h"
#include "base/random.h"
#include "segment/checksum.h"

namespace picket::segment {
namespace {

static_assert(std::endian::native == std::endian::little, "fields are copied as they are");
static_assert(kFormatVersion == 1, "a new version needs a line in format.h and in the format page");

// First bytes of every file. The high bit, CR LF and ^Z show damage by text transfer, as in PNG.
constexpr char kMagic[8] = {'\x89', 'P', 'S', 'E', 'G', '\r', '\n', '\x1a'};

// File header.
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kFileSaltAt = 12;
constexpr std::size_t kBaseAt = 16;
constexpr std::size_t kCreatedAt = 24;
constexpr std::size_t kFileReservedAt = 32;
constexpr std::size_t kFileCrcAt = 36;

// Record header; the CRC covers everything after itself, payload included.
constexpr std::size_t kCrcAt = 0;
constexpr std::size_t kLengthAt = 8;
constexpr std::size_t kRecordVersionAt = 12;
constexpr std::size_t kOffsetAt = 16;
constexpr std::size_t kAppendedAt = 24;
constexpr std::uint32_t kRecordVersion = 1;  // The upper three bytes are reserved and zero.

template <class T>
void store(char* at, T value) noexcept {
  std::memcpy(at, &value, sizeof(T));
}

template <class T>
T load(std::string_view bytes, std::size_t at) noexcept {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof(T));
  return value;
}

}  // namespace

std::array<char, kFileHeaderBytes> encode(const FileHeader& header) noexcept {
  std::array<char, kFileHeaderBytes> out;
  std::memcpy(out.data(), kMagic, sizeof(kMagic));
  store(&out[kVersionAt], kFormatVersion);
  store(&out[kFileSaltAt], header.salt);
  store(&out[kBaseAt], header.base_offset);
  store(&out[kCreatedAt], to_unix_us(header.created));
  store(&out[kFileReservedAt], std::uint32_t{0});
  store(&out[kFileCrcAt], crc32({out.data(), kFileCrcAt}));
  return out;
}

Result<FileHeader, HeaderError> decode_file_header(std::string_view bytes) noexcept {
  if (bytes.size() < kFileHeaderBytes) return unexpected(HeaderError::truncated);
  if (std::memcmp(bytes.data(), kMagic, sizeof(kMagic)) != 0) {
    return unexpected(HeaderError::not_a_segment);
  }
  if (crc32(bytes.substr(0, kFileCrcAt)) != load<std::uint32_t>(bytes, kFileCrcAt)) {
    return unexpected(HeaderError::bad_crc);
  }
  if (load<std::uint32_t>(bytes, kVersionAt) != kFormatVersion) {
    return unexpected(HeaderError::unknown_version);
  }
  return FileHeader{load<std::uint32_t>(bytes, kFileSaltAt), load<std::int64_t>(bytes, kBaseAt),
                    from_unix_us(load<std::int64_t>(bytes, kCreatedAt))};
}

std::uint32_t new_salt() noexcept {
  std::uint32_t salt = 0;
  while (salt == 0) fill_random(std::as_writable_bytes(std::span(&salt, 1)));
  return salt;
}

std::array<char, kRecordHeaderBytes> encode_record_header(std::uint32_t salt,
                                                          const Record& record) noexcept {
  PICKET_ASSERT(record.payload.size() <= kMaxPayloadBytes);
  std::array<char, kRecordHeaderBytes> out;
  store(&out[kSaltAt], salt);
  store(&out[kLengthAt], static_cast<std::uint32_t>(record.payload.size()));
  store(&out[kRecordVersionAt], kRecordVersion);
  store(&out[kOffsetAt], record.offset);
  store(&out[kAppendedAt], to_unix_us(record.appended));
  const std::uint32_t of_header = crc32({&out[kSaltAt], kRecordHeaderBytes - kSaltAt});
  store(&out[kCrcAt], crc32(record.payload, of_header));
  return out;
}

Result<std::uint32_t, RecordError> claimed_payload_bytes(std::uint32_t salt,
                                                         std::string_view bytes) noexcept {
  if (bytes.size() < kRecordHeaderBytes) return unexpected(RecordError::truncated);
  const auto length = load<std::uint32_t>(bytes, kLengthAt);
  if (salt_of_record(bytes) != salt || length > kMaxPayloadBytes ||
      load<std::uint32_t>(bytes, kRecordVersionAt) != kRecordVersion) {
    return unexpected(RecordError::bad_header);
  }
  return length;
}

Result<Record, RecordError> decode_record(std::uint32_t salt, std::string_view bytes) noexcept {
  const auto length = claimed_payload_bytes(salt, bytes);
  if (!length) return unexpected(length.error());
  if (bytes.size() < stored_bytes(*length)) return unexpected(RecordError::truncated);
  const std::string_view checked = bytes.substr(kSaltAt, stored_bytes(*length) - kSaltAt);
  if (crc32(checked) != load<std::uint32_t>(bytes, kCrcAt)) {
    return unexpected(RecordError::bad_crc);
  }
  return Record{load<std::int64_t>(bytes, kOffsetAt),
                from_unix_us(load<std::int64_t>(bytes, kAppendedAt)),
                bytes.substr(kRecordHeaderBytes, *length)};
}

std::uint32_t salt_of_record(std::string_view bytes) noexcept {
  return load<std::uint32_t>(bytes, kSaltAt);
}

}  // namespace picket::segment
