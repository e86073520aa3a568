// filter_*: each kind of inbound filter, switched on alone.
#include <string>
#include <vector>

#include "difference.h"
#include "domain/filter/filter.h"
#include "domain/user_agent/parser.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using domain::filter::CspSources;
using domain::filter::FilterConfig;
using domain::filter::FilterSettings;

/// Compares whether the event was filtered for `reason`.
Verdict expect_filtered(const json::object& event, const FilterSettings& settings,
                        std::string_view reason, const json::value& expected) {
  static domain::UserAgentParser browsers;
  const FilterConfig config(settings, {});
  const std::string_view found = domain::filter::find_filter({event, {}, {}, &browsers}, config);
  if (!found.empty() && found != reason) return "filtered as " + std::string(found);
  return difference(!found.empty(), expected);
}

json::object with_user_agent(std::string_view user_agent) {
  return {{"request", {{"headers", json::array{json::array{"User-Agent", user_agent}}}}}};
}

std::vector<std::string> texts(const json::value& list) {
  return json::value_to<std::vector<std::string>>(list);
}

}  // namespace

Verdict run_browser_extension(const json::object& line) {
  const json::object& input = line.at("input").as_object();
  json::object exception;
  if (input.at("kind").as_string() == "source") {
    json::array frames{json::object{{"abs_path", input.at("text")}}};
    for (const char* name : {"<anonymous>", "[native code]"}) {
      frames.push_back(json::object{{"abs_path", name}});
    }
    exception["stacktrace"] = {{"frames", std::move(frames)}};
  } else {
    exception["value"] = input.at("text");
  }
  const json::object event{{"exception", {{"values", {std::move(exception), json::object()}}}}};
  FilterSettings settings;
  settings.browser_extensions = true;
  return expect_filtered(event, settings, domain::filter::reason::kBrowserExtensions,
                         line.at("expected"));
}

Verdict run_error_message(const json::object& line) {
  const json::object& input = line.at("input").as_object();
  FilterSettings settings;
  settings.error_messages = texts(input.at("patterns"));
  return expect_filtered(input.at("event").as_object(), settings,
                         domain::filter::reason::kErrorMessage, line.at("expected"));
}

Verdict run_legacy_browser(const json::object& line) {
  const json::object& input = line.at("input").as_object();
  FilterSettings settings;
  settings.legacy_browsers = texts(input.at("options"));
  return expect_filtered(with_user_agent(input.at("user_agent").as_string()), settings,
                         domain::filter::reason::kLegacyBrowsers, line.at("expected"));
}

Verdict run_localhost(const json::object& line) {
  FilterSettings settings;
  settings.localhost = true;
  return expect_filtered(line.at("input").as_object(), settings, domain::filter::reason::kLocalhost,
                         line.at("expected"));
}

Verdict run_csp_source(const json::object& line) {
  const json::object& input = line.at("input").as_object();
  const CspSources sources(texts(input.at("origins")));
  return difference(sources.match(std::string_view(input.at("url").as_string())),
                    line.at("expected"));
}

Verdict run_release_filter(const json::object& line) {
  const json::object& input = line.at("input").as_object();
  FilterSettings settings;
  settings.releases = texts(input.at("patterns"));
  return expect_filtered({{"release", input.at("release")}}, settings,
                         domain::filter::reason::kRelease, line.at("expected"));
}

Verdict run_web_crawler(const json::object& line) {
  FilterSettings settings;
  settings.web_crawlers = true;
  return expect_filtered(with_user_agent(line.at("input").as_string()), settings,
                         domain::filter::reason::kWebCrawlers, line.at("expected"));
}

}  // namespace picket::conformance
