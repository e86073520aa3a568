#include "roles/api/api.h"

#include <string>
#include <utility>

#include "base/random.h"
#include "protocol/json.h"
#include "roles/api/caller.h"
#include "roles/api/telemetry.h"

namespace picket::api {
namespace {

net::Response problem_response(const Problem& problem, std::string_view error_id) {
  boost::json::object body;
  body["detail"] = problem.detail;
  if (problem.status == 500) body["errorId"] = error_id;
  net::Response response = json_response(std::move(body));
  response.status = problem.status;
  for (const auto& [name, value] : problem.headers) response.headers.add(name, value);
  return response;
}

}  // namespace

net::Response json_response(const boost::json::value& body) {
  net::Response response;
  protocol::write_json(body, response.body);
  return response;
}

Api::Api(const ports::Stores& stores, const Clock& clock, obs::Logger& logger, ApiOptions options)
    : stores_(stores), clock_(clock), logger_(logger), options_(std::move(options)) {}

void Api::add_routes(net::Router& router) const {
  for (const ApiRoute& route : api_routes()) {
    net::Route added;
    added.name = route.name;
    added.pattern = route.pattern;
    added.handler = [this, &route](const net::Request& request) { return answer(route, request); };
    router.add(std::move(added));
  }
}

net::Response Api::answer(const ApiRoute& route, const net::Request& request) const {
  auto answered = run(route, request);
  if (answered) {
    // What a token may read is nobody else's, and changes with every event.
    answered->headers.set("Cache-Control", "private, no-store");
    return *std::move(answered);
  }
  const Problem& problem = answered.error();
  const std::string error_id = random_hex(16);
  if (problem.cause) log_failure(logger_, route.name, *problem.cause, error_id);
  return problem_response(problem, error_id);
}

Answer<net::Response> Api::run(const ApiRoute& route, const net::Request& request) const {
  auto meta = stores_.meta.begin_read();
  if (!meta) return unexpected(failed(meta.error()));
  const auto caller = read_caller(request, **meta);
  if (!caller) return unexpected(caller.error());
  const auto projects = (*meta)->projects().list();
  if (!projects) return unexpected(failed(projects.error()));
  // Read before access is decided, but complained about after: strangers learn nothing from it.
  const auto parameters = Parameters::read(request.query, route.parameters);
  const std::vector<std::string> chosen =
      parameters ? parameters->all("project") : std::vector<std::string>();

  domain::access::Wish wish{route.accepted, request.param("org")};
  wish.chosen_projects = chosen;
  if (route.pattern.find("{project}") != std::string_view::npos)
    wish.path_project = request.param("project");
  const auto grant = domain::access::decide(*caller ? &**caller : nullptr, wish, *projects);
  if (!grant) return unexpected(denied(grant.error(), route.accepted));
  if (!parameters) return unexpected(parameters.error());

  Call call{request,      *parameters,         stores_, options_, logger_,
            clock_.now(), (*caller)->org_slug, *grant,  **meta};
  return route.handler(call);
}

}  // namespace picket::api
