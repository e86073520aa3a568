#include "roles/api/issue_list_query.h"

#include <algorithm>
#include <utility>

#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "roles/api/issue_json.h"

namespace picket::api {
namespace {

constexpr std::string_view kDefaultQuery = "is:unresolved";
constexpr std::size_t kEventIdDigits = 32;
constexpr std::string_view kCollapses[] = {"base", "stats", "lifetime", "filtered", "unhandled"};

Answer<ports::IssueSort> read_sort(const Parameters& parameters) {
  const std::string_view name = parameters.text_or("sort", "date");
  if (name == "date") return ports::IssueSort::last_seen;
  if (name == "new") return ports::IssueSort::first_seen;
  if (name == "freq") return ports::IssueSort::times_seen;
  return unexpected(unsupported_value("sort", name));
}

Answer<std::optional<StatsPeriod>> read_stats_period(const Parameters& parameters) {
  const auto given = parameters.text("groupStatsPeriod");
  if (!given || *given == kDayOfList.name) return std::optional(kDayOfList);
  if (given->empty()) return std::optional<StatsPeriod>();
  if (*given == kTwoWeeksOfList.name) return std::optional(kTwoWeeksOfList);
  if (*given == "auto") return unexpected(unsupported_value("groupStatsPeriod", *given));
  return unexpected(
      bad_request("Invalid stats_period. Valid choices are '', '24h', '14d' and 'auto'"));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

/// The query itself: an event id, a short id to look up, or a search.
Result<void, Problem> read_query(const Parameters& parameters, IssueListQuery& query) {
  const std::string_view text = trimmed(parameters.text("query").value_or(kDefaultQuery));
  if (text.size() == kEventIdDigits) query.event = EventId::parse(text);
  if (query.event) return {};
  if (parameters.flag("shortIdLookup") && domain::parse_short_id(text)) query.short_id = text;
  auto search = parse_issue_search(text);
  // A short id is also a fine text, so that a lookup which finds nothing can go on as a search.
  if (!search) return unexpected(search.error());
  query.search = *std::move(search);
  return {};
}

template <class T>
Result<void, Problem> put(T& target, Answer<T> answer) {
  if (!answer) return unexpected(std::move(answer.error()));
  target = *std::move(answer);
  return {};
}

}  // namespace

bool IssueListQuery::collapses(std::string_view part) const {
  return std::find(collapse.begin(), collapse.end(), part) != collapse.end();
}

Answer<IssueListQuery> read_issue_list_query(const Parameters& parameters, Timestamp now) {
  IssueListQuery query;
  query.environments = parameters.all("environment");
  Result<void, Problem> done = read_query(parameters, query);
  if (done) done = put(query.range, read_time_range(parameters, now));
  if (done) done = put(query.sort, read_sort(parameters));
  if (done) done = put(query.limit, read_limit(parameters));
  if (done) done = put(query.cursor, read_cursor(parameters));
  if (done) done = put(query.stats, read_stats_period(parameters));
  if (done) done = put(query.expand, read_words(parameters, "expand", kIssueExpansions));
  if (done) done = put(query.collapse, read_words(parameters, "collapse", kCollapses));
  if (!done) return unexpected(std::move(done.error()));
  return query;
}

}  // namespace picket::api
