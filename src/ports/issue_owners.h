// Part of the issues of meta_db: whom ownership rules suggest. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/owner.h"

namespace picket::ports {

class IssueOwners {
 public:
  virtual ~IssueOwners() = default;
  /// When the rules were asked last; nullopt: never.
  virtual Result<std::optional<Timestamp>> owners_evaluated(IssueId issue) = 0;
  /// In place of those before, the best first; none is an answer too.
  virtual Result<void> put_owners(IssueId issue, std::span<const domain::IssueOwner> owners,
                                  Timestamp evaluated) = 0;
  /// By issue in the order given, the best first; at most 1000 issues.
  virtual Result<std::vector<domain::IssueOwner>> owners_of(std::span<const IssueId> issues) = 0;
};

}  // namespace picket::ports
