// Limits that people set, until SDKs feel them.
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kOrganization = "organizations/acme/";
constexpr std::string_view kProject = "projects/acme/shop-api/";
constexpr std::string_view kKey = "projects/acme/shop-api/keys/0123456789abcdef0123456789abcdef/";

class Limits : public PeopleApi {
 protected:
  void put(std::string_view path, std::string_view body) {
    const auto answer = ask(ada, net::Method::put, path, body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    // A key that nobody has makes the relay look at the settings before it answers.
    EXPECT_EQ(event("ffffffffffffffffffffffffffffffff").status, 403);
  }
  void refused(std::string_view path, std::string_view body, std::string_view why) {
    const auto answer = ask(ada, net::Method::put, path, body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_THAT(answer.body, HasSubstr(std::string(why))) << body;
  }
  net::testkit::Answer event(std::string_view key = "0123456789abcdef0123456789abcdef") {
    return world.ask_as("", net::Method::post,
                        fmt::format("/api/1/store/?sentry_key={}&sentry_version=7", key),
                        R"({"message":"m"})");
  }
};

TEST_F(Limits, OfAKeyAreFelt) {
  put(kKey, R"({"rateLimit":{"count":1,"window":3600}})");
  EXPECT_EQ(event().status, 200);
  EXPECT_EQ(event().status, 200);
  const auto answer = event();
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(std::string(answer.headers.get("x-sentry-rate-limits")), HasSubstr(":key:key_quota"));
  put(kKey, R"({"rateLimit":null})");
  EXPECT_EQ(event().status, 200);
}

TEST_F(Limits, OfAnOrganizationAreFeltAndShown) {
  put(kOrganization, R"({"accountRateLimit":2,"projectRateLimit":50})");
  const auto shown = get(ada, kOrganization);
  EXPECT_EQ(shown.at("quota").at("accountLimit"), 2);
  EXPECT_EQ(shown.at("quota").at("projectLimit"), 50);
  EXPECT_EQ(event().status, 200);
  EXPECT_EQ(event().status, 200);
  EXPECT_THAT(std::string(event().headers.get("x-sentry-rate-limits")),
              HasSubstr(":project:project_quota"));
  refused(kOrganization, R"({"projectRateLimit":49})", "projectRateLimit");
  refused(kOrganization, R"({"accountRateLimit":-1})", "accountRateLimit");
}

TEST_F(Limits, ByCategoryAreFeltAndShown) {
  put(kProject,
      R"({"quotas":[{"categories":["error"],"limit":0,"reasonCode":"paused"}],"spikeMultiple":10})");
  const auto shown = get(ada, kProject);
  EXPECT_EQ(shown.at("quotas").at(0).at("reasonCode"), "paused");
  EXPECT_EQ(shown.at("spikeMultiple"), 10);
  EXPECT_EQ(event().headers.get("x-sentry-rate-limits"),
            "60:default;error;security:project:paused");
  put(kProject, R"({"quotas":[]})");
  EXPECT_EQ(event().status, 200);
  put(kOrganization, R"({"quotas":[{"limit":0}]})");
  EXPECT_EQ(event().headers.get("x-sentry-rate-limits"), "60::organization:org_quota");
}

TEST_F(Limits, ThatCannotBeUsedAreRefused) {
  refused(kProject, R"({"quotas":{}})", "Expected a list of quotas.");
  refused(kProject, R"({"quotas":[{"limit":5,"window":60}]})", "Quota 1 cannot be used");
  refused(kProject, R"({"quotas":[{"categories":["nonsense"],"limit":0}]})", "Quota 1");
  refused(kProject, R"({"quotas":[{"id":"a","limit":0},{"id":"a","limit":0}]})",
          "Each quota needs an id of its own.");
  refused(kProject, R"({"spikeMultiple":1001})", "spikeMultiple");
}

}  // namespace
}  // namespace picket::conformance
