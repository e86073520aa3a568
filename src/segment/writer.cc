#include "segment/writer.h"

#include <utility>

#include "base/assert.h"
#include "base/fault_point.h"

namespace picket::segment {

Result<Writer, IoError> Writer::create(FileSystem& files, const std::string& directory,
                                       const std::string& name, const FileHeader& header) {
  const std::string path = directory + "/" + name;
  auto file = create_over(files, path);
  if (!file) return unexpected(file.error());
  const auto bytes = encode(header);
  const std::string_view pieces[] = {{bytes.data(), bytes.size()}};
  auto ready = (*file)->write(0, pieces);
  if (ready && fault_point("segment.roll")) ready = unexpected(IoError::failed);
  if (ready) ready = files.sync_directory(directory, SyncReason::new_file);
  if (!ready) {
    // Best effort: create_over() copes with what stays.
    (void)files.remove_file(path);
    return unexpected(ready.error());
  }
  return Writer(std::move(*file), header, kFileHeaderBytes);
}

Writer Writer::resume(std::unique_ptr<File> file, const FileHeader& header, std::uint64_t bytes) {
  return Writer(std::move(file), header, bytes);
}

Result<void, IoError> Writer::append(std::span<const Record> records) {
  PICKET_ASSERT(usable_);
  headers_.clear();
  pieces_.clear();
  headers_.reserve(records.size());
  std::uint64_t added = 0;
  for (const Record& record : records) {
    headers_.push_back(encode_record_header(header_.salt, record));
    pieces_.emplace_back(headers_.back().data(), kRecordHeaderBytes);
    pieces_.push_back(record.payload);
    added += stored_bytes(record.payload.size());
  }
  auto done = file_->write(bytes_, pieces_);
  if (done && fault_point("segment.after_write")) done = unexpected(IoError::failed);
  const bool full = !done && done.error() == IoError::no_space;
  if (done) done = file_->sync_data(SyncReason::commit);
  if (done && fault_point("segment.after_sync")) done = unexpected(IoError::failed);
  if (done) {
    bytes_ += added;
    return {};
  }
  // Cut back also when the file is given up: a restart must not find what was refused.
  const bool cut = file_->truncate(bytes_).has_value();
  usable_ = full && cut;
  return unexpected(done.error());
}

}  // namespace picket::segment
