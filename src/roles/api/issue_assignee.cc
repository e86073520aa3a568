#include "roles/api/issue_assignee.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "ports/organizations.h"

namespace picket::api {
namespace {

using Found = std::optional<domain::Assignee>;

constexpr std::string_view kField = "assignedTo";

std::int64_t read_id(std::string_view text) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto id = ascii::parse_uint<std::uint64_t>(text);
  return id && *id <= kMost ? static_cast<std::int64_t>(*id) : 0;
}

/// The one member whom a query finds, if that is a user.
Answer<Found> find_member(const Call& call, ports::MemberQuery query) {
  query.org = call.grant.org;
  query.invited = false;
  query.limit = 1;
  const auto members = call.meta().organizations().list_members(query);
  if (!members) return unexpected(failed(members.error()));
  if (members->empty() || !members->front().user) return Found();
  return Found({members->front().user, TeamId{}});
}

Answer<Found> find_user(const Call& call, std::int64_t id) {
  if (id == 0) return Found();
  ports::MemberQuery query;
  query.user = UserId{id};
  return find_member(call, std::move(query));
}

Answer<Found> find_team(const Call& call, std::int64_t id, std::string_view slug) {
  const auto teams = call.meta().organizations().list_teams(call.grant.org);
  if (!teams) return unexpected(failed(teams.error()));
  for (const ports::Team& team : *teams) {
    if (team.id.value == id || (!slug.empty() && team.slug == slug))
      return Found({UserId{}, team.id});
  }
  return Found();
}

/// Teams whose say is asked: that of the assignee, or those that the assignee is in.
Answer<std::vector<TeamId>> teams_behind(const Call& call, const domain::Assignee& who) {
  if (who.team) return std::vector{who.team};
  ports::OrganizationRepository& orgs = call.meta().organizations();
  ports::MemberQuery query;
  query.org = call.grant.org;
  query.user = who.user;
  const auto members = orgs.list_members(query);
  if (!members) return unexpected(failed(members.error()));
  std::vector<domain::access::MemberId> ids;
  for (const ports::Member& member : *members) ids.push_back(member.id);
  const auto places = orgs.teams_of(ids);
  if (!places) return unexpected(failed(places.error()));
  std::vector<TeamId> teams;
  for (const ports::TeamMember& place : *places) teams.push_back(place.team);
  return teams;
}

}  // namespace

Answer<Found> find_assignee(const Call& call, std::string_view text) {
  if (text.starts_with("user:")) return find_user(call, read_id(text.substr(5)));
  if (text.starts_with("team:")) return find_team(call, read_id(text.substr(5)), {});
  if (text.starts_with('#')) return find_team(call, 0, text.substr(1));
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos)
    return find_user(call, read_id(text));
  if (text.empty()) return Found();
  ports::MemberQuery query;
  query.email = std::string(text);
  return find_member(call, std::move(query));
}

Answer<void> check_assignee(const Call& call, const domain::Assignee& who,
                            std::span<const domain::Issue> issues) {
  if (!who) return {};
  const auto org = call.meta().organizations().get_org(call.grant.org);
  if (!org) return unexpected(failed(org.error()));
  if (*org && (*org)->settings.open_membership) return {};
  const auto teams = teams_behind(call, who);
  if (!teams) return unexpected(teams.error());
  for (const domain::Issue& issue : issues) {
    const domain::ProjectConfig* const project = call.grant.find(issue.project);
    const bool shares =
        project != nullptr && std::any_of(teams->begin(), teams->end(), [&](TeamId team) {
          return std::find(project->teams.begin(), project->teams.end(), team) !=
                 project->teams.end();
        });
    if (shares) continue;
    return unexpected(invalid_field(kField, who.team ? "Cannot assign to a team without access to "
                                                       "the project"
                                                     : "Cannot assign to non-team member"));
  }
  return {};
}

}  // namespace picket::api
