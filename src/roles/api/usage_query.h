// What a request wants to know of the ledger. Source: shared spec "api", section 14.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/outcomes.h"
#include "protocol/outcome.h"
#include "roles/api/parameters.h"

namespace picket::api {

struct UsageQuery {
  /// Of one answer; more intervals are a 400.
  static constexpr std::size_t kMaxIntervals = 10'000;

  Timestamp start;  ///< At the start of an interval.
  Timestamp end;    ///< At the end of one.
  Duration interval;
  ports::OutcomeSplit by;                      ///< As asked, not what the filters need besides.
  std::vector<protocol::Category> categories;  ///< None means all.
  std::vector<protocol::Outcome> outcomes;     ///< None means all.
  std::vector<std::string> reasons;            ///< None means all; "none" is no reason.

  std::size_t intervals() const noexcept {
    return static_cast<std::size_t>((end - start) / interval);
  }
  bool takes(std::string_view reason) const noexcept;
};

/// `field`, `groupBy`, `category`, `outcome`, `reason`, the range and `interval`; what is wrong
/// with them is a 400 in Sentry's words.
Answer<UsageQuery> read_usage_query(const Parameters& parameters, Timestamp now);

/// Errors, messages and security reports are all "error"; else the category's own name.
std::string_view usage_category(protocol::Category category) noexcept;
/// "none" where there is none.
std::string_view usage_reason(std::string_view reason) noexcept;

}  // namespace picket::api
