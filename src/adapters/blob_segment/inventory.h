// Which blob files there are and how large they are, so that neither reading nor a size needs to
// ask the file system.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "adapters/blob_segment/place.h"
#include "base/mutex.h"

namespace picket::adapters {

/// Thread-safe. About 50 bytes a file: 1 MB for a terabyte of full files.
class BlobInventory {
 public:
  struct File {
    std::uint32_t number = 0;
    std::uint64_t bytes = 0;
  };
  struct Day {
    std::uint32_t day = 0;
    std::vector<File> files;  ///< By number.
  };

  /// A directory of that day exists.
  void add_day(std::uint32_t day);
  void add_file(BlobFile file, std::uint64_t bytes);
  /// Ignored when the file was taken out meanwhile.
  void grow(BlobFile file, std::uint64_t bytes);

  bool has(BlobFile file) const;
  /// Never used before in this process and not on disk.
  std::uint32_t next_number(std::uint32_t day) const;
  std::uint64_t bytes() const;

  /// Takes out all days before `day`: from now on nobody reads them or adds to their files, and
  /// they may be removed. A new file of such a day has a new number. Takes none while held.
  std::vector<Day> take_before(std::uint32_t day);
  /// All files in their order. Each call needs its release(); until then no day is taken out.
  std::vector<Day> hold();
  void release();
  /// What could not be removed: taken out again the next time, not read until then.
  void put_back(Day day);

 private:
  struct Entry {
    bool directory = false;
    std::uint32_t last_number = 0;
    std::map<std::uint32_t, std::uint64_t> files;  ///< Bytes by number.
    std::vector<File> to_remove;
  };

  mutable Mutex mutex_;
  /// A removed day stays as an empty entry, for its number: one a day.
  std::map<std::uint32_t, Entry> days_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;
  int holds_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::adapters
