// Who gets through to each route of the API, made of the table of routes: a new one cannot be
// forgotten.
#include <map>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/house.h"
#include "roles/api/route.h"

namespace picket::conformance {
namespace {

using api::Access;
using api::ApiRoute;
using domain::access::Scope;
using domain::access::ScopeSet;

bool needs_organization(const ApiRoute& route) {
  return route.access != Access::anyone && route.access != Access::signed_in;
}

ScopeSet without(ScopeSet all, ScopeSet some) {
  for (const Scope scope : domain::access::all_scopes()) {
    if (some.contains(scope)) all.remove(scope);
  }
  return all;
}

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
    // One that ends in a slash and one that does not are two paths: clients send the first.
    const bool ends_right = route.pattern.ends_with('/') || route.pattern.ends_with(".json");
    EXPECT_TRUE(route.pattern.starts_with("/api/0/") && ends_right) << route.pattern;
  }
}

}  // namespace
}  // namespace picket::conformance
