// Reads the database file beside DuckDB, which has it open.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"

namespace picket::adapters::duck {

/// Keeps the file open for as long as it lives: closing it would end the lock that DuckDB has on
/// the file in this process (fcntl(2)), so it outlives the database. Thread-safe.
class FileView {
 public:
  /// The main header and the two database headers, of which the one with the higher iteration
  /// counts. DuckDB writes them at the end of each checkpoint, and at no other time.
  static constexpr std::size_t kHeaderBytes = std::size_t{3} * 4096;
  using Headers = std::array<char, kHeaderBytes>;

  static Result<std::unique_ptr<FileView>> open(const std::filesystem::path& path);
  ~FileView();
  FileView(const FileView&) = delete;
  FileView& operator=(const FileView&) = delete;

  Result<std::uint64_t> size() const;
  /// Fills `out`; corrupt when the file ends before.
  Result<void> read(std::uint64_t position, std::span<char> out) const;
  Result<Headers> headers() const;

 private:
  FileView(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}

  const std::filesystem::path path_;
  const int fd_;
};

}  // namespace picket::adapters::duck
