#include "app/serve/admin_routes.h"

#include <string>

#include <boost/json.hpp>

#include "app/admin/command.h"

namespace picket::app {
namespace {

namespace json = boost::json;

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid_argument:
      return 400;
    case ErrorKind::unauthenticated:
      return 401;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::rate_limited:
      return 429;
    case ErrorKind::unavailable:
      return 503;
    case ErrorKind::timeout:
      return 504;
    case ErrorKind::corrupt:
    case ErrorKind::internal:
      return 500;
  }
  return 500;
}

/// With the detail: this socket belongs to the owner of the data.
net::Response refuse(const Error& error) {
  net::Response response;
  response.status = status_of(error.kind);
  response.body = json::serialize(
      json::object{{"detail", error.detail.empty() ? std::string(error.code) : error.detail},
                   {"code", error.code}});
  return response;
}

net::Response answer(const net::Request& request, AdminContext& context) {
  const std::string name(request.param("command"));
  const Command* const command = find_command(name);
  if (command == nullptr) {
    return refuse({ErrorKind::not_found, "no_such_command",
                   "this server has no command " + name + ": it may be of another version"});
  }
  boost::system::error_code failed;
  const json::value arguments = json::parse(request.body, failed);
  if (failed || !arguments.is_object())
    return refuse({ErrorKind::invalid_argument, "bad_argument", "arguments are a JSON object"});
  const auto result = run_command(*command, arguments.get_object(), context);
  if (!result) return refuse(result.error());
  net::Response response;
  response.body = json::serialize(*result);
  return response;
}

}  // namespace

void add_admin_routes(net::Router& router, AdminContext& context) {
  net::Route route;
  route.name = "admin_command";
  route.method = net::Method::post;
  route.pattern = "/admin/{command}";
  route.handler = net::BlockingHandler(
      [&context](const net::Request& request) { return answer(request, context); });
  router.add(std::move(route));
}

}  // namespace picket::app
