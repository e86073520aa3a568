// The tables of fields that deployed clients decode: Grafana, go-sentry and Terraform, sentry-cli,
// the MCP server. A type that differs, or a field that is missing, makes them fail. Source: shared
// spec "api", section 18.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/fields.h"
#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class ClientTables : public PeopleApi {
 protected:
  ClientTables() { world.fill(); }
};

const Fields kOrganizationListed = {{"id", "digits"},
                                    {"slug", "text"},
                                    {"name", "text"},
                                    {"dateCreated", "date"},
                                    {"isEarlyAdopter", "bool"},
                                    {"require2FA", "bool"},
                                    {"requireEmailVerification", "bool"},
                                    {"features", "array"},
                                    {"status.id", "text"},
                                    {"status.name", "text"},
                                    {"avatar.avatarType", "text"},
                                    {"links.organizationUrl", "text"},
                                    {"links.regionUrl", "text"}};

TEST_F(ClientTables, OrganizationsForAllOfThem) {
  for (const char* path : {"organizations/?cursor=", "organizations/?per_page=25&query=acme"}) {
    const json::value list = get(ada, path);
    ASSERT_EQ(list.as_array().size(), 1U) << path;
    expect_fields(list.at(0), kOrganizationListed);
  }
  const json::value detail = get(ada, "organizations/acme/");
  expect_fields(detail, kOrganizationListed);
  expect_fields(detail, {{"quota", "object"},
                         {"isDefault", "bool"},
                         {"defaultRole", "text"},
                         {"availableRoles.0.id", "text"},
                         {"availableRoles.0.name", "text"},
                         {"openMembership", "bool"},
                         {"allowSharedIssues", "bool"},
                         {"enhancedPrivacy", "bool"},
                         {"dataScrubber", "bool"},
                         {"dataScrubberDefaults", "bool"},
                         {"sensitiveFields", "array"},
                         {"safeFields", "array"},
                         {"storeCrashReports", "integer"},
                         {"attachmentsRole", "text"},
                         {"debugFilesRole", "text"},
                         {"eventsMemberAdmin", "bool"},
                         {"alertsMemberWrite", "bool"},
                         {"scrubIPAddresses", "bool"},
                         {"scrapeJavaScript", "bool"},
                         {"allowJoinRequests", "bool"},
                         {"relayPiiConfig", "text|null"},
                         {"access", "array"},
                         {"role", "text"},
                         {"pendingAccessRequests", "integer"}});
  for (const std::string_view list : {"orgRoleList", "teamRoleList"}) {
    for (const json::value& role : detail.at(list).as_array()) {
      expect_fields(role, {{"id", "text"},
                           {"name", "text"},
                           {"desc", "text"},
                           {"scopes", "array"},
                           {"isAllowed", "bool"},
                           {"isRetired", "bool"}});
    }
  }
  for (const json::value& role : detail.at("orgRoleList").as_array())
    expect_fields(role, {{"isGlobal", "bool"}, {"minimumTeamRole", "text"}});
  for (const json::value& role : detail.at("teamRoleList").as_array())
    expect_fields(role, {{"isMinimumRoleFor", "text|null"}});
}

TEST_F(ClientTables, ProjectsForGrafanaSentryCliAndTerraform) {
  const json::value list = get(ada, "organizations/acme/projects/?cursor=");
  expect_fields(list, {{"0.id", "digits"},
                       {"0.slug", "text"},
                       {"0.name", "text"},
                       {"0.dateCreated", "date"},
                       {"0.hasAccess", "bool"},
                       {"0.isBookmarked", "bool"},
                       {"0.isMember", "bool"},
                       {"0.firstEvent", "date"},
                       {"0.platform", "text"},
                       {"0.platforms", "array"},
                       {"0.environments.0", "text"},
                       {"0.team.id", "digits"},
                       {"0.team.slug", "text"},
                       {"0.team.name", "text"},
                       {"0.teams.0.id", "digits"}});
  expect_fields(get(ada, "projects/acme/shop-api/"), {{"id", "digits"},
                                                      {"slug", "text"},
                                                      {"name", "text"},
                                                      {"isPublic", "bool"},
                                                      {"isBookmarked", "bool"},
                                                      {"color", "text"},
                                                      {"dateCreated", "date"},
                                                      {"firstEvent", "date"},
                                                      {"features", "array"},
                                                      {"status", "text"},
                                                      {"platform", "text"},
                                                      {"isInternal", "bool"},
                                                      {"isMember", "bool"},
                                                      {"hasAccess", "bool"},
                                                      {"avatar.avatarType", "text"},
                                                      {"options", "object"},
                                                      {"digestsMinDelay", "integer"},
                                                      {"digestsMaxDelay", "integer"},
                                                      {"subjectPrefix", "text"},
                                                      {"subjectTemplate", "text"},
                                                      {"allowedDomains", "array"},
                                                      {"resolveAge", "integer"},
                                                      {"dataScrubber", "bool"},
                                                      {"dataScrubberDefaults", "bool"},
                                                      {"fingerprintingRules", "text"},
                                                      {"groupingEnhancements", "text"},
                                                      {"safeFields", "array"},
                                                      {"sensitiveFields", "array"},
                                                      {"securityToken", "text"},
                                                      {"securityTokenHeader", "text|null"},
                                                      {"verifySSL", "bool"},
                                                      {"scrubIPAddresses", "bool"},
                                                      {"scrapeJavaScript", "bool"},
                                                      {"organization.id", "digits"},
                                                      {"organization.slug", "text"},
                                                      {"organization.name", "text"},
                                                      {"processingIssues", "integer"},
                                                      {"team.slug", "text"},
                                                      {"teams.0.slug", "text"}});
}

TEST_F(ClientTables, RulesOfScrubbingAreRefusedWithWhatIsWrong) {
  for (const char* path : {"projects/acme/shop-api/", "organizations/acme/"}) {
    const auto refused = ask(ada, Method::put, path,
                             R"({"relayPiiConfig":"{\"applications\":{\"**.**\":[\"@ip\"]}}"})");
    EXPECT_EQ(refused.status, 400) << path;
    EXPECT_EQ(json::parse(refused.body).at("relayPiiConfig").at(0),
              "deep wildcard used more than once")
        << refused.body;
    const auto taken = ask(ada, Method::put, path,
                           R"({"relayPiiConfig":"{\"applications\":{\"$user.**\":[\"@ip\"]}}"})");
    EXPECT_EQ(taken.status, 200) << taken.body;
  }
}

TEST_F(ClientTables, ATerraformRunMakesChangesAndForgetsAProject) {
  EXPECT_EQ(ask(ada, Method::get, "internal/health/").status, 200);
  const auto made = ask(ada, Method::post, "teams/acme/backend/projects/",
                        R"({"name":"Pay","slug":"pay","platform":"go","default_rules":true})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto changed = ask(ada, Method::put, "projects/acme/pay/",
                           R"({"name":"Pay","slug":"pay","platform":"go","digestsMinDelay":300,)"
                           R"("digestsMaxDelay":1800,"resolveAge":720,"allowedDomains":["*"],)"
                           R"("fingerprintingRules":"","groupingEnhancements":"",)"
                           R"("options":{"filters:blacklisted_ips":"10.0.0.1"}})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json::parse(changed.body).at("resolveAge"), 720);
  const auto key = ask(ada, Method::post, "projects/acme/pay/keys/",
                       R"({"name":"ci","rateLimit":{"count":100,"window":60}})");
  ASSERT_EQ(key.status, 201) << key.body;
  expect_fields(json::parse(key.body), {{"id", "text|digits"},
                                        {"name", "text"},
                                        {"label", "text"},
                                        {"public", "text|digits"},
                                        {"secret", "text|digits"},
                                        {"projectId", "integer"},
                                        {"isActive", "bool"},
                                        {"rateLimit.window", "integer"},
                                        {"rateLimit.count", "integer"},
                                        {"dsn.public", "text"},
                                        {"dsn.secret", "text"},
                                        {"dsn.csp", "text"},
                                        {"dsn.security", "text"},
                                        {"dsn.minidump", "text"},
                                        {"dsn.nel", "text"},
                                        {"dsn.unreal", "text"},
                                        {"dsn.cdn", "text"},
                                        {"dsn.crons", "text"},
                                        {"browserSdkVersion", "text"},
                                        {"dateCreated", "date"},
                                        {"dynamicSdkLoaderOptions.hasReplay", "bool"},
                                        {"dynamicSdkLoaderOptions.hasPerformance", "bool"},
                                        {"dynamicSdkLoaderOptions.hasDebug", "bool"}});
  ASSERT_EQ(ask(ada, Method::delete_, "projects/acme/pay/").status, 204);
  EXPECT_EQ(ask(ada, Method::get, "projects/acme/pay/").status, 404) << "or it stays in the state";
}

const Fields kTeam = {{"id", "digits"},           {"slug", "text"},
                      {"name", "text"},           {"dateCreated", "date"},
                      {"isMember", "bool"},       {"teamRole", "text|null"},
                      {"hasAccess", "bool"},      {"isPending", "bool"},
                      {"memberCount", "integer"}, {"avatar.avatarType", "text"}};

TEST_F(ClientTables, TeamsAndMembersForGrafanaAndTerraform) {
  const json::value teams = get(ada, "organizations/acme/teams/");
  for (const json::value& team : teams.as_array()) {
    expect_fields(team, kTeam);
    expect_fields(team, {{"projects", "array"}, {"avatar.avatarUuid", "null|text"}});
  }
  expect_fields(get(ada, "teams/acme/backend/projects/"),
                {{"0.id", "digits"}, {"0.slug", "text"}, {"0.name", "text"}});
  const auto joined =
      ask(ada, Method::post, "organizations/acme/members/" + people.mia_member + "/teams/core/");
  ASSERT_EQ(joined.status, 201) << joined.body;
  expect_fields(json::parse(joined.body), kTeam);
  expect_fields(json::parse(joined.body), {{"flags", "object"}, {"access", "array"}});
  const auto role =
      ask(ada, Method::put, "organizations/acme/members/" + people.bo_member + "/teams/backend/",
          R"({"teamRole":"admin"})");
  ASSERT_EQ(role.status, 200) << role.body;
  expect_fields(json::parse(role.body), {{"isActive", "bool"}, {"teamRole", "text"}});

  const json::value member = get(ada, member_path(people.bo_member));
  expect_fields(member, {{"id", "digits"},
                         {"email", "text"},
                         {"name", "text"},
                         {"orgRole", "text"},
                         {"orgRoleList", "array"},
                         {"pending", "bool"},
                         {"expired", "bool"},
                         {"flags", "object"},
                         {"dateCreated", "date"},
                         {"inviteStatus", "text"},
                         {"inviterName", "text|null"},
                         {"teamRoleList", "array"},
                         {"teamRoles.0.teamSlug", "text"},
                         {"teams.0", "text"},
                         {"user.id", "digits"},
                         {"user.name", "text"},
                         {"user.username", "text"},
                         {"user.email", "text"},
                         {"user.avatarUrl", "text"},
                         {"user.isActive", "bool"},
                         {"user.hasPasswordAuth", "bool"},
                         {"user.isManaged", "bool"},
                         {"user.dateJoined", "date"},
                         {"user.lastLogin", "date|null"},
                         {"user.has2fa", "bool"},
                         {"user.lastActive", "date|null"},
                         {"user.isSuperuser", "bool"},
                         {"user.isStaff", "bool"},
                         {"user.avatar.avatarType", "text"},
                         {"user.emails", "array"}});
  EXPECT_TRUE(get(ada, member_path(people.cy_member)).at("user").is_null());
}

TEST_F(ClientTables, IssuesForGrafana) {
  const json::value list = get(ada,
                               "organizations/acme/issues/?query=&start=2026-05-12T12:00:00"
                               "&end=2026-05-13T12:00:00&sort=date&limit=10000&project=1"
                               "&environment=production");
  ASSERT_FALSE(list.as_array().empty());
  for (const json::value& issue : list.as_array()) {
    expect_fields(issue, {{"id", "digits"},
                          {"shortId", "text"},
                          {"title", "text"},
                          {"count", "digits"},
                          {"userCount", "integer"},
                          {"status", "text"},
                          {"substatus", "text|null"},
                          {"level", "text"},
                          {"type", "text"},
                          {"platform", "text"},
                          {"firstSeen", "date"},
                          {"lastSeen", "date"},
                          {"culprit", "text"},
                          {"hasSeen", "bool"},
                          {"isUnhandled", "bool"},
                          {"permalink", "text"},
                          {"isPublic", "bool"},
                          {"project.id", "digits"},
                          {"project.name", "text"},
                          {"project.slug", "text"},
                          {"project.platform", "text"},
                          {"metadata", "object"},
                          {"numComments", "integer"},
                          {"assignedTo", "object|null"},
                          {"isBookmarked", "bool"},
                          {"isSubscribed", "bool"},
                          {"subscriptionDetails", "object|null"}});
    for (const char* name : {"value", "type", "filename", "function"}) {
      const json::value* const value = at(issue, std::string("metadata.") + name);
      EXPECT_TRUE(value == nullptr || value->is_string()) << name;
    }
  }
}

TEST_F(ClientTables, TheMcpServerKnowsItsUserAndReadsStructure) {
  expect_fields(get(ada, "auth/"), {{"id", "digits"}, {"name", "text"}, {"email", "text"}});
  for (const std::string_view path : {"organizations/acme/teams/", "organizations/acme/projects/",
                                      "projects/acme/shop-api/teams/"})
    expect_fields(get(ada, path), {{"0.id", "digits"}, {"0.slug", "text"}, {"0.name", "text"}});
  expect_fields(get(ada, "projects/acme/shop-api/keys/"), {{"0.id", "text|digits"},
                                                           {"0.name", "text"},
                                                           {"0.dsn.public", "text"},
                                                           {"0.isActive", "bool"}});
  const std::string issue = "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/";
  for (const char* name : {"user-reports/", "external-issues/"})
    EXPECT_TRUE(get(ada, issue + name).is_array()) << name;
  EXPECT_EQ(ask(ada, Method::get, "users/me/regions/").status, 404) << "one region";
}

}  // namespace
}  // namespace picket::conformance
