// One event of each issue, made of the samples as the load generator varies them, and what further
// events of the issue differ in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "domain/issue/record.h"
#include "fill/options.h"

namespace picket::fill {

struct IssueTemplate {
  domain::IssueFacts facts;
  domain::EventRow row;         ///< Without issue, hash, payload.
  std::string payload;          ///< The normalized event, compressed as the consumer stores it.
  std::uint32_t json_size = 0;  ///< Of the payload, before.
};

/// One for each issue. The error is a sentence.
Result<std::vector<IssueTemplate>, std::string> make_templates(const Options& options,
                                                               ProjectId project, Timestamp now);

/// Another event of the same issue: id, time, user, release, environment, correlation id.
domain::EventRow vary_row(const domain::EventRow& row, Timestamp at, std::uint64_t users,
                          SeededRandom& random);

}  // namespace picket::fill
