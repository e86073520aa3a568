// A view of a SQLite database that stays as it is, and can be written to a file of its own.
// Source: sqlite.org/backup.html, sqlite.org/isolation.html.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"

namespace picket::adapters {

/// A connection with an open read transaction: while it lives the write-ahead log is not emptied,
/// so for as long as a copy takes. One thread.
class MetaSnapshot {
 public:
  /// Of the database at `path`, which this process has open or nobody, as of now. Errors: as of
  /// ports::MetaDb.
  static Result<std::unique_ptr<MetaSnapshot>> take(const std::string& path);
  virtual ~MetaSnapshot() = default;

  virtual std::uint64_t bytes() const = 0;
  /// Into a new file (0600), not synced. Says after each megabyte how far it is, and stops when the
  /// answer is false: unavailable / "stopped". After an error the file is of no use.
  virtual Result<void> save(
      const std::string& path,
      const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress) = 0;

 protected:
  MetaSnapshot() = default;
};

}  // namespace picket::adapters
