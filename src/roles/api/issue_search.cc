#include "roles/api/issue_search.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "domain/search/config.h"
#include "roles/api/search_names.h"
#include "roles/api/search_reading.h"

namespace picket::api {
namespace {

namespace search = domain::search;
using search::EventCondition;
using search::EventField;
using search::NumberBound;
using search::NumberTest;
using search::Operator;

/// As issue lists say it.
Problem search_problem(Problem problem) {
  if (problem.status == 400) {
    problem.detail = fmt::format("Error parsing search query: {}", problem.detail);
    if (problem.body) (*problem.body)["detail"] = problem.detail;
  }
  return problem;
}

bool passes(const EventCondition& condition, ProjectId project) {
  const auto value = static_cast<double>(project.value);
  if (const auto* const test = std::get_if<NumberTest>(&condition.test)) {
    return std::find(test->any_of.begin(), test->any_of.end(), value) != test->any_of.end();
  }
  const auto* const bound = std::get_if<NumberBound>(&condition.test);
  if (bound == nullptr) return true;  // That there is one.
  switch (bound->op) {
    case Operator::less:
      return value < bound->bound;
    case Operator::less_equal:
      return value <= bound->bound;
    case Operator::greater:
      return value > bound->bound;
    case Operator::greater_equal:
      return value >= bound->bound;
    case Operator::equal:
    case Operator::not_equal:
    case Operator::in:
    case Operator::not_in:
      return value == bound->bound;
  }
  return false;
}

/// All events of an issue are of its project, so meta_db answers for that.
void narrow_projects(IssueSearch& found) {
  std::erase_if(found.events.parts, [&found](const search::EventExpression& part) {
    const auto* const condition = std::get_if<EventCondition>(&part.node);
    if (condition == nullptr || condition->field != EventField::project) return false;
    std::erase_if(found.projects, [condition](ProjectId project) {
      return passes(*condition, project) == condition->negated;
    });
    return true;
  });
  if (found.projects.empty()) found.finds_nothing = true;
}

Answer<void> settle_issues(std::vector<search::IssueCondition> conditions, SearchNames& names,
                           IssueSearch& found) {
  for (search::IssueCondition& condition : conditions) {
    auto settled = names.settle(std::move(condition));
    if (!settled) return unexpected(std::move(settled.error()));
    if (const bool* const known = std::get_if<bool>(&*settled)) {
      found.finds_nothing = found.finds_nothing || !*known;
    } else {
      found.issues.push_back(std::get<search::IssueCondition>(*std::move(settled)));
    }
  }
  return {};
}

Answer<void> settle_events(const search::EventGroup& conditions, SearchNames& names,
                           IssueSearch& found) {
  auto settled = settle_group(
      conditions, [&names](const EventCondition& condition) { return names.settle(condition); });
  if (!settled) return unexpected(std::move(settled.error()));
  if (const bool* const known = std::get_if<bool>(&*settled)) {
    found.finds_nothing = found.finds_nothing || !*known;
    return {};
  }
  found.events = std::get<search::EventGroup>(*std::move(settled));
  return check_search(found.events);
}

Answer<void> settle_suggestions(const std::vector<search::SuggestionCondition>& conditions,
                                SearchNames& names, IssueSearch& found) {
  for (const search::SuggestionCondition& condition : conditions) {
    auto people = names.find_people(condition.people);
    if (!people) return unexpected(std::move(people.error()));
    if (!people->any_of.empty()) {
      found.suggestions.push_back({*std::move(people), condition.negated});
    } else if (!condition.negated) {
      found.finds_nothing = true;
    }
  }
  return {};
}

Answer<IssueSearch> settle(const Call& call, search::Plan plan) {
  IssueSearch found = search_for_all(call);
  SearchNames names(call, call.parameters.all("environment"));
  Answer<void> done = settle_issues(std::move(plan.issues), names, found);
  if (done) done = settle_events(plan.events, names, found);
  if (done) done = settle_suggestions(plan.suggestions, names, found);
  if (!done) return unexpected(std::move(done.error()));
  narrow_projects(found);
  return found;
}

}  // namespace

void IssueSearch::require(domain::IssueStatus status) {
  issues.push_back({search::IssueField::status, NumberTest{{static_cast<double>(status)}}});
}

IssueSearch search_for_all(const Call& call) {
  IssueSearch all;
  all.projects = call.grant.project_ids();
  return all;
}

Answer<IssueSearch> read_issue_search(const Call& call, std::string_view query) {
  auto plan = read_search(call, query, search::issue_search());
  if (!plan) return unexpected(search_problem(std::move(plan.error())));
  auto found = settle(call, *std::move(plan));
  if (!found) return unexpected(search_problem(std::move(found.error())));
  return *std::move(found);
}

}  // namespace picket::api
