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

/// What events in the range say about the issues of a page.
struct RangeNumbers {
  CountsByIssue counts;
  SeriesByIssue series;
};

struct PageNumbers {
  RangeNumbers in_range;
  std::optional<RangeNumbers> filtered;  ///< Of the events that the search is for, if it is.
  CountsByIssue lifetime;
};

/// When the events of a chart happened, if it shows none that were not counted: what few events
/// have is then looked for in few buckets.
std::optional<SeenRange> seen_in(const Call& call, const IssueListQuery& query,
                                 const CountsByIssue& counts) {
  const PeriodRange chart = range_of(*query.stats, call.now);
  const bool counted =
      query.range.start <= chart.start && (!query.range.end || *query.range.end >= chart.end);
  if (!counted) return std::nullopt;
  SeenRange seen;
  for (const auto& [issue, count] : counts) {
    if (count.events == 0) continue;
    seen.first = std::min(seen.first, count.first_seen);
    seen.last = std::max(seen.last, count.last_seen);
  }
  return seen;
}

Answer<RangeNumbers> read_range_numbers(const Call& call, const IssueListQuery& query,
                                        std::span<const IssueId> ids,
                                        const domain::search::EventGroup& where) {
  RangeNumbers numbers;
  ports::EventFilter filter = event_filter(call, query.environments);
  filter.where = where;
  ports::EventFilter in_range = filter;
  in_range.start = query.range.start;
  in_range.end = query.range.end;
  auto counts = read_counts(call, in_range, ids);
  if (!counts) return unexpected(std::move(counts.error()));
  numbers.counts = *std::move(counts);
  if (!query.stats) return numbers;
  auto series = read_series(call, filter, ids, *query.stats, seen_in(call, query, numbers.counts));
  if (!series) return unexpected(std::move(series.error()));
  numbers.series = *std::move(series);
  return numbers;
}

/// Issues without events before the range are the same in it: counting the users of popular ones
/// takes half of a list's time.
Answer<CountsByIssue> read_lifetime(const Call& call, const IssueListQuery& query,
                                    std::span<const domain::Issue> issues,
                                    const CountsByIssue& in_range) {
  CountsByIssue known;
  std::vector<IssueId> others;
  for (const domain::Issue& issue : issues) {
    const auto found = in_range.find(issue.id);
    const bool is_all = query.environments.empty() && found != in_range.end() &&
                        found->second.events >= issue.times_seen;
    if (is_all) {
      known.insert(*found);
    } else {
      others.push_back(issue.id);
    }
  }
  auto counts = read_counts(call, event_filter(call, {}), others);
  if (!counts) return counts;
  counts->merge(known);
  return counts;
}

/// Five queries at most, however many issues there are.
Answer<PageNumbers> read_numbers(const Call& call, const IssueListQuery& query,
                                 std::span<const domain::Issue> issues) {
  PageNumbers numbers;
  const std::vector<IssueId> ids = ids_of(issues);
  if (!query.collapses("stats")) {
    auto in_range = read_range_numbers(call, query, ids, {});
    if (!in_range) return unexpected(std::move(in_range.error()));
    numbers.in_range = *std::move(in_range);
  }
  auto lifetime = read_lifetime(call, query, issues, numbers.in_range.counts);
  if (!lifetime) return unexpected(std::move(lifetime.error()));
  numbers.lifetime = *std::move(lifetime);
  if (query.collapses("stats")) return numbers;
  if (query.search.events.parts.empty() || query.collapses("filtered")) return numbers;
  auto filtered = read_range_numbers(call, query, ids, query.search.events);
  if (!filtered) return unexpected(std::move(filtered.error()));
  numbers.filtered = *std::move(filtered);
  return numbers;
}

json::object lifetime_of(const domain::Issue& issue, const ports::IssueCount& count) {
  return {{"count", std::to_string(issue.times_seen)},
          {"userCount", count.users},
          {"firstSeen", date_text(issue.first_seen)},
          {"lastSeen", date_text(issue.last_seen)},
          {"stats", nullptr}};
}

/// The same of the events that the search is for.
json::value filtered_of(const IssueListQuery& query, const domain::Issue& issue,
                        std::optional<RangeNumbers>& numbers) {
  if (!numbers) return nullptr;
  const ports::IssueCount& count = numbers->counts.at(issue.id);
  const bool some = count.events > 0;
  json::object shown = {{"count", std::to_string(count.events)},
                        {"userCount", count.users},
                        {"firstSeen", some ? date_text(count.first_seen) : json::value(nullptr)},
                        {"lastSeen", some ? date_text(count.last_seen) : json::value(nullptr)}};
  if (query.stats)
    shown["stats"] = json::object{{query.stats->name, std::move(numbers->series[issue.id])}};
  return shown;
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
    const ports::IssueCount& count = numbers.in_range.counts.at(issue.id);
    const bool by_environment = !query.environments.empty() && count.events > 0;
    item["count"] = std::to_string(query.whole_life ? issue.times_seen : count.events);
    item["userCount"] = count.users;
    item["firstSeen"] = date_text(by_environment ? count.first_seen : issue.first_seen);
    item["lastSeen"] = date_text(by_environment ? count.last_seen : issue.last_seen);
    if (query.stats)
      item["stats"] =
          json::object{{query.stats->name, std::move(numbers.in_range.series[issue.id])}};
    if (!query.collapses("lifetime")) item["lifetime"] = lifetime_of(issue, lifetime);
    if (!query.collapses("filtered"))
      item["filtered"] = filtered_of(query, issue, numbers.filtered);
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

/// Those that have events of a trace.
Answer<std::vector<domain::Issue>> issues_of_trace(const Call& call, const EventId& trace) {
  using domain::search::EventCondition;
  using domain::search::EventField;
  using domain::search::TextPattern;
  using domain::search::TextTest;
  ports::IssueRankQuery asked;
  asked.filter = event_filter(call, {});
  asked.filter.where.parts.push_back({EventCondition{
      EventField::trace_id, {}, TextTest{{TextPattern::exactly(trace.to_hex())}}, false}});
  asked.limit = kMaxAskedIssues;
  const auto ranked = call.stores.events.rank_issues(asked);
  if (!ranked) return unexpected(failed(ranked.error()));
  ports::IssueQuery query;
  query.projects = call.grant.project_ids();
  for (const ports::RankedIssue& one : *ranked) query.issues.push_back(one.issue);
  query.limit = kMaxAskedIssues;
  if (query.issues.empty()) return std::vector<domain::Issue>();
  auto issues = call.meta().issues().list(query);
  if (!issues) return unexpected(failed(issues.error()));
  return *std::move(issues);
}

/// The one issue that a query names.
struct DirectHit {
  domain::Issue issue;
  std::optional<EventId> event{};  ///< By an event of it.
};
using MaybeHit = std::optional<DirectHit>;

/// An id may as well be that of a trace: then `query` becomes a list of its issues, unless there is
/// only one.
Answer<MaybeHit> hit_by_id(const Call& call, IssueListQuery& query) {
  auto issue = issue_of_event(call, *query.event);
  if (!issue) return unexpected(std::move(issue.error()));
  if (*issue) return MaybeHit(DirectHit{**std::move(issue), query.event});
  auto traced = issues_of_trace(call, *query.event);
  if (!traced) return unexpected(std::move(traced.error()));
  if (traced->size() == 1) return MaybeHit(DirectHit{std::move(traced->front())});
  if (!traced->empty()) {
    query.search = search_for_all(call);
    query.issues = ids_of(*traced);
  }
  return MaybeHit();
}

/// Nullopt when the query names none.
Answer<MaybeHit> direct_hit(const Call& call, IssueListQuery& query) {
  if (query.event) return hit_by_id(call, query);
  if (!query.short_id) return MaybeHit();
  auto issue = find_issue(call, *query.short_id);
  if (issue) return MaybeHit(DirectHit{*std::move(issue)});
  if (issue.error().status != 404) return unexpected(std::move(issue.error()));
  return MaybeHit();
}

Answer<net::Response> direct_response(const Call& call, const IssueListQuery& query,
                                      const DirectHit& hit) {
  auto items = items_of(call, query, {&hit.issue, 1});
  if (!items) return unexpected(std::move(items.error()));
  if (hit.event) items->front().get_object()["matchingEventId"] = hit.event->to_hex();
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
