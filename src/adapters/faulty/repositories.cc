#include "adapters/faulty/repositories.h"

#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/outcomes.h"

namespace picket::adapters {

Result<std::vector<ports::HashRow>> FaultyIssues::find_hashes(ProjectId project,
                                                              std::span<const std::string> hashes) {
  return faults_.call("find_hashes", [&] { return inner_.find_hashes(project, hashes); });
}

Result<std::vector<ports::HashRow>> FaultyIssues::assign_hashes(ProjectId project,
                                                                std::span<const std::string> hashes,
                                                                IssueId issue) {
  return faults_.call("assign_hashes",
                      [&] { return inner_.assign_hashes(project, hashes, issue); });
}

Result<IssueId> FaultyIssues::create(ProjectId project, const domain::IssueFacts& facts,
                                     Timestamp first_seen, domain::Priority priority) {
  return faults_.call("create",
                      [&] { return inner_.create(project, facts, first_seen, priority); });
}

Result<domain::IssueState> FaultyIssues::apply(const domain::IssueDelta& delta) {
  return faults_.call("apply", [&] { return inner_.apply(delta); });
}

Result<std::optional<domain::Issue>> FaultyIssues::get(IssueId issue) {
  return faults_.call("get", [&] { return inner_.get(issue); });
}

Result<std::optional<domain::Issue>> FaultyIssues::get_by_number(ProjectId project,
                                                                 std::int64_t short_number) {
  return faults_.call("get_by_number", [&] { return inner_.get_by_number(project, short_number); });
}

Result<std::vector<domain::Issue>> FaultyIssues::list(const ports::IssueQuery& query) {
  return faults_.call("list", [&] { return inner_.list(query); });
}

Result<std::int64_t> FaultyIssues::count(const ports::IssueQuery& query) {
  return faults_.call("count", [&] { return inner_.count(query); });
}

Result<std::vector<ports::HashOverride>> FaultyIssues::overrides() {
  return faults_.call("overrides", [&] { return inner_.overrides(); });
}

Result<void> FaultyOutcomes::add(std::span<const protocol::OutcomeCount> counts) {
  return faults_.call("add", [&] { return inner_.add(counts); });
}

Result<std::vector<protocol::OutcomeCount>> FaultyOutcomes::sum(const ports::OutcomeQuery& query) {
  return faults_.call("sum", [&] { return inner_.sum(query); });
}

Result<std::vector<protocol::OutcomeCount>> FaultyOutcomes::series(
    const ports::OutcomeSeriesQuery& query) {
  return faults_.call("series", [&] { return inner_.series(query); });
}

Result<ports::LedgerTotals> FaultyOutcomes::totals() {
  return faults_.call("totals", [&] { return inner_.totals(); });
}

Result<std::int64_t> FaultyOutcomes::fold_oldest_hour(Timestamp before) {
  return faults_.call("fold_oldest_hour", [&] { return inner_.fold_oldest_hour(before); });
}

Result<void> FaultyBatches::put(std::string_view group, const ports::TopicPartition& of,
                                ports::Offset next) {
  return faults_.call("put", [&] { return inner_.put(group, of, next); });
}

Result<ports::Offset> FaultyBatches::get(std::string_view group, const ports::TopicPartition& of) {
  return faults_.call("get", [&] { return inner_.get(group, of); });
}

Result<void> FaultyBatches::keep(std::string_view group, const ports::TopicPartition& of,
                                 const ports::KeptBatch& batch) {
  return faults_.call("keep", [&] { return inner_.keep(group, of, batch); });
}

Result<std::optional<ports::KeptBatch>> FaultyBatches::kept_after(
    std::string_view group, const ports::TopicPartition& of, const ports::BatchPosition& position) {
  return faults_.call("kept_after", [&] { return inner_.kept_after(group, of, position); });
}

Result<std::optional<ports::KeptBatch>> FaultyBatches::last_kept(std::string_view group,
                                                                 const ports::TopicPartition& of) {
  return faults_.call("last_kept", [&] { return inner_.last_kept(group, of); });
}

Result<void> FaultyBatches::forget(std::string_view group, const ports::TopicPartition& of,
                                   const ports::BatchPosition& position) {
  return faults_.call("forget", [&] { return inner_.forget(group, of, position); });
}

Result<std::int64_t> FaultyDeadLetters::add(const ports::DeadLetter& letter) {
  return faults_.call("add", [&] { return inner_.add(letter); });
}

Result<std::vector<ports::DeadLetter>> FaultyDeadLetters::list(std::size_t limit) {
  return faults_.call("list", [&] { return inner_.list(limit); });
}

Result<std::vector<ports::DeadLetter>> FaultyDeadLetters::find(
    const ports::DeadLetterQuery& query) {
  return faults_.call("find", [&] { return inner_.find(query); });
}

Result<std::int64_t> FaultyDeadLetters::count(const ports::DeadLetterQuery& query) {
  return faults_.call("count", [&] { return inner_.count(query); });
}

Result<std::optional<ports::DeadLetter>> FaultyDeadLetters::get(std::int64_t id) {
  return faults_.call("get", [&] { return inner_.get(id); });
}

Result<void> FaultyDeadLetters::mark_replayed(std::int64_t id, Timestamp when) {
  return faults_.call("mark_replayed", [&] { return inner_.mark_replayed(id, when); });
}

Result<std::int64_t> FaultyDeadLetters::count_open() {
  return faults_.call("count_open", [&] { return inner_.count_open(); });
}

Result<std::int64_t> FaultyDeadLetters::expire(Timestamp before) {
  return faults_.call("expire", [&] { return inner_.expire(before); });
}

}  // namespace picket::adapters
