// GET organizations/{org}/issues/{issue}/events/ and projects/{org}/{project}/events/.
// Source: shared spec "api", section 9.1.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/units.h"
#include "domain/issue/names.h"
#include "ports/issues.h"
#include "protocol/json.h"
#include "roles/api/event_json.h"
#include "roles/api/event_loading.h"
#include "roles/api/event_search.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/links.h"
#include "roles/api/search_reading.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

/// A page ends early when its JSON reaches this size: a hundred events of a megabyte would take the
/// memory that ingestion needs. At least one event is always shown.
constexpr std::size_t kMaxPageBytes = 8_MiB;

struct EventListQuery {
  bool full = false;
  std::optional<EventId> event;  ///< The query is an event id.
  EventSearch search;            ///< Else a search.
  ports::EventOrder order = ports::EventOrder::newest_first;
  TimeRange range;
  std::size_t per_page = kMaxPage;
  std::optional<Cursor> cursor;
};

Result<void, Problem> read_search(const Call& call, EventListQuery& query) {
  const Parameters& parameters = call.parameters;
  const std::string_view text = trimmed_query(parameters.text_or("query", ""));
  query.event = EventId::parse(text);
  if (!query.event) {
    auto search = read_event_search(call, text);
    if (!search) return unexpected(std::move(search.error()));
    query.search = *std::move(search);
  }
  const std::string_view sort = parameters.text_or("sort", "-timestamp");
  if (sort != "-timestamp" && sort != "timestamp")
    return unexpected(unsupported_value("sort", sort));
  if (sort == "timestamp") query.order = ports::EventOrder::oldest_first;
  return {};
}

Answer<EventListQuery> read_event_list_query(const Call& call) {
  const Parameters& parameters = call.parameters;
  EventListQuery query;
  query.full = parameters.flag("full");
  if (auto read = read_search(call, query); !read) return unexpected(std::move(read.error()));
  const auto range = read_time_range(parameters, call.now);
  if (!range) return unexpected(range.error());
  const auto per_page = read_per_page(parameters);
  if (!per_page) return unexpected(per_page.error());
  const auto cursor = read_cursor(parameters);
  if (!cursor) return unexpected(cursor.error());
  query.range = *range;
  query.per_page = *per_page;
  query.cursor = *cursor;
  return query;
}

void narrow(ports::EventFilter& filter, const EventListQuery& query) {
  filter.event = query.event;
  if (query.event) return;
  filter.where = query.search.where;
  filter.start = query.range.start;
  filter.end = query.range.end;
}

ports::EventOrder opposite(ports::EventOrder order) {
  return order == ports::EventOrder::newest_first ? ports::EventOrder::oldest_first
                                                  : ports::EventOrder::newest_first;
}

Cursor cursor_of(const domain::EventRow& row) {
  return {to_unix_us(row.timestamp), row.event_id, false};
}

/// The page while it is put together, in the direction in which its rows are read.
class EventPage {
 public:
  explicit EventPage(const EventListQuery& query) : query_(query) {}

  /// False when the page is full; then the event is not in it.
  bool add(const LoadedEvent& event) {
    std::string text;
    protocol::write_json(query_.full ? event_base(event) : event_summary(event), text);
    if (!texts_.empty() && bytes_ + text.size() > kMaxPageBytes) return false;
    bytes_ += text.size();
    texts_.push_back(std::move(text));
    pass(event.row);
    return true;
  }

  /// The page reaches this far.
  void pass(const domain::EventRow& row) {
    if (!begun_) first_ = cursor_of(row);
    begun_ = true;
    last_ = cursor_of(row);
  }

  net::Response response(const Call& call, bool more) && {
    const bool backwards = query_.cursor && query_.cursor->is_prev;
    Cursor onwards = begun_ ? last_ : query_.cursor.value_or(Cursor());
    Cursor back = begun_ ? first_ : onwards;
    onwards.is_prev = backwards;
    back.is_prev = !backwards;
    PageLinks links{back, query_.cursor.has_value(), onwards, more};
    if (backwards) {
      links = {onwards, more, back, true};
      std::reverse(texts_.begin(), texts_.end());
    }
    net::Response response;
    response.body.reserve(bytes_ + texts_.size() + 2);
    response.body += '[';
    for (const std::string& text : texts_) {
      if (response.body.size() > 1) response.body += ',';
      response.body += text;
    }
    response.body += ']';
    response.headers.set("Link", link_header(call.options.url, call.request, links));
    return response;
  }

 private:
  const EventListQuery& query_;
  std::vector<std::string> texts_;
  std::size_t bytes_ = 0;
  bool begun_ = false;
  Cursor first_;
  Cursor last_;
};

/// Deleted ones: the rows of their events stay until they expire.
Answer<std::unordered_set<IssueId>> hidden_issues(const Call& call,
                                                  const std::vector<domain::EventRow>& rows) {
  std::unordered_set<IssueId> asked;
  std::unordered_set<IssueId> hidden;
  for (const domain::EventRow& row : rows) {
    if (!asked.insert(row.issue).second) continue;
    const auto issue = call.meta().issues().get(row.issue);
    if (!issue) return unexpected(failed(issue.error()));
    if (!*issue || domain::is_deleted((*issue)->status)) hidden.insert(row.issue);
  }
  return hidden;
}

Answer<net::Response> page_of(const Call& call, const EventListQuery& query,
                              const ports::EventFilter& filter, ProjectId project) {
  const bool backwards = query.cursor && query.cursor->is_prev;
  std::optional<ports::EventCursor> after;
  if (query.cursor)
    after = ports::EventCursor{from_unix_us(query.cursor->value), query.cursor->tie, project};
  if (query.search.finds_nothing) return EventPage(query).response(call, false);
  auto rows = call.stores.events.find(filter, backwards ? opposite(query.order) : query.order,
                                      after, query.per_page + 1);
  if (!rows) return unexpected(failed(rows.error()));
  bool more = rows->size() > query.per_page;
  if (more) rows->pop_back();
  auto hidden = hidden_issues(call, *rows);
  if (!hidden) return unexpected(std::move(hidden.error()));
  EventPage page(query);
  for (domain::EventRow& row : *rows) {
    if (hidden->contains(row.issue)) {
      page.pass(row);
      continue;
    }
    const auto event = load_listed(call, std::move(row));
    if (!event) return unexpected(event.error());
    if (page.add(*event)) continue;
    more = true;
    break;
  }
  return std::move(page).response(call, more);
}

}  // namespace

Answer<net::Response> list_issue_events(Call& call) {
  const auto query = read_event_list_query(call);
  if (!query) return unexpected(query.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  ports::EventFilter filter = event_filter(call, call.parameters.all("environment"));
  filter.projects = {issue->project};
  filter.issues = {issue->id};
  narrow(filter, *query);
  return page_of(call, *query, filter, issue->project);
}

Answer<net::Response> list_project_events(Call& call) {
  const auto query = read_event_list_query(call);
  if (!query) return unexpected(query.error());
  ports::EventFilter filter = event_filter(call, call.parameters.all("environment"));
  narrow(filter, *query);
  return page_of(call, *query, filter, filter.projects.front());
}

}  // namespace picket::api
