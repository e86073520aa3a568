// Issues and the grouping hashes that lead to them: ports::IssueRepository on SQL.
#pragma once

#include <utility>

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/issues.h"

namespace picket::adapters::meta {

class Issues final : public ports::IssueRepository {
 public:
  explicit Issues(UnitOfWork& work) : work_(work) {}

  Result<std::vector<ports::HashRow>> find_hashes(ProjectId project,
                                                  std::span<const std::string> hashes) override;
  Result<std::vector<ports::HashRow>> assign_hashes(ProjectId project,
                                                    std::span<const std::string> hashes,
                                                    IssueId issue) override;
  Result<IssueId> create(ProjectId project, const domain::IssueFacts& facts, Timestamp first_seen,
                         domain::Priority priority) override;
  Result<domain::IssueState> apply(const domain::IssueDelta& delta) override;
  Result<std::optional<domain::Issue>> get(IssueId issue) override;
  Result<std::optional<domain::Issue>> get_by_number(ProjectId project,
                                                     std::int64_t short_number) override;
  Result<std::vector<domain::Issue>> list(const ports::IssueQuery& query) override;
  Result<std::int64_t> count(const ports::IssueQuery& query) override;
  Result<std::vector<ports::HashOverride>> overrides() override;
  Result<std::vector<ports::IssueHash>> hashes_of(IssueId issue, std::size_t limit) override;

  // issue_life.cc
  Result<void> move(IssueId issue, const domain::Transition& to) override;
  Result<std::optional<domain::IssueState>> state_of(IssueId issue) override;
  Result<std::vector<ports::DueIssue>> due(const ports::DueQuery& query) override;

  // issue_waiting.cc
  Result<ports::ByIssue<domain::Snooze>> snoozes_of(std::span<const IssueId> issues) override;
  Result<ports::ByIssue<domain::Resolution>> resolutions_of(
      std::span<const IssueId> issues) override;
  Result<ports::ByIssue<domain::Forecast>> forecasts_of(std::span<const IssueId> issues) override;
  Result<void> note_asked(IssueId issue, const domain::Snooze& snooze) override;
  Result<void> put_forecast(IssueId issue, Timestamp made,
                            const std::optional<domain::Forecast>& forecast) override;
  Result<std::int64_t> settle_next_release(ProjectId project, std::string_view version) override;

  // issue_changes.cc
  Result<void> set_priority(IssueId issue, domain::Priority priority, Timestamp at) override;
  Result<void> assign(IssueId issue, const domain::Assignee& to) override;
  Result<void> share(IssueId issue, std::string_view share_id) override;
  Result<void> begin_deletion(IssueId issue) override;
  Result<std::vector<IssueId>> in_deletion(std::size_t limit) override;
  Result<void> erase(IssueId issue) override;
  Result<std::int64_t> hash_version() override;

  // issue_activities.cc
  Result<std::int64_t> add_activity(const domain::Activity& activity) override;
  Result<std::vector<domain::Activity>> activities(const ports::ActivityQuery& query) override;
  Result<std::optional<domain::Activity>> find_activity(std::int64_t id) override;
  Result<void> edit_note(std::int64_t id, std::string_view data_json) override;
  Result<void> remove_note(std::int64_t id) override;

  // issue_marks.cc
  Result<void> put_mark(const domain::IssueMark& mark) override;
  Result<std::vector<domain::IssueMark>> marks_of(UserId user,
                                                  std::span<const IssueId> issues) override;
  Result<std::vector<domain::IssueMark>> marks_on(IssueId issue) override;

  // issue_merges.cc
  Result<void> merge(const domain::IssueMerge& merge) override;
  Result<std::optional<IssueId>> merged_into(IssueId former) override;
  Result<std::optional<IssueId>> number_merged_into(ProjectId project,
                                                    std::int64_t short_number) override;
  Result<void> split(IssueId source, IssueId target, std::span<const HashId> hashes) override;
  Result<std::vector<ports::OpenSplit>> open_splits(std::size_t limit) override;
  Result<void> settle_split(const ports::SettledSplit& split) override;

  // issue_tombstones.cc
  Result<std::int64_t> discard(IssueId issue, UserId actor, Timestamp at) override;
  Result<std::vector<domain::Tombstone>> tombstones(ProjectId project, std::size_t offset,
                                                    std::size_t limit) override;
  Result<std::optional<domain::Tombstone>> find_tombstone(std::int64_t id) override;
  Result<void> remove_tombstone(std::int64_t id) override;
  Result<std::int64_t> tombstone_version() override;
  Result<std::vector<domain::DiscardedHash>> discarded_hashes() override;
  Result<void> count_discarded(std::span<const domain::DiscardCount> counts) override;

  // issue_owners.cc
  Result<std::optional<Timestamp>> owners_evaluated(IssueId issue) override;
  Result<void> put_owners(IssueId issue, std::span<const domain::IssueOwner> owners,
                          Timestamp evaluated) override;
  Result<std::vector<domain::IssueOwner>> owners_of(std::span<const IssueId> issues) override;

 private:
  /// Of a statement that changes one issue.
  Result<void> found(const Result<Int>& rows, std::string_view code);
  Result<ports::HashRow> find_hash(ProjectId project, const std::string& hash);
  /// What it waits for, in place of what it waited for before.
  Result<void> replace_waiting(IssueId issue, const domain::Transition& to);
  Result<void> put_snooze(IssueId issue, const domain::Snooze& snooze);
  Result<void> put_resolution(IssueId issue, const domain::Resolution& resolution);
  /// The issue itself, and what is known of it; nothing leads to it any more.
  Result<void> remove_rows(IssueId issue);
  Result<void> move_hash_version();
  /// conflict when it is the target of an open split.
  Result<void> check_unsplit(IssueId issue);
  Result<void> merge_child(IssueId child, IssueId parent);
  Result<void> merge_environments(IssueId child, IssueId parent);
  Result<std::pair<Int, Int>> latest_hour(const domain::IssueMerge& merge);

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
