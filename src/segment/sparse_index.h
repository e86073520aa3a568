// SparseIndex: where in one segment file to start looking for an offset.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/units.h"
#include "segment/format.h"

namespace picket::segment {

/// One entry per 64 KiB of file: 16 KB for a full file of 64 MiB, and a search from the nearest
/// entry checks at most 64 KiB, about 10 us. Not thread-safe.
class SparseIndex {
 public:
  static constexpr std::uint64_t kSpacingBytes = 64_KiB;

  struct Entry {
    std::int64_t offset = 0;
    std::uint64_t position = kFileHeaderBytes;
  };

  /// `first` stands at the front of the file.
  explicit SparseIndex(std::int64_t first) : entries_{Entry{first, kFileHeaderBytes}} {}

  /// True when a record at `position` would be worth noting.
  bool wants(std::uint64_t position) const noexcept {
    return position >= entries_.back().position + kSpacingBytes;
  }
  /// A good record stands there. Ignored when it is not wanted.
  void note(Entry entry) {
    if (wants(entry.position)) entries_.push_back(entry);
  }
  /// The last entry at or before `offset`, which is not before the first.
  Entry find(std::int64_t offset) const noexcept {
    const auto after =
        std::upper_bound(entries_.begin(), entries_.end(), offset,
                         [](std::int64_t wanted, const Entry& e) { return wanted < e.offset; });
    return after == entries_.begin() ? entries_.front() : *std::prev(after);
  }
  std::size_t size() const noexcept { return entries_.size(); }

 private:
  std::vector<Entry> entries_;
};

}  // namespace picket::segment
