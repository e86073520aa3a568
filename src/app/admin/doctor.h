// What `picket doctor` looks at, and what it says about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/admin/context.h"
#include "base/clock.h"
#include "base/result.h"
#include "ports/meta_db.h"

namespace picket::app {

/// One measurement each, or the sentence that says why it could not be taken.
template <class T>
using Fact = Result<T, std::string>;

/// What the data directory holds, by its entries: a folder's name is its store's.
struct EntrySize {
  std::string name;
  std::uint64_t bytes = 0;
};

struct DiskFacts {
  bool in_memory = false;
  std::string path;
  std::string not_writable;  ///< Why; empty when it can be written.
  std::uint64_t free_bytes = 0;
  std::uint64_t used_bytes = 0;    ///< By the data directory.
  std::vector<EntrySize> entries;  ///< The same in parts, by name.
  std::int64_t bytes_per_day = 0;  ///< What the last days added; 0 when nothing is known yet.
  std::int64_t days_kept = 0;      ///< Days of events that are stored.
  std::int64_t retention_days = 0;
};

struct SchemaFacts {
  int version = 0;
  std::vector<ports::Migration> pending;
};

struct KeyFacts {
  bool in_memory = false;
  std::string path;
  bool missing = false;
  std::int64_t factors = 0;     ///< Authenticator apps that are stored.
  std::int64_t unreadable = 0;  ///< Of them, those that the key does not open.
};

struct LagFacts {
  bool serving = false;
  std::int64_t pending = 0;
  Duration oldest{0};
};

struct LedgerFacts {
  bool settled = false;  ///< All figures were taken with no batch between the two stores.
  std::int64_t rows = 0;
  std::int64_t expired = 0;
  std::int64_t accepted = 0;
  std::int64_t issue_events = 0;
  /// Offsets that the event store lacks while nobody is about to bring it up.
  std::int64_t behind = 0;
};

struct ClockFacts {
  Timestamp now;
  Timestamp newest;  ///< Reception of the newest event; zero when there is none.
};

struct LimitFacts {
  std::uint64_t files = 0;  ///< The hard limit: a server raises its soft limit to it.
};

struct DoctorFacts {
  Fact<DiskFacts> disk;
  Fact<SchemaFacts> schema;
  Fact<KeyFacts> key;
  Fact<LagFacts> lag;
  Fact<std::int64_t> dead_letters;
  Fact<LedgerFacts> ledger;
  Fact<ClockFacts> clock;
  Fact<LimitFacts> limits;
  Fact<std::optional<IntakeFacts>> intake;  ///< Nullopt: no server counts here.
};

enum class Health : std::uint8_t { ok, warn, fail };

struct Check {
  std::string_view name;
  Health health = Health::ok;
  std::string finding;
  std::string remedy;  ///< One sentence; empty when all is well.
};

/// Events by which the three counts disagree; 0 when they are equal.
std::int64_t ledger_difference(const LedgerFacts& ledger) noexcept;

/// At the pace of the last days; nothing is known before there are two of them.
struct SpaceForecast {
  std::int64_t days_left = 0;     ///< Until the disk is full.
  std::int64_t days_to_grow = 0;  ///< Until retention drops a day for every new one.

  bool fits() const noexcept { return days_left >= days_to_grow; }
};

std::optional<SpaceForecast> forecast(const DiskFacts& disk) noexcept;

/// Blocks on every store.
DoctorFacts examine(AdminContext& context);
/// The part of it about the disk.
Fact<DiskFacts> examine_disk(AdminContext& context);

/// Pure. One check per fact, in the order of the struct; the disk makes two.
std::vector<Check> diagnose(const DoctorFacts& facts);

std::string_view to_string(Health health) noexcept;

}  // namespace picket::app
