// Releases, from the events that name them and the pipelines that announce them to the answers.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;
using ::testing::HasSubstr;

const std::string kReleases = "organizations/acme/releases/";
const std::string kOfProject = "projects/acme/shop-api/releases/";
const std::string kShop = kReleases + "shop-api%402.4.1/";

class Releases : public PeopleApi {
 protected:
  Releases() { world.fill(); }

  json::value sent(Method method, const std::string& path, std::string_view body, int status) {
    const auto answer = ask(ada, method, path, body);
    EXPECT_EQ(answer.status, status) << path << " " << body << answer.body;
    return answer.body.empty() ? json::value() : json::parse(answer.body);
  }
  void refused(Method method, const std::string& path, std::string_view body,
               std::string_view why) {
    const auto answer = ask(ada, method, path, body);
    EXPECT_EQ(answer.status, 400) << path << " " << body;
    EXPECT_THAT(answer.body, HasSubstr(std::string(why))) << path << " " << body;
  }
  std::vector<std::string> versions(const std::string& query = "") {
    std::vector<std::string> found;
    const json::value listed = get(ada, kReleases + query);
    for (const json::value& one : listed.as_array())
      found.emplace_back(one.at("version").as_string());
    return found;
  }
  void event(char id, std::string_view release, std::string_view environment,
             std::string_view message) {
    world.pass(std::chrono::seconds(1));
    world.send("1", "0123456789abcdef0123456789abcdef", std::string(32, id),
               {{"message", message}, {"release", release}, {"environment", environment}});
    world.consume();
  }
  using Versions = std::vector<std::string>;
};

TEST_F(Releases, AreMadeByTheirFirstEvent) {
  const json::value release = get(ada, kShop);
  EXPECT_TRUE(release.at("id").is_int64());
  EXPECT_EQ(release.at("version"), "shop-api@2.4.1");
  EXPECT_EQ(release.at("versionInfo").at("version").at("minor"), 4);
  EXPECT_EQ(release.at("lastEvent"), "2026-05-13T11:41:09Z");
  EXPECT_EQ(release.at("newGroups"), 1);
  EXPECT_TRUE(release.at("dateReleased").is_null());
  EXPECT_EQ(release.at("projects").at(0).at("slug"), "shop-api");
  EXPECT_EQ(release.at("projects").at(0).at("newGroups"), 1);
  EXPECT_EQ(release.at("projects").at(0).at("hasHealthData"), false);
  EXPECT_EQ(versions(), Versions{"shop-api@2.4.1"});
  EXPECT_EQ(get(ada, kOfProject + "shop-api%402.4.1/"), release);
  EXPECT_EQ(get(ada, kOfProject).at(0), release);
  EXPECT_EQ(ask(ada, Method::get, kReleases + "shop-api%402.4.2/").status, 404);
  EXPECT_EQ(ask(ada, Method::get, kReleases + "latest/").status, 404);
}

TEST_F(Releases, AreAnnouncedAndFinalizedAsSentryCliDoes) {
  const auto created = ask(ada, Method::post, kReleases,
                           R"({"version":"shop-api@3.0","projects":["shop-api",1],"ref":"main"})",
                           "User-Agent: sentry-cli/2.58.0\r\n");
  ASSERT_EQ(created.status, 201) << created.body;
  const json::value release = json::parse(created.body);
  EXPECT_EQ(release.at("ref"), "main");
  EXPECT_EQ(release.at("userAgent"), "sentry-cli/2.58.0");
  EXPECT_TRUE(release.at("firstEvent").is_null());
  EXPECT_EQ(release.at("projects").as_array().size(), 1U);

  const std::string path = kReleases + "shop-api%403.0/";
  sent(Method::put, path, R"({"refs":[{"repository":"acme/shop","commit":"a..b"}]})", 200);
  sent(Method::put, path,
       R"({"commits":[{"id":"1"}],"projects":["shop-api"],"url":"https://ci.test/1"})", 200);
  const json::value finished =
      sent(Method::put, path, R"({"dateReleased":"2026-05-13T14:00:00.5+02:00"})", 200);
  EXPECT_EQ(finished.at("dateReleased"), "2026-05-13T12:00:00.500000Z");
  EXPECT_EQ(finished.at("url"), "https://ci.test/1");
  EXPECT_EQ(finished.at("ref"), "main") << "what is absent stays";
  EXPECT_EQ(get(ada, path), finished);
  EXPECT_EQ(get(ada, path + "commits/").as_array().size(), 0U);
  EXPECT_EQ(get(ada, path + "previous-with-commits/"), json::value(json::object()));
  EXPECT_EQ(ask(ada, Method::get, kReleases + "none/commits/").status, 404);

  const json::value again =
      sent(Method::post, kReleases, R"({"version":"shop-api@3.0","projects":["shop-api"]})", 208);
  EXPECT_EQ(again, finished);
  EXPECT_TRUE(
      sent(Method::put, path, R"({"dateReleased":null})", 200).at("dateReleased").is_null());
}

TEST_F(Releases, OfEventsAreAnnouncedLater) {
  const json::value release =
      sent(Method::post, kOfProject,
           R"({"version":"shop-api@2.4.1","dateReleased":"2026-05-11T16:00:00Z"})", 208);
  EXPECT_EQ(release.at("dateReleased"), "2026-05-11T16:00:00Z");
  EXPECT_EQ(release.at("newGroups"), 1);
}

TEST_F(Releases, HaveNamesDatesAndProjectsThatCanBeRead) {
  const auto refuse = [&](std::string_view body, std::string_view why) {
    refused(Method::post, kReleases, body, why);
  };
  refuse(R"({"projects":["shop-api"]})", R"({"version":["This field is required."]})");
  refuse(R"({"version":"1"})", R"({"projects":["This field is required."]})");
  refuse(R"({"version":"1","projects":[]})", R"({"projects":["This field is required."]})");
  refuse(R"({"version":"1","projects":["none"]})",
         R"({"projects":["Invalid project ids or slugs"]})");
  refuse(R"({"version":"1","projects":[999]})", "Invalid project ids or slugs");
  refuse(R"({"version":"1","projects":[{}]})", "Invalid project ids or slugs");
  for (const char* name : {"a/b", "..", "latest", "a\\\\b", "a\\nb"}) {
    refuse(R"({"projects":["shop-api"],"version":")" + std::string(name) + "\"}", "is not allowed");
  }
  refuse(R"({"projects":["shop-api"],"version":")" + std::string(201, 'x') + "\"}", "200");
  const auto with = [](std::string_view field) {
    return R"({"version":"1","projects":["shop-api"],)" + std::string(field) + "}";
  };
  refuse(with(R"("dateReleased":"yesterday")"), "dateReleased");
  refuse(with(R"("dateReleased":7)"), "dateReleased");
  refuse(with(R"j("url":"javascript:alert(1)")j"), "Enter a valid URL.");
  refuse(with(R"("refs":"a..b")"), "refs");
  refuse(with(R"("status":"closed")"), "status");
  refuse(with(R"("owner":"nobody@nowhere.test")"), "owner");
  EXPECT_EQ(versions(), Versions{"shop-api@2.4.1"}) << "nothing came of it";
}

TEST_F(Releases, AreListedByDateTextStatusAndEnvironment) {
  sent(Method::post, kReleases,
       R"({"version":"old","projects":["shop-api"],"dateReleased":"2026-01-01T00:00:00Z"})", 201);
  sent(Method::post, kReleases, R"({"version":"gone","projects":["shop-api"],"status":"archived"})",
       201);
  event('1', "staged", "staging", "one");
  EXPECT_EQ(versions(), (Versions{"staged", "shop-api@2.4.1", "old"}));
  EXPECT_EQ(versions("?status=archived"), Versions{"gone"});
  EXPECT_EQ(versions("?query=SHOP"), Versions{"shop-api@2.4.1"});
  EXPECT_EQ(versions("?environment=staging"), Versions{"staged"});
  EXPECT_EQ(versions("?environment=staging&environment=production"),
            (Versions{"staged", "shop-api@2.4.1"}));
  EXPECT_EQ(versions("?statsPeriod=14d"), (Versions{"staged", "shop-api@2.4.1"}));
  EXPECT_EQ(versions("?per_page=1"), Versions{"staged"});
  EXPECT_EQ(versions("?per_page=1&cursor=0:1:0"), Versions{"shop-api@2.4.1"});
  EXPECT_EQ(versions("?sort=date&flatten=0&health=1&adoptionStages=1&healthStatsPeriod=24h").size(),
            3U);
  for (const char* query : {"?sort=sessions", "?status=closed", "?query=release.version:1",
                            "?query=!x", "?summaryStatsPeriod=x", "?statsPeriod=x", "?unknown=1"})
    refused(Method::get, kReleases + query, "", "");
  EXPECT_EQ(ask(ada, Method::get, kReleases + "?project=999").status, 403);
}

TEST_F(Releases, SayWhichShareOfTheEventsTheyHave) {
  event('1', "new", "production", "one");
  event('2', "new", "staging", "one");
  const json::value listed = get(ada, kReleases + "?summaryStatsPeriod=14d");
  ASSERT_EQ(listed.at(0).at("version"), "new");
  EXPECT_EQ(listed.at(0).at("eventCount"), 2);
  EXPECT_EQ(listed.at(1).at("eventCount"), 2);
  EXPECT_DOUBLE_EQ(listed.at(0).at("eventShare").as_double(), 2.0 / 5) << "one has no release";
  const json::value staged =
      get(ada, kReleases + "?summaryStatsPeriod=14d&environment=staging").at(0);
  EXPECT_EQ(staged.at("eventCount"), 1);
  EXPECT_DOUBLE_EQ(staged.at("eventShare").as_double(), 1.0);
  EXPECT_FALSE(get(ada, kReleases).at(0).as_object().contains("eventCount"));
}

TEST_F(Releases, AreDeletedUnlessAnIssueBeganInThem) {
  refused(Method::delete_, kShop, "",
          "This release is referenced by active issues and cannot be removed.");
  sent(Method::post, kReleases, R"({"version":"1","projects":["shop-api"]})", 201);
  EXPECT_EQ(ask(ada, Method::delete_, kReleases + "1/").status, 204);
  EXPECT_EQ(ask(ada, Method::delete_, kReleases + "1/").status, 404);
  EXPECT_EQ(versions(), Versions{"shop-api@2.4.1"});
}

TEST_F(Releases, AreShownWithTheirIssuesAndEvents) {
  const std::string issue = "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/";
  const json::value release = get(ada, kShop);
  EXPECT_EQ(get(ada, issue).at("firstRelease"), release);
  EXPECT_EQ(get(ada, issue).at("lastRelease"), release);
  EXPECT_EQ(get(ada, issue + "events/latest/").at("release"), release);
  const json::value both = get(ada, issue + "first-last-release/");
  EXPECT_EQ(both.at("firstRelease"), release);
  EXPECT_EQ(both.at("lastRelease"), release);
}

TEST_F(Releases, FirstAndLastOfAnIssueGoByEnvironment) {
  event('1', "1.0", "production", "Payment failed.");
  event('2', "1.1", "staging", "Payment failed.");
  event('3', "1.2", "production", "Payment failed.");
  const std::string issue =
      "organizations/acme/issues/" + world.issue_of(std::string(32, '1')) + "/";
  ASSERT_EQ(world.issue_of(std::string(32, '2')), world.issue_of(std::string(32, '1')));
  EXPECT_EQ(get(ada, issue).at("firstRelease").at("version"), "1.0");
  EXPECT_EQ(get(ada, issue).at("lastRelease").at("version"), "1.2");
  EXPECT_EQ(get(ada, issue + "?environment=staging").at("lastRelease").at("version"), "1.1");
}

TEST_F(Releases, AreForThoseWhoSeeTheirProjects) {
  sent(Method::post, "teams/acme/core/projects/", R"({"name":"Moon"})", 201);
  sent(Method::post, kReleases, R"({"version":"m","projects":["moon"]})", 201);
  close_membership();
  EXPECT_EQ(ask(bo, Method::get, kReleases + "m/").status, 404) << "he is not in the team";
  EXPECT_EQ(ask(bo, Method::get, kShop).status, 200);
  EXPECT_EQ(get(bo, kReleases).as_array().size(), 1U);
  EXPECT_EQ(get(ada, kReleases).as_array().size(), 2U);
  EXPECT_EQ(ask(bo, Method::post, kReleases, R"({"version":"b","projects":["moon"]})").status, 400);
  const std::string reader = token_of(world, people.ada, {domain::access::Scope::project_read});
  EXPECT_EQ(ask(reader, Method::get, kShop).status, 200);
  EXPECT_EQ(ask(reader, Method::put, kShop, "{}").status, 403);
  EXPECT_EQ(ask(reader, Method::delete_, kShop).status, 403);
  const std::string pipeline =
      token_of(world, people.ada, {domain::access::Scope::project_releases});
  EXPECT_EQ(ask(pipeline, Method::put, kShop, R"({"ref":"x"})").status, 200);
}

}  // namespace
}  // namespace picket::conformance
