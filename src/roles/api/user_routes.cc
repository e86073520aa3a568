// One's own account. Paths: shared spec "api", section 2.
#include <array>

#include "roles/api/auth_handlers.h"
#include "roles/api/route.h"

namespace picket::api {
namespace {

using enum net::Method;

constexpr std::array kRoutes = {
    ApiRoute{.name = "user",
             .pattern = "/api/0/users/{user}/",
             .access = Access::signed_in,
             .handler = &show_user,
             .summary = "Read one's account"},
    ApiRoute{.name = "user_change",
             .method = put,
             .pattern = "/api/0/users/{user}/",
             .access = Access::signed_in,
             .handler = &change_user,
             .data = Data::write,
             .session_only = true,
             .summary = "Change one's account"},
    ApiRoute{.name = "user_emails",
             .pattern = "/api/0/users/{user}/emails/",
             .access = Access::signed_in,
             .handler = &list_emails,
             .summary = "List one's addresses"},
    ApiRoute{.name = "user_password",
             .method = put,
             .pattern = "/api/0/users/{user}/password/",
             .access = Access::signed_in,
             .handler = &change_password,
             .data = Data::own,
             .session_only = true,
             .summary = "Change one's password"},
    ApiRoute{.name = "user_sessions",
             .pattern = "/api/0/users/{user}/sessions/",
             .access = Access::signed_in,
             .handler = &list_sessions,
             .session_only = true,
             .summary = "List where one is signed in"},
    ApiRoute{.name = "user_sessions_end",
             .method = delete_,
             .pattern = "/api/0/users/{user}/sessions/",
             .access = Access::signed_in,
             .handler = &end_other_sessions,
             .data = Data::write,
             .session_only = true,
             .summary = "Sign out everywhere else"},
    ApiRoute{.name = "user_session_end",
             .method = delete_,
             .pattern = "/api/0/users/{user}/sessions/{session}/",
             .access = Access::signed_in,
             .handler = &end_session,
             .data = Data::write,
             .session_only = true,
             .summary = "Sign out somewhere"},
    ApiRoute{.name = "user_authenticators",
             .pattern = "/api/0/users/{user}/authenticators/",
             .access = Access::signed_in,
             .handler = &list_factors,
             .session_only = true,
             .summary = "List one's second factors"},
    ApiRoute{.name = "user_totp",
             .pattern = "/api/0/users/{user}/authenticators/totp/enroll/",
             .access = Access::signed_in,
             .handler = &start_totp,
             .session_only = true,
             .sudo = true,
             .summary = "Read the secret for a new authenticator"},
    ApiRoute{.name = "user_totp_confirm",
             .method = post,
             .pattern = "/api/0/users/{user}/authenticators/totp/enroll/",
             .access = Access::signed_in,
             .handler = &confirm_totp,
             .data = Data::write,
             .session_only = true,
             .sudo = true,
             .summary = "Add an authenticator"},
    ApiRoute{.name = "user_authenticator_remove",
             .method = delete_,
             .pattern = "/api/0/users/{user}/authenticators/{auth}/",
             .access = Access::signed_in,
             .handler = &remove_factor,
             .data = Data::write,
             .session_only = true,
             .sudo = true,
             .summary = "Remove the authenticator"},
    ApiRoute{.name = "user_recovery_codes",
             .method = put,
             .pattern = "/api/0/users/{user}/authenticators/{auth}/",
             .access = Access::signed_in,
             .handler = &renew_recovery_codes,
             .data = Data::write,
             .session_only = true,
             .sudo = true,
             .summary = "Make new recovery codes"},
};

}  // namespace

std::span<const ApiRoute> user_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
