// What becomes of issues, under the plan like every other call of ports::IssueRepository.
#include "ports/issues.h"

#include "adapters/faulty/repositories.h"

namespace picket::adapters {

Result<std::vector<ports::IssueHash>> FaultyIssues::hashes_of(IssueId issue, std::size_t limit) {
  return faults_.call("hashes_of", [&] { return inner_.hashes_of(issue, limit); });
}

Result<void> FaultyIssues::move(IssueId issue, const domain::Transition& to) {
  return faults_.call("move", [&] { return inner_.move(issue, to); });
}

Result<std::optional<domain::IssueState>> FaultyIssues::state_of(IssueId issue) {
  return faults_.call("state_of", [&] { return inner_.state_of(issue); });
}

Result<std::vector<ports::DueIssue>> FaultyIssues::due(const ports::DueQuery& query) {
  return faults_.call("due", [&] { return inner_.due(query); });
}

Result<ports::ByIssue<domain::Snooze>> FaultyIssues::snoozes_of(std::span<const IssueId> issues) {
  return faults_.call("snoozes_of", [&] { return inner_.snoozes_of(issues); });
}

Result<ports::ByIssue<domain::Resolution>> FaultyIssues::resolutions_of(
    std::span<const IssueId> issues) {
  return faults_.call("resolutions_of", [&] { return inner_.resolutions_of(issues); });
}

Result<ports::ByIssue<domain::Forecast>> FaultyIssues::forecasts_of(
    std::span<const IssueId> issues) {
  return faults_.call("forecasts_of", [&] { return inner_.forecasts_of(issues); });
}

Result<void> FaultyIssues::note_asked(IssueId issue, const domain::Snooze& snooze) {
  return faults_.call("note_asked", [&] { return inner_.note_asked(issue, snooze); });
}

Result<void> FaultyIssues::put_forecast(IssueId issue, Timestamp made,
                                        const std::optional<domain::Forecast>& forecast) {
  return faults_.call("put_forecast", [&] { return inner_.put_forecast(issue, made, forecast); });
}

Result<std::int64_t> FaultyIssues::settle_next_release(ProjectId project,
                                                       std::string_view version) {
  return faults_.call("settle_next_release",
                      [&] { return inner_.settle_next_release(project, version); });
}

Result<void> FaultyIssues::set_priority(IssueId issue, domain::Priority priority, Timestamp at) {
  return faults_.call("set_priority", [&] { return inner_.set_priority(issue, priority, at); });
}

Result<void> FaultyIssues::assign(IssueId issue, const domain::Assignee& to) {
  return faults_.call("assign", [&] { return inner_.assign(issue, to); });
}

Result<void> FaultyIssues::share(IssueId issue, std::string_view share_id) {
  return faults_.call("share", [&] { return inner_.share(issue, share_id); });
}

Result<void> FaultyIssues::begin_deletion(IssueId issue) {
  return faults_.call("begin_deletion", [&] { return inner_.begin_deletion(issue); });
}

Result<std::vector<IssueId>> FaultyIssues::in_deletion(std::size_t limit) {
  return faults_.call("in_deletion", [&] { return inner_.in_deletion(limit); });
}

Result<void> FaultyIssues::erase(IssueId issue) {
  return faults_.call("erase", [&] { return inner_.erase(issue); });
}

Result<std::int64_t> FaultyIssues::hash_version() {
  return faults_.call("hash_version", [&] { return inner_.hash_version(); });
}

Result<std::int64_t> FaultyIssues::add_activity(const domain::Activity& activity) {
  return faults_.call("add_activity", [&] { return inner_.add_activity(activity); });
}

Result<std::vector<domain::Activity>> FaultyIssues::activities(const ports::ActivityQuery& query) {
  return faults_.call("activities", [&] { return inner_.activities(query); });
}

Result<std::optional<domain::Activity>> FaultyIssues::find_activity(std::int64_t id) {
  return faults_.call("find_activity", [&] { return inner_.find_activity(id); });
}

Result<void> FaultyIssues::edit_note(std::int64_t id, std::string_view data_json) {
  return faults_.call("edit_note", [&] { return inner_.edit_note(id, data_json); });
}

Result<void> FaultyIssues::remove_note(std::int64_t id) {
  return faults_.call("remove_note", [&] { return inner_.remove_note(id); });
}

Result<void> FaultyIssues::put_mark(const domain::IssueMark& mark) {
  return faults_.call("put_mark", [&] { return inner_.put_mark(mark); });
}

Result<std::vector<domain::IssueMark>> FaultyIssues::marks_of(UserId user,
                                                              std::span<const IssueId> issues) {
  return faults_.call("marks_of", [&] { return inner_.marks_of(user, issues); });
}

Result<std::vector<domain::IssueMark>> FaultyIssues::marks_on(IssueId issue) {
  return faults_.call("marks_on", [&] { return inner_.marks_on(issue); });
}

Result<std::optional<Timestamp>> FaultyIssues::owners_evaluated(IssueId issue) {
  return faults_.call("owners_evaluated", [&] { return inner_.owners_evaluated(issue); });
}

Result<void> FaultyIssues::put_owners(IssueId issue, std::span<const domain::IssueOwner> owners,
                                      Timestamp evaluated) {
  return faults_.call("put_owners", [&] { return inner_.put_owners(issue, owners, evaluated); });
}

Result<std::vector<domain::IssueOwner>> FaultyIssues::owners_of(std::span<const IssueId> issues) {
  return faults_.call("owners_of", [&] { return inner_.owners_of(issues); });
}

Result<void> FaultyIssues::merge(const domain::IssueMerge& merge) {
  return faults_.call("merge", [&] { return inner_.merge(merge); });
}

Result<std::optional<IssueId>> FaultyIssues::merged_into(IssueId former) {
  return faults_.call("merged_into", [&] { return inner_.merged_into(former); });
}

Result<std::optional<IssueId>> FaultyIssues::number_merged_into(ProjectId project,
                                                                std::int64_t short_number) {
  return faults_.call("number_merged_into",
                      [&] { return inner_.number_merged_into(project, short_number); });
}

Result<void> FaultyIssues::split(IssueId source, IssueId target, std::span<const HashId> hashes) {
  return faults_.call("split", [&] { return inner_.split(source, target, hashes); });
}

Result<std::vector<ports::OpenSplit>> FaultyIssues::open_splits(std::size_t limit) {
  return faults_.call("open_splits", [&] { return inner_.open_splits(limit); });
}

Result<void> FaultyIssues::settle_split(const ports::SettledSplit& split) {
  return faults_.call("settle_split", [&] { return inner_.settle_split(split); });
}

Result<std::int64_t> FaultyIssues::discard(IssueId issue, UserId actor, Timestamp at) {
  return faults_.call("discard", [&] { return inner_.discard(issue, actor, at); });
}

Result<std::vector<domain::Tombstone>> FaultyIssues::tombstones(ProjectId project,
                                                                std::size_t offset,
                                                                std::size_t limit) {
  return faults_.call("tombstones", [&] { return inner_.tombstones(project, offset, limit); });
}

Result<std::optional<domain::Tombstone>> FaultyIssues::find_tombstone(std::int64_t id) {
  return faults_.call("find_tombstone", [&] { return inner_.find_tombstone(id); });
}

Result<void> FaultyIssues::remove_tombstone(std::int64_t id) {
  return faults_.call("remove_tombstone", [&] { return inner_.remove_tombstone(id); });
}

Result<std::int64_t> FaultyIssues::tombstone_version() {
  return faults_.call("tombstone_version", [&] { return inner_.tombstone_version(); });
}

Result<std::vector<domain::DiscardedHash>> FaultyIssues::discarded_hashes() {
  return faults_.call("discarded_hashes", [&] { return inner_.discarded_hashes(); });
}

Result<void> FaultyIssues::count_discarded(std::span<const domain::DiscardCount> counts) {
  return faults_.call("count_discarded", [&] { return inner_.count_discarded(counts); });
}

}  // namespace picket::adapters
