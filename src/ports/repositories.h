// The repositories of meta_db: what can be asked of and written to each group of relations, inside
// one transaction. Every method blocks and returns the errors that ports/meta_db.h lists.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/record.h"
#include "domain/project/config.h"
#include "ports/event_store.h"
#include "ports/log.h"
#include "protocol/ids.h"
#include "protocol/outcome.h"

namespace picket::ports {

struct Organization {
  OrgId id;
  std::string slug;
  std::string name;
  Timestamp created;
};

struct Team {
  TeamId id;
  OrgId org;
  std::string slug;
  std::string name;
};

struct User {
  UserId id;
  std::string email;
  std::string password_hash;  ///< Encoded Argon2id; never leaves the server.
  Timestamp created;
};

struct ApiToken {
  std::int64_t id = 0;
  OrgId org;    ///< The organization it opens.
  UserId user;  ///< Zero for an organization's own token.
  std::string name;
  std::string sha256_hex;  ///< Of the token; the token itself is not kept.
  std::vector<std::string> scopes;
  Timestamp created;
};

/// Organizations, teams, users, memberships, tokens.
class AccountRepository {
 public:
  virtual ~AccountRepository() = default;
  virtual Result<OrgId> create_org(const Organization& org) = 0;
  virtual Result<std::vector<Organization>> list_orgs() = 0;
  virtual Result<TeamId> create_team(const Team& team) = 0;
  virtual Result<std::vector<Team>> list_teams(OrgId org) = 0;
  virtual Result<UserId> create_user(const User& user) = 0;
  /// By address, in any case.
  virtual Result<std::optional<User>> find_user(std::string_view email) = 0;
  /// Role is one of member, admin, manager, owner. Safe to repeat: the last role stands.
  virtual Result<void> set_member(OrgId org, UserId user, std::string_view role) = 0;
  virtual Result<std::int64_t> create_token(const ApiToken& token) = 0;
  virtual Result<std::optional<ApiToken>> find_token(std::string_view sha256_hex) = 0;
};

/// Projects and their keys. Every change moves config_version.
class ProjectRepository {
 public:
  virtual ~ProjectRepository() = default;
  /// `config.keys` are created with it; ids are assigned. `name` stands in for `config.name`.
  virtual Result<ProjectId> create(const domain::ProjectConfig& config, std::string_view name) = 0;
  virtual Result<void> add_team(ProjectId project, TeamId team) = 0;
  virtual Result<KeyId> add_key(ProjectId project, const domain::ProjectKey& key) = 0;
  virtual Result<std::vector<domain::ProjectConfig>> list() = 0;
  /// Grows with every change of a project, key or setting that the relay reads.
  virtual Result<std::int64_t> config_version() = 0;
};

enum class IssueSort : std::uint8_t { last_seen, first_seen, times_seen };

/// A place in a list of issues: the sort column's value (times in microseconds) and the tie-break.
struct IssuePosition {
  std::int64_t key = 0;
  IssueId issue;
};

struct IssueQuery {
  std::vector<ProjectId> projects;            ///< Those the asker may see; none means none.
  std::vector<domain::IssueStatus> statuses;  ///< Empty: unresolved, resolved and ignored.
  std::vector<domain::Level> levels;
  std::string text;  ///< Case-insensitive substring of the search message or title; empty for all.
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

/// Issues and the grouping hashes that lead to them.
class IssueRepository {
 public:
  virtual ~IssueRepository() = default;
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
  virtual Result<void> apply(const domain::IssueDelta& delta) = 0;
  virtual Result<std::optional<domain::Issue>> get(IssueId issue) = 0;
  virtual Result<std::optional<domain::Issue>> get_by_number(ProjectId project,
                                                             std::int64_t short_number) = 0;
  virtual Result<std::vector<domain::Issue>> list(const IssueQuery& query) = 0;
  /// Of the whole list: position, offset and limit do not matter.
  virtual Result<std::int64_t> count(const IssueQuery& query) = 0;
  virtual Result<std::vector<HashOverride>> overrides() = 0;
};

struct OutcomeQuery {
  std::vector<ProjectId> projects;  ///< None means none.
  std::optional<Timestamp> start;   ///< By minute, inclusive.
  std::optional<Timestamp> end;     ///< Exclusive.
};

struct LedgerTotals {
  std::int64_t accepted_errors = 0;  ///< Accepted outcomes of error-like categories.
  std::int64_t issue_events = 0;     ///< Sum of times_seen, deleted issues included.
};

/// The ledger: counts per project, key, minute, category, outcome and reason.
class OutcomeRepository {
 public:
  virtual ~OutcomeRepository() = default;
  /// Adds each quantity to its row.
  virtual Result<void> add(std::span<const protocol::OutcomeCount> counts) = 0;
  /// Summed over keys and minutes of the range: `key` and `minute` are zero. By organization,
  /// project, category, outcome, reason.
  virtual Result<std::vector<protocol::OutcomeCount>> sum(const OutcomeQuery& query) = 0;
  virtual Result<LedgerTotals> totals() = 0;
  /// Gives up the minutes and keys of the oldest hour that has any before `before`: its counts are
  /// added to one row per organization, project, category, outcome and reason at minute zero, so
  /// that sums without a start and the totals stay what they were. Returns the rows folded; 0 when
  /// no minute before `before` is left. An hour at a time, so that the writer is not held for long.
  virtual Result<std::int64_t> fold_oldest_hour(Timestamp before) = 0;
};

/// The finished rows of one batch.
struct KeptBatch {
  std::int64_t epoch = 0;  ///< How often the partition's offsets started again before.
  Offset next = 0;
  /// Next offset of the batch with rows before it in the epoch, 0 when there was none: an event
  /// store that is not there lacks rows which are not kept any more.
  Offset follows = 0;
  std::string rows;  ///< Compressed domain::encode_rows.
};

/// Place of a batch in the history of a partition.
struct BatchPosition {
  std::int64_t epoch = 0;
  Offset next = 0;

  friend auto operator<=>(const BatchPosition&, const BatchPosition&) = default;
};

/// What makes effects happen once (architecture: exactly once over three stores): the offset that a
/// partition is applied up to, and the rows that the event store lacks or may lose.
class BatchRepository {
 public:
  virtual ~BatchRepository() = default;
  virtual Result<void> put(std::string_view group, const TopicPartition& of, Offset next) = 0;
  /// 0 when nothing was applied yet.
  virtual Result<Offset> get(std::string_view group, const TopicPartition& of) = 0;

  /// Replaces one that is kept at the same place.
  virtual Result<void> keep(std::string_view group, const TopicPartition& of,
                            const KeptBatch& batch) = 0;
  /// The first that is kept after the position; nullopt when there is none.
  virtual Result<std::optional<KeptBatch>> kept_after(std::string_view group,
                                                      const TopicPartition& of,
                                                      const BatchPosition& position) = 0;
  virtual Result<std::optional<KeptBatch>> last_kept(std::string_view group,
                                                     const TopicPartition& of) = 0;
  /// Those up to and with the position.
  virtual Result<void> forget(std::string_view group, const TopicPartition& of,
                              const BatchPosition& position) = 0;
};

struct DeadLetter {
  std::int64_t id = 0;
  TopicPartition from;
  Offset offset = 0;
  ProjectId project;   ///< Zero when the message could not be read so far.
  std::string reason;  ///< Stable slug.
  std::string detail;
  std::string message;  ///< The log record's bytes; empty in lists.
  Timestamp created;
  std::optional<Timestamp> replayed;
};

class DeadLetterRepository {
 public:
  virtual ~DeadLetterRepository() = default;
  virtual Result<std::int64_t> add(const DeadLetter& letter) = 0;
  /// Newest first.
  virtual Result<std::vector<DeadLetter>> list(std::size_t limit) = 0;
  virtual Result<std::optional<DeadLetter>> get(std::int64_t id) = 0;
  /// not_found when there is none.
  virtual Result<void> mark_replayed(std::int64_t id, Timestamp when) = 0;
  virtual Result<std::int64_t> count_open() = 0;
  /// Deletes those created before; returns how many.
  virtual Result<std::int64_t> expire(Timestamp before) = 0;
};

}  // namespace picket::ports
