// GET organizations/{org}/. Source: shared spec "api", section 3.
#include "roles/api/organization_detail.h"

#include <utility>

#include "roles/api/json_text.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_json.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/team_json.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr FixedSetting kFixed[] = {
    {"isEarlyAdopter", "false"},
    {"require2FA", "false"},
    {"allowSharedIssues", "false"},
    {"enhancedPrivacy", "false"},
    {"storeCrashReports", "0"},
    {"attachmentsRole", "\"member\""},
    {"debugFilesRole", "\"admin\""},
    {"scrapeJavaScript", "false"},
    {"allowJoinRequests", "false"},
    {"relayDsnEndpoint", "null"},
    {"trustedRelays", "[]"},
    {"hideAiFeatures", "true"},
    {"aggregatedDataConsent", "false"},
    {"isDynamicallySampled", "false"},
    {"issueAlertsThreadFlag", "true"},
    {"metricAlertsThreadFlag", "true"},
    {"requiresSso", "false"},
    {"defaultAutofixAutomationTuning", "\"off\""},
    {"defaultSeerScannerAutomation", "false"},
    {"enableSeerCoding", "false"},
    {"defaultCodingAgent", "null"},
    {"defaultCodingAgentIntegrationId", "null"},
    {"defaultAutomatedRunStoppingPoint", "\"code_changes\""},
    {"autoEnableCodeReview", "false"},
    {"autoOpenPrs", "false"},
    {"defaultCodeReviewTriggers", "[]"},
};

json::array roles_by_name() {
  json::array roles;
  for (const domain::access::OrgRole role : domain::access::kOrgRoles)
    roles.push_back(
        json::object{{"id", domain::access::to_string(role)}, {"name", role_title(role)}});
  return roles;
}

Answer<void> add_teams_and_projects(const Call& call, json::object& shown) {
  const auto teams = TeamShelf::read(call);
  if (!teams) return unexpected(teams.error());
  json::array team_list;
  for (const ports::Team& team : teams->teams()) team_list.push_back(teams->show(call, team));
  shown["teams"] = std::move(team_list);

  const std::vector<SeenProject> seen = seen_projects(call.grant);
  const auto projects = ProjectShelf::read(call, seen, teams->teams());
  if (!projects) return unexpected(projects.error());
  json::array project_list;
  for (const SeenProject& one : seen) {
    if (projects->find(one.id) != nullptr) project_list.push_back(projects->summary(one));
  }
  shown["projects"] = std::move(project_list);
  return {};
}

}  // namespace

std::span<const FixedSetting> fixed_organization_settings() noexcept {
  return kFixed;
}

Answer<json::object> organization_detail(const Call& call, const ports::Organization& org,
                                         bool detailed) {
  const auto orgs = call.meta().organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  const auto* const membership = call.grant.membership;
  const json::value role = membership == nullptr
                               ? json::value(nullptr)
                               : json::value(domain::access::to_string(membership->role));

  json::object shown = organization_summary(call, org);
  shown["access"] = scopes_json(call.grant.scopes);
  shown["role"] = role;
  shown["orgRole"] = role;
  shown["experiments"] = json::object();
  shown["isDefault"] = orgs->size() == 1;
  shown["defaultRole"] = domain::access::to_string(org.settings.default_role);
  shown["availableRoles"] = roles_by_name();
  shown["orgRoleList"] = org_roles_json(org, membership, call.grant.scopes);
  shown["teamRoleList"] = team_roles_json(org);
  shown["openMembership"] = org.settings.open_membership;
  shown["eventsMemberAdmin"] = org.settings.events_member_admin;
  shown["alertsMemberWrite"] = org.settings.alerts_member_write;
  for (const domain::Setting& option : domain::organization_options())
    shown[option.name] = org.settings.options.get(option);
  for (const FixedSetting& fixed : kFixed) shown[fixed.name] = json::parse(fixed.value);
  shown["pendingAccessRequests"] = 0;
  shown["quota"] = {{"maxRate", nullptr},
                    {"maxRateInterval", 60},
                    {"accountLimit", shown["accountRateLimit"]},
                    {"projectLimit", shown["projectRateLimit"]}};
  if (!detailed) return shown;
  if (auto added = add_teams_and_projects(call, shown); !added)
    return unexpected(std::move(added.error()));
  return shown;
}

Answer<net::Response> show_organization(Call& call) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  const bool detailed = call.parameters.text_or("detailed", "1") != "0";
  auto shown = organization_detail(call, *org, detailed);
  if (!shown) return unexpected(std::move(shown.error()));
  net::Response response = json_response(*std::move(shown));
  set_tag(response, version_tag(org->version));
  return response;
}

}  // namespace picket::api
