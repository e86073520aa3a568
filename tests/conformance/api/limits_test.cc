// Limits that people set, until SDKs feel them.
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/world.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

constexpr std::string_view kKeyPath =
    "/api/0/projects/acme/shop-api/keys/0123456789abcdef0123456789abcdef/";

class Limits : public testing::Test {
 protected:
  void put(std::string_view path, std::string_view body) {
    const auto answer = world_.ask(net::Method::put, path, body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    // A key that nobody has makes the relay look at the settings before it answers.
    world_.ask(net::Method::post,
               "/api/1/store/?sentry_key=ffffffffffffffffffffffffffffffff&sentry_version=7", "{}");
  }
  void refused(std::string_view path, std::string_view body, std::string_view why) {
    const auto answer = world_.ask(net::Method::put, path, body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_THAT(answer.body, HasSubstr(std::string(why))) << body;
  }
  net::testkit::Answer event() {
    return world_.ask(net::Method::post, "/api/1/store/", R"({"message":"m"})");
  }

  ApiWorld world_;
};

TEST_F(Limits, OfAKeyAreFelt) {
  put(kKeyPath, R"({"rateLimit":{"count":1,"window":3600}})");
  EXPECT_EQ(event().status, 200);
  EXPECT_EQ(event().status, 200);
  const auto answer = event();
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(std::string(answer.headers.get("x-sentry-rate-limits")), HasSubstr(":key:key_quota"));
  put(kKeyPath, R"({"rateLimit":null})");
  EXPECT_EQ(event().status, 200);
}

TEST_F(Limits, OfAnOrganizationAreFeltAndShown) {
  put("/api/0/organizations/acme/", R"({"accountRateLimit":2,"projectRateLimit":50})");
  const auto shown = world_.get_json("organizations/acme/");
  EXPECT_EQ(shown.at("quota").at("accountLimit"), 2);
  EXPECT_EQ(shown.at("quota").at("projectLimit"), 50);
  EXPECT_EQ(event().status, 200);
  EXPECT_EQ(event().status, 200);
  EXPECT_THAT(std::string(event().headers.get("x-sentry-rate-limits")),
              HasSubstr(":project:project_quota"));
  refused("/api/0/organizations/acme/", R"({"projectRateLimit":49})", "projectRateLimit");
  refused("/api/0/organizations/acme/", R"({"accountRateLimit":-1})", "accountRateLimit");
}

TEST_F(Limits, ByCategoryAreFeltAndShown) {
  put("/api/0/projects/acme/shop-api/",
      R"({"quotas":[{"categories":["error"],"limit":0,"reasonCode":"paused"}],"spikeMultiple":10})");
  const auto shown = world_.get_json("projects/acme/shop-api/");
  EXPECT_EQ(shown.at("quotas").at(0).at("reasonCode"), "paused");
  EXPECT_EQ(shown.at("spikeMultiple"), 10);
  EXPECT_EQ(event().headers.get("x-sentry-rate-limits"),
            "60:default;error;security:project:paused");
  put("/api/0/projects/acme/shop-api/", R"({"quotas":[]})");
  EXPECT_EQ(event().status, 200);
  put("/api/0/organizations/acme/", R"({"quotas":[{"limit":0}]})");
  EXPECT_EQ(event().headers.get("x-sentry-rate-limits"), "60::organization:org_quota");
}

TEST_F(Limits, ThatCannotBeUsedAreRefused) {
  constexpr std::string_view kProject = "/api/0/projects/acme/shop-api/";
  refused(kProject, R"({"quotas":{}})", "Expected a list of quotas.");
  refused(kProject, R"({"quotas":[{"limit":5,"window":60}]})", "Quota 1 cannot be used");
  refused(kProject, R"({"quotas":[{"categories":["nonsense"],"limit":0}]})", "Quota 1");
  refused(kProject, R"({"quotas":[{"id":"a","limit":0},{"id":"a","limit":0}]})",
          "Each quota needs an id of its own.");
  refused(kProject, R"({"spikeMultiple":1001})", "spikeMultiple");
}

}  // namespace
}  // namespace picket::conformance
