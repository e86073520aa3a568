// What is left of a discarded issue: its events are dropped before they are stored.
// Source: shared spec "issues", section 7, and "api", section 10.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "domain/issue/record.h"
#include "protocol/ids.h"

namespace picket::domain {

struct Tombstone {
  std::int64_t id = 0;
  ProjectId project;
  IssueFacts facts;  ///< Of the issue as it was; without a release.
  UserId actor;      ///< Who discarded it.
  Timestamp created;
  Timestamp last_seen;          ///< Of the issue, then of the events that were dropped.
  std::int64_t times_seen = 0;  ///< Events that were dropped since.

  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

/// A hash whose events are dropped.
struct DiscardedHash {
  ProjectId project;
  std::string hash;
  std::int64_t tombstone = 0;

  friend bool operator==(const DiscardedHash&, const DiscardedHash&) = default;
};

/// Events that were dropped for one tombstone.
struct DiscardCount {
  std::int64_t tombstone = 0;
  std::int64_t events = 0;
  Timestamp last_seen;

  friend bool operator==(const DiscardCount&, const DiscardCount&) = default;
};

}  // namespace picket::domain
