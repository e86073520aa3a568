// The older statistics, of a project and of a key: `since`, `until` and `resolution`, counted in
// the ledger. Source: shared spec "api", sections 4.8 and 4.9.
#pragma once

#include <cstddef>

#include "ports/outcomes.h"
#include "roles/api/call.h"
#include "roles/api/parameters.h"

namespace picket::api {

struct StatsRange {
  Timestamp start;  ///< Both are limits between buckets.
  Timestamp end;
  Duration bucket;

  std::size_t buckets() const noexcept { return static_cast<std::size_t>((end - start) / bucket); }
  std::size_t bucket_of(Timestamp time) const noexcept {
    return static_cast<std::size_t>((time - start) / bucket);
  }
};

/// Epoch seconds; the last day when absent, by the hour up to two days and by the day beyond. A
/// range with more buckets than an answer may have is a 400.
Answer<StatsRange> read_stats_range(const Parameters& parameters, Timestamp now);

/// Errors, messages and security reports of the project of the path, in those buckets. The ledger
/// goes by the minute: with shorter buckets a count stands in the first one of its minute.
ports::OutcomeSeriesQuery error_series(const Call& call, const StatsRange& range);

}  // namespace picket::api
