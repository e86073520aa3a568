// Organizations, their members, teams, projects and keys.
#include <array>

#include "app/verbs/verb.h"

namespace picket::app {
namespace {

using enum Becomes;

constexpr Parameter kOrg{"ORG", "org", "Slug or id", org};
constexpr Parameter kOfOrg{
    "--org", "org", "Organization, needed when there are several", org, "", Takes::option, "ORG"};
constexpr Parameter kTeam{"TEAM", "team", "[ORG/]slug or id", team};
constexpr Parameter kProject{"PROJECT", "project", "[ORG/]slug or id", project};
constexpr Parameter kMember{"USER", "member", "Address, or id of the user", member};
constexpr Parameter kKey{"KEY", "dsn_key", "Public key, or name where one has it", key};
constexpr Parameter kName{"--name", "name", "Name to show", field, "name", Takes::option, "NAME"};
constexpr Parameter kSlug{"--slug",      "slug", "Name in addresses", field, "slug",
                          Takes::option, "SLUG"};
constexpr Parameter kRole{
    "--role", "role",    "member, manager or owner; default that of the organization",
    field,    "orgRole", Takes::option,
    "ROLE"};
constexpr Parameter kTeams{"--team",    "teams", "Team to be in, by slug", field, "teams",
                           Takes::list, "TEAM"};

constexpr Parameter kLimit{"--limit",     "limit", "At most so many, default 1000", limit, "",
                           Takes::number, "N"};

constexpr Parameter kCreateOrg[] = {
    {"NAME", "name", "Name to show", field, "name"},
    {"--owner", "owner", "User who may do everything there: address or id", owner, "",
     Takes::option, "USER", true},
    {"--slug", "slug", "Name in addresses, default made of the name", field, "slug", Takes::option,
     "SLUG"},
};
constexpr Parameter kOneOrg[] = {kOrg};
constexpr Parameter kAuditOf[] = {kOrg, kLimit};
constexpr Parameter kRenameOrg[] = {kOrg, kName, kSlug};
constexpr Parameter kInvite[] = {
    kOrg, {"EMAIL", "email", "Whom to invite", field, "email"}, kRole, kTeams};
constexpr Parameter kListMembers[] = {kOrg,
                                      {"--query", "query", "Only with this text in name or address",
                                       query, "query", Takes::option, "TEXT"},
                                      kLimit};
constexpr Parameter kAddMember[] = {
    kOrg, {"USER", "user", "Address or id of an account", user}, kRole, kTeams};
constexpr Parameter kOneMember[] = {kOrg, kMember};
constexpr Parameter kMemberRole[] = {
    kOrg, kMember, {"ROLE", "role", "member, manager or owner", field, "orgRole"}};

constexpr Parameter kCreateTeam[] = {
    {"SLUG", "slug", "Name of the team, also in addresses", field, "slug"}, kOfOrg};
constexpr Parameter kListTeams[] = {kOfOrg, kLimit};
constexpr Parameter kRenameTeam[] = {
    kTeam, {"SLUG", "slug", "The new name", field, "slug"}, kOfOrg};
constexpr Parameter kOneTeam[] = {kTeam, kOfOrg};
constexpr Parameter kListTeamMembers[] = {kTeam, kOfOrg, kLimit};
constexpr Parameter kTeamMember[] = {kTeam, kMember, kOfOrg};
constexpr Parameter kTeamRole[] = {
    kTeam, kMember, {"ROLE", "role", "contributor or admin", field, "teamRole"}, kOfOrg};
constexpr Parameter kTeamProject[] = {kTeam, kProject, kOfOrg};

constexpr Parameter kCreateProject[] = {
    {"NAME", "name", "Name to show", field, "name"},
    {"--team", "team", "Team that it belongs to: [ORG/]slug or id", team, "", Takes::option, "TEAM",
     true},
    {"--slug", "slug", "Name in addresses, default made of the name", field, "slug", Takes::option,
     "SLUG"},
    {"--platform", "platform", "Such as python or javascript-react", field, "platform",
     Takes::option, "NAME"},
    kOfOrg};
constexpr Parameter kListProjects[] = {
    {"--query", "query", "Only with this text in the name", query, "query", Takes::option, "TEXT"},
    kLimit};
constexpr Parameter kOneProject[] = {kProject, kOfOrg};
constexpr Parameter kRenameProject[] = {kProject, kName, kSlug, kOfOrg};

constexpr Parameter kCreateKey[] = {kProject, kName, kOfOrg};
constexpr Parameter kOneKey[] = {kProject, kKey, kOfOrg};
constexpr Parameter kShowKey[] = {
    kProject,
    {"KEY", "dsn_key", "Public key, or name where one has it; not needed for the only one", key, "",
     Takes::word, "", false, true},
    {"--secret", "secret", "Also the form with the secret, for very old SDKs", display, "",
     Takes::flag},
    kOfOrg};

constexpr Column kOrgs[] = {
    {"ID", "id"}, {"SLUG", "slug"}, {"NAME", "name"}, {"MADE", "dateCreated"}};
constexpr Column kOrgFacts[] = {{"id", "id"},
                                {"slug", "slug"},
                                {"name", "name"},
                                {"made", "dateCreated"},
                                {"open membership", "openMembership"},
                                {"default role", "defaultRole"},
                                {"members invite", "allowMemberInvite"},
                                {"members create projects", "allowMemberProjectCreation"}};
constexpr Column kAudit[] = {
    {"TIME", "dateCreated"}, {"ACTOR", "actor.name"}, {"ADDRESS", "ipAddress"}, {"WHAT", "note"}};
constexpr Column kMembers[] = {{"USER", "user.id"},
                               {"EMAIL", "email"},
                               {"NAME", "name"},
                               {"ROLE", "orgRole"},
                               {"INVITED", "pending"}};
constexpr Column kInvitation[] = {{"link", "invite_link"}, {"role", "orgRole"}, {"teams", "teams"}};
constexpr Column kTeamList[] = {
    {"ID", "id"}, {"SLUG", "slug"}, {"MEMBERS", "memberCount"}, {"MADE", "dateCreated"}};
constexpr Column kTeamMembers[] = {{"USER", "user.id"},
                                   {"EMAIL", "email"},
                                   {"NAME", "name"},
                                   {"ROLE", "orgRole"},
                                   {"IN TEAM", "teamRole"}};
constexpr Column kProjects[] = {{"ID", "id"},
                                {"ORGANIZATION", "organization.slug"},
                                {"SLUG", "slug"},
                                {"NAME", "name"},
                                {"PLATFORM", "platform"},
                                {"FIRST EVENT", "firstEvent"}};
constexpr Column kProjectFacts[] = {{"id", "id"},
                                    {"organization", "organization.slug"},
                                    {"slug", "slug"},
                                    {"name", "name"},
                                    {"platform", "platform"},
                                    {"teams", "teams.slug"},
                                    {"made", "dateCreated"},
                                    {"first event", "firstEvent"}};
constexpr Column kKeys[] = {
    {"NAME", "name"}, {"ACTIVE", "isActive"}, {"MADE", "dateCreated"}, {"DSN", "dsn.public"}};
constexpr Column kKeyFacts[] = {{"name", "name"},
                                {"active", "isActive"},
                                {"DSN", "dsn.public"},
                                {"DSN with secret", "dsn.secret", "secret"}};

constexpr std::array kVerbs = {
    Verb{.name = "org.create",
         .summary = "Make an organization",
         .parameters = kCreateOrg,
         .route = "organization_create",
         .done = "Made the organization {slug}, owned by {owner}."},
    Verb{.name = "org.list",
         .summary = "List organizations",
         .route = "organizations",
         .changes = false,
         .columns = kOrgs,
         .none = "No organizations. Make one with `picket org create`."},
    Verb{.name = "org.show",
         .summary = "Show an organization",
         .parameters = kOneOrg,
         .route = "organization",
         .changes = false,
         .columns = kOrgFacts},
    Verb{.name = "org.rename",
         .summary = "Change name or slug of an organization; links with the old slug end",
         .parameters = kRenameOrg,
         .route = "organization_update",
         .needs_field = true,
         .done = "It is {slug} ({name}) now."},
    Verb{.name = "org.delete",
         .summary = "Delete an organization with its teams, projects and tokens",
         .parameters = kOneOrg,
         .route = "organization_delete",
         .question = "Delete the organization {org} with everything in it?",
         .done = "Deleted the organization {slug}."},
    Verb{.name = "org.audit",
         .summary = "Show who changed what, newest first",
         .parameters = kAuditOf,
         .route = "organization_audit_log",
         .changes = false,
         .columns = kAudit,
         .none = "Nothing was changed."},
    Verb{.name = "org.invite",
         .summary = "Make a link by which somebody joins, with an account or making one; an older "
                    "link ends",
         .parameters = kInvite,
         .route = "organization_member_invite",
         .fixed = R"({"reinvite":true})",
         .columns = kInvitation,
         .done = "Give this link to {email}; it opens once."},
    Verb{.name = "org.member.list",
         .summary = "List members and open invitations",
         .parameters = kListMembers,
         .route = "organization_members",
         .changes = false,
         .columns = kMembers,
         .none = "No members."},
    Verb{.name = "org.member.add",
         .summary = "Put an account into an organization without asking",
         .parameters = kAddMember,
         .route = "operator_member_add",
         .done = "{email} is in {org} now, as {orgRole}."},
    Verb{.name = "org.member.remove",
         .summary = "Take somebody out of an organization, or an invitation back",
         .parameters = kOneMember,
         .route = "organization_member_remove",
         .question = "Take {member} out of {org}?",
         .done = "Took {member} out of {org}."},
    Verb{.name = "org.member.role",
         .summary = "Change what a member may do",
         .parameters = kMemberRole,
         .route = "organization_member_update",
         .done = "{email} is {orgRole} of {org} now."},

    Verb{.name = "team.create",
         .summary = "Make a team",
         .parameters = kCreateTeam,
         .route = "organization_team_create",
         .done = "Made the team {slug} of {org}."},
    Verb{.name = "team.list",
         .summary = "List teams",
         .parameters = kListTeams,
         .route = "organization_teams",
         .changes = false,
         .columns = kTeamList,
         .none = "No teams. Make one with `picket team create`."},
    Verb{.name = "team.rename",
         .summary = "Give a team another name",
         .parameters = kRenameTeam,
         .route = "team_update",
         .done = "It is {slug} now."},
    Verb{.name = "team.delete",
         .summary = "Delete a team; its projects stay",
         .parameters = kOneTeam,
         .route = "team_delete",
         .question = "Delete the team {team}?",
         .done = "Deleted the team {team} of {org}."},
    Verb{.name = "team.member.list",
         .summary = "List who is in a team",
         .parameters = kListTeamMembers,
         .route = "team_members",
         .changes = false,
         .columns = kTeamMembers,
         .none = "Nobody is in this team."},
    Verb{.name = "team.member.add",
         .summary = "Put a member of the organization into a team",
         .parameters = kTeamMember,
         .route = "member_team_join",
         .done = "{member} is in the team {team} now."},
    Verb{.name = "team.member.remove",
         .summary = "Take a member out of a team",
         .parameters = kTeamMember,
         .route = "member_team_leave",
         .done = "Took {member} out of the team {team}."},
    Verb{.name = "team.member.role",
         .summary = "Change what a member is in a team",
         .parameters = kTeamRole,
         .route = "member_team_role",
         .done = "{member} is {teamRole} of the team {team} now."},
    Verb{.name = "team.project.add",
         .summary = "Give a project to a further team",
         .parameters = kTeamProject,
         .route = "project_team_add",
         .done = "The team {team} has the project {project} now."},
    Verb{.name = "team.project.remove",
         .summary = "Take a project from a team",
         .parameters = kTeamProject,
         .route = "project_team_remove",
         .done = "The team {team} has the project {project} no more."},

    Verb{
        .name = "project.create",
        .summary = "Make a project with a first key; `picket key show` prints its DSN",
        .parameters = kCreateProject,
        .route = "team_project_create",
        .done = "Made the project {slug} of {org}. See its DSN with: picket key show {org}/{slug}"},
    Verb{.name = "project.list",
         .summary = "List the projects of all organizations",
         .parameters = kListProjects,
         .route = "projects",
         .changes = false,
         .columns = kProjects,
         .none = "No projects. Make one with `picket project create`."},
    Verb{.name = "project.show",
         .summary = "Show a project",
         .parameters = kOneProject,
         .route = "project",
         .changes = false,
         .columns = kProjectFacts},
    Verb{.name = "project.rename",
         .summary = "Change name or slug of a project; the old slug leads to it, and DSNs stay",
         .parameters = kRenameProject,
         .route = "project_update",
         .needs_field = true,
         .done = "It is {slug} ({name}) now."},
    Verb{.name = "project.delete",
         .summary = "Delete a project with its keys; nobody reaches its issues any more",
         .parameters = kOneProject,
         .route = "project_delete",
         .question = "Delete the project {project} with its keys and issues?",
         .done = "Deleted the project {project} of {org}."},

    Verb{.name = "key.list",
         .summary = "List the keys of a project",
         .parameters = kOneProject,
         .route = "project_keys",
         .changes = false,
         .columns = kKeys,
         .none = "No keys. Make one with `picket key create`."},
    Verb{.name = "key.show",
         .summary = "Show a key and its DSN",
         .parameters = kShowKey,
         .route = "project_key",
         .changes = false,
         .columns = kKeyFacts},
    Verb{.name = "key.create",
         .summary = "Make a key",
         .parameters = kCreateKey,
         .route = "project_key_create",
         .columns = kKeyFacts,
         .done = "Made a key of {project}."},
    Verb{.name = "key.enable",
         .summary = "Take events with a disabled key again",
         .parameters = kOneKey,
         .route = "project_key_update",
         .fixed = R"({"isActive":true})",
         .done = "Enabled the key {name} ({public})."},
    Verb{.name = "key.disable",
         .summary = "Refuse events that come with a key",
         .parameters = kOneKey,
         .route = "project_key_update",
         .fixed = R"({"isActive":false})",
         .done = "Disabled the key {name} ({public}). `picket key enable` takes it back."},
    Verb{.name = "key.delete",
         .summary = "Delete a key; what sends with it is refused",
         .parameters = kOneKey,
         .route = "project_key_delete",
         .question = "Delete the key {dsn_key} of {project}?",
         .done = "Deleted the key {key} of {project}."},
};

}  // namespace

std::span<const Verb> verbs_of_structure() noexcept {
  return kVerbs;
}

}  // namespace picket::app
