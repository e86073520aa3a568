#include "codec/file_compression.h"

#include "codec/decoder.h"

namespace picket::codec {

std::optional<FileCompression> detect_file_compression(std::string_view bytes) noexcept {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x1f\x8b"sv)) return FileCompression::gzip;
  if (bytes.starts_with("\xfd"
                        "7zXZ\0"sv)) {
    return FileCompression::xz;
  }
  if (bytes.starts_with("BZh"sv)) return FileCompression::bzip2;
  if (bytes.starts_with("\x28\xb5\x2f\xfd"sv)) return FileCompression::zstd;
  return std::nullopt;
}

std::string_view file_suffix(FileCompression compression) noexcept {
  switch (compression) {
    case FileCompression::gzip:
      return ".gz";
    case FileCompression::xz:
      return ".xz";
    case FileCompression::bzip2:
      return ".bz2";
    case FileCompression::zstd:
      return ".zst";
  }
  return "";
}

Result<std::string, DecodeError> undo_file_compression(FileCompression compression,
                                                       std::string_view bytes,
                                                       std::size_t max_bytes) {
  switch (compression) {
    case FileCompression::gzip:
      return decode_all(ContentCoding::gzip, bytes, max_bytes);
    case FileCompression::zstd:
      return decode_all(ContentCoding::zstd, bytes, max_bytes);
    case FileCompression::xz:
      return detail::decode_xz(bytes, max_bytes);
    case FileCompression::bzip2:
      return detail::decode_bzip2(bytes, max_bytes);
  }
  return unexpected(DecodeError::corrupt);
}

}  // namespace picket::codec
