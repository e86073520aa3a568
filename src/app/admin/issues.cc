// `picket issues list|show`.
#include "ports/issues.h"

#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/projects.h"
#include "base/ascii.h"
#include "base/rfc3339.h"
#include "domain/issue/facts.h"
#include "domain/issue/names.h"
#include "domain/issue/short_id.h"

namespace picket::app {
namespace {

namespace json = boost::json;
using domain::IssueStatus;

constexpr std::int64_t kMaxListed = 1000;
constexpr std::size_t kEventsShown = 5;

/// "all" is no condition.
Result<std::vector<IssueStatus>> parse_status(std::string_view name) {
  if (name == "all") return std::vector<IssueStatus>{};
  if (const auto status = domain::parse_shown_status(name)) return std::vector{*status};
  return unexpected(Error{ErrorKind::invalid_argument, "bad_argument",
                          "status takes one of unresolved, resolved, ignored, all"});
}

Result<ports::IssueSort> parse_sort(std::string_view name) {
  if (name == "last_seen") return ports::IssueSort::last_seen;
  if (name == "first_seen") return ports::IssueSort::first_seen;
  if (name == "events") return ports::IssueSort::times_seen;
  return unexpected(Error{ErrorKind::invalid_argument, "bad_argument",
                          "sort takes one of last_seen, first_seen, events"});
}

json::object issue_object(const domain::Issue& issue, const ProjectList& projects) {
  return {{"id", issue.id.value},
          {"short_id", projects.short_id(issue.project, issue.short_number)},
          {"project", projects.slug_of(issue.project)},
          {"title", issue.facts.title},
          {"culprit", issue.facts.culprit},
          {"level", domain::to_string(issue.facts.level)},
          {"status", domain::to_string(issue.status)},
          {"events", issue.times_seen},
          {"first_seen", format_rfc3339(issue.first_seen)},
          {"last_seen", format_rfc3339(issue.last_seen)}};
}

/// A number is an id, everything else a short id.
Result<domain::Issue> find_issue(ports::MetaTx& tx, const ProjectList& projects,
                                 const std::string& name) {
  if (const auto id = ascii::parse_uint<std::uint32_t>(name)) {
    auto issue = tx.issues().get(IssueId{*id});
    if (!issue) return unexpected(issue.error());
    if (*issue) return **std::move(issue);
    return unexpected(no_such("issue", name));
  }
  const auto short_id = domain::parse_short_id(name);
  if (!short_id) return unexpected(no_such("issue", name));
  const auto candidates = projects.select(short_id->slug);
  if (!candidates) return unexpected(no_such("issue", name));
  auto issue = tx.issues().get_by_number(candidates->front(), short_id->number);
  if (!issue) return unexpected(issue.error());
  if (*issue) return **std::move(issue);
  return unexpected(no_such("issue", name));
}

json::array event_summaries(const std::vector<domain::EventRow>& rows) {
  json::array events;
  for (const domain::EventRow& row : rows) {
    events.push_back({{"id", row.event_id.to_hex()},
                      {"timestamp", format_rfc3339(row.timestamp)},
                      {"title", row.title},
                      {"user", row.user},
                      {"release", row.release},
                      {"environment", row.environment}});
  }
  return events;
}

}  // namespace

/// {project, status, query, sort, limit}: [{id, short_id, project, title, culprit, level, status,
/// events, first_seen, last_seen}].
CommandResult run_issues_list(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto project = in.text("project");
  const auto statuses = parse_status(in.text("status", "all"));
  const auto sort = parse_sort(in.text("sort", "last_seen"));
  ports::IssueQuery query;
  query.text = in.text("query", "");
  query.limit = static_cast<std::size_t>(in.number("limit", 1, kMaxListed).value_or(100));
  if (auto done = in.finish(); !done) return unexpected(done.error());
  if (!statuses) return unexpected(statuses.error());
  if (!sort) return unexpected(sort.error());
  query.statuses = *statuses;
  query.sort = *sort;

  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  auto selected = projects->select(project);
  if (!selected) return unexpected(selected.error());
  query.projects = *std::move(selected);
  const auto issues = (*tx)->issues().list(query);
  if (!issues) return unexpected(issues.error());
  json::array listed;
  for (const domain::Issue& issue : *issues) listed.push_back(issue_object(issue, *projects));
  return listed;
}

/// {id}: the object of the list with `metadata`, `stored` (events and users that retention left)
/// and `latest_events`.
CommandResult run_issues_show(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const std::string name = in.needed_text("id");
  if (auto done = in.finish(); !done) return unexpected(done.error());

  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  const auto issue = find_issue(**tx, *projects, name);
  if (!issue) return unexpected(issue.error());

  ports::EventFilter filter;
  filter.projects = {issue->project};
  const std::array ids = {issue->id};
  const auto counts = context.stores.events.count_by_issue(filter, ids);
  if (!counts) return unexpected(counts.error());
  filter.issues = {issue->id};
  const auto rows = context.stores.events.find(filter, ports::EventOrder::newest_first,
                                               std::nullopt, kEventsShown);
  if (!rows) return unexpected(rows.error());

  json::object shown = issue_object(*issue, *projects);
  boost::system::error_code ignored;
  shown["metadata"] = json::parse(issue->facts.metadata_json, ignored);
  shown["first_release"] = issue->facts.release;
  shown["stored"] = {{"events", counts->empty() ? 0 : counts->front().events},
                     {"users", counts->empty() ? 0 : counts->front().users}};
  shown["latest_events"] = event_summaries(*rows);
  return shown;
}

}  // namespace picket::app
