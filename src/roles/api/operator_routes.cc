// Accounts, as an operator sees and changes them. The paths are names only: see operator.h.
#include <array>

#include "roles/api/operator.h"
#include "roles/api/operator_handlers.h"

namespace picket::api {
namespace {

using enum net::Method;

constexpr std::string_view kListParameters[] = {"query", "per_page", "cursor"};

constexpr std::array kRoutes = {
    ApiRoute{.name = "operator_users",
             .pattern = "/operator/users/",
             .access = Access::signed_in,
             .parameters = kListParameters,
             .handler = &list_accounts,
             .summary = "List accounts"},
    ApiRoute{.name = "operator_user_create",
             .method = post,
             .pattern = "/operator/users/",
             .access = Access::signed_in,
             .handler = &create_account,
             .data = Data::own,
             .summary = "Make an account"},
    ApiRoute{.name = "operator_user",
             .pattern = "/operator/users/{user}/",
             .access = Access::signed_in,
             .handler = &show_account,
             .summary = "Read an account, by id or address"},
    ApiRoute{.name = "operator_user_activate",
             .method = put,
             .pattern = "/operator/users/{user}/",
             .access = Access::signed_in,
             .handler = &activate_account,
             .data = Data::write,
             .summary = "Let an account open something, or nothing"},
    ApiRoute{.name = "operator_user_remove",
             .method = delete_,
             .pattern = "/operator/users/{user}/",
             .access = Access::signed_in,
             .handler = &remove_account,
             .data = Data::write,
             .summary = "Remove an account"},
    ApiRoute{.name = "operator_user_link",
             .method = post,
             .pattern = "/operator/users/{user}/reset-link/",
             .access = Access::signed_in,
             .handler = &make_reset_link,
             .data = Data::write,
             .summary = "Make a link that sets a password"},
    ApiRoute{.name = "operator_user_factors",
             .method = delete_,
             .pattern = "/operator/users/{user}/authenticators/",
             .access = Access::signed_in,
             .handler = &remove_factors,
             .data = Data::write,
             .summary = "Remove the second factor of an account"},
    ApiRoute{.name = "operator_all_factors",
             .method = delete_,
             .pattern = "/operator/authenticators/",
             .access = Access::signed_in,
             .handler = &remove_all_factors,
             .data = Data::write,
             .summary = "Remove the second factors of everybody"},
    ApiRoute{.name = "operator_user_sessions",
             .pattern = "/operator/users/{user}/sessions/",
             .access = Access::signed_in,
             .handler = &list_account_sessions,
             .summary = "List where somebody is signed in"},
    ApiRoute{.name = "operator_user_sessions_end",
             .method = delete_,
             .pattern = "/operator/users/{user}/sessions/",
             .access = Access::signed_in,
             .handler = &end_account_sessions,
             .data = Data::write,
             .summary = "Sign somebody out everywhere"},
    ApiRoute{.name = "operator_member_add",
             .method = post,
             .pattern = "/operator/organizations/{org}/members/{user}/",
             .access = Access::organization,
             .accepted = domain::access::kWriteMembers,
             .handler = &add_member,
             .data = Data::write,
             .summary = "Put somebody into an organization without asking"},
};

}  // namespace

std::span<const ApiRoute> operator_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
