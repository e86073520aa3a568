// API tokens. Paths and scopes: shared spec "api", section 2.
#include <array>

#include "roles/api/auth_handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_people.h"

namespace picket::api {
namespace {

using domain::access::kReadOrg;
using domain::access::kWriteOrg;
using enum net::Method;

constexpr std::string_view kOrgTokens = "/api/0/organizations/{org}/org-auth-tokens/";
constexpr std::string_view kOrgToken = "/api/0/organizations/{org}/org-auth-tokens/{token}/";

constexpr std::array kRoutes = {
    ApiRoute{.name = "api_tokens",
             .pattern = "/api/0/api-tokens/",
             .access = Access::signed_in,
             .handler = &list_user_tokens,
             .session_only = true,
             .summary = "List one's tokens",
             .answer = list_of(kApiToken)},
    ApiRoute{.name = "api_token_create",
             .method = post,
             .pattern = "/api/0/api-tokens/",
             .access = Access::signed_in,
             .handler = &create_user_token,
             .data = Data::write,
             .session_only = true,
             .sudo = true,
             .summary = "Create a token",
             .answer = kNewApiToken,
             .status = 201,
             .body = &kCreateTokenBody},
    ApiRoute{.name = "api_token_revoke",
             .method = delete_,
             .pattern = "/api/0/api-tokens/",
             .access = Access::signed_in,
             .handler = &revoke_user_token,
             .data = Data::write,
             .session_only = true,
             .summary = "Revoke a token",
             .empty_status = 204,
             .body = &kRevokeTokenBody},
    ApiRoute{.name = "api_token_rename",
             .method = put,
             .pattern = "/api/0/api-tokens/{token}/",
             .access = Access::signed_in,
             .handler = &rename_user_token,
             .data = Data::write,
             .session_only = true,
             .summary = "Rename a token",
             .empty_status = 204,
             .body = &kNameBody},
    ApiRoute{.name = "organization_tokens",
             .pattern = kOrgTokens,
             .access = Access::organization,
             .accepted = kReadOrg,
             .handler = &list_org_tokens,
             .session_only = true,
             .summary = "List an organization's tokens",
             .answer = list_of(kOrgAuthToken)},
    ApiRoute{
        .name = "organization_token_create",
        .method = post,
        .pattern = kOrgTokens,
        .access = Access::organization,
        .accepted = kReadOrg,  // As in Sentry: every member may let a pipeline announce releases.
        .handler = &create_org_token,
        .data = Data::write,
        .session_only = true,
        .sudo = true,
        .summary = "Create a token of an organization",
        .answer = kNewOrgAuthToken,
        .status = 201,
        .body = &kNameBody},
    ApiRoute{.name = "organization_token",
             .pattern = kOrgToken,
             .access = Access::organization,
             .accepted = kReadOrg,
             .handler = &show_org_token,
             .session_only = true,
             .summary = "Read a token of an organization",
             .answer = kOrgAuthToken},
    ApiRoute{.name = "organization_token_rename",
             .method = put,
             .pattern = kOrgToken,
             .access = Access::organization,
             .accepted = kWriteOrg,
             .handler = &rename_org_token,
             .data = Data::write,
             .session_only = true,
             .summary = "Rename a token of an organization",
             .empty_status = 204,
             .body = &kNameBody},
    ApiRoute{.name = "organization_token_revoke",
             .method = delete_,
             .pattern = kOrgToken,
             .access = Access::organization,
             .accepted = kWriteOrg,
             .handler = &revoke_org_token,
             .data = Data::write,
             .session_only = true,
             .summary = "Revoke a token of an organization",
             .empty_status = 204},
};

}  // namespace

std::span<const ApiRoute> token_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
