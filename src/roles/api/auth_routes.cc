// Signing in and out. Paths: shared spec "api", section 2.
#include <array>

#include "roles/api/auth_handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_people.h"

namespace picket::api {
namespace {

using enum net::Method;

constexpr std::array kRoutes = {
    ApiRoute{.name = "root",
             .pattern = "/api/0/",
             .access = Access::anyone,
             .handler = &show_root,
             .summary = "Ask who is asking",
             .answer = kApiIndex},
    ApiRoute{.name = "auth",
             .pattern = "/api/0/auth/",
             .access = Access::signed_in,
             .handler = &show_auth,
             .summary = "Read who is signed in",
             .answer = kSelfUser},
    ApiRoute{.name = "auth_basic",
             .method = post,
             .pattern = "/api/0/auth/",
             .access = Access::anyone,
             .handler = &sign_in_basic,
             .data = Data::own,
             .signs_in = true,
             .summary = "Sign in with Basic",
             .answer = kSelfUser},
    ApiRoute{.name = "auth_prove",
             .method = put,
             .pattern = "/api/0/auth/",
             .access = Access::signed_in,
             .handler = &prove_again,
             .data = Data::own,
             .session_only = true,
             .summary = "Show password or code once more",
             .answer = kSelfUser,
             .body = &kProofBody},
    ApiRoute{.name = "auth_end",
             .method = delete_,
             .pattern = "/api/0/auth/",
             .access = Access::anyone,
             .handler = &sign_out,
             .data = Data::write,
             .summary = "Sign out",
             .empty_status = 204},
    ApiRoute{.name = "auth_config",
             .pattern = "/api/0/auth/config/",
             .access = Access::anyone,
             .handler = &show_auth_config,
             .summary = "Read how to sign in",
             .answer = either_of(kAuthConfigs)},
    ApiRoute{.name = "auth_login",
             .method = post,
             .pattern = "/api/0/auth/login/",
             .access = Access::anyone,
             .handler = &sign_in,
             .data = Data::own,
             .signs_in = true,
             .summary = "Sign in",
             .answer = kSignedIn,
             .body = &kSignInBody},
    ApiRoute{.name = "auth_recover",
             .method = post,
             .pattern = "/api/0/auth/recover/confirm/{user}/{token}/",
             .access = Access::anyone,
             .handler = &recover_password,
             .data = Data::own,
             .signs_in = true,
             .summary = "Set a password by a link",
             .empty_status = 204,
             .body = &kNewPasswordBody},
    ApiRoute{.name = "health",
             .pattern = "/api/0/internal/health/",
             .access = Access::signed_in,
             .handler = &show_health,
             .summary = "Read whether the server reaches its stores",
             .answer = kHealth},
};

}  // namespace

std::span<const ApiRoute> auth_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
