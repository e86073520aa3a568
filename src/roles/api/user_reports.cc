// What people wrote about events. Source: shared spec "api", sections 4.9 and 10.
#include "ports/user_reports.h"

#include <chrono>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "domain/issue/names.h"
#include "ports/issues.h"
#include "ports/items.h"
#include "roles/api/body.h"
#include "roles/api/issue_json.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/item_handlers.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// After which an event takes no report any more, and a report no change.
constexpr Duration kEventTakesReports{std::chrono::minutes(30)};
constexpr Duration kReportChanges{std::chrono::minutes(5)};
constexpr std::size_t kMaxAddress = 128;
constexpr std::size_t kMaxComments = 4096;
constexpr std::size_t kMaxEventId = 36;
/// Events of an issue, and reports of its project, that are looked through for those of the issue.
constexpr std::size_t kMaxScanned = 1'000;

/// Null without a name and an address.
json::value user_of(const ports::UserReport& report) {
  if (report.name.empty() && report.email.empty()) return nullptr;
  return json::object{{"id", "None"},
                      {"username", nullptr},
                      {"email", text_or_null(report.email)},
                      {"name", text_or_null(report.name)},
                      {"ipAddress", nullptr},
                      {"avatarUrl", nullptr}};
}

json::object report_json(const ports::UserReport& report) {
  const std::string event = report.event.to_hex();
  return {{"id", id_text(report.id)},
          {"eventID", event},
          {"name", text_or_null(report.name)},
          {"email", text_or_null(report.email)},
          {"comments", report.comments},
          {"dateCreated", date_text(report.received)},
          {"user", user_of(report)},
          {"event", json::object{{"id", event}, {"eventID", event}}}};
}

/// The event that a report is about; nullopt when it is not kept.
Answer<std::optional<domain::EventRow>> event_of(const Call& call, ProjectId project,
                                                 const EventId& event) {
  ports::EventFilter filter;
  filter.projects = {project};
  filter.event = event;
  auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  if (rows->empty()) return std::optional<domain::EventRow>();
  return std::optional(std::move(rows->front()));
}

/// Nullopt when the event or its issue is gone.
Answer<std::optional<domain::Issue>> issue_of(const Call& call, const ports::UserReport& report) {
  const auto event = event_of(call, report.project, report.event);
  if (!event) return unexpected(event.error());
  if (!*event) return std::optional<domain::Issue>();
  auto issue = call.meta().issues().get((*event)->issue);
  if (!issue) return unexpected(failed(issue.error()));
  if (*issue && domain::is_deleted((*issue)->status)) return std::optional<domain::Issue>();
  return *std::move(issue);
}

Answer<json::value> issue_json_of(const Call& call, const std::optional<domain::Issue>& issue) {
  if (!issue) return json::value(nullptr);
  const auto viewer = IssueViewer::read(call, {&*issue, 1});
  if (!viewer) return unexpected(viewer.error());
  return json::value(issue_base(call, *issue, *viewer));
}

Answer<bool> read_only_unresolved(const Parameters& parameters) {
  const auto status = parameters.text("status");
  if (!status || *status == "unresolved") return true;
  if (status->empty()) return false;
  return unexpected(unsupported_value("status", *status));
}

struct ReportPage {
  std::vector<ports::UserReport> reports;
  bool has_next = false;
};

Answer<ReportPage> read_page(const Call& call, const OffsetPage& page) {
  const auto projects = call.grant.project_ids();
  auto found = call.meta().items().user_reports().list(projects, page.offset, page.limit + 1);
  if (!found) return unexpected(failed(found.error()));
  ReportPage read{*std::move(found), false};
  read.has_next = read.reports.size() > page.limit;
  if (read.has_next) read.reports.pop_back();
  return read;
}

Answer<ports::UserReport> read_report(const Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const std::string event = fields.required_text("event_id", kMaxEventId);
  ports::UserReport report;
  report.name = fields.required_text("name", kMaxAddress);
  report.email = fields.required_text("email", kMaxAddress);
  report.comments = fields.required_text("comments", kMaxComments);
  const auto id = EventId::parse(event);
  if (!event.empty() && !id) fields.refuse("event_id", "Enter a valid event id.");
  if (!fields.ok()) return unexpected(fields.problem());
  report.project = call.grant.projects.front()->project;
  report.event = *id;
  report.received = call.now;
  return report;
}

}  // namespace

/// As in Sentry a page may hold fewer reports than asked for, as those of resolved issues are left
/// out of it.
Answer<net::Response> list_user_feedback(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto only_unresolved = read_only_unresolved(call.parameters);
  if (!only_unresolved) return unexpected(only_unresolved.error());
  const auto found = read_page(call, *page);
  if (!found) return unexpected(found.error());
  json::array shown;
  for (const ports::UserReport& report : found->reports) {
    const auto issue = issue_of(call, report);
    if (!issue) return unexpected(issue.error());
    const bool open = !*issue || (*issue)->status == domain::IssueStatus::unresolved;
    if (*only_unresolved && !open) continue;
    auto about = issue_json_of(call, *issue);
    if (!about) return unexpected(about.error());
    json::object one = report_json(report);
    one["issue"] = *std::move(about);
    shown.push_back(std::move(one));
  }
  auto response = json_response(std::move(shown));
  set_links(response, call, *page, found->has_next);
  return response;
}

Answer<net::Response> create_user_feedback(Call& call) {
  const auto report = read_report(call);
  if (!report) return unexpected(report.error());
  const auto event = event_of(call, report->project, report->event);
  if (!event) return unexpected(event.error());
  if (*event && (*event)->received + kEventTakesReports < call.now)
    return unexpected(conflict("Feedback for this event cannot be modified."));
  ports::UserReportRepository& reports = call.meta().items().user_reports();
  const auto put = reports.put(*report, call.now - kReportChanges);
  if (!put) return unexpected(failed(put.error()));
  if (!*put) return unexpected(conflict("Feedback for this event cannot be modified."));
  const auto stored = reports.find(report->project, report->event);
  if (!stored) return unexpected(failed(stored.error()));
  if (!*stored) return unexpected(not_found());
  return json_response(report_json(**stored));
}

/// Of the issue's newest events, as far as one answer of the store goes.
Answer<net::Response> list_issue_user_reports(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  ports::EventFilter filter;
  filter.projects = {issue->project};
  filter.issues = {issue->id};
  const auto rows =
      call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, kMaxScanned);
  if (!rows) return unexpected(failed(rows.error()));
  std::unordered_set<EventId> events;
  for (const domain::EventRow& row : *rows) events.insert(row.event_id);
  const auto all = call.meta().items().user_reports().list({&issue->project, 1}, 0, kMaxScanned);
  if (!all) return unexpected(failed(all.error()));
  json::array shown;
  std::size_t matching = 0;
  for (const ports::UserReport& report : *all) {
    if (!events.contains(report.event)) continue;
    ++matching;
    if (matching > page->offset && shown.size() < page->limit) shown.push_back(report_json(report));
  }
  auto response = json_response(std::move(shown));
  set_links(response, call, *page, matching > page->offset + page->limit);
  return response;
}

}  // namespace picket::api
