// The bytes of a segment file: one file header, then records back to back. docs/formats/segment.md.
//
// Version 1 (2026-11): as below. A reader refuses versions it does not know.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"

namespace picket::segment {

inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr std::size_t kFileHeaderBytes = 40;
inline constexpr std::size_t kRecordHeaderBytes = 32;

/// Of one payload. What a length field may claim before anything is allocated for it; half a
/// default file, and far over the largest item that the relay takes.
inline constexpr std::uint64_t kMaxPayloadBytes = 32_MiB;

struct FileHeader {
  /// Random, not zero, repeated in every record of the file: bytes of a payload, of another file or
  /// of an old disk block cannot pass for a record of this one.
  std::uint32_t salt = 0;
  std::int64_t base_offset = 0;  ///< Of the first record; also the file's name.
  Timestamp created;
};

enum class HeaderError : std::uint8_t { truncated, not_a_segment, unknown_version, bad_crc };

std::array<char, kFileHeaderBytes> encode(const FileHeader& header) noexcept;
/// Reads the first kFileHeaderBytes of `bytes`.
Result<FileHeader, HeaderError> decode_file_header(std::string_view bytes) noexcept;

/// Fresh salt for a new file.
std::uint32_t new_salt() noexcept;

struct Record {
  std::int64_t offset = 0;
  Timestamp appended;
  std::string_view payload;
};

constexpr std::uint64_t stored_bytes(std::size_t payload_bytes) noexcept {
  return kRecordHeaderBytes + payload_bytes;
}

/// The 32 bytes that go before the payload, which is at most kMaxPayloadBytes.
std::array<char, kRecordHeaderBytes> encode_record_header(std::uint32_t salt,
                                                          const Record& record) noexcept;

enum class RecordError : std::uint8_t {
  truncated,   ///< The bytes end before the record does, or before its header does.
  bad_header,  ///< Salt, version, reserved bits or length cannot be.
  bad_crc,
};

/// Payload length that the record at the front of `bytes` claims, when its header can be true
/// at all. Not checked against the CRC yet.
Result<std::uint32_t, RecordError> claimed_payload_bytes(std::uint32_t salt,
                                                         std::string_view bytes) noexcept;
/// The record at the front of `bytes`, checked; the payload is a view into them.
Result<Record, RecordError> decode_record(std::uint32_t salt, std::string_view bytes) noexcept;

/// Where the salt stands in a record: what a search for the next good record looks for.
inline constexpr std::size_t kSaltAt = 4;
std::uint32_t salt_of_record(std::string_view bytes) noexcept;

}  // namespace picket::segment
