// The routes as data: handler, scopes and parameters of each in one place, for the router and for
// the test that proves the access rules of every one of them.
#pragma once

#include <span>
#include <string_view>

#include "domain/access/scope.h"
#include "net/http.h"
#include "roles/api/call.h"

namespace picket::api {

using Handler = Answer<net::Response> (*)(Call&);

struct ApiRoute {
  std::string_view name;     ///< Stable slug.
  std::string_view pattern;  ///< Holds {org}; {project} when the grant shall be that one project.
  domain::access::ScopeSet accepted;             ///< Any one suffices.
  std::span<const std::string_view> parameters;  ///< Of the query; `project` narrows the grant.
  Handler handler;
};

/// All are GET, which answers HEAD too.
std::span<const ApiRoute> api_routes() noexcept;

}  // namespace picket::api
