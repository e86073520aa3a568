// BatchProcessor: what the loop does with a batch. Implemented by each kind of consumer.
//
// "Slow down" and "poison" are different answers (idea: arroyo's backpressure and invalid-message
// errors): the first is retried for as long as it takes, the second is isolated and set aside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "engine/batch.h"

namespace picket::engine {

/// Reasons of dead letters that the loop itself gives; others are the `code` of a poison error.
inline constexpr std::string_view kKilledProcess = "killed_process";
inline constexpr std::string_view kException = "exception";

/// Why a batch was not applied.
struct ProcessError {
  enum class Kind : std::uint8_t {
    slow_down,  ///< A store cannot take it now, or somebody must repair it: retry, drop nothing.
    poison,     ///< A record of this batch cannot be applied, however often it is tried.
  };

  Kind kind;
  Error error;  ///< `code` becomes the reason of the dead letter.
};

/// The one place that maps what a store says to what the loop does.
ProcessError::Kind kind_of(ErrorKind kind) noexcept;

inline ProcessError from_store(Error error) {
  const ProcessError::Kind kind = kind_of(error.kind);
  return {kind, std::move(error)};
}

/// One per partition, used by one thread at a time. Blocks.
///
/// Every method that changes stores also moves the applied offset that the processor keeps, in the
/// same transaction, so that each offset takes effect once however often a call is repeated.
class BatchProcessor {
 public:
  virtual ~BatchProcessor() = default;

  /// Before the first batch: brings the stores in line with each other and returns the next offset
  /// to read, the larger of what was applied and what the group committed; nullopt when neither
  /// exists. Safe to repeat.
  virtual Result<std::optional<ports::Offset>> recover(std::optional<ports::Offset> committed) = 0;

  /// The log ends at `end`, before what was applied: its tail is gone. Applied offsets fall back to
  /// `end`, because new records will get those numbers. Safe to repeat.
  virtual Result<void> rewind(ports::Offset end) = 0;

  /// Applies the batch, and reports `batch.lost()` records as lost. On error nothing of it counts,
  /// or it counts in full and the repeated call notices. Must be called again with the same batch,
  /// or a front part of it, after an error.
  virtual Result<void, ProcessError> process(const Batch& batch) = 0;

  /// Sets the batch's only record aside as a dead letter. Errors are retried.
  virtual Result<void> dead_letter(const Batch& of_one, std::string_view reason,
                                   std::string_view detail) = 0;

  /// Bytes the record grows to while processed; bounds the memory of a batch.
  virtual std::size_t decoded_bytes(const ports::LogRecord& record) const noexcept = 0;
};

}  // namespace picket::engine
