// Writer: appends records to one segment file and makes them durable.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "segment/file_system.h"
#include "segment/format.h"

namespace picket::segment {

/// One thread. Once it is no longer usable() it stays so: go on with a new file.
class Writer {
 public:
  /// A new file with its header, its name durable in `directory`. Replaces a file of that name,
  /// which the caller knows to hold nothing acknowledged.
  static Result<Writer, IoError> create(FileSystem& files, const std::string& directory,
                                        const std::string& name, const FileHeader& header);
  /// Goes on after `bytes` bytes of an existing file, which must be durable and end with a record.
  static Writer resume(std::unique_ptr<File> file, const FileHeader& header, std::uint64_t bytes);

  /// Durable on return: one write, one sync. After an error none of `records` counts. A full disk
  /// leaves the writer usable when the file could be cut back; any other error does not, because
  /// nobody knows what a later sync of the same file would mean.
  Result<void, IoError> append(std::span<const Record> records);

  bool usable() const noexcept { return usable_; }
  /// Of the file, as far as it counts; where the next record will stand.
  std::uint64_t bytes() const noexcept { return bytes_; }
  bool empty() const noexcept { return bytes_ <= kFileHeaderBytes; }
  const FileHeader& header() const noexcept { return header_; }

 private:
  Writer(std::unique_ptr<File> file, const FileHeader& header, std::uint64_t bytes)
      : file_(std::move(file)), header_(header), bytes_(bytes) {}

  std::unique_ptr<File> file_;
  FileHeader header_;
  std::uint64_t bytes_;
  bool usable_ = true;
  // Kept between calls for their memory.
  std::vector<std::array<char, kRecordHeaderBytes>> headers_;
  std::vector<std::string_view> pieces_;
};

}  // namespace picket::segment
