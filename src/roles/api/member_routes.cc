// Members and invitations. Paths: shared spec "api", sections 5.1 and 5.2; scopes: section 20, and
// "access", section 1.9.
#include <array>

#include "roles/api/route.h"
#include "roles/api/shapes_structure.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

using domain::access::kAdminTeam;
using domain::access::kReadMembers;
using domain::access::kReadOrg;
using domain::access::kWriteMembers;
using domain::access::kWriteTeam;
using domain::access::Scope;
using domain::access::ScopeSet;
using Names = std::string_view;
using enum net::Method;

constexpr Names kListParameters[] = {"query", "expand", "per_page", "cursor"};
constexpr ScopeSet kInvite = kWriteMembers | ScopeSet{Scope::member_invite};
constexpr ScopeSet kEdit = kReadMembers | ScopeSet{Scope::member_invite};
constexpr ScopeSet kJoin{Scope::org_read, Scope::org_write, Scope::team_write};
constexpr ScopeSet kSetRole = kReadMembers | kReadOrg | kWriteTeam;
constexpr ScopeSet kLeave = kReadOrg | kAdminTeam;

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_members",
             .pattern = "/api/0/organizations/{org}/members/",
             .access = Access::organization,
             .accepted = kReadMembers,
             .parameters = kListParameters,
             .handler = &list_members,
             .summary = "List members and invitations",
             .answer = list_of(kMember)},
    ApiRoute{.name = "organization_member_invite",
             .method = post,
             .pattern = "/api/0/organizations/{org}/members/",
             .access = Access::organization,
             .accepted = kInvite,
             .handler = &invite_member,
             .data = Data::write,
             .summary = "Invite somebody",
             .answer = kMemberDetail,
             .status = 201,
             .body = &kInviteMemberBody},
    ApiRoute{.name = "organization_member",
             .pattern = "/api/0/organizations/{org}/members/{member}/",
             .access = Access::organization,
             .accepted = kReadMembers,
             .handler = &show_member,
             .summary = "Read a member, by id or as me",
             .answer = kMemberDetail},
    ApiRoute{.name = "organization_member_update",
             .method = put,
             .pattern = "/api/0/organizations/{org}/members/{member}/",
             .access = Access::organization,
             .accepted = kEdit,
             .handler = &update_member,
             .data = Data::write,
             .summary = "Change role and teams of a member, or renew an invitation",
             .answer = kMemberDetail,
             .body = &kMemberChangeBody},
    ApiRoute{.name = "organization_member_remove",
             .method = delete_,
             .pattern = "/api/0/organizations/{org}/members/{member}/",
             .access = Access::organization,
             .accepted = kReadMembers,
             .handler = &remove_member,
             .data = Data::write,
             .summary = "Remove a member, or leave",
             .empty_status = 204},
    ApiRoute{.name = "member_team_join",
             .method = post,
             .pattern = "/api/0/organizations/{org}/members/{member}/teams/{team}/",
             .access = Access::organization,
             .accepted = kJoin,
             .handler = &join_team,
             .data = Data::write,
             .summary = "Put a member into a team, or join it",
             .answer = kTeam,
             .status = 201,
             .empty_status = 204},
    ApiRoute{.name = "member_team_role",
             .method = put,
             .pattern = "/api/0/organizations/{org}/members/{member}/teams/{team}/",
             .access = Access::organization,
             .accepted = kSetRole,
             .handler = &set_team_role,
             .data = Data::write,
             .summary = "Change what a member is in a team",
             .answer = kTeamPlace,
             .body = &kTeamRoleBody},
    ApiRoute{.name = "member_team_leave",
             .method = delete_,
             .pattern = "/api/0/organizations/{org}/members/{member}/teams/{team}/",
             .access = Access::organization,
             .accepted = kLeave,
             .handler = &leave_team,
             .data = Data::write,
             .summary = "Take a member out of a team, or leave it",
             .answer = kTeam},
    ApiRoute{.name = "invitation",
             .pattern = "/api/0/accept-invite/{member}/{token}/",
             .access = Access::anyone,
             .handler = &show_invitation,
             .summary = "Read what the link of an invitation opens",
             .answer = kInvitation},
    ApiRoute{.name = "invitation_accept",
             .method = post,
             .pattern = "/api/0/accept-invite/{member}/{token}/",
             .access = Access::anyone,
             .handler = &accept_invitation,
             .data = Data::own,
             .session_only = true,
             .summary = "Join, or make an account and join",
             .empty_status = 204,
             .body = &kNewAccountBody},
};

}  // namespace

std::span<const ApiRoute> member_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
