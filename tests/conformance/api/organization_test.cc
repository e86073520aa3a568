// What one's organizations are, projects in a team of one's own, and whether the server is well.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"
#include "conformance/api/shape.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using domain::access::Scope;
using net::Method;

TEST_F(PeopleApi, OnesOrganizationsAreListedBelowOneself) {
  const json::value mine = get(bo, "users/me/organizations/");
  ASSERT_EQ(mine.as_array().size(), 1U);
  EXPECT_EQ(mine.at(0).at("slug"), "acme");
  EXPECT_EQ(mine, get(bo, "organizations/"));
  EXPECT_EQ(
      ask(bo, Method::get, "users/" + std::to_string(people.ada.value) + "/organizations/").status,
      403);
}

TEST_F(PeopleApi, AMemberCreatesAProjectInATeamOfTheirOwn) {
  EXPECT_EQ(ask(bo, Method::post, "teams/acme/core/projects/", R"({"name":"Pay"})").status, 403);
  const auto made = ask(bo, Method::post, "organizations/acme/projects/", R"({"name":"Pay"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const json::value shown = json::parse(made.body);
  EXPECT_EQ(shown.at("slug"), "pay");
  EXPECT_EQ(shown.at("team_slug"), "team-bo");
  EXPECT_EQ(shown.at("isMember"), true);
  EXPECT_EQ(shown.at("teams").at(0).at("slug"), "team-bo");
  EXPECT_EQ(get(bo, "teams/acme/team-bo/").at("teamRole"), "admin");
  EXPECT_EQ(get(bo, "projects/acme/pay/keys/").at(0).at("name"), "Default");
  EXPECT_EQ(ask(bo, Method::put, "projects/acme/pay/", R"({"name":"Payments"})").status, 200);

  // The next one goes into the same team.
  const auto next =
      ask(bo, Method::post, "organizations/acme/projects/", R"({"name":"Pay","slug":"pay-two"})");
  EXPECT_EQ(json::parse(next.body).at("team_slug"), "team-bo") << next.body;
  EXPECT_EQ(
      ask(bo, Method::post, "organizations/acme/projects/", R"({"name":"x","slug":"pay"})").status,
      409);
  EXPECT_EQ(ask(bo, Method::post, "organizations/acme/projects/", R"({"name":""})").status, 400);
}

TEST_F(PeopleApi, ATeamOfThatNameThatIsNotOnesOwnIsNotTaken) {
  ASSERT_EQ(ask(ada, Method::post, "organizations/acme/teams/", R"({"slug":"team-bo"})").status,
            201);
  const auto made = ask(bo, Method::post, "organizations/acme/projects/", R"({"name":"Pay"})");
  EXPECT_EQ(json::parse(made.body).at("team_slug"), "team-bo-2") << made.body;
}

TEST_F(PeopleApi, MembersCreateNoProjectsWhereThatIsSwitchedOff) {
  ASSERT_EQ(ask(ada, Method::put, "organizations/acme/", R"({"allowMemberProjectCreation":false})")
                .status,
            200);
  constexpr std::string_view kPath = "organizations/acme/projects/";
  EXPECT_EQ(ask(bo, Method::post, kPath, R"({"name":"Pay"})").status, 403);
  EXPECT_EQ(ask(mia, Method::post, kPath, R"({"name":"Pay"})").status, 201);
}

TEST_F(PeopleApi, TheServerSaysWhetherItIsWell) {
  const json::value health = get(bo, "internal/health/");
  EXPECT_TRUE(health.at("problems").as_array().empty());
  EXPECT_EQ(health.at("healthy").at("MetaDb"), true);
}

TEST_F(PeopleApi, TheRootTellsATokenWhoseItIs) {
  const auto found = compare("index", fixture("index.json"), get(ada, ""),
                             [](std::string_view path, std::string_view kind) {
                               return kind == "null" &&
                                      (path.ends_with("lastLogin") || path.ends_with("lastActive"));
                             });
  for (const Mismatch& mismatch : found) {
    // The self view has more than the example.
    EXPECT_TRUE(mismatch.what == "extra" && mismatch.path.starts_with("index.user."))
        << mismatch.path << ": " << mismatch.what;
  }
}

}  // namespace
}  // namespace picket::conformance
