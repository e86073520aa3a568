#include "adapters/faulty/items.h"

namespace picket::adapters {

Result<bool> FaultyAttachments::add(const ports::Attachment& attachment) {
  return faults_.call("add", [&] { return inner_.add(attachment); });
}

Result<std::vector<ports::Attachment>> FaultyAttachments::list(
    const ports::AttachmentQuery& query) {
  return faults_.call("list", [&] { return inner_.list(query); });
}

Result<std::vector<ports::Attachment>> FaultyAttachments::search(
    const ports::AttachmentSearch& search) {
  return faults_.call("search", [&] { return inner_.search(search); });
}

Result<std::optional<ports::Attachment>> FaultyAttachments::get(ProjectId project,
                                                                std::int64_t id) {
  return faults_.call("get", [&] { return inner_.get(project, id); });
}

Result<bool> FaultyAttachments::remove(ProjectId project, std::int64_t id) {
  return faults_.call("remove", [&] { return inner_.remove(project, id); });
}

Result<bool> FaultyUserReports::put(const ports::UserReport& report, Timestamp oldest) {
  return faults_.call("put", [&] { return inner_.put(report, oldest); });
}

Result<std::optional<ports::UserReport>> FaultyUserReports::find(ProjectId project,
                                                                 const EventId& event) {
  return faults_.call("find", [&] { return inner_.find(project, event); });
}

Result<std::vector<ports::UserReport>> FaultyUserReports::list(std::span<const ProjectId> projects,
                                                               std::size_t offset,
                                                               std::size_t limit) {
  return faults_.call("list", [&] { return inner_.list(projects, offset, limit); });
}

Result<bool> FaultyTransactions::add(const ports::TransactionRow& transaction) {
  return faults_.call("add", [&] { return inner_.add(transaction); });
}

Result<std::optional<ports::TransactionRow>> FaultyTransactions::find(ProjectId project,
                                                                      const EventId& event) {
  return faults_.call("find", [&] { return inner_.find(project, event); });
}

Result<void> FaultyTransactions::add_spans(const ports::SpanContainer& container) {
  return faults_.call("add_spans", [&] { return inner_.add_spans(container); });
}

Result<void> FaultySessionCounts::add(std::span<const ports::SessionCount> counts) {
  return faults_.call("add", [&] { return inner_.add(counts); });
}

Result<std::uint8_t> FaultySessionCounts::mark(ProjectId project, std::string_view session,
                                               Timestamp hour, std::uint8_t problems) {
  return faults_.call("mark", [&] { return inner_.mark(project, session, hour, problems); });
}

Result<std::vector<ports::SessionCount>> FaultySessionCounts::series(
    const ports::SessionQuery& query) {
  return faults_.call("series", [&] { return inner_.series(query); });
}

Result<std::optional<std::int64_t>> FaultyMonitors::put(const ports::Monitor& monitor) {
  return faults_.call("put", [&] { return inner_.put(monitor); });
}

Result<std::vector<ports::Monitor>> FaultyMonitors::list(std::span<const ProjectId> projects,
                                                         std::size_t offset, std::size_t limit) {
  return faults_.call("list", [&] { return inner_.list(projects, offset, limit); });
}

Result<std::optional<ports::Monitor>> FaultyMonitors::find(std::span<const ProjectId> projects,
                                                           std::string_view id_or_slug) {
  return faults_.call("find", [&] { return inner_.find(projects, id_or_slug); });
}

Result<std::vector<ports::MonitorEnvironment>> FaultyMonitors::environments(
    std::span<const std::int64_t> monitors) {
  return faults_.call("environments", [&] { return inner_.environments(monitors); });
}

Result<ports::CheckInResult> FaultyMonitors::check_in(const ports::CheckIn& check_in) {
  return faults_.call("check_in", [&] { return inner_.check_in(check_in); });
}

Result<std::vector<ports::CheckIn>> FaultyMonitors::check_ins(std::int64_t monitor,
                                                              std::size_t offset,
                                                              std::size_t limit) {
  return faults_.call("check_ins", [&] { return inner_.check_ins(monitor, offset, limit); });
}

Result<std::int64_t> FaultyItems::expire(Timestamp before, std::size_t limit) {
  return faults_.call("expire", [&] { return inner_.expire(before, limit); });
}

Result<std::int64_t> FaultyItems::erase(ProjectId project, std::size_t limit) {
  return faults_.call("erase", [&] { return inner_.erase(project, limit); });
}

}  // namespace picket::adapters
