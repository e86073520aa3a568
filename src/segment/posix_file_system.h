// FileSystem on the files of this machine.
#pragma once

#include "segment/file_system.h"

namespace picket::segment {

/// Stateless. Files are made with mode 0600 and directories with 0700: events hold personal data.
class PosixFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<File>, IoError> create(const std::string& path) override;
  Result<std::unique_ptr<File>, IoError> open(const std::string& path, OpenMode mode) override;
  Result<std::uint64_t, IoError> file_size(const std::string& path) override;
  Result<void, IoError> make_directory(const std::string& path) override;
  Result<std::vector<std::string>, IoError> list(const std::string& directory) override;
  Result<void, IoError> sync_directory(const std::string& path, SyncReason reason) override;
  Result<void, IoError> rename(const std::string& from, const std::string& to) override;
  Result<void, IoError> remove_file(const std::string& path) override;
  Result<void, IoError> remove_directory(const std::string& path) override;
};

}  // namespace picket::segment
