// Reports that browsers send of their own accord.
// Source: shared spec "ingest", sections 1.2, 1.5, 2.5, 3.14 and 3.15.
#include <string>
#include <utility>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/relay/world.h"

namespace picket::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kSecurity = "/api/1/security/?sentry_key=" + std::string(kKey);
const std::string kNel = "/api/1/nel/?sentry_key=" + std::string(kKey);

std::string of_type(const std::string& type) {
  return "Content-Type: " + type + "\r\n";
}

const std::string kCsp = R"({"csp-report":{"document-uri":"https://shop.example/cart",)"
                         R"("effective-directive":"img-src","violated-directive":"img-src",)"
                         R"("blocked-uri":"https://evil.example/a.png","referrer":"",)"
                         R"("original-policy":"img-src 'self'"}})";

const std::string kFailed = R"({"type":"network-error","age":1000,)"
                            R"("url":"https://shop.example/cart","user_agent":"Mozilla/5.0",)"
                            R"("body":{"elapsed_time":20,"phase":"connection","method":"GET",)"
                            R"("protocol":"http/1.1","sampling_fraction":1,)"
                            R"("server_ip":"192.0.2.1","status_code":0,"type":"tcp.reset"}})";

boost::json::object parse(const LoggedEvent& event) {
  return boost::json::parse(event.json).as_object();
}

TEST(RelayReports, ABrokenPolicyIsAnEventOfItsOwn) {
  for (const char* path : {"/api/1/security/", "/api/1/csp-report/"}) {
    World world;
    const auto answer = world.post(std::string(path) + "?sentry_key=" + std::string(kKey) +
                                       "&sentry_release=shop%401.2.3&sentry_environment=live",
                                   kCsp, of_type("application/csp-report"));
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.body, "");
    EXPECT_EQ(answer.headers.get("access-control-allow-origin"), "*");
    const auto events = world.events();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].message.category, protocol::Category::security);
    const auto event = parse(events[0]);
    EXPECT_EQ(event.at("type"), "csp");
    EXPECT_EQ(event.at("release"), "shop@1.2.3");
    EXPECT_EQ(event.at("environment"), "live");
    EXPECT_EQ(event.at("csp").at("effective_directive"), "img-src");
    EXPECT_THAT(world.outcomes(), IsEmpty());
  }
}

TEST(RelayReports, EachOfAnArrayIsOne) {
  World world;
  const std::string other = R"({"csp-report":{"document-uri":"https://shop.example/",)"
                            R"("effective-directive":"script-src"}})";
  EXPECT_EQ(
      world.post(kSecurity, "[" + kCsp + "," + other + ",{}]", of_type("application/reports+json"))
          .status,
      200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_NE(events[0].message.event_id, events[1].message.event_id);
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/security_report_type security 1"));
}

TEST(RelayReports, OfFailedRequestsAreErrors) {
  World world;
  EXPECT_EQ(world.post(kNel, "[" + kFailed + "]", of_type("application/reports+json")).status, 200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].message.category, protocol::Category::error);
  EXPECT_EQ(parse(events[0]).at("type"), "nel");
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayReports, OfFailedRequestsCountAsErrorsWhenTheyAreDropped) {
  World world;
  EXPECT_EQ(world.post(kNel, "[1]", of_type("application/reports+json")).status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json error 1"));
}

TEST(RelayReports, HaveOneOfTheTypesThatBrowsersSend) {
  World world;
  for (const auto& [path, type] : {std::pair{kSecurity, "text/plain"},
                                   {kSecurity, "multipart/form-data"},
                                   {kNel, "application/csp-report"},
                                   {kNel, ""}}) {
    const auto answer = world.post(path, "{}", of_type(type));
    EXPECT_EQ(answer.status, 415) << path << type;
    EXPECT_THAT(answer.body, HasSubstr("unsupported content type"));
  }
  EXPECT_EQ(world.post(kSecurity, kCsp, of_type("Application/JSON; charset=utf-8")).status, 200);
  EXPECT_EQ(world.events().size(), 1U);
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/content_type error 2", "invalid/content_type security 2"));
}

TEST(RelayReports, ThatAreNoneAreRefused) {
  World world;
  const std::string type = of_type("application/csp-report");
  EXPECT_EQ(world.post(kSecurity, "", type).status, 400);
  EXPECT_EQ(world.post(kSecurity, "{", type).status, 400);
  std::string many = "[{}";
  for (int i = 0; i < 100; ++i) many += ",{}";
  EXPECT_EQ(world.post(kSecurity, many + "]", type).status, 413);
  EXPECT_EQ(world.post("/api/1/security/", kCsp, type).status, 401);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/invalid_json security 1", "invalid/no_data security 1",
                          "invalid/too_large:raw_security security 1"));
}

TEST(RelayReports, InAnEnvelopeKeepItsIdWhenTheyAreOne) {
  World world;
  const std::string header = R"({"event_id":")" + std::string(kEventId) + "\"}";
  EXPECT_EQ(world.post_envelope(envelope(header, {{R"({"type":"raw_security"})", kCsp}})).status,
            200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].message.event_id.to_hex(), kEventId);
}

}  // namespace
}  // namespace picket::conformance
