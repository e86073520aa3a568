// Opening segment files for reading, and keeping a bounded number of them open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/mutex.h"
#include "base/result.h"
#include "segment/file_system.h"
#include "segment/format.h"

namespace picket::segment {

enum class SegmentState : std::uint8_t {
  good,
  salvaged,    ///< The file header is damaged; the salt was taken from a good first record.
  unreadable,  ///< Neither header nor first record is good, or the file is shorter than a header.
  newer,       ///< Written by a newer program: hands off.
};

struct OpenSegment {
  std::unique_ptr<File> file;
  FileHeader header;  ///< Salvaged: the salt only. Unreadable and newer: nothing.
  SegmentState state = SegmentState::unreadable;
};

Result<OpenSegment, IoError> open_segment(FileSystem& files, const std::string& path,
                                          OpenMode mode);

/// Segment files open for reading, at most `capacity` besides those in use. Thread-safe; opens
/// without holding its lock.
class HandleCache {
 public:
  HandleCache(FileSystem& files, std::size_t capacity) : files_(files), capacity_(capacity) {}

  Result<std::shared_ptr<const OpenSegment>, IoError> get(const std::string& path);
  /// Closes all whose path starts with `prefix`: they were replaced or removed. What is being
  /// opened at the same time is not kept.
  void forget(std::string_view prefix);
  std::size_t size() const;

 private:
  struct Entry {
    std::string path;
    std::shared_ptr<const OpenSegment> segment;
  };
  using Recency = std::list<Entry>;  ///< Most recently used first.

  FileSystem& files_;
  const std::size_t capacity_;
  mutable Mutex mutex_;
  Recency recency_ PICKET_GUARDED_BY(mutex_);
  std::unordered_map<std::string_view, Recency::iterator> by_path_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t forgotten_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::segment
