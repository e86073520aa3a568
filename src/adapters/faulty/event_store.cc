#include "adapters/faulty/event_store.h"

namespace picket::adapters {

Result<ports::Offset> FaultyEventStore::append(const ports::TopicPartition& from,
                                               ports::Offset next,
                                               std::span<const domain::EventRow> rows) {
  return inject(plan_, "append", [&] { return inner_.append(from, next, rows); });
}

Result<ports::Offset> FaultyEventStore::applied_offset(const ports::TopicPartition& of) {
  return inject(plan_, "applied_offset", [&] { return inner_.applied_offset(of); });
}

Result<std::vector<domain::EventRow>> FaultyEventStore::find(
    const ports::EventFilter& filter, ports::EventOrder order,
    const std::optional<ports::EventCursor>& cursor, std::size_t limit) {
  return inject(plan_, "find", [&] { return inner_.find(filter, order, cursor, limit); });
}

Result<ports::EventNeighbours> FaultyEventStore::adjacent(const ports::EventFilter& filter,
                                                          const ports::EventCursor& to) {
  return inject(plan_, "adjacent", [&] { return inner_.adjacent(filter, to); });
}

Result<ports::EventCount> FaultyEventStore::count(const ports::EventFilter& filter) {
  return inject(plan_, "count", [&] { return inner_.count(filter); });
}

Result<std::vector<ports::IssueCount>> FaultyEventStore::count_by_issue(
    const ports::EventFilter& filter, std::span<const IssueId> issues) {
  return inject(plan_, "count_by_issue", [&] { return inner_.count_by_issue(filter, issues); });
}

Result<std::vector<ports::BucketCount>> FaultyEventStore::count_by_time(
    const ports::EventFilter& filter, Duration width) {
  return inject(plan_, "count_by_time", [&] { return inner_.count_by_time(filter, width); });
}

Result<std::vector<ports::IssueSeries>> FaultyEventStore::count_by_issue_and_time(
    const ports::EventFilter& filter, std::span<const IssueId> issues, Duration width) {
  return inject(plan_, "count_by_issue_and_time",
                [&] { return inner_.count_by_issue_and_time(filter, issues, width); });
}

Result<std::vector<ports::ProjectSeries>> FaultyEventStore::count_by_project_and_time(
    const ports::EventFilter& filter, std::span<const ProjectId> projects, Duration width) {
  return inject(plan_, "count_by_project_and_time",
                [&] { return inner_.count_by_project_and_time(filter, projects, width); });
}

Result<std::vector<ports::SeenEnvironment>> FaultyEventStore::environments(
    const ports::EventFilter& filter) {
  return inject(plan_, "environments", [&] { return inner_.environments(filter); });
}

Result<std::vector<ports::TagKey>> FaultyEventStore::tag_keys(const ports::EventFilter& filter,
                                                              ports::TagKeyCounts counts,
                                                              std::size_t limit) {
  return inject(plan_, "tag_keys", [&] { return inner_.tag_keys(filter, counts, limit); });
}

Result<std::vector<ports::TagValue>> FaultyEventStore::tag_values(
    const ports::EventFilter& filter, const ports::TagValueQuery& query) {
  return inject(plan_, "tag_values", [&] { return inner_.tag_values(filter, query); });
}

Result<std::vector<ports::TagSummary>> FaultyEventStore::tag_top_values(
    const ports::EventFilter& filter, std::span<const std::string> keys, std::size_t per_key) {
  return inject(plan_, "tag_top_values",
                [&] { return inner_.tag_top_values(filter, keys, per_key); });
}

Result<std::vector<ports::TagSummary>> FaultyEventStore::top_tags(const ports::EventFilter& filter,
                                                                  std::size_t limit,
                                                                  std::size_t per_key) {
  return inject(plan_, "top_tags", [&] { return inner_.top_tags(filter, limit, per_key); });
}

Result<std::vector<ports::RankedIssue>> FaultyEventStore::rank_issues(
    const ports::IssueRankQuery& query) {
  return inject(plan_, "rank_issues", [&] { return inner_.rank_issues(query); });
}

Result<std::vector<ports::TableRow>> FaultyEventStore::table(const ports::TableQuery& query) {
  return inject(plan_, "table", [&] { return inner_.table(query); });
}

Result<std::vector<ports::EventSeries>> FaultyEventStore::series(const ports::SeriesQuery& query) {
  return inject(plan_, "series", [&] { return inner_.series(query); });
}

Result<std::vector<std::pair<ProjectId, EventId>>> FaultyEventStore::recent_ids(Timestamp since,
                                                                                std::size_t limit) {
  return inject(plan_, "recent_ids", [&] { return inner_.recent_ids(since, limit); });
}

Result<void> FaultyEventStore::set_overrides(std::span<const ports::HashOverride> overrides) {
  return inject(plan_, "set_overrides", [&] { return inner_.set_overrides(overrides); });
}

Result<std::int64_t> FaultyEventStore::expire(Timestamp before) {
  return inject(plan_, "expire", [&] { return inner_.expire(before); });
}

Result<std::int64_t> FaultyEventStore::remove_issues(std::span<const IssueId> issues) {
  return inject(plan_, "remove_issues", [&] { return inner_.remove_issues(issues); });
}

Result<std::int64_t> FaultyEventStore::remove_project(ProjectId project) {
  return inject(plan_, "remove_project", [&] { return inner_.remove_project(project); });
}

Result<ports::EventTotals> FaultyEventStore::totals() {
  return inject(plan_, "totals", [&] { return inner_.totals(); });
}

Result<bool> FaultyEventStore::sum_up(Timestamp now) {
  return inject(plan_, "sum_up", [&] { return inner_.sum_up(now); });
}

}  // namespace picket::adapters
