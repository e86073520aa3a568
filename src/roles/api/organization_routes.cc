// Organizations, and what there is one of in each. Paths: shared spec "api", sections 3 and 6;
// scopes: section 20.
#include <array>

#include "roles/api/route.h"
#include "roles/api/shapes_projects.h"
#include "roles/api/shapes_structure.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

using domain::access::kAdminOrg;
using domain::access::kReadOrg;
using domain::access::kWriteOrg;
using domain::access::Scope;
using Names = std::string_view;
using enum net::Method;

constexpr Names kListParameters[] = {"owner", "member", "query", "sortBy", "per_page", "cursor"};
constexpr Names kDetailParameters[] = {"detailed", "include_feature_flags"};
constexpr Names kEnvironmentParameters[] = {"visibility", "project"};
constexpr Names kKeyParameters[] = {"team", "status", "project", "per_page", "cursor"};
constexpr Names kRepositoryParameters[] = {"status", "query",    "integration_id",
                                           "expand", "per_page", "cursor"};
constexpr Names kIntegrationParameters[] = {"providerKey",   "provider_key", "features",
                                            "includeConfig", "per_page",     "cursor"};
constexpr Names kAuditParameters[] = {"event", "actor", "statsPeriod", "start",
                                      "end",   "utc",   "per_page",    "cursor"};
constexpr auto kReadIntegrations = kReadOrg | domain::access::ScopeSet{Scope::org_integrations};
constexpr auto kReadRepositories = kReadIntegrations | domain::access::ScopeSet{Scope::org_ci};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organizations",
             .pattern = "/api/0/organizations/",
             .access = Access::signed_in,
             .accepted = kReadOrg,
             .parameters = kListParameters,
             .handler = &list_organizations,
             .summary = "List the organizations that the caller belongs to",
             .answer = either_of(kOrganizationLists)},
    ApiRoute{.name = "user_organizations",
             .pattern = "/api/0/users/{user}/organizations/",
             .access = Access::signed_in,
             .accepted = kReadOrg,
             .parameters = kListParameters,
             .handler = &list_own_organizations,
             .summary = "List one's organizations",
             .answer = either_of(kOrganizationLists)},
    ApiRoute{.name = "organization_create",
             .method = post,
             .pattern = "/api/0/organizations/",
             .access = Access::signed_in,
             .accepted = kAdminOrg,
             .handler = &create_organization,
             .data = Data::write,
             .summary = "Create an organization",
             .answer = kOrganizationDetail,
             .status = 201,
             .body = &kCreateOrganizationBody},
    ApiRoute{.name = "organization",
             .pattern = "/api/0/organizations/{org}/",
             .access = Access::organization,
             .accepted = kReadOrg,
             .parameters = kDetailParameters,
             .handler = &show_organization,
             .summary = "Read an organization",
             .answer = kOrganizationDetail},
    ApiRoute{.name = "organization_update",
             .method = put,
             .pattern = "/api/0/organizations/{org}/",
             .access = Access::organization,
             .accepted = kWriteOrg,
             .parameters = kDetailParameters,
             .handler = &update_organization,
             .data = Data::write,
             .summary = "Change an organization",
             .answer = kOrganizationDetail,
             .body = &kOrganizationChangeBody},
    ApiRoute{.name = "organization_delete",
             .method = delete_,
             .pattern = "/api/0/organizations/{org}/",
             .access = Access::organization,
             .accepted = kAdminOrg,
             .handler = &delete_organization,
             .data = Data::write,
             .sudo = true,
             .summary = "Delete an organization",
             .answer = kOrganizationDetail,
             .status = 202},
    ApiRoute{.name = "organization_environments",
             .pattern = "/api/0/organizations/{org}/environments/",
             .access = Access::organization,
             .accepted = kReadOrg,
             .parameters = kEnvironmentParameters,
             .handler = &list_organization_environments,
             .summary = "List the environments of all projects",
             .answer = list_of(kEnvironment)},
    ApiRoute{.name = "organization_keys",
             .pattern = "/api/0/organizations/{org}/project-keys/",
             .access = Access::organization,
             .accepted = kReadOrg,
             .parameters = kKeyParameters,
             .handler = &list_organization_keys,
             .summary = "List the client keys of all projects",
             .answer = list_of(kProjectKey)},
    ApiRoute{.name = "organization_repositories",
             .pattern = "/api/0/organizations/{org}/repos/",
             .access = Access::organization,
             .accepted = kReadRepositories,
             .parameters = kRepositoryParameters,
             .handler = &list_nothing,
             .summary = "List repositories: there are none yet",
             .answer = kAnyList},
    ApiRoute{.name = "organization_integrations",
             .pattern = "/api/0/organizations/{org}/integrations/",
             .access = Access::organization,
             .accepted = kReadIntegrations,
             .parameters = kIntegrationParameters,
             .handler = &list_nothing,
             .summary = "List integrations: there are none yet",
             .answer = kAnyList},
    ApiRoute{.name = "organization_audit_log",
             .pattern = "/api/0/organizations/{org}/audit-logs/",
             .access = Access::organization,
             .accepted = kWriteOrg,
             .parameters = kAuditParameters,
             .handler = &list_audit_log,
             .summary = "Read who changed what",
             .answer = kAuditLog},
};

}  // namespace

std::span<const ApiRoute> organization_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
