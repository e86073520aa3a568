// Which of many events are looked at when their tags are asked for. Reasons and measurements:
// docs/decisions/0064 and 0061.
#pragma once

#include <cstdint>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_tags.h"

namespace picket::adapters::duck {

/// What a sample is made by. Rows come in groups of the table, each of which costs 1.5 to 3 ms when
/// all tags of one of its rows are read, however few rows those are.
struct SampleLimits {
  std::int64_t exact = ports::EventTags::kExactEvents;  ///< So many events are all looked at.
  std::int64_t groups = 16;    ///< Of a sample, unless those hold too few events.
  std::int64_t events = 500;   ///< Of a sample, at least.
  std::int64_t most = 12'000;  ///< Of a sample; more take longer and say no more.
};

/// One row in `thin` of one row group in `parts`: the same rows each time.
struct Sample {
  std::int64_t events = 0;  ///< All that the filter lets pass.
  std::int64_t parts = 1;
  std::int64_t thin = 1;

  bool is_all() const noexcept { return parts == 1 && thin == 1; }
  /// How many events it should hold.
  std::int64_t expected() const noexcept { return events / (parts * thin); }
  /// Whether so many are what it should hold, by a factor of two. Events that lie so close together
  /// that most of them were missed, or met, say little.
  bool is_fair(std::int64_t read) const noexcept;
  /// The same events without leaving row groups out, which is fair wherever they lie.
  Sample of_all_groups(const SampleLimits& limits) const noexcept;

  friend bool operator==(const Sample&, const Sample&) = default;
};

/// Of `events` among `rows` of the table.
Sample sample_of(std::int64_t events, std::int64_t rows, const SampleLimits& limits = {}) noexcept;

/// For a filter. In a snapshot.
Outcome<Sample> choose_sample(const Connection& on, const TableFacts& facts,
                              const ports::EventFilter& filter, const SampleLimits& limits);

/// The events of a sample.
Selection select(const TableFacts& facts, const ports::EventFilter& filter, const Sample& sample);

}  // namespace picket::adapters::duck
