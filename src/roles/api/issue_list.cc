// GET organizations/{org}/issues/ and projects/{org}/{project}/issues/. Source: shared spec "api",
// sections 7.1, 7.2 and 7.4.
#include <algorithm>
#include <utility>

#include "domain/issue/names.h"
#include "ports/issues.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_json.h"
#include "roles/api/issue_list_query.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_owners.h"
#include "roles/api/issue_page.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"
#include "roles/api/links.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Clients show "1000+" from here on.
constexpr std::int64_t kMaxHits = 1000;

/// What the events say about the issues of a page.
struct PageNumbers {
  CountsByIssue in_range;
  CountsByIssue lifetime;
  SeriesByIssue series;
};

/// Three queries, however many issues there are.
Answer<PageNumbers> read_numbers(const Call& call, const IssueListQuery& query,
                                 std::span<const domain::Issue> issues) {
  PageNumbers numbers;
  const std::vector<IssueId> ids = ids_of(issues);
  auto lifetime = read_counts(call, event_filter(call, {}), ids);
  if (!lifetime) return unexpected(std::move(lifetime.error()));
  numbers.lifetime = *std::move(lifetime);
  if (query.collapses("stats")) return numbers;
  ports::EventFilter filter = event_filter(call, query.environments);
  if (query.stats) {
    auto series = read_series(call, filter, ids, *query.stats);
    if (!series) return unexpected(std::move(series.error()));
    numbers.series = *std::move(series);
  }
  filter.start = query.range.start;
  filter.end = query.range.end;
  auto in_range = read_counts(call, filter, ids);
  if (!in_range) return unexpected(std::move(in_range.error()));
  numbers.in_range = *std::move(in_range);
  return numbers;
}

json::object lifetime_of(const domain::Issue& issue, const ports::IssueCount& count) {
  return {{"count", std::to_string(issue.times_seen)},
          {"userCount", count.users},
          {"firstSeen", date_text(issue.first_seen)},
          {"lastSeen", date_text(issue.last_seen)},
          {"stats", nullptr}};
}

json::object item_of(const Call& call, const IssueListQuery& query, const domain::Issue& issue,
                     const IssueViewer& viewer, PageNumbers& numbers) {
  json::object item;
  if (query.collapses("base")) {
    item["id"] = id_text(issue.id.value);
  } else {
    item = issue_base(call, issue, viewer);
  }
  const ports::IssueCount& lifetime = numbers.lifetime.at(issue.id);
  if (!query.collapses("unhandled")) item["isUnhandled"] = lifetime.unhandled;
  if (!query.collapses("stats")) {
    const ports::IssueCount& count = numbers.in_range.at(issue.id);
    const bool by_environment = !query.environments.empty() && count.events > 0;
    item["count"] = std::to_string(query.whole_life ? issue.times_seen : count.events);
    item["userCount"] = count.users;
    item["firstSeen"] = date_text(by_environment ? count.first_seen : issue.first_seen);
    item["lastSeen"] = date_text(by_environment ? count.last_seen : issue.last_seen);
    if (query.stats)
      item["stats"] = json::object{{query.stats->name, std::move(numbers.series[issue.id])}};
    if (!query.collapses("lifetime")) item["lifetime"] = lifetime_of(issue, lifetime);
    if (!query.collapses("filtered")) item["filtered"] = nullptr;
  }
  add_expansions(item, query.expand);
  return item;
}

Answer<json::array> items_of(const Call& call, const IssueListQuery& query,
                             std::span<const domain::Issue> issues) {
  auto numbers = read_numbers(call, query, issues);
  if (!numbers) return unexpected(std::move(numbers.error()));
  const auto viewer = IssueViewer::read(call, issues);
  if (!viewer) return unexpected(viewer.error());
  json::array items;
  items.reserve(issues.size());
  for (const domain::Issue& issue : issues)
    items.push_back(item_of(call, query, issue, *viewer, *numbers));
  if (auto added = add_owners(call, query.expand, issues, items); !added)
    return unexpected(std::move(added.error()));
  return items;
}

/// The issue of an event that the caller may see.
Answer<std::optional<domain::Issue>> issue_of_event(const Call& call, const EventId& event) {
  ports::EventFilter filter = event_filter(call, {});
  filter.event = event;
  const auto rows =
      call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  std::optional<domain::Issue> none;
  if (rows->empty()) return none;
  auto issue = call.meta().issues().get(rows->front().issue);
  if (!issue) return unexpected(failed(issue.error()));
  if (!*issue || domain::is_deleted((*issue)->status) ||
      call.grant.find((*issue)->project) == nullptr) {
    return none;
  }
  return *std::move(issue);
}

/// The one issue that the query names; nullopt when it names none.
Answer<std::optional<domain::Issue>> direct_hit(const Call& call, const IssueListQuery& query) {
  if (query.event) return issue_of_event(call, *query.event);
  if (!query.short_id) return std::optional<domain::Issue>();
  auto issue = find_issue(call, *query.short_id);
  if (issue) return std::optional(*std::move(issue));
  if (issue.error().status != 404) return unexpected(std::move(issue.error()));
  return std::optional<domain::Issue>();
}

Answer<net::Response> direct_response(const Call& call, const IssueListQuery& query,
                                      const domain::Issue& issue) {
  auto items = items_of(call, query, {&issue, 1});
  if (!items) return unexpected(std::move(items.error()));
  if (query.event) items->front().get_object()["matchingEventId"] = query.event->to_hex();
  net::Response response = json_response(*std::move(items));
  response.headers.set("X-Sentry-Direct-Hit", "1");
  return response;
}

Answer<net::Response> answer_list(const Call& call, IssueListForm form) {
  auto query = read_issue_list_query(call, form);
  if (!query) return unexpected(std::move(query.error()));
  const auto direct = direct_hit(call, *query);
  if (!direct) return unexpected(direct.error());
  if (*direct) return direct_response(call, *query, **direct);

  const auto page = read_issue_page(call, *query);
  if (!page) return unexpected(page.error());
  auto items = items_of(call, *query, page->issues);
  if (!items) return unexpected(std::move(items.error()));
  net::Response response = json_response(*std::move(items));
  response.headers.set("Link", link_header(call.options.url, call.request, page->links));
  if (page->hits) {
    response.headers.set("X-Hits", std::to_string(std::min(*page->hits, kMaxHits)));
    response.headers.set("X-Max-Hits", std::to_string(kMaxHits));
  }
  return response;
}

/// `groups`, in any order; at least one of them must be the caller's.
Answer<std::vector<domain::Issue>> named_issues(const Call& call) {
  auto ids = read_issue_ids(call.parameters, "groups");
  if (!ids) return unexpected(std::move(ids.error()));
  if (ids->empty()) {
    return unexpected(bad_request(
        "You should include `groups` with your request. (i.e. groups=1&groups=2&groups=3)"));
  }
  if (ids->size() > kMaxPage) return unexpected(bad_request("Too many groups requested."));
  ports::IssueQuery query;
  query.projects = call.grant.project_ids();
  query.issues = *std::move(ids);
  query.limit = kMaxPage;
  auto issues = call.meta().issues().list(query);
  if (!issues) return unexpected(failed(issues.error()));
  if (issues->empty()) return unexpected(bad_request("No matching groups found"));
  return *std::move(issues);
}

}  // namespace

/// The numbers of a page that was listed without them. Source: shared spec "api", section 7.5.
Answer<net::Response> list_issue_stats(Call& call) {
  auto query = read_issue_list_query(call);
  if (!query) return unexpected(std::move(query.error()));
  if (!call.parameters.text("collapse")) query->collapse = {"base"};
  const auto issues = named_issues(call);
  if (!issues) return unexpected(issues.error());
  auto items = items_of(call, *query, *issues);
  if (!items) return unexpected(std::move(items.error()));
  return json_response(*std::move(items));
}

Answer<net::Response> list_project_issues(Call& call) {
  return answer_list(call, IssueListForm::project);
}

Answer<net::Response> list_issues(Call& call) {
  return answer_list(call, IssueListForm::organization);
}

}  // namespace picket::api
