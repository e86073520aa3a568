// The message on topic `outcomes`: counts that the relay summed up, about once a second. Byte
// layout and a worked example: docs/formats/outcome_batch.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "protocol/outcome.h"

namespace picket::protocol {

/// Counts in one message: at most about 0.7 MB. A relay with more sums to write writes several.
inline constexpr std::size_t kMaxOutcomeCounts = 10'000;
/// Reasons are slugs; encode() cuts what is longer.
inline constexpr std::size_t kMaxOutcomeReasonBytes = 200;

enum class OutcomeBatchError : std::uint8_t {
  truncated,  ///< Or with bytes left over.
  unknown_version,
  too_many,
  bad_category,
  bad_outcome,
};

/// Appends one message; at most kMaxOutcomeCounts.
void encode(std::span<const OutcomeCount> counts, std::string& out);
Result<std::vector<OutcomeCount>, OutcomeBatchError> decode_outcome_batch(std::string_view bytes);

std::string_view to_string(OutcomeBatchError error) noexcept;

}  // namespace picket::protocol
