// What a search calls by a name that only this organization knows: people, projects, issues, the
// latest release. Source: shared spec "search", section 5.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/search/condition.h"
#include "roles/api/call.h"
#include "roles/api/search_settling.h"

namespace picket::api {

/// Users and teams that one search may name; each is looked up. `me`, `none` and `my_teams` are
/// known anyway.
inline constexpr std::size_t kMaxSearchedPeople = 20;
/// Issues that one search may name by their short ids, the same way.
inline constexpr std::size_t kMaxSearchedShortIds = 100;
/// Projects of a search for the latest release, which is looked up for each.
inline constexpr std::size_t kMaxLatestProjects = 500;

/// Of one request. Nothing outside the grant is found.
class SearchNames {
 public:
  /// `environments`: in which the latest release was seen; none: any.
  SearchNames(const Call& call, std::vector<std::string> environments)
      : call_(call), environments_(std::move(environments)) {}

  /// The condition as a store answers it. 400 for a project or issue that is not there.
  Answer<Settled<domain::search::EventCondition>> settle(domain::search::EventCondition condition);
  Answer<Settled<domain::search::IssueCondition>> settle(domain::search::IssueCondition condition);
  /// Users and teams by their numbers, and nobody; whom nobody knows is left out.
  Answer<domain::search::PeopleTest> find_people(const domain::search::PeopleTest& test);

 private:
  Answer<domain::search::TextTest> find_releases(const domain::search::ReleaseTest& test);
  Answer<std::vector<double>> find_projects(const domain::search::TextTest& test, bool negated);
  Answer<std::vector<double>> find_short_ids(const domain::search::TextTest& test);
  Answer<void> add_people(const domain::search::Actor& actor, domain::search::PeopleTest& found);

  const Call& call_;
  std::vector<std::string> environments_;
  std::optional<std::vector<std::string>> latest_;  ///< Once it was asked for.
  std::size_t people_ = 0;
  std::size_t short_ids_ = 0;
};

}  // namespace picket::api
