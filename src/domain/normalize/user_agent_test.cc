// describe_client: contexts of who made the request.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"
#include "domain/user_agent/parser.h"

namespace picket::domain::normalize {
namespace {

constexpr std::string_view kNexus =
    "Mozilla/5.0 (Linux; Android 4.0.4; Galaxy Nexus Build/IMM76B) AppleWebKit/535.19 (KHTML, like "
    "Gecko) Chrome/18.0.1025.133 Mobile Safari/535.19";

std::string event_with(std::string_view headers, std::string_view more = "") {
  return R"({"request":{"headers":)" + std::string(headers) + "}" + std::string(more) + "}";
}

std::string agent(std::string_view text) {
  return R"([["UsEr-AgeNT",")" + std::string(text) + R"("]])";
}

std::string contexts(const std::string& event) {
  UserAgentParser parser;
  NormalizeContext context = test_context();
  context.user_agents = &parser;
  return shown(normalized(event, context), "/contexts");
}

TEST(NormalizeUserAgent, DescribesBrowserDeviceAndSystem) {
  EXPECT_EQ(
      contexts(event_with(agent(kNexus))),
      R"({"browser":{"name":"Chrome Mobile","version":"18.0.1025","type":"browser",)"
      R"("browser":"Chrome Mobile 18.0.1025"},"device":{"family":"Samsung Galaxy Nexus",)"
      R"("model":"Galaxy Nexus","brand":"Samsung","type":"device"},)"
      R"("client_os":{"name":"Android","version":"4.0.4","type":"os","os":"Android 4.0.4"}})");
  EXPECT_EQ(contexts(event_with(agent("a dont no"))), "absent");
  EXPECT_EQ(contexts(event_with(R"([["Accept","*/*"]])")), "absent");
  EXPECT_EQ(contexts("{}"), "absent");
}

TEST(NormalizeUserAgent, PutsTheSystemOfAWebPageInItsPlace) {
  EXPECT_EQ(contexts(event_with(agent("x (Windows NT 6.1) x"), R"(,"platform":"javascript")")),
            R"({"os":{"name":"Windows","version":"7","type":"os","os":"Windows 7"}})");
}

TEST(NormalizeUserAgent, DoubtsVersionsThatBrowsersHaveFrozen) {
  const auto version = [](std::string_view text) {
    UserAgentParser parser;
    NormalizeContext context = test_context();
    context.user_agents = &parser;
    return shown(normalized(event_with(agent(text)), context), "/contexts/client_os/version");
  };
  EXPECT_EQ(version("x (Windows NT 10.0; Win64; x64) x"), R"(">=10")");
  EXPECT_EQ(version("x (Windows NT 6.3; Win64; x64) x"), R"("8.1")");
  EXPECT_EQ(version("x (Macintosh; Intel Mac OS X 10_15_7) x"), R"(">=10.15.7")");
  EXPECT_EQ(version("x (Macintosh; Intel Mac OS X 10_15_6) x"), R"("10.15.6")");
}

TEST(NormalizeUserAgent, OverwritesNoContextThatTheSdkSent) {
  EXPECT_EQ(
      contexts(event_with(agent(kNexus), R"(,"contexts":{"browser":{"name":"B","version":"1"},)"
                                         R"("device":{"family":"D"},"os":{"name":"O"}})")),
      R"({"browser":{"name":"B","version":"1","type":"browser","browser":"B 1"},)"
      R"("device":{"family":"D","type":"device"},"os":{"name":"O","type":"os"},)"
      R"("client_os":{"name":"Android","version":"4.0.4","type":"os","os":"Android 4.0.4"}})");
}

TEST(NormalizeUserAgent, BelievesClientHintsFirst) {
  EXPECT_EQ(contexts(event_with(
                R"([["sec-ch-ua","\"Not_A Brand\";v=\"99\", \"Google Chrome\";v=\"109\""],)"
                R"(["sec-ch-ua-platform","\"macOS\""],["sec-ch-ua-platform-version","\"13.1.0\""],)"
                R"(["sec-ch-ua-model","\"moto g31\""],["user-agent",")" +
                std::string(kNexus) + R"("]])")),
            R"({"browser":{"name":"Google Chrome","version":"109","type":"browser",)"
            R"("browser":"Google Chrome 109"},"device":{"model":"moto g31","type":"device"},)"
            R"("client_os":{"name":"macOS","version":"13.1.0","type":"os","os":"macOS 13.1.0"}})");
  EXPECT_EQ(contexts(event_with(R"({"Sec-CH-UA-Platform":"\"Windows\""})")),
            R"({"client_os":{"name":"Windows","type":"os"}})");
}

TEST(NormalizeUserAgent, LooksAtTheLastHeaderOfAName) {
  EXPECT_EQ(contexts(event_with(R"([["User-Agent","curl/7.88.1"],["user-agent","a dont no"]])")),
            "absent");
}

TEST(NormalizeUserAgent, ChangesNothingTheSecondTime) {
  UserAgentParser parser;
  NormalizeContext context = test_context();
  context.user_agents = &parser;
  json::object event = normalized(event_with(agent(kNexus)), context);
  std::string once;
  protocol::write_json(event, once);
  ASSERT_TRUE(normalize_event(event, context).has_value());
  std::string twice;
  protocol::write_json(event, twice);
  EXPECT_EQ(twice, once);
}

}  // namespace
}  // namespace picket::domain::normalize
