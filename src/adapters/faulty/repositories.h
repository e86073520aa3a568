// The repositories of meta_db with faults in front of every call.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/faulty/fault_plan.h"
#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/outcomes.h"
#include "ports/projects.h"

namespace picket::adapters {

/// The faults of one transaction: after the first, every call fails as it did. One thread at a
/// time; `plan` outlives it.
class TransactionFaults {
 public:
  explicit TransactionFaults(FaultPlan& plan) : plan_(plan) {}

  /// One call under the plan; `Call` returns a Result with Error.
  template <class Call>
  auto call(std::string_view what, Call run) -> decltype(run()) {
    if (failure_) return unexpected(*failure_);
    auto result = inject(plan_, what, run);
    // The inner transaction remembers its own errors, and which of them it survives.
    if (!result && result.error().code == kFaultInjected) failure_ = result.error();
    return result;
  }

 private:
  FaultPlan& plan_;
  std::optional<Error> failure_;
};

class FaultyProjects final : public ports::ProjectRepository {
 public:
  FaultyProjects(ports::ProjectRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<ProjectId> create(const domain::ProjectConfig& config, std::string_view name,
                           Timestamp created) override;
  Result<std::vector<domain::ProjectConfig>> list() override;
  Result<std::vector<ports::Project>> get(std::span<const ProjectId> projects) override;
  Result<void> update(const ports::Project& project) override;
  Result<void> remove(ProjectId project) override;
  Result<std::optional<ProjectId>> renamed(OrgId org, std::string_view old_slug) override;
  Result<void> add_team(ProjectId project, TeamId team) override;
  Result<void> remove_team(ProjectId project, TeamId team) override;
  Result<void> set_bookmark(UserId user, ProjectId project, bool on) override;
  Result<std::vector<ProjectId>> bookmarks(UserId user) override;
  Result<std::int64_t> config_version() override;
  Result<std::vector<ProjectId>> projects_in_deletion(std::size_t limit) override;
  Result<std::int64_t> erase_issues(ProjectId project, std::size_t limit) override;
  Result<void> finish_deletion(ProjectId project) override;
  Result<KeyId> add_key(const ports::ClientKey& key) override;
  Result<std::vector<ports::ClientKey>> keys(std::span<const ProjectId> projects) override;
  Result<void> update_key(const ports::ClientKey& key) override;
  Result<void> remove_key(KeyId key) override;
  Result<std::optional<domain::ownership::OwnershipSettings>> ownership(ProjectId project) override;
  Result<void> put_ownership(const domain::ownership::OwnershipSettings& settings) override;
  Result<std::vector<domain::ownership::OwnershipSettings>> ownership_since(
      std::int64_t config_version) override;
  Result<void> saw_event(ProjectId project, Timestamp received) override;
  Result<void> saw_environment(ProjectId project, std::string_view name) override;
  Result<void> saw_platform(ProjectId project, std::string_view platform) override;
  Result<std::vector<ports::ProjectEnvironment>> environments(
      std::span<const ProjectId> projects) override;
  Result<std::vector<ports::ProjectPlatform>> platforms(
      std::span<const ProjectId> projects) override;
  Result<void> hide_environment(std::int64_t environment, bool hidden) override;

 private:
  ports::ProjectRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyIssues final : public ports::IssueRepository {
 public:
  FaultyIssues(ports::IssueRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

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

  Result<void> move(IssueId issue, const domain::Transition& to) override;
  Result<std::optional<domain::IssueState>> state_of(IssueId issue) override;
  Result<std::vector<ports::DueIssue>> due(const ports::DueQuery& query) override;
  Result<ports::ByIssue<domain::Snooze>> snoozes_of(std::span<const IssueId> issues) override;
  Result<ports::ByIssue<domain::Resolution>> resolutions_of(
      std::span<const IssueId> issues) override;
  Result<ports::ByIssue<domain::Forecast>> forecasts_of(std::span<const IssueId> issues) override;
  Result<void> note_asked(IssueId issue, const domain::Snooze& snooze) override;
  Result<void> put_forecast(IssueId issue, Timestamp made,
                            const std::optional<domain::Forecast>& forecast) override;
  Result<std::int64_t> settle_next_release(ProjectId project, std::string_view version) override;

  Result<void> set_priority(IssueId issue, domain::Priority priority, Timestamp at) override;
  Result<void> assign(IssueId issue, const domain::Assignee& to) override;
  Result<void> share(IssueId issue, std::string_view share_id) override;
  Result<void> begin_deletion(IssueId issue) override;
  Result<std::vector<IssueId>> in_deletion(std::size_t limit) override;
  Result<void> erase(IssueId issue) override;
  Result<std::int64_t> hash_version() override;

  Result<std::int64_t> add_activity(const domain::Activity& activity) override;
  Result<std::vector<domain::Activity>> activities(const ports::ActivityQuery& query) override;
  Result<std::optional<domain::Activity>> find_activity(std::int64_t id) override;
  Result<void> edit_note(std::int64_t id, std::string_view data_json) override;
  Result<void> remove_note(std::int64_t id) override;

  Result<void> put_mark(const domain::IssueMark& mark) override;
  Result<std::vector<domain::IssueMark>> marks_of(UserId user,
                                                  std::span<const IssueId> issues) override;
  Result<std::vector<domain::IssueMark>> marks_on(IssueId issue) override;

  Result<void> merge(const domain::IssueMerge& merge) override;
  Result<std::optional<IssueId>> merged_into(IssueId former) override;
  Result<std::optional<IssueId>> number_merged_into(ProjectId project,
                                                    std::int64_t short_number) override;
  Result<void> split(IssueId source, IssueId target, std::span<const HashId> hashes) override;
  Result<std::vector<ports::OpenSplit>> open_splits(std::size_t limit) override;
  Result<void> settle_split(const ports::SettledSplit& split) override;

  Result<std::int64_t> discard(IssueId issue, UserId actor, Timestamp at) override;
  Result<std::vector<domain::Tombstone>> tombstones(ProjectId project, std::size_t offset,
                                                    std::size_t limit) override;
  Result<std::optional<domain::Tombstone>> find_tombstone(std::int64_t id) override;
  Result<void> remove_tombstone(std::int64_t id) override;
  Result<std::int64_t> tombstone_version() override;
  Result<std::vector<domain::DiscardedHash>> discarded_hashes() override;
  Result<void> count_discarded(std::span<const domain::DiscardCount> counts) override;

  Result<std::optional<Timestamp>> owners_evaluated(IssueId issue) override;
  Result<void> put_owners(IssueId issue, std::span<const domain::IssueOwner> owners,
                          Timestamp evaluated) override;
  Result<std::vector<domain::IssueOwner>> owners_of(std::span<const IssueId> issues) override;

 private:
  ports::IssueRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyOutcomes final : public ports::OutcomeRepository {
 public:
  FaultyOutcomes(ports::OutcomeRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<void> add(std::span<const protocol::OutcomeCount> counts) override;
  Result<std::vector<protocol::OutcomeCount>> sum(const ports::OutcomeQuery& query) override;
  Result<std::vector<protocol::OutcomeCount>> series(
      const ports::OutcomeSeriesQuery& query) override;
  Result<ports::LedgerTotals> totals() override;
  Result<std::int64_t> fold_oldest_hour(Timestamp before) override;
  ports::StorageDayRepository& storage_days() override { return inner_.storage_days(); }

 private:
  ports::OutcomeRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyBatches final : public ports::BatchRepository {
 public:
  FaultyBatches(ports::BatchRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<void> put(std::string_view group, const ports::TopicPartition& of,
                   ports::Offset next) override;
  Result<ports::Offset> get(std::string_view group, const ports::TopicPartition& of) override;
  Result<void> keep(std::string_view group, const ports::TopicPartition& of,
                    const ports::KeptBatch& batch) override;
  Result<std::optional<ports::KeptBatch>> kept_after(std::string_view group,
                                                     const ports::TopicPartition& of,
                                                     const ports::BatchPosition& position) override;
  Result<std::optional<ports::KeptBatch>> last_kept(std::string_view group,
                                                    const ports::TopicPartition& of) override;
  Result<void> forget(std::string_view group, const ports::TopicPartition& of,
                      const ports::BatchPosition& position) override;

 private:
  ports::BatchRepository& inner_;
  TransactionFaults& faults_;
};

class FaultyDeadLetters final : public ports::DeadLetterRepository {
 public:
  FaultyDeadLetters(ports::DeadLetterRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<std::int64_t> add(const ports::DeadLetter& letter) override;
  Result<std::vector<ports::DeadLetter>> list(std::size_t limit) override;
  Result<std::vector<ports::DeadLetter>> find(const ports::DeadLetterQuery& query) override;
  Result<std::int64_t> count(const ports::DeadLetterQuery& query) override;
  Result<std::optional<ports::DeadLetter>> get(std::int64_t id) override;
  Result<void> mark_replayed(std::int64_t id, Timestamp when) override;
  Result<std::int64_t> count_open() override;
  Result<std::int64_t> expire(Timestamp before) override;

 private:
  ports::DeadLetterRepository& inner_;
  TransactionFaults& faults_;
};

}  // namespace picket::adapters
