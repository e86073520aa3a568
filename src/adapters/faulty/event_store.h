// The event_store port with faults in front of it.
#pragma once

#include "adapters/faulty/fault_plan.h"
#include "ports/event_store.h"

namespace picket::adapters {

/// Every call may fail as the plan says, else it is the inner store's. Both outlive it.
class FaultyEventStore : public ports::EventStore {
 public:
  FaultyEventStore(ports::EventStore& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  Result<ports::Offset> append(const ports::TopicPartition& from, ports::Offset next,
                               std::span<const domain::EventRow> rows) override;
  Result<ports::Offset> applied_offset(const ports::TopicPartition& of) override;
  Result<std::vector<domain::EventRow>> find(const ports::EventFilter& filter,
                                             ports::EventOrder order,
                                             const std::optional<ports::EventCursor>& cursor,
                                             std::size_t limit) override;
  Result<ports::EventNeighbours> adjacent(const ports::EventFilter& filter,
                                          const ports::EventCursor& to) override;
  Result<ports::EventCount> count(const ports::EventFilter& filter) override;
  Result<std::vector<ports::IssueCount>> count_by_issue(const ports::EventFilter& filter,
                                                        std::span<const IssueId> issues) override;
  Result<std::vector<ports::BucketCount>> count_by_time(const ports::EventFilter& filter,
                                                        Duration width) override;
  Result<std::vector<ports::IssueSeries>> count_by_issue_and_time(const ports::EventFilter& filter,
                                                                  std::span<const IssueId> issues,
                                                                  Duration width) override;
  Result<std::vector<ports::ProjectSeries>> count_by_project_and_time(
      const ports::EventFilter& filter, std::span<const ProjectId> projects,
      Duration width) override;
  Result<std::vector<ports::SeenEnvironment>> environments(
      const ports::EventFilter& filter) override;
  Result<std::vector<ports::TagKey>> tag_keys(const ports::EventFilter& filter,
                                              ports::TagKeyCounts counts,
                                              std::size_t limit) override;
  Result<std::vector<ports::TagValue>> tag_values(const ports::EventFilter& filter,
                                                  const ports::TagValueQuery& query) override;
  Result<std::vector<ports::TagSummary>> tag_top_values(const ports::EventFilter& filter,
                                                        std::span<const std::string> keys,
                                                        std::size_t per_key) override;
  Result<std::vector<ports::TagSummary>> top_tags(const ports::EventFilter& filter,
                                                  std::size_t limit, std::size_t per_key) override;
  Result<std::vector<ports::RankedIssue>> rank_issues(const ports::IssueRankQuery& query) override;
  Result<std::vector<ports::TableRow>> table(const ports::TableQuery& query) override;
  Result<std::vector<ports::EventSeries>> series(const ports::SeriesQuery& query) override;
  Result<std::vector<std::pair<ProjectId, EventId>>> recent_ids(Timestamp since,
                                                                std::size_t limit) override;
  Result<void> set_overrides(std::span<const ports::HashOverride> overrides) override;
  Result<std::int64_t> expire(Timestamp before) override;
  Result<std::int64_t> remove_issues(std::span<const IssueId> issues) override;
  Result<std::int64_t> remove_project(ProjectId project) override;
  Result<ports::EventTotals> totals() override;
  Result<bool> sum_up(Timestamp now) override;

 private:
  ports::EventStore& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
