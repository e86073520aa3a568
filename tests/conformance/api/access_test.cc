// Who gets through to each route of the API, made of the table of routes: a new one cannot be
// forgotten.
#include <map>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/people.h"
#include "conformance/api/world.h"
#include "roles/api/route.h"

namespace picket::conformance {
namespace {

using api::Access;
using api::ApiRoute;
using domain::access::Scope;
using domain::access::ScopeSet;

bool is_read(const ApiRoute& route) {
  return route.method == net::Method::get;
}

bool needs_organization(const ApiRoute& route) {
  return route.access != Access::anyone && route.access != Access::signed_in;
}

ScopeSet without(ScopeSet all, ScopeSet some) {
  for (const Scope scope : domain::access::all_scopes()) {
    if (some.contains(scope)) all.remove(scope);
  }
  return all;
}

/// One world, with a thing for each name that stands in a path.
class House {
 public:
  House() : people(settle(world)) {
    world.fill();
    names_ = {{"org", "acme"},
              {"project", "shop-api"},
              {"team", "backend"},
              {"member", people.bo_member},
              {"key", people.key},
              {"environment", "production"},
              {"issue", world.issue_of(kNewerEvent)},
              {"event", std::string(kNewerEvent)},
              {"short_id", "SHOP-API-1"},
              {"tag", "environment"}};
    names_["note"] = note_of(names_["issue"]);
  }

  /// Names that stand for nothing here are "1".
  std::string path_of(const ApiRoute& route) const {
    std::string path;
    std::string_view rest = route.pattern;
    while (!rest.empty()) {
      const std::size_t open = rest.find('{');
      path += rest.substr(0, open);
      if (open == std::string_view::npos) break;
      const std::size_t close = rest.find('}', open);
      const auto known = names_.find(std::string(rest.substr(open + 1, close - open - 1)));
      path += known == names_.end() ? "1" : known->second;
      rest.remove_prefix(close + 1);
    }
    return path;
  }

  net::testkit::Answer ask(const ApiRoute& route, std::string_view token) {
    return world.ask_as(token, route.method, path_of(route), is_read(route) ? "" : "{}");
  }

  ApiWorld world;
  People people;

 private:
  std::string note_of(const std::string& issue) {
    const auto answer =
        world.ask_as(token_of(world, people.ada, every_scope()), net::Method::post,
                     "/api/0/issues/" + issue + "/notes/", R"({"text": "Look at this."})");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return std::string(boost::json::parse(answer.body).at("id").as_string());
  }

  std::map<std::string, std::string> names_;
};

TEST(EveryRoute, AnswersStrangersWithoutCredentials401) {
  House house;
  for (const ApiRoute& route : api::api_routes()) {
    const auto answer = house.ask(route, "");
    if (route.access == Access::anyone) {
      EXPECT_NE(answer.status, 403) << route.name;
    } else {
      EXPECT_EQ(answer.status, 401) << route.name;
    }
  }
}

TEST(EveryRoute, DoesNotExistForPeopleOfOtherOrganizations) {
  House house;
  const std::string sam = token_of(house.world, house.people.sam, every_scope());
  int asked = 0;
  for (const ApiRoute& route : api::api_routes()) {
    if (!needs_organization(route)) continue;
    const auto answer = house.ask(route, sam);
    EXPECT_EQ(answer.status, route.session_only ? 403 : 404) << route.name << answer.body;
    ++asked;
  }
  EXPECT_GT(asked, 40);
}

TEST(EveryRoute, RefusesTokensWithoutOneOfItsScopes) {
  House house;
  for (const ApiRoute& route : api::api_routes()) {
    const bool asks = needs_organization(route) || !route.accepted.empty();
    if (!asks || route.access == Access::anyone) continue;
    const ScopeSet others = without(every_scope(), route.accepted);
    const auto answer = house.ask(route, token_of(house.world, house.people.ada, others));
    EXPECT_EQ(answer.status, 403) << route.name << answer.body;
  }
}

/// Whether the answer came from behind the gate.
void expect_inside(const ApiRoute& route, Scope scope, const net::testkit::Answer& answer) {
  const std::string_view challenge = answer.headers.get("WWW-Authenticate");
  const auto where = std::string(route.name) + " " + std::string(to_string(scope));
  EXPECT_NE(answer.status, 401) << where;
  EXPECT_EQ(challenge.find("insufficient_scope"), std::string_view::npos) << where;
  EXPECT_NE(answer.status, 404) << where << answer.body;
  EXPECT_LT(answer.status, 500) << where << answer.body;
}

TEST(EveryRoute, LetsEachOfItsScopesIn) {
  House reading;
  for (const ApiRoute& route : api::api_routes()) {
    if (!needs_organization(route) || route.session_only) continue;
    for (const Scope scope : domain::access::all_scopes()) {
      // No role has it: it is of organization tokens only.
      if (!route.accepted.contains(scope) || scope == Scope::org_ci) continue;
      if (is_read(route)) {
        expect_inside(route, scope,
                      reading.ask(route, token_of(reading.world, reading.people.ada, {scope})));
      } else {
        House changed;
        expect_inside(route, scope,
                      changed.ask(route, token_of(changed.world, changed.people.ada, {scope})));
      }
    }
  }
}

TEST(EveryRoute, HasANameAndASummaryOfItsOwn) {
  std::map<std::string_view, int> names;
  for (const ApiRoute& route : api::api_routes()) {
    EXPECT_EQ(++names[route.name], 1) << route.name;
    EXPECT_FALSE(route.summary.empty()) << route.name;
    EXPECT_TRUE(route.pattern.starts_with("/api/0/") && route.pattern.ends_with('/'))
        << route.pattern;
  }
}

}  // namespace
}  // namespace picket::conformance
