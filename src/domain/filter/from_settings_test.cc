#include "domain/filter/from_settings.h"

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "domain/filter/filter.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

SettingValues with(std::string_view name, const json::value& value) {
  const Setting* setting = find_setting(project_options(), name);
  if (setting == nullptr) setting = find_setting(project_filters(), name);
  SettingValues settings;
  settings.set(*setting, value);
  return settings;
}

std::string found(const SettingValues& settings, std::string_view event,
                  std::string_view address = {}) {
  const json::object document = json::parse(event).as_object();
  const FilterConfig config(settings_of(settings), built_in_filters());
  return std::string(find_filter({document, address, {}, nullptr}, config));
}

constexpr std::string_view kChunk =
    R"({"exception":{"values":[{"type":"ChunkLoadError","value":"Loading chunk 1 failed."}]}})";
constexpr std::string_view kHydration = R"({"exception":{"values":[{"type":"Error",
    "value":"see https://react.dev/errors/418"}]}})";
constexpr std::string_view kCrawler = R"({"request":{"headers":[["User-Agent","Googlebot"]]}})";
constexpr std::string_view kHealth = R"({"type":"transaction","transaction":"/healthz"})";
constexpr std::string_view kLocal = R"({"user":{"ip_address":"127.0.0.1"}})";
constexpr std::string_view kExtension = R"({"exception":{"values":[{"value":"fb_xd_fragment"}]}})";
constexpr std::string_view kCsp = R"({"type":"csp","csp":{"blocked_uri":"about"}})";

TEST(FromSettings, DefaultsAreThoseOfSentry) {
  const SettingValues none;
  EXPECT_EQ(found(none, kChunk), "chunk-load-error");
  EXPECT_EQ(found(none, kHydration), "react-hydration-errors");
  EXPECT_EQ(found(none, kCrawler), "web-crawlers");
  EXPECT_EQ(found(none, kHealth), "filtered-transaction");
  EXPECT_EQ(found(none, kCsp), "invalid-csp");
  EXPECT_EQ(found(none, kLocal), "");
  EXPECT_EQ(found(none, kExtension), "");
}

TEST(FromSettings, EverySwitchSwitchesItsFilter) {
  EXPECT_EQ(found(with("filters:chunk-load-error", false), kChunk), "");
  EXPECT_EQ(found(with("filters:react-hydration-errors", false), kHydration), "");
  EXPECT_EQ(found(with("filters:web-crawlers", false), kCrawler), "");
  EXPECT_EQ(found(with("filters:filtered-transaction", false), kHealth), "");
  EXPECT_EQ(found(with("sentry:csp_ignored_sources_defaults", false), kCsp), "");
  EXPECT_EQ(found(with("filters:localhost", true), kLocal), "localhost");
  EXPECT_EQ(found(with("filters:browser-extensions", true), kExtension), "browser-extensions");
}

TEST(FromSettings, EveryListIsReadLineByLine) {
  EXPECT_EQ(found(with("filters:error_messages", "a\n Oops* \n\n"),
                  R"({"logentry":{"formatted":"oops, again"}})"),
            "error-message");
  EXPECT_EQ(found(with("filters:releases", "1.*\r\nShop@2"), R"({"release":"SHOP@2"})"),
            "release-version");
  EXPECT_EQ(found(with("filters:blacklisted_ips", "1.1.1.1\n10.0.0.0/8"), "{}", "10.9.9.9"),
            "ip-address");
  EXPECT_EQ(found(with("sentry:csp_ignored_sources", "*.bad.com"),
                  R"({"type":"csp","csp":{"blocked_uri":"https://x.bad.com/"}})"),
            "invalid-csp");
}

TEST(FromSettings, BrowsersAreASwitchOrAList) {
  EXPECT_TRUE(settings_of({}).legacy_browsers.empty());
  EXPECT_EQ(settings_of(with("filters:legacy-browsers", true)).legacy_browsers,
            std::vector<std::string>{"default"});
  EXPECT_EQ(
      settings_of(with("filters:legacy-browsers", json::array{"ie", "safari"})).legacy_browsers,
      (std::vector<std::string>{"ie", "safari"}));
}

TEST(FromSettings, ProjectsMayHaveConditionsOfTheirOwn) {
  const SettingValues own = with("filters:generic", R"({"version":1,"filters":[{"id":"old-app",
      "isEnabled":true,"condition":{"op":"eq","name":"event.release","value":"1"}}]})");
  EXPECT_EQ(found(own, R"({"release":"1"})"), "old-app");
  EXPECT_EQ(found(own, kChunk), "chunk-load-error");
  EXPECT_EQ(found(with("filters:generic", "{"), kChunk), "chunk-load-error");
  EXPECT_EQ(found(with("filters:generic", R"({"version":1,"filters":[
      {"id":"chunk-load-error","isEnabled":false}]})"),
                  kChunk),
            "");
}

}  // namespace
}  // namespace picket::domain::filter
