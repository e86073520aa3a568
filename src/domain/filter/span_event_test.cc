#include "domain/filter/span_event.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "domain/filter/filter.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

/// Both versions of a span with one attribute.
std::pair<json::object, json::object> spans(std::string_view name, std::string_view value) {
  json::object attributes;
  attributes[name] = json::object{{"type", "string"}, {"value", value}};
  json::object data;
  data[name] = value;
  return {json::object{{"attributes", std::move(attributes)}},
          json::object{{"data", std::move(data)}}};
}

class Browsers final : public UserAgents {
 public:
  std::shared_ptr<const UserAgent> read(std::string_view header) override {
    auto found = std::make_shared<UserAgent>();
    if (header.find("MSIE 9") != std::string_view::npos) found->browser = {"IE", "9", "0", ""};
    return found;
  }
};

std::string found(const json::object& span, const FilterSettings& settings,
                  std::string_view client_address = {}, std::string_view user_agent = {}) {
  const FilterConfig config(settings, built_in_filters());
  Browsers browsers;
  return std::string(find_span_filter({span, client_address, user_agent, &browsers}, config));
}

FilterSettings everything() {
  FilterSettings settings;
  settings.browser_extensions = settings.localhost = settings.web_crawlers = true;
  settings.health_checks = true;
  settings.legacy_browsers = {"ie"};
  settings.blocked_addresses = {"10.0.0.0/8"};
  settings.releases = {"1.*"};
  settings.error_messages = {"*"};
  settings.csp_sources = {"*"};
  settings.generic = read_generic_filters(R"({"version":1,"filters":[{"id":"mine","isEnabled":true,
      "condition":{"op":"eq","name":"event.release","value":"2.0"}}]})")
                         .value();
  return settings;
}

TEST(FindSpanFilter, LooksAtAttributesOfBothVersions) {
  constexpr std::string_view kOld =
      "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 7.1; Trident/5.0)";
  const std::pair<std::pair<std::string_view, std::string_view>, std::string> cases[] = {
      {{"sentry.release", "1.5"}, "release-version"},
      {{"sentry.segment.name", "/api/health"}, "filtered-transaction"},
      {{"url.full", "http://localhost:3000/"}, "localhost"},
      {{"client.address", "127.0.0.1"}, "localhost"},
      {{"user_agent.original", "Googlebot/2.1"}, "web-crawlers"},
      {{"user_agent.original", kOld}, "legacy-browsers"},
      {{"sentry.release", "2.0"}, ""},
      {{"sentry.segment.name", "/cart"}, ""},
      {{"other", "1.5"}, ""},
  };
  for (const auto& [attribute, want] : cases) {
    const auto both = spans(attribute.first, attribute.second);
    EXPECT_EQ(found(both.first, everything()), want) << attribute.first;
    EXPECT_EQ(found(both.second, everything()), want) << attribute.first;
    EXPECT_EQ(found(both.first, {}), "") << attribute.first;
  }
}

TEST(FindSpanFilter, LooksAtTheRequest) {
  EXPECT_EQ(found({}, everything(), "10.1.2.3"), "ip-address");
  EXPECT_EQ(found({}, everything(), "11.1.2.3", "Googlebot/2.1"), "web-crawlers");
  EXPECT_EQ(found(spans("user_agent.original", "Firefox").first, everything(), "", "Googlebot/2.1"),
            "")
      << "the span's own goes first";
}

TEST(EventOfSpan, TakesTextsAlone) {
  for (const char* span : {R"({"attributes":{"sentry.release":{"type":"integer","value":1}}})",
                           R"({"attributes":{"sentry.release":"1.0"}})", R"({"attributes":7})",
                           R"({"data":{"sentry.release":[]}})"}) {
    EXPECT_EQ(event_of_span(json::parse(span).as_object()).at("release"), "") << span;
  }
}

}  // namespace
}  // namespace picket::domain::filter
