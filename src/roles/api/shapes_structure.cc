#include "roles/api/shapes_structure.h"

#include "domain/account/email.h"
#include "domain/organization/settings.h"
#include "roles/api/member_places.h"
#include "roles/api/shapes_people.h"
#include "roles/api/shapes_projects.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::string_view kOrgRoleWords[] = {"member", "admin", "manager", "owner"};
constexpr std::string_view kTeamRoleWords[] = {"contributor", "admin"};
// What is sent must be one of ours. Of what is shown a client reads no more than `orgRoleList` and
// `teamRoleList` say of it, so that a further role is nothing new to it.
constexpr Shape kSentOrgRole = one_of(kOrgRoleWords);
constexpr Shape kSentTeamRole = one_of(kTeamRoleWords);
constexpr Shape kOrgRole = kText;
constexpr Shape kTeamRole = kText;

constexpr Member kNamedMembers[] = {{"id", kText}, {"name", kText}};
constexpr ObjectShape kNamed{"Named", kNamedMembers};

constexpr Member kLinksMembers[] = {{"organizationUrl", kText}, {"regionUrl", kText}};
constexpr ObjectShape kLinks{"OrganizationLinks", kLinksMembers};

constexpr Member kSummaryMembers[] = {{"id", kText},
                                      {"slug", kText},
                                      {"status", kNamed},
                                      {"name", kText},
                                      {"dateCreated", kDate},
                                      {"isEarlyAdopter", kFlag},
                                      {"require2FA", kFlag},
                                      {"requireEmailVerification", kFlag},
                                      {"avatar", kAvatar},
                                      {"links", kLinks},
                                      {"hasAuthProvider", kFlag},
                                      {"allowMemberInvite", kFlag},
                                      {"allowMemberProjectCreation", kFlag},
                                      {"allowSuperuserAccess", kFlag},
                                      {"features", kTexts},
                                      {"extraOptions", kAnyObject},
                                      {"onboardingTasks", kAnyList}};

constexpr Member kRoleMembers[] = {
    {"id", kText},      {"name", kText},      {"desc", kText},      {"scopes", kTexts},
    {"allowed", kFlag}, {"isAllowed", kFlag}, {"isRetired", kFlag}, {"isTeamRolesAllowed", kFlag}};
constexpr ObjectShape kRoleBase{"RoleInfo", kRoleMembers};
constexpr Member kOrgRoleMembers[] = {
    {"is_global", kFlag}, {"isGlobal", kFlag}, {"minimumTeamRole", kTeamRole}};
constexpr ObjectShape kOrgRoleInfo{"OrgRoleInfo", kOrgRoleMembers, &kRoleBase};
constexpr Member kTeamRoleMembers[] = {{"isMinimumRoleFor", kOrgRole.or_null()}};
constexpr ObjectShape kTeamRoleInfo{"TeamRoleInfo", kTeamRoleMembers, &kRoleBase};

constexpr Member kQuotaMembers[] = {{"maxRate", kNumber.or_null()},
                                    {"maxRateInterval", kInteger},
                                    {"accountLimit", kInteger},
                                    {"projectLimit", kInteger}};
constexpr ObjectShape kQuota{"Quota", kQuotaMembers};

constexpr Member kDetailMembers[] = {{"access", kTexts},
                                     {"role", kOrgRole.or_null()},
                                     {"orgRole", kOrgRole.or_null()},
                                     {"experiments", kAnyObject},
                                     {"isDefault", kFlag},
                                     {"defaultRole", kOrgRole},
                                     {"availableRoles", list_of(kNamed)},
                                     {"orgRoleList", list_of(kOrgRoleInfo)},
                                     {"teamRoleList", list_of(kTeamRoleInfo)},
                                     {"openMembership", kFlag},
                                     {"eventsMemberAdmin", kFlag},
                                     {"alertsMemberWrite", kFlag},
                                     {"allowSharedIssues", kFlag},
                                     {"enhancedPrivacy", kFlag},
                                     {"storeCrashReports", kInteger},
                                     {"attachmentsRole", kOrgRole},
                                     {"debugFilesRole", kOrgRole},
                                     {"scrapeJavaScript", kFlag},
                                     {"allowJoinRequests", kFlag},
                                     {"relayDsnEndpoint", kText.or_null()},
                                     {"trustedRelays", kAnyList},
                                     {"hideAiFeatures", kFlag},
                                     {"aggregatedDataConsent", kFlag},
                                     {"isDynamicallySampled", kFlag},
                                     {"issueAlertsThreadFlag", kFlag},
                                     {"metricAlertsThreadFlag", kFlag},
                                     {"requiresSso", kFlag},
                                     {"defaultAutofixAutomationTuning", kText},
                                     {"defaultSeerScannerAutomation", kFlag},
                                     {"enableSeerCoding", kFlag},
                                     {"defaultCodingAgent", kNull},
                                     {"defaultCodingAgentIntegrationId", kNull},
                                     {"defaultAutomatedRunStoppingPoint", kText},
                                     {"autoEnableCodeReview", kFlag},
                                     {"autoOpenPrs", kFlag},
                                     {"defaultCodeReviewTriggers", kAnyList},
                                     {"pendingAccessRequests", kInteger},
                                     {"quota", kQuota},
                                     {"teams", list_of(kTeam), optional},
                                     {"projects", list_of(kProjectSummary), optional}};

constexpr Member kOwnedMembers[] = {{"organization", kOrganizationSummary}, {"singleOwner", kFlag}};

constexpr Member kProvisionedMembers[] = {{"idp:provisioned", kFlag}};
constexpr ObjectShape kTeamFlags{"TeamFlags", kProvisionedMembers};
constexpr Member kTeamMembers[] = {{"id", kText},
                                   {"slug", kText},
                                   {"name", kText},
                                   {"dateCreated", kDate},
                                   {"isMember", kFlag},
                                   {"teamRole", kTeamRole.or_null()},
                                   {"flags", kTeamFlags},
                                   {"access", kTexts},
                                   {"hasAccess", kFlag},
                                   {"isPending", kFlag},
                                   {"memberCount", kInteger},
                                   {"avatar", kAvatar},
                                   {"externalTeams", kAnyList, optional},
                                   {"projects", list_of(kProjectOfTeam), optional},
                                   {"organization", kOrganizationSummary, optional}};

constexpr Member kMemberFlagsMembers[] = {{"idp:provisioned", kFlag},
                                          {"idp:role-restricted", kFlag},
                                          {"sso:linked", kFlag},
                                          {"sso:invalid", kFlag},
                                          {"member-limit:restricted", kFlag},
                                          {"partnership:restricted", kFlag}};
constexpr ObjectShape kMemberFlags{"MemberFlags", kMemberFlagsMembers};
constexpr Member kPlaceMembers[] = {{"teamSlug", kText}, {"role", kTeamRole}};
constexpr ObjectShape kMemberTeamRole{"MemberTeamRole", kPlaceMembers};

constexpr Member kMemberBaseMembers[] = {{"id", kText},
                                         {"email", kText},
                                         {"name", kText},
                                         {"user", Shape(kUser).or_null()},
                                         {"orgRole", kOrgRole},
                                         {"role", kOrgRole},
                                         {"roleName", kText},
                                         {"pending", kFlag},
                                         {"expired", kFlag},
                                         {"flags", kMemberFlags},
                                         {"dateCreated", kDate},
                                         {"inviteStatus", kText},
                                         {"inviterName", kText.or_null()},
                                         {"externalUsers", kAnyList}};
constexpr ObjectShape kMemberBase{"MemberBase", kMemberBaseMembers};
constexpr Member kMemberMembers[] = {{"teams", kTexts, optional},
                                     {"teamRoles", list_of(kMemberTeamRole), optional},
                                     {"projects", kTexts, optional},
                                     {"teamRole", kTeamRole.or_null(), optional},
                                     {"teamSlug", kText, optional}};
constexpr Member kMemberDetailMembers[] = {{"teams", kTexts},
                                           {"teamRoles", list_of(kMemberTeamRole)},
                                           {"invite_link", kText.or_null()},
                                           {"isOnlyOwner", kFlag},
                                           {"orgRoleList", list_of(kOrgRoleInfo)},
                                           {"teamRoleList", list_of(kTeamRoleInfo)}};

constexpr Member kTeamPlaceMembers[] = {{"isActive", kFlag}, {"teamRole", kTeamRole}};

constexpr Member kInvitationMembers[] = {{"orgSlug", kText},    {"orgName", kText},
                                         {"email", kText},      {"needsAuthentication", kFlag},
                                         {"needs2fa", kFlag},   {"hasAuthProvider", kFlag},
                                         {"requireSso", kFlag}, {"existingMember", kFlag}};

constexpr Member kNameOnlyMembers[] = {{"name", kText}};
/// Who is no user any more, or never was one: a token, the program.
constexpr ObjectShape kNamedActor{"NamedActor", kNameOnlyMembers};
constexpr Shape kActors[] = {kUser, kNamedActor};
constexpr Member kAuditEntryMembers[] = {{"id", kText},
                                         {"actor", either_of(kActors)},
                                         {"event", kText},
                                         {"ipAddress", kText.or_null()},
                                         {"note", kText},
                                         {"targetObject", kInteger.or_null()},
                                         {"targetUser", Shape(kUser).or_null()},
                                         {"data", kAnyObject},
                                         {"dateCreated", kDate}};
constexpr ObjectShape kAuditEntry{"AuditLogEntry", kAuditEntryMembers};
constexpr Member kAuditLogMembers[] = {{"rows", list_of(kAuditEntry)}, {"options", kTexts}};

constexpr std::int64_t kMaxOrgName = 64;
constexpr std::int64_t kMaxSlug = 50;
constexpr Member kCreateOrganizationMembers[] = {{"name", kText.up_to(kMaxOrgName)},
                                                 {"slug", kText.up_to(kMaxSlug), optional},
                                                 {"defaultTeam", kFlag, optional}};
/// What Picket has not is taken as it is shown, so that an answer can be sent back.
constexpr Member kOrganizationChangeMembers[] = {
    {"name", kText.up_to(kMaxOrgName), optional},
    {"slug", kText.up_to(kMaxSlug), optional},
    {"openMembership", kFlag, optional},
    {"allowMemberInvite", kFlag, optional},
    {"allowMemberProjectCreation", kFlag, optional},
    {"eventsMemberAdmin", kFlag, optional},
    {"alertsMemberWrite", kFlag, optional},
    {"defaultRole", kSentOrgRole, optional},
};
constexpr Member kTeamBodyMembers[] = {{"name", kText.up_to(64), optional},
                                       {"slug", kText.up_to(kMaxSlug), optional}};

constexpr std::int64_t kMaxTeams = kMaxTeamsOfMember;
constexpr Member kPlaceWishMembers[] = {{"teamSlug", kText},
                                        {"role", kSentTeamRole.or_null(), optional}};
constexpr ObjectShape kPlaceWish{"TeamRoleWish", kPlaceWishMembers};
constexpr Member kInviteMembers[] = {{"email", kText.up_to(domain::account::kMaxInvitedEmail)},
                                     {"orgRole", kSentOrgRole, optional},
                                     {"role", kSentOrgRole, optional},
                                     {"teams", kTexts.up_to(kMaxTeams), optional},
                                     {"teamRoles", list_of(kPlaceWish).up_to(kMaxTeams), optional},
                                     {"reinvite", kFlag, optional},
                                     {"sendInvite", kFlag, optional}};
constexpr Member kMemberChangeMembers[] = {
    {"orgRole", kSentOrgRole, optional},
    {"role", kSentOrgRole, optional},
    {"teams", kTexts.up_to(kMaxTeams), optional},
    {"teamRoles", list_of(kPlaceWish).up_to(kMaxTeams), optional},
    {"reinvite", kFlag, optional},
    {"regenerate", kFlag, optional}};
constexpr Member kTeamRoleBodyMembers[] = {{"teamRole", kSentTeamRole}};
constexpr Member kNewAccountMembers[] = {{"name", kText.up_to(200), optional},
                                         {"password", kText, optional}};

}  // namespace

const ObjectShape kOrganizationSummary{"OrganizationSummary", kSummaryMembers};
const ObjectShape kOrganizationDetail{"OrganizationDetail", kDetailMembers, &kOrganizationSummary,
                                      &domain::organization_options};
const ObjectShape kOwnedOrganization{"OwnedOrganization", kOwnedMembers};
const ObjectShape kTeam{"Team", kTeamMembers};
const ObjectShape kMember{"Member", kMemberMembers, &kMemberBase};
const ObjectShape kMemberDetail{"MemberDetail", kMemberDetailMembers, &kMemberBase};
const ObjectShape kTeamPlace{"TeamPlace", kTeamPlaceMembers};
const ObjectShape kInvitation{"Invitation", kInvitationMembers};
const ObjectShape kAuditLog{"AuditLog", kAuditLogMembers};

const ObjectShape kCreateOrganizationBody{"CreateOrganization", kCreateOrganizationMembers};
const ObjectShape kOrganizationChangeBody{"OrganizationChange", kOrganizationChangeMembers, nullptr,
                                          &domain::organization_options, optional};
const ObjectShape kTeamBody{"TeamNames", kTeamBodyMembers};
const ObjectShape kInviteMemberBody{"InviteMember", kInviteMembers};
const ObjectShape kMemberChangeBody{"MemberChange", kMemberChangeMembers};
const ObjectShape kTeamRoleBody{"TeamRoleChange", kTeamRoleBodyMembers};
const ObjectShape kNewAccountBody{"NewAccount", kNewAccountMembers};

}  // namespace picket::api
