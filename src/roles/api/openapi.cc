#include "roles/api/openapi.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/assert.h"
#include "net/router.h"
#include "roles/api/openapi_schema.h"
#include "roles/api/parameter_shapes.h"
#include "roles/api/session.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::access::Scope;

constexpr std::string_view kAbout =
    "Sentry's REST API as Picket has it. Ids are texts, dates are ISO 8601 in UTC. Lists come in "
    "pages; the Link header names their neighbours. What answers with an ETag can be changed with "
    "If-Match: 409 says that somebody else was faster. A parameter that an operation does not have "
    "is refused. A member of a body that it does not have is passed over, and null is as good as "
    "absent. Any one of the scopes that an operation lists suffices; people have theirs by role.";

struct Refusal {
  std::string_view name;
  std::string_view status;
  std::string_view text;
};
constexpr Refusal kBadRequest{"BadRequest", "400",
                              "A parameter or the body is wrong: one sentence, or some by field."};
constexpr Refusal kUnauthorized{"Unauthorized", "401", "Nobody is signed in, or not any more."};
constexpr Refusal kForbidden{"Forbidden", "403", "The caller may not do this."};
constexpr Refusal kNotFound{"NotFound", "404", "There is none that the caller may see."};
constexpr Refusal kConflict{"Conflict", "409", "Somebody else was faster, or has that name."};
constexpr Refusal kMediaType{"UnsupportedMediaType", "415", "The body is not application/json."};
constexpr Refusal kTooMany{"TooManyRequests", "429", "Too many attempts; see Retry-After."};
constexpr Refusal kUnavailable{"Unavailable", "503", "A store is busy; see Retry-After."};
constexpr Refusal kRefusals[] = {kBadRequest, kUnauthorized, kForbidden, kNotFound,
                                 kConflict,   kMediaType,    kTooMany,   kUnavailable};

bool is_read(const ApiRoute& route) {
  return route.method == net::Method::get;
}

bool has_parameter(const ApiRoute& route, std::string_view name) {
  for (const std::string_view one : route.parameters) {
    if (one == name) return true;
  }
  return false;
}

json::object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}};
}

json::object json_content(json::value schema) {
  return {{"application/json", {{"schema", std::move(schema)}}}};
}

/// {names} of a path, in order.
std::vector<std::string_view> names_in(std::string_view pattern) {
  std::vector<std::string_view> names;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    names.push_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

/// "GET" as the key of a path.
std::string key_of(net::Method method) {
  std::string key(net::to_string(method));
  for (char& c : key) c = static_cast<char>(c + ('a' - 'A'));
  return key;
}

json::array scopes_of(const ApiRoute& route) {
  json::array scopes;
  for (const Scope scope : domain::access::all_scopes()) {
    if (route.accepted.contains(scope)) scopes.emplace_back(domain::access::to_string(scope));
  }
  return scopes;
}

/// Puts the document together, part by part.
class Description {
 public:
  json::object write(std::string_view url) {
    json::object paths;
    json::array tags;
    for (const RouteArea& area : route_areas()) {
      tags.push_back(json::object{{"name", area.name}});
      for (const ApiRoute& route : area.routes) add_route(paths, area.name, route);
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Picket"}, {"version", "0"}, {"description", kAbout}}},
            {"servers", json::array{json::object{{"url", url}}}},
            {"tags", std::move(tags)},
            {"paths", std::move(paths)},
            {"components", components()}};
  }

 private:
  void add_route(json::object& paths, std::string_view area, const ApiRoute& route) {
    const auto add = [&](std::string_view pattern, json::object operation) {
      json::value& path = paths[pattern];
      if (path.is_null()) path = json::object();
      path.as_object()[key_of(route.method)] = std::move(operation);
    };
    add(route.pattern, operation(area, route, route.pattern, std::string(route.name)));
    for (std::size_t i = 0; i < route.aliases.size(); ++i) {
      json::object other =
          operation(area, route, route.aliases[i], fmt::format("{}_alias_{}", route.name, i + 1));
      other["description"] = fmt::format("The same as {}.", route.name);
      add(route.aliases[i], std::move(other));
    }
  }

  json::object operation(std::string_view area, const ApiRoute& route, std::string_view pattern,
                         std::string id) {
    json::object shown = {{"operationId", std::move(id)},
                          {"summary", route.summary},
                          {"tags", json::array{area}},
                          {"security", security(route)}};
    if (route.sudo) {
      shown["description"] = fmt::format(
          "Of a session only within {} minutes of its last proof of identity (PUT /api/0/auth/).",
          kProofLife.count());
    }
    if (json::array all = parameters(route, pattern); !all.empty())
      shown["parameters"] = std::move(all);
    if (route.body != nullptr) shown["requestBody"] = request_body(route);
    shown["responses"] = responses(route);
    return shown;
  }

  /// Each entry is a way in.
  static json::array security(const ApiRoute& route) {
    json::array ways;
    const auto add = [&](std::string_view scheme, json::array scopes) {
      ways.push_back(json::object{{scheme, std::move(scopes)}});
    };
    if (route.name == "auth_basic") add("basic", {});
    if (route.signs_in) return ways;
    if (!route.session_only) {
      for (json::value& scope : scopes_of(route)) add("token", json::array{std::move(scope)});
      if (route.accepted.empty()) add("token", {});
    }
    json::object session{{"session", json::array()}};
    if (!is_read(route)) session["csrf"] = json::array();
    ways.push_back(std::move(session));
    if (route.access == Access::anyone) ways.push_back(json::object());
    return ways;
  }

  json::array parameters(const ApiRoute& route, std::string_view pattern) {
    json::array all;
    for (const std::string_view name : names_in(pattern))
      all.push_back(reference("parameters", fmt::format("path_{}", name)));
    for (const std::string_view name : route.parameters) {
      const ParameterShape* const found = find_query_parameter(route.name, name);
      PICKET_ASSERT(found != nullptr);
      if (found->route.empty()) {
        all.push_back(reference("parameters", name));
      } else {
        all.push_back(query_parameter(*found));
      }
    }
    return all;
  }

  json::object query_parameter(const ParameterShape& parameter) {
    return {{"name", parameter.name},
            {"in", "query"},
            {"required", parameter.required},
            {"description", parameter.text},
            {"schema", book_.schema(parameter.shape)}};
  }

  json::object request_body(const ApiRoute& route) {
    bool required = false;
    for (const Member& member : route.body->members)
      required = required || member.presence == Presence::always;
    return {{"required", required}, {"content", json_content(book_.schema(*route.body))}};
  }

  json::object success(const ApiRoute& route) {
    json::object shown = {{"description", "Done."},
                          {"content", json_content(book_.schema(route.answer))}};
    if (has_parameter(route, "cursor")) shown["headers"] = {{"Link", reference("headers", "Link")}};
    return shown;
  }

  json::object responses(const ApiRoute& route) {
    json::object all;
    if (route.answer.kind != ShapeKind::nothing) all[std::to_string(route.status)] = success(route);
    if (route.known_status != 0) all[std::to_string(route.known_status)] = success(route);
    if (route.empty_status != 0)
      all[std::to_string(route.empty_status)] = {{"description", "Done; nothing to show."}};
    const auto add = [&](const Refusal& refusal) {
      all[refusal.status] = reference("responses", refusal.name);
    };
    add(kBadRequest);
    if (route.access != Access::anyone) add(kUnauthorized);
    if (route.access != Access::anyone || !is_read(route)) add(kForbidden);
    if (route.pattern.find('{') != std::string_view::npos) add(kNotFound);
    if (route.body != nullptr && route.signs_in) add(kTooMany);
    if (!is_read(route)) add(kConflict);
    if (route.body != nullptr) add(kMediaType);
    add(kUnavailable);
    return all;
  }

  json::object components() {
    json::object parameters;
    for (const ParameterShape& one : query_parameters()) {
      if (one.route.empty()) parameters[one.name] = query_parameter(one);
    }
    for (const ParameterShape& one : path_parameters()) {
      parameters[fmt::format("path_{}", one.name)] = {{"name", one.name},
                                                      {"in", "path"},
                                                      {"required", true},
                                                      {"description", one.text},
                                                      {"schema", book_.schema(one.shape)}};
    }
    json::object refusals;
    for (const Refusal& one : kRefusals) {
      refusals[one.name] = {{"description", one.text},
                            {"content", json_content(reference("schemas", "Problem"))}};
    }
    json::object schemas = std::move(book_).take();
    // `detail` is a sentence where nothing else is needed; by field there are lists of sentences.
    schemas["Problem"] = {{"type", "object"},
                          {"properties", {{"detail", json::object()}}},
                          {"additionalProperties", true}};
    return {{"schemas", std::move(schemas)},
            {"parameters", std::move(parameters)},
            {"responses", std::move(refusals)},
            {"headers",
             {{"Link",
               {{"description",
                 "The pages before and after, each with results=\"true\" if there "
                 "is something on it, and its cursor."},
                {"schema", {{"type", "string"}}}}}}},
            {"securitySchemes", security_schemes()}};
  }

  static json::object security_schemes() {
    return {{"token", {{"type", "http"}, {"scheme", "bearer"}}},
            {"basic", {{"type", "http"}, {"scheme", "basic"}}},
            {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "sentrysid"}}},
            {"csrf", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRFToken"}}}};
  }

  SchemaBook book_;
};

}  // namespace

json::object openapi_document(std::string_view url) {
  return Description().write(url);
}

}  // namespace picket::api
