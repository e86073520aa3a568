// Requests of whoever has the machine: the command line, in the server over its socket or on the
// stores that nobody serves. They run through the same routes, handlers and rules as those of
// everybody else; a few routes are for it alone. Why: docs/decisions/0028.
#pragma once

#include <span>
#include <string_view>

#include "roles/api/caller.h"
#include "roles/api/route.h"

namespace picket::api {

/// Who is no user and an owner of every organization. No request of a network becomes one: there
/// are no credentials for it, and Api::answer_operator is not behind any router.
struct Operator {
  /// Whose things a route for signed-in users is about; zero: nobody's.
  UserId for_user{};
};

/// What the audit log calls it.
inline constexpr std::string_view kOperatorLabel = "picket command line";

/// 404 when there is no such user.
Answer<Identity> operator_identity(const Operator& caller, ports::MetaTx& meta);

/// Routes that have no path on the network: accounts as an operator sees them.
std::span<const ApiRoute> operator_routes() noexcept;
/// Of api_routes() or operator_routes(); null when there is none of that name.
const ApiRoute* find_route(std::string_view name);

}  // namespace picket::api
