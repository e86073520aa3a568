// Repository of meta_db: issues and the grouping hashes that lead to them. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/record.h"
#include "domain/search/condition.h"
#include "ports/event_store.h"
#include "ports/issue_activities.h"
#include "ports/issue_changes.h"
#include "ports/issue_life.h"
#include "ports/issue_marks.h"
#include "ports/issue_merges.h"
#include "ports/issue_owners.h"
#include "ports/issue_tombstones.h"
#include "protocol/ids.h"

namespace picket::ports {

enum class IssueSort : std::uint8_t { last_seen, first_seen, times_seen };

/// A place in a list of issues: the sort column's value (times in microseconds) and the tie-break.
struct IssuePosition {
  std::int64_t key = 0;
  IssueId issue;
};

/// Whom an issue may be assigned to; one of them.
struct AssigneeCondition {
  bool nobody = false;
  bool anybody = false;
  std::vector<UserId> users{};
  std::vector<TeamId> teams{};
};

struct IssueQuery {
  std::vector<ProjectId> projects;            ///< Those the asker may see; none means none.
  std::vector<domain::IssueStatus> statuses;  ///< Empty: unresolved, resolved and ignored.
  std::vector<domain::Substatus> substatuses{};
  std::vector<domain::Level> levels;
  std::vector<IssueId> issues{};              ///< One of them; empty: any.
  std::vector<AssigneeCondition> assigned{};  ///< All of them.
  UserId bookmarked_by{};                     ///< Zero: does not matter.
  std::string text;  ///< Case-insensitive substring of the search message or title; empty for all.
  /// What a search asks for besides; all hold, each as domain/search/value_matcher.h says. A text
  /// that is empty and a substatus that is none are not there. People are user_id, team_id (their
  /// numbers) or nobody, teams and nobody only for the assignee; whoever else and `latest` are for
  /// the caller to replace. Those are invalid_argument / "bad_issue_condition", as is what meta_db
  /// does not compare: regexes, numbers in texts, stars in short ids.
  std::vector<domain::search::IssueCondition> where{};
  std::optional<Timestamp> seen_after;    ///< last_seen >= this.
  IssueSort sort = IssueSort::last_seen;  ///< Descending, ties by id descending.
  /// The page starts behind this place, which need not hold an issue any more: unlike an offset it
  /// neither repeats nor skips issues that stay where they are while others move.
  std::optional<IssuePosition> after;
  /// The page ends in front of this place: its last `limit` issues, still descending. Not together
  /// with `after`.
  std::optional<IssuePosition> before;
  std::size_t offset = 0;
  std::size_t limit = 100;
};

struct HashRow {
  HashId id;
  IssueId issue;
};

struct IssueHash {
  HashId id;
  std::string hash;
};

/// Issues and the grouping hashes that lead to them; the bases say what becomes of them.
class IssueRepository : public IssueChanges,
                        public IssueLife,
                        public IssueActivities,
                        public IssueMarks,
                        public IssueMerges,
                        public IssueOwners,
                        public IssueTombstones {
 public:
  /// One entry per hash asked for, in order; id zero where the project has no such hash.
  virtual Result<std::vector<HashRow>> find_hashes(ProjectId project,
                                                   std::span<const std::string> hashes) = 0;
  /// Inserts hashes that are missing and points those without an issue to `issue`; others stay.
  /// Rows in the order given.
  virtual Result<std::vector<HashRow>> assign_hashes(ProjectId project,
                                                     std::span<const std::string> hashes,
                                                     IssueId issue) = 0;
  /// Takes the project's next short number in the same transaction. times_seen starts at 0.
  virtual Result<IssueId> create(ProjectId project, const domain::IssueFacts& facts,
                                 Timestamp first_seen, domain::Priority priority) = 0;
  /// Returns what the issue is; a hidden one (see IssueChanges) is counted all the same.
  virtual Result<domain::IssueState> apply(const domain::IssueDelta& delta) = 0;
  virtual Result<std::optional<domain::Issue>> get(IssueId issue) = 0;
  virtual Result<std::optional<domain::Issue>> get_by_number(ProjectId project,
                                                             std::int64_t short_number) = 0;
  virtual Result<std::vector<domain::Issue>> list(const IssueQuery& query) = 0;
  /// Of the whole list: position, offset and limit do not matter.
  virtual Result<std::int64_t> count(const IssueQuery& query) = 0;
  virtual Result<std::vector<HashOverride>> overrides() = 0;
  /// Those that lead to an issue, newest first.
  virtual Result<std::vector<IssueHash>> hashes_of(IssueId issue, std::size_t limit) = 0;
};

}  // namespace picket::ports
