// Numbered transactions over several tables, by which a database shows how far it got and that no
// transaction is half there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/meta_sql/meta_db.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/testkit/temp_dir.h"
#include "ports/meta_db.h"

namespace picket::crash {

inline constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

/// A folder with a database that processes open one after another; gone with the object.
class Database {
 public:
  const std::string& folder() const noexcept { return folder_.path(); }
  std::string wal() const { return path() + "-wal"; }
  std::int64_t wal_bytes() const;
  /// Replaces all files by those of the other folder.
  void copy_from(const Database& other);

  Result<std::unique_ptr<adapters::MetaSql>> open() const;
  /// Opens, migrates and closes, which leaves no write-ahead log behind.
  void migrate() const;
  /// Opens, looks and closes; fails the test when a transaction is half there. How many are there.
  std::int64_t committed() const;
  /// Opens and commits transaction `number`; false when that fails.
  bool commit(std::int64_t number) const;

 private:
  std::string path() const { return folder_.file("meta.db"); }

  ManualClock clock_{kNow};
  testkit::TempDir folder_;
};

/// For a run that is another each time; put it into the trace of what fails.
std::uint64_t random_seed();

/// Commits transaction `number`, 1 being the first: rows of it in five tables, some of which
/// replace its predecessor's, some of them with up to `most_bytes` of its own content.
Result<void> commit_numbered(ports::MetaDb& db, std::int64_t number, std::size_t most_bytes);

}  // namespace picket::crash
