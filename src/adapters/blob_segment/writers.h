// BlobWriters: the files that blobs are being appended to, one per day.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/blob_segment/inventory.h"
#include "adapters/blob_segment/place.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"
#include "segment/file_system.h"
#include "segment/telemetry.h"
#include "segment/writer.h"

namespace picket::adapters {

/// One thread. Begins a new file for each day that is written to in this process, so that what a
/// crash left at the end of an older file is never written to again: nothing refers to it, and it
/// goes with its day. All references outlive it.
class BlobWriters {
 public:
  /// Files open at once; a day more closes the one unused for longest, and its next blob begins a
  /// new file. Covers the default retention of 30 days with late events of each. Files that expired
  /// are closed by the next append.
  static constexpr std::size_t kMaxOpenDays = 32;

  BlobWriters(segment::FileSystem& files, const std::string& directory, std::uint64_t roll_bytes,
              const Clock& clock, segment::Telemetry& telemetry, BlobInventory& inventory)
      : files_(files),
        directory_(directory),
        roll_bytes_(roll_bytes),
        clock_(clock),
        telemetry_(telemetry),
        inventory_(inventory) {}

  /// Durable on return, references in the order of `blobs`. After an error some may have been
  /// written, but nothing refers to them. Begins files as these fill up.
  Result<std::vector<domain::BlobRef>, segment::IoError> append(
      std::uint32_t day, std::span<const std::string_view> blobs);

 private:
  struct Open {
    segment::Writer writer;
    std::uint32_t number;
    std::uint64_t used = 0;  ///< By `uses_`.
  };

  /// What was removed while it is open keeps its space on the disk.
  void close_expired();
  bool takes_more(std::uint32_t day, const Open& open, std::uint64_t bytes) const;
  Result<Open*, segment::IoError> with_room(std::uint32_t day, std::uint64_t bytes);
  Result<void, segment::IoError> begin_file(std::uint32_t day);
  /// As many of `blobs` as fit into the file, at least one; returns how many.
  Result<std::size_t, segment::IoError> append_some(std::uint32_t day, Open& open,
                                                    std::span<const std::string_view> blobs,
                                                    std::vector<domain::BlobRef>& refs);

  segment::FileSystem& files_;
  const std::string& directory_;
  const std::uint64_t roll_bytes_;
  const Clock& clock_;
  segment::Telemetry& telemetry_;
  BlobInventory& inventory_;
  std::map<std::uint32_t, Open> open_;  ///< By day.
  std::uint64_t uses_ = 0;
  std::vector<segment::Record> batch_;  ///< Kept for its memory.
};

}  // namespace picket::adapters
