// One event: by its id, or the latest or oldest of an issue. Source: shared spec "api", sections
// 9.2 and 9.3.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/assert.h"
#include "domain/grouping/grouping.h"
#include "domain/issue/names.h"
#include "ports/issues.h"
#include "roles/api/discover_handlers.h"
#include "roles/api/event_grouping.h"
#include "roles/api/event_json.h"
#include "roles/api/event_loading.h"
#include "roles/api/event_recommended.h"
#include "roles/api/event_search.h"
#include "roles/api/event_transaction.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"
#include "roles/api/release_json.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using ports::EventOrder;

constexpr std::string_view kEventNotFound =
    "Event not found. The event ID may be incorrect, or it's age exceeded the retention period.";
constexpr std::string_view kNoneMatches =
    "No matching event found, try changing the environments, date range, or query.";
/// The full one is what is shown anyway.
constexpr std::string_view kCollapses[] = {"fullRelease"};

Answer<std::optional<domain::EventRow>> first_row(const Call& call,
                                                  const ports::EventFilter& filter,
                                                  EventOrder order,
                                                  const std::optional<ports::EventCursor>& after) {
  auto rows = call.stores.events.find(filter, order, after, 1);
  if (!rows) return unexpected(failed(rows.error()));
  std::optional<domain::EventRow> row;
  if (!rows->empty()) row = std::move(rows->front());
  return row;
}

json::value id_or_null(const std::optional<ports::EventCursor>& neighbour) {
  return neighbour ? json::value(neighbour->event.to_hex()) : json::value(nullptr);
}

/// `siblings`: the events among which next and previous are looked for.
Answer<json::object> whole_event(const Call& call, domain::EventRow row,
                                 const ports::EventFilter& siblings) {
  const auto near =
      call.stores.events.adjacent(siblings, {row.timestamp, row.event_id, row.project});
  if (!near) return unexpected(failed(near.error()));
  auto event = load_whole(call, std::move(row));
  if (!event) return unexpected(std::move(event.error()));
  domain::mark_event(event->payload->event, *grouping_of(call, event->row.project));

  json::object shown = event_base(*event);
  auto release = release_of_project(call, event->row.project, event->row.release);
  if (!release) return unexpected(std::move(release.error()));
  shown["release"] = *std::move(release);
  shown["userReport"] = nullptr;
  shown["sdkUpdates"] = json::array();
  shown["resolvedWith"] = json::array();
  shown["nextEventID"] = id_or_null(near->newer);
  shown["previousEventID"] = id_or_null(near->older);
  return shown;
}

Answer<net::Response> event_response(const Call& call, domain::EventRow row,
                                     const ports::EventFilter& siblings) {
  auto shown = whole_event(call, std::move(row), siblings);
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown));
}

bool is_word(std::string_view name) noexcept {
  return name == "recommended" || name == "latest" || name == "oldest";
}

/// The row that the last part of the path names, among the events of one issue.
Answer<domain::EventRow> find_row(const Call& call, ports::EventFilter filter,
                                  std::string_view name) {
  if (name == "recommended") {
    auto rows =
        call.stores.events.find(filter, EventOrder::newest_first, std::nullopt, kRecommendedAmong);
    if (!rows) return unexpected(failed(rows.error()));
    if (rows->empty()) return unexpected(not_found(kNoneMatches));
    return recommended_of(call, *std::move(rows));
  }
  const bool oldest = name == "oldest";
  const bool word = is_word(name);
  if (!word) {
    filter.event = EventId::parse(name);
    if (!filter.event) return unexpected(not_found(kEventNotFound));
    filter.start = filter.end = std::nullopt;
    filter.environments.clear();
    filter.where = {};
  }
  auto row = first_row(call, filter, oldest ? EventOrder::oldest_first : EventOrder::newest_first,
                       std::nullopt);
  if (!row) return unexpected(std::move(row.error()));
  if (!*row) return unexpected(not_found(word ? kNoneMatches : kEventNotFound));
  return **std::move(row);
}

/// `group_id`: the issue that the event shall belong to.
Answer<std::optional<IssueId>> read_group_id(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("group_id", "");
  if (text.empty()) return std::optional<IssueId>();
  const auto id = ascii::parse_uint<std::uint32_t>(text);
  if (!id) return unexpected(bad_request("Invalid group_id: an issue's id has digits only."));
  return std::optional(IssueId{*id});
}

struct FoundEvent {
  domain::EventRow row;
  domain::Issue issue;
};

/// An event of the call's projects whose issue is not deleted.
Answer<FoundEvent> find_event(const Call& call, std::string_view id,
                              const std::optional<IssueId>& of) {
  ports::EventFilter filter = event_filter(call, {});
  filter.event = EventId::parse(id);
  if (!filter.event) return unexpected(not_found("Event not found"));
  if (of) filter.issues = {*of};
  auto row = first_row(call, filter, EventOrder::newest_first, std::nullopt);
  if (!row) return unexpected(std::move(row.error()));
  if (!*row) return unexpected(not_found("Event not found"));
  auto issue = call.meta().issues().get((*row)->issue);
  if (!issue) return unexpected(failed(issue.error()));
  if (!*issue || domain::is_deleted((*issue)->status))
    return unexpected(not_found("Event not found"));
  return FoundEvent{**std::move(row), **std::move(issue)};
}

struct WholeTransaction {
  ports::TransactionRow row;
  LoadedEvent event;
};

/// Of the path; nullopt when the project has none of that id.
Answer<std::optional<WholeTransaction>> find_whole_transaction(const Call& call) {
  auto row = find_transaction(call, call.request.param("event"));
  if (!row) return unexpected(std::move(row.error()));
  if (!*row) return std::optional<WholeTransaction>();
  auto event = load_transaction(call, **row);
  if (!event) return unexpected(std::move(event.error()));
  return std::optional(WholeTransaction{**std::move(row), *std::move(event)});
}

/// The event as it is stored, with what lists show of it.
net::Response stored_event(const LoadedEvent& event, json::value location) {
  json::object shown = event.payload->event;
  shown.emplace("title", event.row.title);
  shown.emplace("culprit", event.row.culprit);
  shown.emplace("location", std::move(location));
  return json_response(std::move(shown));
}

/// Sentry's words, by which its pages know it, and what is wrong.
Problem invalid_event_query(Problem problem) {
  if (problem.status != 400) return problem;
  problem.detail = "Invalid event query: " + problem.detail;
  if (problem.body) (*problem.body)["detail"] = problem.detail;
  return problem;
}

}  // namespace

Answer<net::Response> show_issue_event(Call& call) {
  const auto range = read_time_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  if (const auto words = read_words(call.parameters, "collapse", kCollapses); !words)
    return unexpected(words.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());

  ports::EventFilter filter = event_filter(call, call.parameters.all("environment"));
  filter.projects = {issue->project};
  filter.issues = {issue->id};
  filter.start = range->start;
  filter.end = range->end;
  const std::string_view name = call.request.param("event");
  const auto some = add_event_search(call, filter);
  if (!some) return unexpected(invalid_event_query(some.error()));
  if (!*some && is_word(name)) return unexpected(not_found(kNoneMatches));
  auto row = find_row(call, filter, name);
  if (!row) return unexpected(std::move(row.error()));
  if (!*some) filter.projects.clear();  // An event that is named has no neighbours there.
  return event_response(call, *std::move(row), filter);
}

Answer<net::Response> show_project_event(Call& call) {
  const auto group = read_group_id(call.parameters);
  if (!group) return unexpected(group.error());
  auto found = find_event(call, call.request.param("event"), *group);
  if (!found && found.error().status == 404 && !*group) {
    const auto transaction = find_whole_transaction(call);
    if (!transaction) return unexpected(transaction.error());
    if (*transaction)
      return json_response(transaction_json((*transaction)->event, (*transaction)->row));
  }
  if (!found) return unexpected(std::move(found.error()));
  ports::EventFilter siblings = event_filter(call, {});
  siblings.issues = {found->row.issue};
  return event_response(call, std::move(found->row), siblings);
}

Answer<net::Response> show_project_event_json(Call& call) {
  auto found = find_event(call, call.request.param("event"), std::nullopt);
  if (!found && found.error().status == 404) {
    const auto transaction = find_whole_transaction(call);
    if (!transaction) return unexpected(transaction.error());
    if (*transaction)
      return stored_event((*transaction)->event, text_or_null((*transaction)->row.name));
  }
  if (!found) return unexpected(std::move(found.error()));
  const auto event = load_whole(call, std::move(found->row));
  if (!event) return unexpected(event.error());
  return stored_event(*event, member_or_null(event_summary(*event), "location"));
}

Answer<net::Response> find_event_by_id(Call& call) {
  auto found = find_event(call, call.request.param("event"), std::nullopt);
  if (!found) return unexpected(std::move(found.error()));
  const domain::ProjectConfig* const project = call.grant.find(found->row.project);
  PICKET_ASSERT(project != nullptr);
  ports::EventFilter siblings = event_filter(call, {});
  siblings.issues = {found->row.issue};
  const IssueId issue = found->row.issue;
  const std::string event_id = found->row.event_id.to_hex();
  auto event = whole_event(call, std::move(found->row), siblings);
  if (!event) return unexpected(std::move(event.error()));
  json::object shown;
  shown["organizationSlug"] = call.org_slug();
  shown["projectSlug"] = project->slug;
  shown["groupId"] = id_text(issue.value);
  shown["eventId"] = event_id;
  shown["event"] = *std::move(event);
  return json_response(std::move(shown));
}

/// `shop-api:9f3c…`: the same event id may be in several projects.
Answer<net::Response> show_discover_event(Call& call) {
  const ascii::Split parts = ascii::split_once(call.request.param("project_event"), ':');
  const auto project =
      std::find_if(call.grant.projects.begin(), call.grant.projects.end(), [&](const auto* one) {
        return domain::access::names(parts.head, one->project.value, one->slug);
      });
  ports::EventFilter filter = event_filter(call, {});
  filter.event = EventId::parse(parts.tail);
  if (project == call.grant.projects.end() || !filter.event)
    return unexpected(not_found("Event not found"));
  filter.projects = {(*project)->project};
  auto row = first_row(call, filter, EventOrder::newest_first, std::nullopt);
  if (!row) return unexpected(std::move(row.error()));
  if (!*row) return unexpected(not_found("Event not found"));
  const auto issue = call.meta().issues().get((*row)->issue);
  if (!issue) return unexpected(failed(issue.error()));
  if (!*issue || domain::is_deleted((*issue)->status))
    return unexpected(not_found("Event not found"));
  ports::EventFilter siblings = event_filter(call, {});
  siblings.issues = {(*row)->issue};
  auto shown = whole_event(call, **std::move(row), siblings);
  if (!shown) return unexpected(std::move(shown.error()));
  (*shown)["projectSlug"] = (*project)->slug;
  return json_response(*std::move(shown));
}

}  // namespace picket::api
