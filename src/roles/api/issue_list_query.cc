#include "roles/api/issue_list_query.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "roles/api/issue_json.h"
#include "roles/api/search_reading.h"

namespace picket::api {
namespace {

constexpr std::string_view kCollapses[] = {"base", "stats", "lifetime", "filtered", "unhandled"};

Answer<IssueOrder> read_order(const Parameters& parameters, IssueListForm form, bool whole_life) {
  const std::string_view name = parameters.text_or("sort", "date");
  if (name == "date") return IssueOrder::last_seen;
  if (name == "new") return IssueOrder::first_seen;
  // Of the whole life of an issue meta_db knows the number.
  if (name == "freq") return whole_life ? IssueOrder::times_seen : IssueOrder::events;
  if (name == "user") return IssueOrder::users;
  if (name == "trends" && form == IssueListForm::organization) return IssueOrder::trend;
  if (name == "inbox") {
    return unexpected(bad_request("Sort key 'inbox' only supported for is:for_review searches."));
  }
  return unexpected(unsupported_value("sort", name));
}

Answer<std::optional<StatsPeriod>> read_stats_period(const Parameters& parameters,
                                                     IssueListForm form, const TimeRange& range,
                                                     Timestamp now) {
  const bool of_project = form == IssueListForm::project;
  const auto given = parameters.text(of_project ? "statsPeriod" : "groupStatsPeriod");
  if (!given || *given == kDayOfList.name) return std::optional(kDayOfList);
  if (given->empty()) return std::optional<StatsPeriod>();
  if (*given == kTwoWeeksOfList.name) return std::optional(kTwoWeeksOfList);
  if (of_project) {
    return unexpected(bad_request("Invalid stats_period. Valid choices are '', '24h', and '14d'"));
  }
  if (*given == kRangeOfList) return std::optional(period_of(range, now));
  return unexpected(
      bad_request("Invalid stats_period. Valid choices are '', '24h', '14d' and 'auto'"));
}

Answer<TimeRange> read_range(const Parameters& parameters, Timestamp now, IssueListForm form) {
  if (form == IssueListForm::project) return TimeRange{};
  return read_time_range(parameters, now);
}

template <class T>
Result<void, Problem> put(T& target, Answer<T> answer) {
  if (!answer) return unexpected(std::move(answer.error()));
  target = *std::move(answer);
  return {};
}

/// The query itself: an id, a short id to look up, or a search.
Result<void, Problem> read_query(const Call& call, IssueListQuery& query) {
  const Parameters& parameters = call.parameters;
  const std::string_view text =
      trimmed_query(parameters.text("query").value_or(kDefaultIssueQuery));
  query.event = EventId::parse(text);
  if (parameters.flag("shortIdLookup") && domain::parse_short_id(text)) query.short_id = text;
  // An id or short id is also a fine text, so that a lookup which finds nothing can go on as a
  // search.
  return put(query.search, read_issue_search(call, text));
}

/// The issues that `hashes` lead to.
Answer<std::vector<IssueId>> issues_of_hashes(const Call& call,
                                              const std::vector<std::string>& hashes) {
  if (call.parameters.text("query"))
    return unexpected(bad_request("Cannot use 'hashes' with 'query'"));
  if (hashes.size() > kMaxAskedHashes) return unexpected(bad_request("Too many 'hashes'"));
  std::vector<IssueId> found;
  for (const ProjectId project : call.grant.project_ids()) {
    const auto rows = call.meta().issues().find_hashes(project, hashes);
    if (!rows) return unexpected(failed(rows.error()));
    for (const ports::HashRow& row : *rows) {
      if (row.issue) found.push_back(row.issue);
    }
  }
  return found;
}

/// Issues named one by one: then the search does not matter.
Result<void, Problem> read_chosen(const Call& call, IssueListQuery& query) {
  auto ids = read_issue_ids(call.parameters, "group");
  if (!ids) return unexpected(std::move(ids.error()));
  const std::vector<std::string> hashes = call.parameters.all("hashes");
  if (ids->empty() && hashes.empty()) return {};
  if (!hashes.empty()) {
    auto of_hashes = issues_of_hashes(call, hashes);
    if (!of_hashes) return unexpected(std::move(of_hashes.error()));
    ids = std::move(of_hashes);
  }
  query.search = search_for_all(call);
  query.event.reset();
  query.short_id.reset();
  query.issues = *std::move(ids);
  return {};
}

}  // namespace

bool IssueListQuery::collapses(std::string_view part) const {
  return std::find(collapse.begin(), collapse.end(), part) != collapse.end();
}

Answer<std::vector<IssueId>> read_issue_ids(const Parameters& parameters, std::string_view name) {
  std::vector<IssueId> ids;
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  for (const std::string& text : parameters.all(name)) {
    const auto id = ascii::parse_uint<std::uint64_t>(text);
    if (!id) return unexpected(bad_request("Group ids must be integers"));
    // What is too large for an id is a number all the same, and nobody's.
    ids.push_back(IssueId{*id > kMost ? 0 : static_cast<std::int64_t>(*id)});
  }
  if (ids.size() > kMaxAskedIssues) {
    return unexpected(
        bad_request(fmt::format("At most {} issues can be named at once.", kMaxAskedIssues)));
  }
  return ids;
}

Answer<IssueListQuery> read_issue_list_query(const Call& call, IssueListForm form) {
  const Parameters& parameters = call.parameters;
  IssueListQuery query;
  query.environments = parameters.all("environment");
  // The older list shows issues as they are, whatever is still stored of their events.
  query.whole_life = form == IssueListForm::project && query.environments.empty();
  Result<void, Problem> done = read_query(call, query);
  if (done) done = read_chosen(call, query);
  if (done) done = put(query.range, read_range(parameters, call.now, form));
  if (done) done = put(query.order, read_order(parameters, form, query.whole_life));
  if (done) done = put(query.limit, read_limit(parameters));
  if (done) done = put(query.cursor, read_cursor(parameters));
  if (done) done = put(query.stats, read_stats_period(parameters, form, query.range, call.now));
  if (done) done = put(query.expand, read_words(parameters, "expand", kIssueExpansions));
  if (done) done = put(query.collapse, read_words(parameters, "collapse", kCollapses));
  if (!done) return unexpected(std::move(done.error()));
  if (form == IssueListForm::project) query.collapse = {"lifetime", "filtered"};
  return query;
}

Answer<IssueListQuery> read_counted_query(const Call& call, std::string_view text) {
  IssueListQuery query;
  query.environments = call.parameters.all("environment");
  Result<void, Problem> done = put(query.search, read_issue_search(call, text));
  if (done) done = put(query.range, read_time_range(call.parameters, call.now));
  if (!done) return unexpected(std::move(done.error()));
  return query;
}

}  // namespace picket::api
