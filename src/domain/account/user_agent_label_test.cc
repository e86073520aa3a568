#include "domain/account/user_agent_label.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

TEST(UserAgentLabel, NamesBrowserAndSystem) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
       "Firefox on Linux"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
       "Chrome/126.0.0.0 Safari/537.36",
       "Chrome on Windows"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
       "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87",
       "Edge on Windows"},
      {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
       "Version/17.5 Safari/605.1.15",
       "Safari on macOS"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
       "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
       "Safari on iPhone"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
       "Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
       "Chrome on iPhone"},
      {"Mozilla/5.0 (iPad; CPU OS 14_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
       "FxiOS/36.0 Mobile/15E148 Safari/605.1.15",
       "Firefox on iPad"},
      {"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
       "Chrome/126.0.0.0 Mobile Safari/537.36",
       "Chrome on Android"},
      {"Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) "
       "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
       "Samsung Internet on Android"},
      {"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) "
       "Chrome/126.0.0.0 Safari/537.36",
       "Chrome on ChromeOS"},
      {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
       "HeadlessChrome/126.0.0.0 Safari/537.36",
       "Headless Chrome on Linux"},
      {"Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
       "Internet Explorer on Windows"},
      {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
       "Safari/537.36 OPR/112.0.0.0",
       "Opera on Linux"},
      {"curl/7.88.1", "curl"},
      {"sentry-cli/2.33.0", "sentry-cli"},
      {"python-requests/2.32.3", "Python"},
      {"", "Unknown browser"},
      {"Mozilla/5.0", "Unknown browser"},
      {"Mozilla/5.0 (X11; OpenBSD amd64)", "Unknown browser on OpenBSD"},
  };
  for (const auto& [agent, want] : cases) EXPECT_EQ(user_agent_label(agent), want) << agent;
}

TEST(UserAgentLabel, RepeatsNothingThatAClientSends) {
  EXPECT_EQ(user_agent_label("<script>alert(1)</script> Firefox/\x1b[31m Linux\r\n\xff"),
            "Firefox on Linux");
  EXPECT_EQ(user_agent_label("%s%n\"';--"), "Unknown browser");
}

TEST(UserAgentLabel, LooksNoFurtherThanItSays) {
  EXPECT_EQ(user_agent_label(std::string(504, ' ') + "Firefox/"), "Firefox");
  EXPECT_EQ(user_agent_label(std::string(505, ' ') + "Firefox/"), "Unknown browser");
  EXPECT_EQ(user_agent_label(std::string(10'000'000, 'x') + "Firefox/"), "Unknown browser");
}

TEST(UserAgentLabel, IsShortForAnyBytes) {
  SeededRandom random(17);
  for (int round = 0; round < 2'000; ++round) {
    std::string agent(random.below(700), '\0');
    for (char& byte : agent) byte = static_cast<char>(random.next());
    const std::string label = user_agent_label(agent);
    EXPECT_FALSE(label.empty());
    EXPECT_LT(label.size(), 40U);
  }
}

}  // namespace
}  // namespace picket::domain::account
