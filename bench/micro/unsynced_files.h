// A file system that says that it has synced and has not: what an append costs without its sync.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segment/file_system.h"

namespace picket::micro {

class UnsyncedFile final : public segment::File {
 public:
  using IoError = segment::IoError;

  explicit UnsyncedFile(std::unique_ptr<segment::File> file) : file_(std::move(file)) {}

  Result<void, IoError> write(std::uint64_t position,
                              std::span<const std::string_view> pieces) override {
    return file_->write(position, pieces);
  }
  Result<std::size_t, IoError> read(std::uint64_t position, std::span<char> out) const override {
    return file_->read(position, out);
  }
  Result<void, IoError> sync_data(segment::SyncReason) override { return {}; }
  Result<void, IoError> truncate(std::uint64_t size) override { return file_->truncate(size); }
  Result<std::uint64_t, IoError> size() const override { return file_->size(); }

 private:
  std::unique_ptr<segment::File> file_;
};

/// Files made by create(); everything else is the inner file system's, which outlives it.
class UnsyncedFileSystem final : public segment::FileSystem {
 public:
  using IoError = segment::IoError;

  explicit UnsyncedFileSystem(segment::FileSystem& inner) : inner_(inner) {}

  Result<std::unique_ptr<segment::File>, IoError> create(const std::string& path) override {
    auto file = inner_.create(path);
    if (!file) return file;
    return std::make_unique<UnsyncedFile>(*std::move(file));
  }
  Result<std::unique_ptr<segment::File>, IoError> open(const std::string& path,
                                                       segment::OpenMode mode) override {
    return inner_.open(path, mode);
  }
  Result<std::uint64_t, IoError> file_size(const std::string& path) override {
    return inner_.file_size(path);
  }
  Result<void, IoError> make_directory(const std::string& path) override {
    return inner_.make_directory(path);
  }
  Result<std::vector<std::string>, IoError> list(const std::string& directory) override {
    return inner_.list(directory);
  }
  Result<void, IoError> sync_directory(const std::string& path,
                                       segment::SyncReason reason) override {
    return inner_.sync_directory(path, reason);
  }
  Result<void, IoError> rename(const std::string& from, const std::string& to) override {
    return inner_.rename(from, to);
  }
  Result<void, IoError> remove_file(const std::string& path) override {
    return inner_.remove_file(path);
  }
  Result<void, IoError> remove_directory(const std::string& path) override {
    return inner_.remove_directory(path);
  }

 private:
  segment::FileSystem& inner_;
};

}  // namespace picket::micro
