#include "domain/filter/filter.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

json::object event(std::string_view text) {
  return json::parse(text).as_object();
}

json::object with_agent(std::string_view user_agent) {
  json::object made = event(R"({"request":{"headers":[["Accept","*/*"],["user-agent",""]]}})");
  made["request"].as_object()["headers"].as_array()[1].as_array()[1] = user_agent;
  return made;
}

std::string found(const json::object& document, const FilterSettings& settings,
                  std::string_view client_address = {}) {
  const FilterConfig config(settings, built_in_filters());
  return std::string(find_filter({document, client_address, {}, nullptr}, config));
}

std::string found(std::string_view document, const FilterSettings& settings) {
  return found(event(document), settings);
}

FilterSettings everything() {
  FilterSettings settings;
  settings.browser_extensions = settings.localhost = settings.web_crawlers = true;
  settings.health_checks = true;
  settings.legacy_browsers = {"ie", "chrome"};
  settings.blocked_addresses = {"10.0.0.0/8"};
  settings.releases = {"1.*"};
  settings.error_messages = {"*unwanted*"};
  settings.csp_sources = {"*.bad.com"};
  settings.generic = read_generic_filters(
                         R"({"version":1,"filters":[{"id":"chunk-load-error","isEnabled":true}]})")
                         .value();
  return settings;
}

TEST(FindFilter, WantsAnEventThatNothingMatches) {
  EXPECT_EQ(found("{}", everything()), "");
  EXPECT_EQ(found(R"({"type":"error","release":"2.0","exception":{"values":[{"type":"A",
      "value":"b","stacktrace":{"frames":[{"abs_path":"https://x.com/app.js"}]}}]},
      "logentry":{"formatted":"hello"},"request":{"url":"https://shop.example.com/",
      "headers":[["User-Agent","Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0"]]}})",
                  everything()),
            "");
}

TEST(FindFilter, FiltersNothingUnlessTold) {
  const FilterSettings nothing;
  for (
      std::string_view text :
      {R"({"exception":{"values":[{"value":"top.GLOBALS"}]}})",
       R"({"user":{"ip_address":"127.0.0.1"}})",
       R"({"request":{"headers":[["User-Agent","Googlebot"]]}})",
       R"({"type":"transaction","transaction":"/health"})",
       R"({"type":"csp","csp":{"blocked_uri":"https://x.bad.com"}})",
       R"({"exception":{"values":[{"type":"ChunkLoadError","value":"Loading chunk 1 failed"}]}})"}) {
    EXPECT_EQ(found(text, nothing), "") << text;
  }
}

TEST(FindFilter, NamesTheFirstOfItsOrder) {
  // Each line matches the filter that it names and all that follow.
  const std::pair<std::string, std::string> order[] = {
      {"chunk-load-error", R"({"type":"csp","csp":{"blocked_uri":"https://x.bad.com"},
        "exception":{"values":[{"type":"ChunkLoadError","value":"Loading chunk 1 unwanted"}]}})"},
      {"invalid-csp", R"({"type":"csp","csp":{"source_file":"https://x.bad.com/a"}})"},
      {"ip-address", R"({"release":"1.0"})"},
  };
  for (const auto& [want, text] : order) {
    EXPECT_EQ(found(event(text), everything(), "10.1.1.1"), want);
  }
  const std::pair<std::string, std::string> rest[] = {
      {"release-version", R"({"release":"1.0","logentry":{"formatted":"unwanted"}})"},
      {"error-message", R"({"logentry":{"formatted":"unwanted"},"user":{"ip_address":"::1"}})"},
      {"localhost", R"({"user":{"ip_address":"::1"},
        "exception":{"values":[{"value":"top.GLOBALS"}]}})"},
      {"browser-extensions", R"({"exception":{"values":[{"value":"top.GLOBALS"}]},
        "request":{"headers":[["User-Agent","Googlebot"]]}})"},
      {"web-crawlers", R"({"type":"transaction","transaction":"/health",
        "request":{"headers":[["User-Agent","Googlebot"]]}})"},
      {"filtered-transaction", R"({"type":"transaction","transaction":"/health"})"},
  };
  for (const auto& [want, text] : rest) EXPECT_EQ(found(text, everything()), want) << text;
}

/// Knows one old browser by its mark.
class Browsers : public UserAgents {
 public:
  std::shared_ptr<const UserAgent> read(std::string_view header) override {
    ++asked;
    auto found = std::make_shared<UserAgent>();
    found->browser.family = "IE";
    found->browser.major = header.find("MSIE") == std::string_view::npos ? "12" : "9";
    return found;
  }
  int asked = 0;
};

TEST(FindFilter, AsksForTheBrowserOnlyWhenItMatters) {
  Browsers browsers;
  FilterSettings settings;
  settings.web_crawlers = true;
  const json::object old = with_agent("Mozilla/5.0 (compatible; MSIE 9.0)");
  EXPECT_EQ(find_filter({old, {}, {}, &browsers}, FilterConfig(settings, {})), "");
  EXPECT_EQ(browsers.asked, 0);
  settings.legacy_browsers = {"ie"};
  const FilterConfig config(settings, {});
  EXPECT_EQ(find_filter({old, {}, {}, &browsers}, config), "legacy-browsers");
  EXPECT_EQ(find_filter({with_agent("Chrome"), {}, {}, &browsers}, config), "");
  EXPECT_EQ(browsers.asked, 2);
  const json::object nobody;
  EXPECT_EQ(find_filter({nobody, {}, {}, &browsers}, config), "");
  EXPECT_EQ(browsers.asked, 2);
  EXPECT_EQ(find_filter({nobody, {}, "MSIE", &browsers}, config), "legacy-browsers")
      << "the request's, when the event has none";
}

TEST(ErrorMessages, MatchWhatIsReadAsTitle) {
  FilterSettings settings;
  settings.error_messages = {"TypeError: *undefined*", "plain", "OnlyType"};
  const auto exception = [&](std::string_view type, std::string_view value) {
    return found({{"exception", {{"values", {{{"type", type}, {"value", value}}}}}}}, settings);
  };
  EXPECT_EQ(exception("TypeError", "x is undefined"), "error-message");
  EXPECT_EQ(exception("typeerror", "X IS UNDEFINED"), "error-message");
  EXPECT_EQ(exception("Error", "x is undefined"), "");
  EXPECT_EQ(exception("", "plain"), "error-message");
  EXPECT_EQ(exception("OnlyType", ""), "error-message");
  EXPECT_EQ(exception("Error", "plain"), "") << "with a type the title is not the value";
}

TEST(ErrorMessages, LookAtEveryExceptionAndAtTheMessage) {
  FilterSettings settings;
  settings.error_messages = {"B: b", "hello *"};
  EXPECT_EQ(found(R"({"exception":{"values":[{"type":"A","value":"a"},null,
      {"type":"B","value":"b"}]}})",
                  settings),
            "error-message");
  EXPECT_EQ(found(R"({"logentry":{"formatted":"hello you","message":"hello %s"}})", settings),
            "error-message");
  EXPECT_EQ(found(R"({"logentry":{"formatted":"bye you","message":"hello %s"}})", settings), "")
      << "what is formatted hides its pattern";
  EXPECT_EQ(found(R"({"logentry":{"message":"hello %s"}})", settings), "error-message");
}

TEST(Releases, MatchInAnyCase) {
  FilterSettings settings;
  settings.releases = {"Shop@1.*"};
  EXPECT_EQ(found(R"({"release":"shop@1.2"})", settings), "release-version");
  EXPECT_EQ(found(R"({"release":"shop@2.1"})", settings), "");
  settings.releases = {"*"};
  EXPECT_EQ(found("{}", settings), "") << "no release is none";
}

TEST(HealthChecks, AreTransactionsOnly) {
  FilterSettings settings;
  settings.health_checks = true;
  for (std::string_view name : {"/api/healthcheck", "GET /health", "/healthz", "live", "a/live",
                                "/live/", "livez", "x-ready", "/READYZ", "/ping", "/up"}) {
    const json::object document{{"type", "transaction"}, {"transaction", name}};
    EXPECT_EQ(found(document, settings), "filtered-transaction") << name;
  }
  for (std::string_view name : {"/alive", "delivery", "/api/users", "/setup", "/health/users"}) {
    const json::object document{{"type", "transaction"}, {"transaction", name}};
    EXPECT_EQ(found(document, settings), "") << name;
  }
  EXPECT_EQ(found(R"({"type":"error","transaction":"/health"})", settings), "");
}

TEST(FindFilter, TakesAnyShapeOfDocument) {
  for (std::string_view text :
       {R"({"exception":1,"request":[],"user":"x","logentry":null,"csp":[],"type":"csp"})",
        R"({"exception":{"values":[1,[],null]},"request":{"headers":[1,[],["User-Agent"],[2,3]]}})",
        R"({"exception":[{"stacktrace":{"frames":[null]}}],"tags":{"a":1}})",
        R"({"exception":[{"stacktrace":{"frames":[{"abs_path":7}]},"value":3}],"release":4})"}) {
    EXPECT_EQ(found(text, everything()), "") << text;
  }
}

}  // namespace
}  // namespace picket::domain::filter
