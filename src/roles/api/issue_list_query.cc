#include "roles/api/issue_list_query.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "roles/api/issue_assignee.h"
#include "roles/api/issue_json.h"

namespace picket::api {
namespace {

using domain::search::Actor;

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

Answer<std::optional<StatsPeriod>> read_stats_period(const Parameters& parameters,
                                                     IssueListForm form) {
  const bool of_project = form == IssueListForm::project;
  const std::string_view name = of_project ? "statsPeriod" : "groupStatsPeriod";
  const auto given = parameters.text(name);
  if (!given || *given == kDayOfList.name) return std::optional(kDayOfList);
  if (given->empty()) return std::optional<StatsPeriod>();
  if (*given == kTwoWeeksOfList.name) return std::optional(kTwoWeeksOfList);
  if (of_project) {
    return unexpected(bad_request("Invalid stats_period. Valid choices are '', '24h', and '14d'"));
  }
  if (*given == "auto") return unexpected(unsupported_value(name, *given));
  return unexpected(
      bad_request("Invalid stats_period. Valid choices are '', '24h', '14d' and 'auto'"));
}

Answer<TimeRange> read_range(const Parameters& parameters, Timestamp now, IssueListForm form) {
  if (form == IssueListForm::project) return TimeRange{};
  return read_time_range(parameters, now);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

/// The query itself: an event id, a short id to look up, or a search.
Result<void, Problem> read_query(const Call& call, IssueListQuery& query) {
  const Parameters& parameters = call.parameters;
  const std::string_view text = trimmed(parameters.text("query").value_or(kDefaultQuery));
  if (text.size() == kEventIdDigits) query.event = EventId::parse(text);
  if (query.event) {
    query.search.text = query.event->to_hex();  // As a text, where no such event is known.
    return {};
  }
  if (parameters.flag("shortIdLookup") && domain::parse_short_id(text)) query.short_id = text;
  auto search = parse_issue_search(text, call.now);
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

/// How find_assignee() calls who is named.
std::string name_of(const Actor& actor) {
  switch (actor.kind) {
    case Actor::Kind::team:
      return "#" + actor.name;
    case Actor::Kind::user_id:
      return "user:" + actor.name;
    case Actor::Kind::team_id:
      return "team:" + actor.name;
    case Actor::Kind::nobody:
    case Actor::Kind::me:
    case Actor::Kind::my_teams:
    case Actor::Kind::named:
      return actor.name;
  }
  return actor.name;
}

/// Adds whom one word behind `assigned:` means.
Result<void, Problem> add_assigned(const Call& call, const Actor& actor,
                                   ports::AssigneeCondition& condition) {
  switch (actor.kind) {
    case Actor::Kind::nobody:
      condition.nobody = true;
      return {};
    case Actor::Kind::me:
      // A token of an organization is nobody, and nothing is assigned to it.
      if (call.user()) condition.users.push_back(call.user());
      return {};
    case Actor::Kind::my_teams:
      if (call.grant.membership == nullptr) return {};
      for (const auto& place : call.grant.membership->teams) condition.teams.push_back(place.team);
      return {};
    case Actor::Kind::team:
    case Actor::Kind::user_id:
    case Actor::Kind::team_id:
    case Actor::Kind::named:
      break;
  }
  const auto found = find_assignee(call, name_of(actor));
  if (!found) return unexpected(found.error());
  if (*found && (*found)->user) condition.users.push_back((*found)->user);
  if (*found && (*found)->team) condition.teams.push_back((*found)->team);
  return {};
}

Result<void, Problem> read_people(const Call& call, IssueListQuery& query) {
  for (const std::vector<Actor>& people : query.search.assigned) {
    ports::AssigneeCondition condition;
    for (const Actor& actor : people) {
      if (auto added = add_assigned(call, actor, condition); !added) return added;
    }
    query.assigned.push_back(std::move(condition));
  }
  if (query.search.is_assigned) {
    ports::AssigneeCondition condition;
    (*query.search.is_assigned ? condition.anybody : condition.nobody) = true;
    query.assigned.push_back(condition);
  }
  if (!query.search.bookmarked) return {};
  query.bookmarked_by = call.user();
  if (!query.bookmarked_by) query.issues.emplace();
  return {};
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
  query.search = IssueSearch();
  query.event.reset();
  query.short_id.reset();
  query.assigned.clear();
  query.bookmarked_by = UserId();
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
  Result<void, Problem> done = read_query(call, query);
  if (done) done = read_people(call, query);
  if (done) done = read_chosen(call, query);
  if (done) done = put(query.range, read_range(parameters, call.now, form));
  if (done) done = put(query.sort, read_sort(parameters));
  if (done) done = put(query.limit, read_limit(parameters));
  if (done) done = put(query.cursor, read_cursor(parameters));
  if (done) done = put(query.stats, read_stats_period(parameters, form));
  if (done) done = put(query.expand, read_words(parameters, "expand", kIssueExpansions));
  if (done) done = put(query.collapse, read_words(parameters, "collapse", kCollapses));
  if (!done) return unexpected(std::move(done.error()));
  if (form == IssueListForm::project) {
    query.collapse = {"lifetime", "filtered"};
    query.whole_life = query.environments.empty();
  }
  return query;
}

Answer<IssueListQuery> read_counted_query(const Call& call, std::string_view text) {
  IssueListQuery query;
  query.environments = call.parameters.all("environment");
  auto search = parse_issue_search(text, call.now);
  if (!search) return unexpected(std::move(search.error()));
  query.search = *std::move(search);
  Result<void, Problem> done = read_people(call, query);
  if (done) done = put(query.range, read_time_range(call.parameters, call.now));
  if (!done) return unexpected(std::move(done.error()));
  return query;
}

}  // namespace picket::api
