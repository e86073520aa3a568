// Counts of the ledger, grouped as a request asks.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "roles/api/call.h"
#include "roles/api/usage_query.h"

namespace picket::api {

/// What a group has in common; what the request does not group by is the same for all.
struct UsageGroup {
  ProjectId project{};
  KeyId key{};
  std::string_view category{};  ///< As the API calls it.
  protocol::Outcome outcome = protocol::Outcome::accepted;
  std::string reason{};  ///< "none" where there is none.

  friend auto operator<=>(const UsageGroup&, const UsageGroup&) = default;
};

struct UsageCounts {
  std::int64_t total = 0;
  std::vector<std::int64_t> series{};  ///< By interval; empty when nobody asked.
};

using Usage = std::map<UsageGroup, UsageCounts>;

/// Of the projects of the call. `with_series` false: totals alone. 400 when the answer would be too
/// large to be of use.
Answer<Usage> read_usage(const Call& call, const UsageQuery& query, bool with_series);

}  // namespace picket::api
