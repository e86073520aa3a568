// DuckDB's write-ahead log as a file: where its whole records end, and what to do when that is not
// the end of the file.
// Source: src/storage/wal_replay.cpp and write_ahead_log.cpp of DuckDB 1.4, written unchanged by
// library 1.5: a version record, then per record u64 size, u64 checksum, bytes; little-endian.
//
// DuckDB itself stands a record that the file ends within (it goes back to the commit before), and
// refuses to open on any other damage: a flipped bit, zeros that a file system left at the end.
// What a commit that is cut off here held is stored again by whoever appended it, see
// ports::EventStore::append.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/result.h"

namespace picket::adapters::duck {

enum class WalEnd : std::uint8_t {
  whole,       ///< The last record is whole.
  unfinished,  ///< The file ends within a record, as after a death while it was written.
  damaged,     ///< A record does not match its checksum, or has a size that none has.
};

struct WalScan {
  std::uint64_t size_bytes = 0;
  std::uint64_t whole_bytes = 0;  ///< Of the whole records from the start.
  WalEnd end = WalEnd::whole;
};

/// nullopt when there is no file, it cannot be read, or it is not of the version whose records can
/// be checked: then what DuckDB says counts. Reads the file once, about 1 GB/s.
std::optional<WalScan> scan_wal(const std::filesystem::path& wal);

/// What was done to the WAL before the database could be opened.
struct WalRepair {
  enum class Kind : std::uint8_t {
    none,
    unfinished,  ///< Nothing: DuckDB leaves out the commit that was not finished.
    cut,         ///< Cut off after its whole records; a copy of it all lies at `aside`.
    set_aside,   ///< Moved to `aside` as a whole: DuckDB refused it.
  };

  Kind kind = Kind::none;
  std::uint64_t kept_bytes = 0;
  std::uint64_t bad_bytes = 0;
  std::filesystem::path aside;
};

/// Damaged WALs that are kept for whoever wants to look into them: each is at most a checkpoint's
/// worth, and a disk that goes bad makes one at every start.
inline constexpr int kDamagedWalsKept = 3;

/// Cuts off what does not belong to a whole record. Errors are the file system's; the WAL is then
/// as it was, or cut already. Safe to repeat.
Result<WalRepair> repair_wal(const std::filesystem::path& wal);

/// Moves the WAL, and what DuckDB keeps beside it during a checkpoint, out of the way.
Result<WalRepair> set_wal_aside(const std::filesystem::path& wal);

/// True when the message of a failed open says that the WAL cannot be replayed and never will be:
/// not when the disk is full or memory short, and not when a newer program wrote it.
bool refuses_wal(const Error& error);

}  // namespace picket::adapters::duck
