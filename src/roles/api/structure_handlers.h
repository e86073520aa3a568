// Handlers of organizations, teams, members, projects, keys and the audit log; see the tables
// (organization_routes.cc and its neighbours) for what reaches them.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// organization_list.cc, organization_detail.cc, organization_edit.cc, organization_parts.cc
Answer<net::Response> list_organizations(Call& call);
Answer<net::Response> list_own_organizations(Call& call);
Answer<net::Response> create_organization(Call& call);
Answer<net::Response> show_organization(Call& call);
Answer<net::Response> update_organization(Call& call);
Answer<net::Response> delete_organization(Call& call);
Answer<net::Response> list_organization_environments(Call& call);
Answer<net::Response> list_nothing(Call& call);

// team_list.cc, team_edit.cc
Answer<net::Response> list_teams(Call& call);
Answer<net::Response> list_own_teams(Call& call);
Answer<net::Response> create_team(Call& call);
Answer<net::Response> show_team(Call& call);
Answer<net::Response> update_team(Call& call);
Answer<net::Response> delete_team(Call& call);

// member_list.cc, member_invite.cc, member_edit.cc, member_teams.cc, member_accept.cc
Answer<net::Response> list_members(Call& call);
Answer<net::Response> list_team_members(Call& call);
Answer<net::Response> list_project_members(Call& call);
Answer<net::Response> invite_member(Call& call);
Answer<net::Response> show_member(Call& call);
Answer<net::Response> update_member(Call& call);
Answer<net::Response> remove_member(Call& call);
Answer<net::Response> join_team(Call& call);
Answer<net::Response> set_team_role(Call& call);
Answer<net::Response> leave_team(Call& call);
Answer<net::Response> show_invitation(Call& call);
Answer<net::Response> accept_invitation(Call& call);

// project_list.cc, project_create.cc, project_edit.cc, project_teams.cc, project_parts.cc
Answer<net::Response> list_organization_projects(Call& call);
Answer<net::Response> list_team_projects(Call& call);
Answer<net::Response> list_all_projects(Call& call);
Answer<net::Response> create_project(Call& call);
Answer<net::Response> create_project_with_team(Call& call);
Answer<net::Response> show_project(Call& call);
Answer<net::Response> update_project(Call& call);
Answer<net::Response> delete_project(Call& call);
Answer<net::Response> list_project_teams(Call& call);
Answer<net::Response> add_project_team(Call& call);
Answer<net::Response> remove_project_team(Call& call);
Answer<net::Response> list_project_environments(Call& call);
Answer<net::Response> show_project_environment(Call& call);
Answer<net::Response> update_project_environment(Call& call);
Answer<net::Response> show_project_stats(Call& call);

// project_codeowners.cc
Answer<net::Response> list_project_codeowners(Call& call);
Answer<net::Response> add_project_codeowners(Call& call);
Answer<net::Response> update_project_codeowners(Call& call);
Answer<net::Response> remove_project_codeowners(Call& call);

// preview_filters.cc, preview_grouping.cc, preview_scrubbing.cc
Answer<net::Response> preview_project_filters(Call& call);
Answer<net::Response> preview_project_grouping(Call& call);
Answer<net::Response> preview_project_scrubbing(Call& call);

// project_ownership.cc
Answer<net::Response> show_project_ownership(Call& call);
Answer<net::Response> update_project_ownership(Call& call);

// project_filters.cc
Answer<net::Response> list_project_filters(Call& call);
Answer<net::Response> update_project_filter(Call& call);

// key_list.cc, key_edit.cc
Answer<net::Response> list_organization_keys(Call& call);
Answer<net::Response> list_project_keys(Call& call);
Answer<net::Response> create_project_key(Call& call);
Answer<net::Response> show_project_key(Call& call);
Answer<net::Response> update_project_key(Call& call);
Answer<net::Response> delete_project_key(Call& call);

// audit_list.cc
Answer<net::Response> list_audit_log(Call& call);

}  // namespace picket::api
