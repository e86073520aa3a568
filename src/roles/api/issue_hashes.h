// The grouping hashes of an issue. Source: shared spec "api", section 10.
#pragma once

#include <unordered_map>
#include <vector>

#include "domain/event/row.h"
#include "domain/issue/record.h"
#include "ports/issues.h"
#include "roles/api/call.h"

namespace picket::api {

struct ShownHashes {
  /// Newest first. Those that have events, as far as that is known: one look at the event store
  /// says it of issues with few events.
  std::vector<ports::IssueHash> hashes;
  std::unordered_map<HashId, domain::EventRow> latest;  ///< Where that look found one.
};

Answer<ShownHashes> shown_hashes(const Call& call, const domain::Issue& issue);

}  // namespace picket::api
