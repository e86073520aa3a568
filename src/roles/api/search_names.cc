#include "roles/api/search_names.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "domain/issue/short_id.h"
#include "domain/search/error.h"
#include "roles/api/issue_assignee.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/release_latest.h"

namespace picket::api {
namespace {

namespace search = domain::search;
using search::Actor;
using search::EventCondition;
using search::EventField;
using search::IssueCondition;
using search::IssueField;
using search::NumberTest;
using search::PeopleTest;
using search::PresenceTest;
using search::ReleaseTest;
using search::TextPattern;
using search::TextTest;

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

Actor user(UserId id) {
  return {Actor::Kind::user_id, std::to_string(id.value)};
}
Actor team(TeamId id) {
  return {Actor::Kind::team_id, std::to_string(id.value)};
}

Problem regex_problem(std::string_view key) {
  return bad_request(fmt::format("'{}' cannot be searched by a regular expression", key));
}

/// A test that passes for one of the numbers; of none, its sign says the answer.
template <class Condition>
Settled<Condition> one_of_numbers(Condition condition, std::vector<double> numbers) {
  if (numbers.empty()) return condition.negated;
  condition.test = NumberTest{std::move(numbers)};
  return condition;
}

template <class Condition>
Settled<Condition> one_of_texts(Condition condition, TextTest test) {
  if (test.any_of.empty()) return condition.negated;
  condition.test = std::move(test);
  return condition;
}

}  // namespace

Answer<TextTest> SearchNames::find_releases(const ReleaseTest& test) {
  TextTest found{test.any_of};
  if (!test.latest) return found;
  if (!latest_) {
    if (call_.grant.projects.size() > kMaxLatestProjects) {
      return unexpected(bad_request(fmt::format(
          "'latest' can be searched in at most {} projects. Choose some.", kMaxLatestProjects)));
    }
    std::vector<std::string> latest;
    for (const ProjectId project : call_.grant.project_ids()) {
      const auto newest = newest_releases(call_, project, environments_);
      if (!newest) return unexpected(newest.error());
      if (!newest->empty()) latest.push_back(greatest_release(*newest));
    }
    // Projects share releases.
    std::sort(latest.begin(), latest.end());
    latest.erase(std::unique(latest.begin(), latest.end()), latest.end());
    latest_ = std::move(latest);
  }
  for (const std::string& version : *latest_) found.any_of.push_back(TextPattern::exactly(version));
  return found;
}

Answer<std::vector<double>> SearchNames::find_projects(const TextTest& test, bool negated) {
  std::vector<double> ids;
  std::vector<std::string> missing;
  for (const TextPattern& pattern : test.any_of) {
    bool found = false;
    for (const domain::ProjectConfig* const project : call_.grant.projects) {
      if (!pattern.matches(project->slug)) continue;
      ids.push_back(static_cast<double>(project->project.value));
      found = true;
    }
    if (!found && pattern.is_exact()) missing.push_back(search::quoted_in_error(pattern.text()));
  }
  if (missing.empty() || negated) return ids;
  constexpr std::size_t kMostNamed = 5;
  missing.resize(std::min(missing.size(), kMostNamed));
  return unexpected(
      bad_request(fmt::format("Invalid query. Project(s) {} do not exist or are not "
                              "actively selected.",
                              fmt::join(missing, ", "))));
}

Answer<std::vector<double>> SearchNames::find_short_ids(const TextTest& test) {
  std::vector<double> ids;
  for (const TextPattern& pattern : test.any_of) {
    if (++short_ids_ > kMaxSearchedShortIds) {
      return unexpected(bad_request(
          fmt::format("At most {} issues can be named in a search", kMaxSearchedShortIds)));
    }
    const bool is_name = pattern.is_exact() && domain::parse_short_id(pattern.text());
    const auto issue = is_name ? find_issue(call_, pattern.text()) : unexpected(not_found());
    if (!issue && issue.error().status != 404) return unexpected(issue.error());
    if (!issue) {
      return unexpected(bad_request(fmt::format("Invalid value '{}' for 'issue:' filter",
                                                search::quoted_in_error(pattern.written()))));
    }
    ids.push_back(static_cast<double>(issue->id.value));
  }
  return ids;
}

Answer<void> SearchNames::add_people(const Actor& actor, PeopleTest& found) {
  switch (actor.kind) {
    case Actor::Kind::nobody:
      found.any_of.push_back(actor);
      return {};
    case Actor::Kind::me:
      // A token of an organization is nobody, and nothing is its own.
      if (call_.user()) found.any_of.push_back(user(call_.user()));
      return {};
    case Actor::Kind::my_teams:
      if (call_.grant.membership == nullptr) return {};
      for (const auto& place : call_.grant.membership->teams)
        found.any_of.push_back(team(place.team));
      return {};
    case Actor::Kind::team:
    case Actor::Kind::user_id:
    case Actor::Kind::team_id:
    case Actor::Kind::named:
      break;
  }
  if (++people_ > kMaxSearchedPeople) {
    return unexpected(bad_request(
        fmt::format("At most {} users and teams can be named in a search", kMaxSearchedPeople)));
  }
  const auto who = find_assignee(call_, name_of(actor));
  if (!who) return unexpected(who.error());
  if (*who && (*who)->user) found.any_of.push_back(user((*who)->user));
  if (*who && (*who)->team) found.any_of.push_back(team((*who)->team));
  return {};
}

Answer<PeopleTest> SearchNames::find_people(const PeopleTest& test) {
  PeopleTest found;
  for (const Actor& actor : test.any_of) {
    if (auto added = add_people(actor, found); !added) return unexpected(std::move(added.error()));
  }
  return found;
}

Answer<Settled<EventCondition>> SearchNames::settle(EventCondition condition) {
  const auto* const texts = std::get_if<TextTest>(&condition.test);
  const bool of_project = condition.field == EventField::project_slug;
  if (of_project || condition.field == EventField::short_id) {
    // Every event has both.
    if (std::holds_alternative<PresenceTest>(condition.test)) return !condition.negated;
    if (texts == nullptr) return unexpected(regex_problem(of_project ? "project" : "issue"));
    auto ids = of_project ? find_projects(*texts, condition.negated) : find_short_ids(*texts);
    if (!ids) return unexpected(std::move(ids.error()));
    condition.field = of_project ? EventField::project : EventField::issue;
    return one_of_numbers(std::move(condition), *std::move(ids));
  }
  if (const auto* const releases = std::get_if<ReleaseTest>(&condition.test)) {
    auto found = find_releases(*releases);
    if (!found) return unexpected(std::move(found.error()));
    return one_of_texts(std::move(condition), *std::move(found));
  }
  return Settled<EventCondition>(std::move(condition));
}

Answer<Settled<IssueCondition>> SearchNames::settle(IssueCondition condition) {
  const bool presence = std::holds_alternative<PresenceTest>(condition.test);
  if (condition.field == IssueField::short_id) {
    if (presence) return !condition.negated;
    const auto* const texts = std::get_if<TextTest>(&condition.test);
    if (texts == nullptr) return unexpected(regex_problem("issue"));
    auto ids = find_short_ids(*texts);
    if (!ids) return unexpected(std::move(ids.error()));
    condition.field = IssueField::id;
    return one_of_numbers(std::move(condition), *std::move(ids));
  }
  if (presence && condition.field == IssueField::assignee) {
    return IssueCondition{IssueField::assignee, PeopleTest{{Actor()}}, !condition.negated};
  }
  if (const auto* const releases = std::get_if<ReleaseTest>(&condition.test)) {
    auto found = find_releases(*releases);
    if (!found) return unexpected(std::move(found.error()));
    return one_of_texts(std::move(condition), *std::move(found));
  }
  if (const auto* const people = std::get_if<PeopleTest>(&condition.test)) {
    auto found = find_people(*people);
    if (!found) return unexpected(std::move(found.error()));
    if (found->any_of.empty()) return condition.negated;
    condition.test = *std::move(found);
  }
  return Settled<IssueCondition>(std::move(condition));
}

}  // namespace picket::api
