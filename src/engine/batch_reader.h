// BatchReader: collects the next batch of a partition.
#pragma once

#include <vector>

#include "base/result.h"
#include "engine/batch_processor.h"
#include "engine/options.h"
#include "engine/stop_signal.h"
#include "ports/log.h"

namespace picket::engine {

/// One thread.
class BatchReader {
 public:
  /// What is passed outlives the reader.
  BatchReader(ports::Log& log, ports::TopicPartition of, const BatchProcessor& processor,
              StopSignal& stop, const RunnerOptions& options)
      : log_(log), of_(std::move(of)), processor_(processor), stop_(stop), options_(options) {}

  /// Records at or after `from` and before `until`: as many as the limits allow, waiting `linger`
  /// for more when there are fewer, but at least one, however large. Empty when none came within
  /// `idle_wait`, or none before `until`. Errors are the log's.
  Result<std::vector<ports::LogRecord>> read(ports::Offset from, ports::Offset until,
                                             std::size_t max_records);

 private:
  struct Taken {
    std::size_t bytes = 0;
    std::size_t decoded_bytes = 0;
  };

  /// Moves records into `batch` while they fit; false when the batch is full.
  bool take(std::vector<ports::LogRecord>&& read, ports::Offset until,
            std::vector<ports::LogRecord>& batch, Taken& taken) const;

  ports::Log& log_;
  ports::TopicPartition of_;
  const BatchProcessor& processor_;
  StopSignal& stop_;
  const RunnerOptions& options_;
};

}  // namespace picket::engine
