#include "domain/filter/from_settings.h"

#include <algorithm>

#include <boost/json.hpp>

#include "base/unicode.h"
#include "domain/filter/csp_sources.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

/// Options whose filter every server has, by the name of the filter.
constexpr std::pair<std::string_view, std::string_view> kBuiltIn[] = {
    {"filters:chunk-load-error", "chunk-load-error"},
    {"filters:react-hydration-errors", "react-hydration-errors"},
};

json::value value_of(const SettingValues& settings, std::string_view name) {
  const Setting* setting = find_setting(project_options(), name);
  if (setting == nullptr) setting = find_setting(project_filters(), name);
  return settings.get(*setting);
}

bool flag_of(const SettingValues& settings, std::string_view name) {
  return value_of(settings, name).as_bool();
}

std::vector<std::string> lines_in(const SettingValues& settings, std::string_view name) {
  return lines_of(std::string_view(value_of(settings, name).as_string()));
}

/// Sentry's switch for all of them means the list that it began with.
std::vector<std::string> browsers_in(const SettingValues& settings) {
  const json::value chosen = value_of(settings, "filters:legacy-browsers");
  if (chosen.is_bool()) {
    return chosen.get_bool() ? std::vector<std::string>{"default"} : std::vector<std::string>{};
  }
  std::vector<std::string> names;
  for (const json::value& name : chosen.as_array()) names.emplace_back(name.as_string());
  return names;
}

std::vector<std::string> sources_in(const SettingValues& settings) {
  std::vector<std::string> sources = lines_in(settings, "sentry:csp_ignored_sources");
  if (flag_of(settings, "sentry:csp_ignored_sources_defaults")) {
    const auto defaults = CspSources::defaults();
    sources.insert(sources.end(), defaults.begin(), defaults.end());
  }
  return sources;
}

/// The project's own, and an entry for each switch whose filter it does not speak of. A document
/// that cannot be read, which the API would not have taken, has no filters.
GenericFilters generic_in(const SettingValues& settings) {
  const json::value document = value_of(settings, "filters:generic");
  GenericFilters filters = read_generic_filters(document.as_string()).value_or(GenericFilters{});
  const auto has = [&](std::string_view id) {
    return std::any_of(filters.filters.begin(), filters.filters.end(),
                       [&](const GenericFilter& filter) { return filter.id == id; });
  };
  for (const auto& [option, id] : kBuiltIn) {
    if (has(id)) continue;
    filters.filters.push_back({std::string(id), flag_of(settings, option), std::nullopt});
  }
  return filters;
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = unicode::strip(text.substr(0, end));
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

FilterSettings settings_of(const SettingValues& settings) {
  FilterSettings filters;
  filters.browser_extensions = flag_of(settings, "filters:browser-extensions");
  filters.localhost = flag_of(settings, "filters:localhost");
  filters.web_crawlers = flag_of(settings, "filters:web-crawlers");
  filters.health_checks = flag_of(settings, "filters:filtered-transaction");
  filters.legacy_browsers = browsers_in(settings);
  filters.blocked_addresses = lines_in(settings, "filters:blacklisted_ips");
  filters.releases = lines_in(settings, "filters:releases");
  filters.error_messages = lines_in(settings, "filters:error_messages");
  filters.csp_sources = sources_in(settings);
  filters.generic = generic_in(settings);
  return filters;
}

}  // namespace picket::domain::filter
