// Who gets through to each route of the API, made of the table of routes: a new one cannot be
// forgotten.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/house.h"
#include "roles/api/route.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using api::Access;
using api::ApiRoute;
using domain::access::Scope;
using domain::access::ScopeSet;

bool needs_organization(const ApiRoute& route) {
  return route.access != Access::anyone && route.access != Access::signed_in &&
         route.access != Access::superuser;
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

TEST(EveryRoute, ThatIsForSuperusersIsForOwnersOfTheFirstOrganizationAlone) {
  House house;
  int asked = 0;
  for (const ApiRoute& route : api::api_routes()) {
    if (route.access != Access::superuser) continue;
    for (const UserId user : {house.people.mia, house.people.bo, house.people.sam}) {
      const auto answer = house.ask(route, token_of(house.world, user, every_scope()));
      EXPECT_EQ(answer.status, 403) << route.name << user.value << answer.body;
    }
    House changed;  // What is replayed is not open any more.
    const auto answer =
        changed.ask(route, token_of(changed.world, changed.people.ada, every_scope()));
    EXPECT_EQ(answer.status, 200) << route.name << answer.body;
    ++asked;
  }
  EXPECT_GT(asked, 6);
}

/// What Sam has in globex, of each kind that a path may name.
class Elsewhere {
 public:
  explicit Elsewhere(ApiWorld& world, const People& people)
      : world_(world), sam_(session_of(world, people.sam)) {
    names_["team"] = text(make("organizations/globex/teams/", R"({"slug":"lab"})").at("id"));
    const json::value project = make("teams/globex/lab/projects/", R"({"name":"Moon"})");
    names_["project"] = text(project.at("id"));
    const json::value key = make("projects/globex/moon/keys/", R"({"name":"Two"})");
    names_["key"] = text(key.at("id"));
    names_["member"] =
        text(make("organizations/globex/members/", R"({"email":"di@globex.test"})").at("id"));
    names_["token"] =
        text(make("organizations/globex/org-auth-tokens/", R"({"name":"ci"})").at("id"));
    names_["event"] = std::string(32, 'a');
    names_["environment"] = "lunar";
    names_["version"] = "moon%401.0";
    names_["letter"] =
        dead_letter_of(world, people.globex, ProjectId{std::stoll(text(project.at("id")))});
    names_["filter"] = "of-nobody";  // The same for everybody: there is none of another.
    world.send(names_["project"], names_["key"], names_["event"],
               {{"message", "far away"}, {"environment", "lunar"}, {"release", "moon@1.0"}});
  }

  /// Once the event was consumed.
  void look() {
    const json::value event = get("projects/globex/moon/events/" + names_["event"] + "/");
    names_["issue"] = text(event.at("groupID"));
    names_["short_id"] = "MOON-1";
    names_["note"] =
        text(make("issues/" + names_["issue"] + "/notes/", R"({"text":"Hm."})").at("id"));
  }

  void expect_untouched() {
    const std::string project = "projects/globex/moon/";
    for (const std::string& path :
         {project, project + "keys/" + names_["key"] + "/", "teams/globex/lab/" + std::string(),
          "organizations/globex/members/" + names_["member"] + "/",
          "organizations/globex/org-auth-tokens/" + names_["token"] + "/"})
      get(path);
    EXPECT_EQ(get("issues/" + names_["issue"] + "/").at("status"), "unresolved");
    EXPECT_EQ(get("issues/" + names_["issue"] + "/notes/").at(0).at("data").at("text"), "Hm.");
    EXPECT_EQ(get(project + "environments/lunar/").at("isHidden"), false);
    EXPECT_EQ(get("organizations/globex/releases/moon%401.0/").at("version"), "moon@1.0");
    EXPECT_EQ(get("organizations/globex/dead-letters/").at(0).at("dateReplayed"), nullptr);
  }

  const House::Names& names() const { return names_; }

 private:
  static std::string text(const json::value& id) { return std::string(id.as_string()); }

  json::value ask(net::Method method, const std::string& path, std::string_view body) {
    const auto answer = world_.ask_as("", method, "/api/0/" + path, body, sam_);
    EXPECT_LT(answer.status, 300) << path << answer.body;
    return json::parse(answer.body);
  }
  json::value make(const std::string& path, std::string_view body) {
    return ask(net::Method::post, path, body);
  }
  json::value get(const std::string& path) { return ask(net::Method::get, path, ""); }

  ApiWorld& world_;
  const std::string sam_;
  House::Names names_;
};

/// Good for every route that asks for fields: who is let in would change something.
constexpr std::string_view kEveryField =
    R"({"name":"x","text":"Seen.","isHidden":true,"isActive":false,"status":"resolved",)"
    R"("teamRole":"contributor","slug":"mine","orgRole":"member"})";

TEST(EveryRoute, FindsNothingByTheIdsOfAnotherOrganization) {
  std::optional<Elsewhere> elsewhere;
  House house([&](ApiWorld& world, const People& people) { elsewhere.emplace(world, people); });
  elsewhere->look();
  const std::string ada = session_of(house.world, house.people.ada);
  int asked = 0;
  for (const ApiRoute& route : api::api_routes()) {
    if (!needs_organization(route)) continue;
    std::vector<std::string_view> patterns{route.pattern};
    patterns.insert(patterns.end(), route.aliases.begin(), route.aliases.end());
    for (const std::string_view pattern : patterns) {
      for (const auto& [name, foreign] : elsewhere->names()) {
        if (pattern.find("{" + name + "}") == std::string_view::npos) continue;
        const std::string path = house.path_of(pattern, {{name, foreign}});
        const auto answer =
            house.world.ask_as("", route.method, path, is_read(route) ? "" : kEveryField, ada);
        EXPECT_EQ(answer.status, 404) << net::to_string(route.method) << " " << path << answer.body;
        ++asked;
      }
    }
  }
  EXPECT_GT(asked, 100);
  elsewhere->expect_untouched();
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
