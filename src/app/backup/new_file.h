// Files that are written once: made, filled, hashed on the way, and durable before they count.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

struct evp_md_ctx_st;

namespace picket::app {

/// SHA-256 of what comes in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::span<const char> bytes);
  /// 64 hex digits; once.
  std::string finish();

 private:
  evp_md_ctx_st* context_;
};

/// What kept `what` from being done to `path`, and what helps: "cannot write DIR/meta.db: the disk
/// is full: free some space". `number` is an errno. unavailable / "disk_full" or "backup_io".
Error file_error(int number, std::string_view what, const std::string& path);

/// For copying: reads into and writes from this much at once.
inline constexpr std::size_t kCopyBytes = std::size_t{1} << 20U;

/// One thread. What is not finished is left behind when destroyed.
class NewFile {
 public:
  /// Mode 0600. There must be none of that name.
  static Result<std::unique_ptr<NewFile>> create(const std::string& path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  Result<void> write(std::span<const char> bytes);
  /// Syncs and closes it.
  Result<void> finish();

 private:
  NewFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}

  const std::string path_;
  int fd_;
  std::uint64_t unsynced_ = 0;
};

/// Reads a file once from front to end.
class FileReader {
 public:
  static Result<std::unique_ptr<FileReader>> open(const std::string& path);
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  /// How many bytes; 0 at the end.
  Result<std::size_t> read(std::span<char> into);
  Result<std::uint64_t> size() const;
  Result<void> sync();

 private:
  FileReader(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}

  const std::string path_;
  const int fd_;
};

}  // namespace picket::app
