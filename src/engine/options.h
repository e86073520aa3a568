// Limits and times of the consumer loop.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/clock.h"
#include "base/units.h"
#include "engine/backoff.h"

namespace picket::engine {

struct RunnerOptions {
  /// Records per batch. One batch costs two fsyncs and a DuckDB commit (about 10 ms together), so
  /// 2,000 makes them 5 us per event.
  std::size_t max_records = 2000;
  /// Log bytes per batch: what is held in memory as read.
  std::size_t max_bytes = 16_MiB;
  /// Bytes of a batch when decoded (2,000 events of 8 KB): a megabyte of tags compresses to
  /// nothing, so `max_bytes` alone would not bound memory.
  std::size_t max_decoded_bytes = 16_MiB;
  /// How long a batch that is not full waits for more after its first record, in slices, because
  /// waking up for every record costs more than the record.
  Duration linger{std::chrono::milliseconds(200)};
  int linger_slices = 4;
  /// How long one read waits for a first record: bounds how late a stop is noticed.
  Duration idle_wait{std::chrono::milliseconds(500)};
  /// Consumed records are dropped after this time or this many of their bytes, whichever is first:
  /// a log in memory must not fill up in between.
  Duration trim_every{std::chrono::minutes(1)};
  std::size_t trim_after_bytes = 8_MiB;
  /// Replay window: consumed records that trimming keeps.
  std::int64_t keep_consumed_records = 0;
  /// Deaths of the process while a batch was in flight, after which its records go one by one.
  int deaths_before_alone = 2;
  RetryPolicy retry;
  std::uint64_t jitter_seed = 1;
};

}  // namespace picket::engine
