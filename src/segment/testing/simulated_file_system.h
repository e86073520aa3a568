// The mount and the open file of a SimulatedDisk; made by SimulatedDisk::mount().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segment/testing/simulated_disk.h"

namespace picket::segment::testing {

class SimulatedFileSystem final : public FileSystem {
 public:
  SimulatedFileSystem(SimulatedDisk& disk, std::uint64_t generation)
      : disk_(disk), generation_(generation) {}

  Result<std::unique_ptr<File>, IoError> create(const std::string& path) override;
  Result<std::unique_ptr<File>, IoError> open(const std::string& path, OpenMode mode) override;
  Result<std::uint64_t, IoError> file_size(const std::string& path) override;
  Result<void, IoError> make_directory(const std::string& path) override;
  Result<std::vector<std::string>, IoError> list(const std::string& directory) override;
  Result<void, IoError> sync_directory(const std::string& path, SyncReason reason) override;
  Result<void, IoError> rename(const std::string& from, const std::string& to) override;
  Result<void, IoError> remove_file(const std::string& path) override;
  Result<void, IoError> remove_directory(const std::string& path) override;

 private:
  /// The reason why the operation fails before it starts, if it does.
  std::optional<IoError> refusal(Operation operation) PICKET_REQUIRES(disk_.mutex_);
  bool has_directory(const std::string& path) PICKET_REQUIRES(disk_.mutex_);

  SimulatedDisk& disk_;
  const std::uint64_t generation_;
};

class SimulatedFile final : public File {
 public:
  SimulatedFile(SimulatedDisk& disk, std::uint64_t generation,
                std::shared_ptr<SimulatedDisk::Inode> inode, OpenMode mode)
      : disk_(disk), generation_(generation), inode_(std::move(inode)), mode_(mode) {}

  Result<void, IoError> write(std::uint64_t position,
                              std::span<const std::string_view> pieces) override;
  Result<std::size_t, IoError> read(std::uint64_t position, std::span<char> out) const override;
  Result<void, IoError> sync_data(SyncReason reason) override;
  Result<void, IoError> truncate(std::uint64_t size) override;
  Result<std::uint64_t, IoError> size() const override;

 private:
  std::optional<IoError> refusal(Operation operation) const PICKET_REQUIRES(disk_.mutex_);
  void store(std::uint64_t position, std::string_view bytes) PICKET_REQUIRES(disk_.mutex_);

  SimulatedDisk& disk_;
  const std::uint64_t generation_;
  const std::shared_ptr<SimulatedDisk::Inode> inode_;
  const OpenMode mode_;
};

}  // namespace picket::segment::testing
