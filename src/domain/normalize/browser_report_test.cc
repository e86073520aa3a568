// complete_report: what the request says about reports of browsers.
#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

NormalizeContext browser_context() {
  NormalizeContext context = test_context();
  context.hints.user_agent = "UA\xFF";
  context.hints.platform = "\"macOS\"";
  return context;
}

TEST(BrowserReport, OfSecurityHasLoggerAddressAndHeaders) {
  for (const std::string_view kind : {"csp", "hpkp", "expectct", "expectstaple"}) {
    const std::string event = "{\"" + std::string(kind) + "\":{\"hostname\":\"h\"}}";
    const json::object done = normalized(event, browser_context());
    EXPECT_EQ(shown(done, "/logger"), R"("csp")");
    EXPECT_EQ(shown(done, "/type"), "\"" + std::string(kind) + "\"");
    EXPECT_EQ(shown(done, "/user/ip_address"), R"("203.0.113.9")");
    EXPECT_EQ(shown(done, "/request/headers"),
              "[[\"User-Agent\",\"UA\xEF\xBF\xBD\"],[\"SEC-CH-UA-Platform\",\"\\\"macOS\\\"\"]]");
  }
}

TEST(BrowserReport, KeepsWhatIsThere) {
  expect_all(
      {
          {R"({"csp":{},"logger":"mine"})", "/logger", R"("mine")"},
          {R"({"csp":{},"request":{"headers":[["user-agent","mine"]]}})", "/request/headers/0",
           R"(["User-Agent","mine"])"},
          {R"({"csp":{},"user":{"id":"1"}})", "/user/id", R"("1")"},
      },
      browser_context());
}

TEST(BrowserReport, OfTheNetworkHasTheAddress) {
  expect_all(
      {
          {R"({"contexts":{"nel":{"phase":"dns"}},"logger":"nel"})", "/user/ip_address",
           R"("203.0.113.9")"},
          {R"({"contexts":{"nel":{"phase":"dns"}},"logger":"nel"})", "/type", R"("nel")"},
          {R"({"contexts":{"nel":{"phase":"dns"}}})", "/request", "absent"},
      },
      browser_context());
}

TEST(BrowserReport, IsNoOtherEvent) {
  expect_all(
      {
          {R"({"message":"m"})", "/request", "absent"},
          {R"({"message":"m"})", "/user", "absent"},
          {R"({"message":"m"})", "/logger", R"("")"},
      },
      browser_context());
}

TEST(BrowserReport, IsCompleteWithoutARequestThatSaysAnything) {
  NormalizeContext context = test_context();
  context.client_ip = {};
  const json::object done = normalized(R"({"csp":{}})", context);
  EXPECT_EQ(shown(done, "/user"), "absent");
  EXPECT_EQ(shown(done, "/request"), "absent");
}

}  // namespace
}  // namespace picket::domain::normalize
