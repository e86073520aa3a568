// Issues that are one, and what is taken out of one again.
// Source: shared spec "issues", section 7, and "api", sections 8.3 and 10. Pure: what is read and
// written around it belongs to whoever merges.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/record.h"
#include "domain/issue/transition.h"
#include "protocol/ids.h"

namespace picket::domain {

/// What becomes of the parent; the children end, and all that led to them leads to it.
struct IssueMerge {
  IssueId parent;
  std::vector<IssueId> children;  ///< By id.
  Timestamp first_seen{};
  Timestamp last_seen{};
  std::int64_t times_seen = 0;
  std::int64_t comments = 0;
  std::string first_release{};  ///< Of the one that was seen first.
  Assignee assignee{};          ///< A child's only if the parent has none.

  friend bool operator==(const IssueMerge&, const IssueMerge&) = default;
};

enum class MergeFlaw : std::uint8_t { too_few, several_projects };

/// The parent is the one with the most events, and of equal ones the one with the highest id.
/// Status, title, priority and short id of the parent stay.
Result<IssueMerge, MergeFlaw> plan_merge(std::span<const Issue> issues);

enum class UnmergeFlaw : std::uint8_t {
  nothing,     ///< None of the hashes leads to the issue.
  everything,  ///< Nothing would stay.
};

/// Which of the issue's hashes are to leave it: places in `hashes`, ascending. Others that were
/// asked for are passed over.
Result<std::vector<std::size_t>, UnmergeFlaw> plan_unmerge(std::span<const std::string> hashes,
                                                           std::span<const std::string> asked);

/// What the event store has of an issue now.
struct StoredEvents {
  std::int64_t events = 0;
  Timestamp first_seen{};  ///< Meaningless without events, like the next.
  Timestamp last_seen{};
};

/// What an issue that left another takes with it.
struct SplitShare {
  std::int64_t events = 0;  ///< From the one counter to the other: their sum stays.
  Timestamp first_seen{};   ///< Of the new issue.
  Timestamp last_seen{};
  Timestamp source_first_seen{};
  Timestamp source_last_seen{};

  friend bool operator==(const SplitShare&, const SplitShare&) = default;
};

/// `target` has counted only what came since it left `source`. Events that expired stay with the
/// source: nobody knows any more whose they were.
SplitShare share_of_split(const IssueState& source, const IssueState& target,
                          const StoredEvents& of_source, const StoredEvents& of_target);

}  // namespace picket::domain
