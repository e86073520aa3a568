// Repository of meta_db: the ledger. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"
#include "protocol/outcome.h"

namespace picket::ports {

struct OutcomeQuery {
  std::vector<ProjectId> projects;  ///< None means none.
  std::optional<Timestamp> start;   ///< By minute, inclusive.
  std::optional<Timestamp> end;     ///< Exclusive.
};

/// What a sum is split by, besides time.
struct OutcomeSplit {
  bool project = false;
  bool key = false;
  bool category = false;
  bool outcome = false;
  bool reason = false;
};

struct OutcomeSeriesQuery {
  /// Rows of one answer; more are an error, so that a hostile SDK's reasons cannot fill memory.
  static constexpr std::int64_t kMaxRows = 200'000;

  std::vector<ProjectId> projects{};             ///< None means none.
  std::optional<KeyId> key{};                    ///< Only of this one.
  std::vector<protocol::Category> categories{};  ///< None means all.
  std::vector<protocol::Outcome> outcomes{};     ///< None means all.
  Timestamp start;                               ///< By minute, inclusive.
  Timestamp end;                                 ///< Exclusive.
  Duration bucket = std::chrono::hours(1);       ///< At least a minute.
  OutcomeSplit split{};
};

struct LedgerTotals {
  std::int64_t accepted_errors = 0;  ///< Accepted outcomes of error-like categories.
  std::int64_t issue_events = 0;     ///< Sum of times_seen, deleted issues included.
};

class StorageDayRepository;  // ports/storage_days.h

/// The ledger: counts per project, key, minute, category, outcome and reason.
class OutcomeRepository {
 public:
  virtual ~OutcomeRepository() = default;
  /// Adds each quantity to its row.
  virtual Result<void> add(std::span<const protocol::OutcomeCount> counts) = 0;
  /// Summed over keys and minutes of the range: `key` and `minute` are zero. By organization,
  /// project, category, outcome, reason.
  virtual Result<std::vector<protocol::OutcomeCount>> sum(const OutcomeQuery& query) = 0;
  /// Sums by bucket: `minute` is where the bucket starts, counted from `start`, and only the fields
  /// of the split mean anything. Ascending by bucket; buckets without counts have no row.
  /// invalid_argument "too_many_rows": the question is too wide.
  virtual Result<std::vector<protocol::OutcomeCount>> series(const OutcomeSeriesQuery& query) = 0;
  virtual Result<LedgerTotals> totals() = 0;
  /// Gives up the minutes and keys of the oldest hour that has any before `before`: its counts are
  /// added to one row per organization, project, category, outcome and reason at minute zero, so
  /// that sums without a start and the totals stay what they were. Returns the rows folded; 0 when
  /// no minute before `before` is left. An hour at a time, so that the writer is not held for long.
  virtual Result<std::int64_t> fold_oldest_hour(Timestamp before) = 0;

  /// What all of it took on the disk.
  virtual StorageDayRepository& storage_days() = 0;
};

}  // namespace picket::ports
