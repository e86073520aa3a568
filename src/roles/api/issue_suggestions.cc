#include "roles/api/issue_suggestions.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace picket::api {
namespace {

using domain::Assignee;
using domain::search::Actor;
using domain::search::SuggestionCondition;
using Suggested = std::vector<Assignee>;

bool is(const Actor& actor, const Assignee& who) {
  switch (actor.kind) {
    case Actor::Kind::nobody:
      return !who;
    case Actor::Kind::user_id:
      return who.user && std::to_string(who.user.value) == actor.name;
    case Actor::Kind::team_id:
      return who.team && std::to_string(who.team.value) == actor.name;
    case Actor::Kind::me:
    case Actor::Kind::my_teams:
    case Actor::Kind::team:
    case Actor::Kind::named:
      return false;
  }
  return false;
}

/// Who looks after the issue; while nobody does, who should; nobody at last.
bool holds(const SuggestionCondition& condition, const Assignee& assignee,
           const Suggested& suggested) {
  const auto is_meant = [&condition](const Assignee& who) {
    const std::vector<Actor>& people = condition.people.any_of;
    return std::any_of(people.begin(), people.end(),
                       [&who](const Actor& actor) { return is(actor, who); });
  };
  const bool met = assignee || suggested.empty()
                       ? is_meant(assignee)
                       : std::any_of(suggested.begin(), suggested.end(), is_meant);
  return met != condition.negated;
}

}  // namespace

Result<std::vector<bool>> meet_suggestions(ports::IssueOwners& owners,
                                           std::span<const domain::Issue* const> issues,
                                           std::span<const SuggestionCondition> conditions) {
  std::vector<IssueId> unassigned;
  for (const domain::Issue* const issue : issues) {
    if (!issue->assignee) unassigned.push_back(issue->id);
  }
  std::unordered_map<IssueId, Suggested> suggested;
  if (!unassigned.empty()) {
    const auto found = owners.owners_of(unassigned);
    if (!found) return unexpected(found.error());
    for (const domain::IssueOwner& owner : *found) suggested[owner.issue].push_back(owner.who);
  }
  std::vector<bool> met;
  for (const domain::Issue* const issue : issues) {
    const Suggested& owners_of_it = suggested[issue->id];
    met.push_back(std::all_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
      return holds(condition, issue->assignee, owners_of_it);
    }));
  }
  return met;
}

}  // namespace picket::api
