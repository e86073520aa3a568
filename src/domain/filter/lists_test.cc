// The filters whose lists are not the project's own.
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "domain/filter/browser_extensions.h"
#include "domain/filter/csp_sources.h"
#include "domain/filter/legacy_browsers.h"
#include "domain/filter/localhost.h"
#include "domain/filter/web_crawlers.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

json::object parsed(std::string_view text) {
  return json::parse(text).as_object();
}

bool extension_value(std::string_view value) {
  const json::object event{{"exception", {{"values", {{{"value", value}}}}}}};
  return is_from_browser_extension(EventView(event));
}

bool extension_frames(std::string_view frames) {
  return is_from_browser_extension(EventView(parsed(
      R"({"exception":{"values":[{"stacktrace":{"frames":)" + std::string(frames) + "}}]}}")));
}

TEST(BrowserExtensions, KnowTheirMessages) {
  for (std::string_view value :
       {"x TOP.globals y", "canvas-contentDocument", "Can't find\xC2\xA0variable: ZiteReader",
        "null is not an object (evaluating 'elt.parentNode')",
        "undefined is not an object (evaluating 'a.L')",
        "Permission denied to access property \"x\"", "TypeError: Cannot redefine property: solana",
        "plugin.setSuspendState is not a function"}) {
    EXPECT_TRUE(extension_value(value)) << value;
  }
  for (std::string_view value :
       {"", "topxGLOBALS", "jigsaw  is not defined", "Permission denied to access property",
        "Cannot redefine property: x"}) {
    EXPECT_FALSE(extension_value(value)) << value;
  }
}

TEST(BrowserExtensions, LookAtTheNewestFrameWithAName) {
  EXPECT_TRUE(extension_frames(R"([{"abs_path":"https://app.com/a.js"},
      {"abs_path":"chrome-extension://abc/x.js"},{"abs_path":"<anonymous>"},
      {"abs_path":"[native code]"}])"));
  EXPECT_FALSE(extension_frames(R"([{"abs_path":"chrome-extension://abc/x.js"},
      {"abs_path":"https://app.com/a.js"}])"));
  EXPECT_FALSE(extension_frames(R"([{"abs_path":"chrome-extension://abc/x.js"},{}])"))
      << "a frame without a path ends the search";
  EXPECT_FALSE(extension_frames("[]"));
}

TEST(BrowserExtensions, KnowTheirSources) {
  for (std::string_view path : {"CHROME://x", "moz-extension://x", "safari-extension://x",
                                "safari-web-extension://x", "https://graph.facebook.com/",
                                "http://127.0.0.1:4001/isrunning", "webkit-masked-url://hidden/"}) {
    EXPECT_TRUE(extension_frames("[{\"abs_path\":\"" + std::string(path) + "\"}]")) << path;
  }
  for (std::string_view path :
       {"https://x/chrome://x", "https://graphxfacebook.com/", "extension://x"}) {
    EXPECT_FALSE(extension_frames("[{\"abs_path\":\"" + std::string(path) + "\"}]")) << path;
  }
}

TEST(BrowserExtensions, OnlyTheFirstExceptionCounts) {
  EXPECT_FALSE(is_from_browser_extension(
      EventView(parsed(R"({"exception":{"values":[{"value":"mine"},{"value":"top.GLOBALS"}]}})"))));
}

TEST(WebCrawlers, AreKnownByName) {
  for (std::string_view agent :
       {"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bots;",
        "spider)", "Twitterbot/1.0", "any-bot\tx", "Slack-ImgProxy 0.19", "GPTBot",
        "Mozilla/5.0; ClaudeBot", "meta-externalagent/1.1", "AWS Security Scanner"}) {
    EXPECT_TRUE(is_web_crawler(agent)) << agent;
  }
  for (std::string_view agent :
       {"", "foobot", "robots", "Slackbot 1.0(+https://api.slack.com/robots)",
        "SentryUptimeBot/1.0 (x)", "compatible; ChatGPT-User/1.0; +https://openai.com/bot",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
        "Safari/537.36"}) {
    EXPECT_FALSE(is_web_crawler(agent)) << agent;
  }
}

bool is_legacy(const std::vector<std::string>& options, const char* family, const char* major) {
  UserAgent::Product browser;
  browser.family = family;
  browser.major = major;
  return LegacyBrowsers(options).contains(browser);
}

TEST(LegacyBrowsers, EndAtTheirVersion) {
  struct Case {
    const char* option;
    const char* family;
    const char* last;
    const char* next;
  };
  const Case cases[] = {
      {"ie", "IE", "11", "12"},
      {"edge", "Edge", "110", "111"},
      {"safari", "Safari", "15", "16"},
      {"firefox", "Firefox", "110", "111"},
      {"chrome", "Chrome", "110", "111"},
      {"opera", "Opera", "99", "100"},
      {"android", "Android", "3", "4"},
      {"opera_mini", "Opera Mini", "34", "35"},
      {"ie_pre_9", "IE", "8", "9"},
      {"ie9", "IE", "9", "10"},
      {"ie10", "IE", "10", "9"},
      {"ie11", "IE", "11", "10"},
      {"opera_pre_15", "Opera", "14", "15"},
      {"android_pre_4", "Android", "3", "4"},
      {"safari_pre_6", "Safari", "5", "6"},
      {"opera_mini_pre_8", "Opera Mini", "7", "8"},
      {"edge_pre_79", "Edge", "78", "79"},
      {"default", "IE", "9", "10"},
      {"default", "Safari", "5", "6"},
      {"default", "Opera", "14", "15"},
      {"default", "Android", "3", "4"},
      {"default", "Opera Mini", "7", "8"},
  };
  for (const Case& c : cases) {
    EXPECT_TRUE(is_legacy({c.option}, c.family, c.last)) << c.option << c.family;
    EXPECT_FALSE(is_legacy({c.option}, c.family, c.next)) << c.option << c.family;
    EXPECT_FALSE(is_legacy({c.option}, "Other", c.last)) << c.option;
    EXPECT_TRUE(LegacyBrowsers::is_option(c.option) || std::string_view(c.option) == "default");
  }
  EXPECT_FALSE(is_legacy({"default"}, "Chrome", "1"));
}

TEST(LegacyBrowsers, DefaultSilencesTheOthers) {
  EXPECT_FALSE(is_legacy({"default", "ie11"}, "IE", "11"));
}

TEST(LegacyBrowsers, KnowFamiliesExactly) {
  EXPECT_TRUE(is_legacy({"ie9"}, "IE Mobile", "9"));
  for (const char* family :
       {"Edge Mobile", "Chrome Mobile", "Mobile Safari", "Firefox Mobile", "chrome"}) {
    EXPECT_FALSE(is_legacy({"edge", "chrome", "safari", "firefox"}, family, "1")) << family;
  }
  EXPECT_FALSE(is_legacy({"chrome"}, "Chrome", ""));
  EXPECT_FALSE(is_legacy({"chrome"}, "Chrome", "x"));
  EXPECT_FALSE(is_legacy({"unknown"}, "Chrome", "1"));
  EXPECT_TRUE(LegacyBrowsers(std::vector<std::string>{"unknown"}).empty());
}

bool local(std::string_view text) {
  return is_from_localhost(EventView(parsed(text)));
}

bool local_url(std::string_view url) {
  const json::object event{{"request", {{"url", url}}}};
  return is_from_localhost(EventView(event));
}

TEST(Localhost, KnowsHostsAndWhatIsBelow) {
  for (std::string_view url :
       {"http://localhost", "http://LOCALHOST:8080/", "https://a.b.localhost/x",
        "http://127.0.0.1:3000?q", "http://u:p@localhost/", "file:///home/x"}) {
    EXPECT_TRUE(local_url(url)) << url;
  }
  for (std::string_view url : {"", "localhost", "http://foolocalhost/", "http://localhost.com/",
                               "https://x.com/?localhost", "https://x.com/@localhost",
                               "http://[::1]:8080/x.localhost", "http://1127.0.0.1/"}) {
    EXPECT_FALSE(local_url(url)) << url;
  }
}

TEST(Localhost, KnowsAddressesAndHeaders) {
  EXPECT_TRUE(local(R"({"user":{"ip_address":"127.0.0.1"}})"));
  EXPECT_TRUE(local(R"({"user":{"ip_address":"::1"}})"));
  EXPECT_FALSE(local(R"({"user":{"ip_address":"127.0.0.2"}})"));
  EXPECT_TRUE(local(R"({"request":{"headers":[["Host","localhost:3000"]]}})"));
  EXPECT_TRUE(local(R"({"request":{"headers":[["X-Forwarded-Host","127.0.0.1"]]}})"));
  EXPECT_FALSE(local(R"({"request":{"headers":[["Host","localhost.example.com"]]}})"));
}

bool csp(const std::vector<std::string>& sources, std::string_view report) {
  const json::object event{{"type", "csp"}, {"csp", parsed(report)}};
  return CspSources(sources).match(EventView(event));
}

TEST(CspSources, LookAtTheThreePlaces) {
  const std::vector<std::string> sources = {"*.bad.com", "data", "chrome-extension://*", "*:8443"};
  for (std::string_view report :
       {R"({"blocked_uri":"https://x.BAD.com/y"})", R"({"source_file":"http://bad.com"})",
        R"({"document_uri":"chrome-extension://abc"})", R"({"blocked_uri":"data"})",
        R"({"blocked_uri":"https://a.com:8443"})"}) {
    EXPECT_TRUE(csp(sources, report)) << report;
  }
  for (std::string_view report :
       {"{}", R"({"referrer":"https://x.bad.com"})", R"({"blocked_uri":"https://notbad.com.org"})",
        R"({"blocked_uri":3})", R"({"blocked_uri":"https://a.com:443"})"}) {
    EXPECT_FALSE(csp(sources, report)) << report;
  }
}

TEST(CspSources, StarTakesAnyReportButNoOtherEvent) {
  EXPECT_TRUE(csp({"*"}, "{}"));
  EXPECT_FALSE(csp({}, R"({"blocked_uri":"data"})"));
  const json::object other = parsed(R"({"type":"error","csp":{"blocked_uri":"data"}})");
  EXPECT_FALSE(CspSources(std::vector<std::string>{"*"}).match(EventView(other)));
}

TEST(CspSources, DefaultsHaveExtensionsAndMalware) {
  const auto defaults = CspSources::defaults();
  const CspSources sources(std::vector<std::string>(defaults.begin(), defaults.end()));
  for (std::string_view url :
       {"about", "chromenull://x", "http://foo.superfish.com", "http://localhost:8000"}) {
    EXPECT_TRUE(sources.match(url)) << url;
  }
  EXPECT_FALSE(sources.match("http://example.com"));
}

}  // namespace
}  // namespace picket::domain::filter
