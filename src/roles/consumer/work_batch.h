// WorkBatch: what the pure part of the pipeline made of a batch, before anything is stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/event/row.h"
#include "domain/issue/record.h"
#include "domain/issue/tombstone.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "protocol/ids.h"
#include "roles/consumer/outcome_tally.h"
#include "roles/consumer/owner_search.h"

namespace picket::consumer {

/// The events of a batch that have the same project and primary hashes: they belong to one issue.
struct EventGroup {
  ProjectId project;
  std::vector<std::string> hashes;  ///< Not empty.
  /// By which the issue is found when none of `hashes` has one.
  std::vector<std::string> former_hashes{};
  domain::IssueFacts first;          ///< Of the first event in the log: creates the issue.
  domain::IssueDelta delta;          ///< `issue` is set with the next.
  std::vector<ports::HashRow> rows;  ///< One per hash, once they are resolved.
  /// Of the first event that rules were held against, when it was time to ask them.
  std::optional<NamedOwners> owners{};
  bool created = false;  ///< These events made the issue.

  bool resolved() const noexcept { return rows.size() == hashes.size(); }
};

/// An event that is kept.
struct KeptEvent {
  domain::EventRow row;
  std::vector<std::string> hashes;
  std::vector<std::string> former_hashes{};  ///< While the project changes over.
  domain::IssueFacts facts;
  std::optional<NamedOwners> owners{};
  std::string_view payload;  ///< Compressed, as the relay wrote it; lives as long as the record.
};

/// One thread; reused from batch to batch.
class WorkBatch {
 public:
  void clear();

  void keep(KeptEvent event);
  /// An event that was dropped for a tombstone.
  void discard(std::int64_t tombstone, Timestamp received);
  /// This batch keeps an event of that id.
  bool keeps(ProjectId project, const EventId& event) const {
    return kept_ids_.contains({project, event});
  }
  /// Rules were held against an event of that group already.
  bool has_owners(ProjectId project, const std::vector<std::string>& hashes) const;

  std::vector<domain::EventRow> rows;
  std::vector<std::string_view> payloads;  ///< One per row.
  std::vector<EventGroup> groups;
  OutcomeTally outcomes;
  std::vector<ports::DeadLetter> dead_letters;
  std::vector<domain::DiscardCount> discarded;  ///< One per tombstone.
  std::size_t duplicates = 0;
  /// Stack traces that the memo knew, and those that it did not.
  std::uint64_t known_stacks = 0;
  std::uint64_t new_stacks = 0;
  std::int64_t hash_version = 0;  ///< At which the groups' rows hold.

  /// Writes the resolved issues and hashes into the rows.
  void stamp_rows();

 private:
  struct Id {
    ProjectId project;
    EventId event;
    friend bool operator==(const Id&, const Id&) = default;
  };
  struct IdHash {
    std::size_t operator()(const Id& id) const noexcept {
      return std::hash<EventId>{}(id.event) ^ static_cast<std::size_t>(id.project.value);
    }
  };

  std::vector<std::size_t> group_of_row_;
  std::unordered_map<std::string, std::size_t> group_by_key_;
  std::unordered_set<Id, IdHash> kept_ids_;
};

}  // namespace picket::consumer
