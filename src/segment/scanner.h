// Scanner: the good records of a segment file in order, past whatever is damaged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "segment/file_system.h"
#include "segment/format.h"

namespace picket::segment {

/// Bytes in which no good record stands.
struct Damage {
  std::uint64_t position = 0;
  std::uint64_t bytes = 0;
  RecordError reason = RecordError::bad_header;  ///< Of what stands at `position`.
};

std::string_view to_string(RecordError reason) noexcept;

struct ScanRange {
  std::uint64_t start = kFileHeaderBytes;  ///< Where a record begins.
  std::uint64_t end = 0;                   ///< Bytes of the file that count.
  std::int64_t least_offset = 0;           ///< Records below are not of this place: damage.
  std::int64_t limit_offset = 0;  ///< Records from here on belong to the next file: ignored.
};

/// Reads through a window, so that a file of any size takes little memory. One thread. The file
/// outlives it.
class Scanner {
 public:
  /// What is read at once. 128 KiB: 60 records of 2 KB, and in the CPU's second-level cache.
  static constexpr std::size_t kWindowBytes = 128_KiB;

  struct Found {
    Record record;  ///< The payload is valid until the next call.
    std::uint64_t position = 0;
  };

  Scanner(const File& file, std::uint32_t salt, ScanRange range,
          std::size_t window_bytes = kWindowBytes);

  /// The next good record, or nullopt at the end. Damage is skipped to the next good record by a
  /// search for the file's salt; what was skipped is added to damage().
  Result<std::optional<Found>, IoError> next();

  const std::vector<Damage>& damage() const noexcept { return damage_; }
  /// After the last record that next() returned; the start before that.
  std::uint64_t good_until() const noexcept { return good_until_; }

 private:
  /// The file from `position` on, at least `want` bytes unless the range ends before.
  Result<std::string_view, IoError> view(std::uint64_t position, std::size_t want);
  using Checked = Result<Record, RecordError>;
  /// Outer result: reading; inner: whether a good record of this range stands there.
  Result<Checked, IoError> record_at(std::uint64_t position);
  Result<std::optional<Found>, IoError> search_after(std::uint64_t bad, RecordError reason);
  std::optional<Found> accept(const Record& record, std::uint64_t position);

  const File& file_;
  const std::uint32_t salt_;
  const ScanRange range_;
  const std::size_t window_bytes_;
  std::int64_t next_offset_;
  std::uint64_t good_until_;
  bool finished_ = false;
  std::vector<Damage> damage_;
  std::string buffer_;
  std::uint64_t buffer_at_ = 0;
};

}  // namespace picket::segment
