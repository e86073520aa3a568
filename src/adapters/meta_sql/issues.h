// Issues and the grouping hashes that lead to them: ports::IssueRepository on SQL.
#pragma once

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

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
