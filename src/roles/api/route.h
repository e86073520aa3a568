// The routes as data: handler, access and parameters of each in one place, for the router, for the
// description of the API, and for the test that proves the access rules of every one of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/access/scope.h"
#include "net/http.h"
#include "roles/api/call.h"
#include "roles/api/shape.h"

namespace picket::api {

class Instance;  // instance.h

using Handler = Answer<net::Response> (*)(Call&);
using InstanceHandler = Answer<net::Response> (*)(Call&, Instance&);

/// Who may come in, before the handler runs.
enum class Access : std::uint8_t {
  anyone,        ///< Without credentials; wrong ones are refused all the same.
  signed_in,     ///< A user; `accepted` is asked of tokens, and nothing of sessions.
  superuser,     ///< The same, of who runs the server: see superuser.h.
  organization,  ///< {org}: by the role there.
  projects,      ///< {org}, or an {issue} alone: each project by itself, see Reach::projects.
  project,       ///< {org} and {project}.
  team,          ///< {org} and {team}.
};

/// Which transaction of meta_db the handler runs in.
enum class Data : std::uint8_t {
  read,   ///< Call::meta(), a consistent view.
  write,  ///< Call::meta(), committed when the handler answers, rolled back when it refuses.
  own,    ///< None: it does long work in between, and begins its own.
};

struct ApiRoute {
  std::string_view name;  ///< Stable slug.
  net::Method method = net::Method::get;
  std::string_view pattern;
  Access access = Access::projects;
  domain::access::ScopeSet accepted{};             ///< Any one suffices.
  std::span<const std::string_view> parameters{};  ///< Of the query; `project` narrows the grant.
  Handler handler = nullptr;
  InstanceHandler instance_handler = nullptr;  ///< Instead: only these know of the instance.
  Data data = Data::read;
  bool session_only = false;  ///< Tokens are refused: what they made would outlive them.
  bool sudo = false;          ///< Of a session: only within kProofLife of a password or code.
  bool signs_in = false;      ///< The handler checks what it is shown; nobody is known before.
  bool takes_dsn = false;     ///< Of a project: SDKs may come with its DSN; they are no caller.
  /// Further paths of the same route, such as the older ones without an organization.
  std::span<const std::string_view> aliases{};
  std::string_view summary{};  ///< A phrase for the description of the API.
  Shape answer{};              ///< Of a success with a body; tests hold real answers against it.
  int status = 200;            ///< Of that success.
  int known_status = 0;        ///< The same when it was there already, if that is told apart.
  int empty_status = 0;        ///< Of a success without a body, if there is one.
  const ObjectShape* body = nullptr;  ///< What the request may send; null: nothing.
};

struct RouteArea {
  std::string_view name;
  std::span<const ApiRoute> routes;
};

/// One for each table below.
std::span<const RouteArea> route_areas();

/// All routes, area by area.
const std::vector<ApiRoute>& api_routes();

// One table per area; each says where its paths and scopes come from.
std::span<const ApiRoute> openapi_routes() noexcept;
std::span<const ApiRoute> issue_routes() noexcept;
std::span<const ApiRoute> event_routes() noexcept;
std::span<const ApiRoute> item_routes() noexcept;
std::span<const ApiRoute> auth_routes() noexcept;
std::span<const ApiRoute> user_routes() noexcept;
std::span<const ApiRoute> token_routes() noexcept;
std::span<const ApiRoute> tag_routes() noexcept;
std::span<const ApiRoute> organization_routes() noexcept;
std::span<const ApiRoute> team_routes() noexcept;
std::span<const ApiRoute> member_routes() noexcept;
std::span<const ApiRoute> project_routes() noexcept;
std::span<const ApiRoute> ownership_routes() noexcept;
std::span<const ApiRoute> preview_routes() noexcept;
std::span<const ApiRoute> usage_routes() noexcept;
std::span<const ApiRoute> instance_routes() noexcept;
std::span<const ApiRoute> release_routes() noexcept;
std::span<const ApiRoute> search_routes() noexcept;
std::span<const ApiRoute> discover_routes() noexcept;

}  // namespace picket::api
