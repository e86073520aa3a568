#include "roles/api/filter_fields.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"
#include "domain/filter/address_set.h"
#include "domain/filter/from_settings.h"
#include "domain/filter/generic_filters.h"
#include "domain/filter/glob.h"
#include "domain/filter/legacy_browsers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace filter = domain::filter;

constexpr std::string_view kPrefix = "filters:";
constexpr std::string_view kLegacyBrowsers = "filters:legacy-browsers";
constexpr std::size_t kMaxSubfilters = 32;
/// Of one list: each costs a look for every event.
constexpr std::size_t kMaxLines = 1000;
/// Of a line that a sentence quotes.
constexpr std::size_t kQuoted = 60;

using FlawOfLine = std::optional<std::string> (*)(std::string_view line);

std::optional<std::string> flaw_of_address(std::string_view line) {
  if (filter::parse_address_range(line)) return std::nullopt;
  return "is not an acceptable IP address or range";
}

std::optional<std::string> flaw_of_pattern(std::string_view line) {
  const auto glob = filter::Glob::compile(line, filter::GlobCase::ignored);
  if (glob) return std::nullopt;
  return fmt::format("is not a pattern: {}", to_string(glob.error()));
}

std::optional<std::string> flaw_of_lines(std::string_view text, FlawOfLine flaw_of) {
  const std::vector<std::string> lines = filter::lines_of(text);
  if (lines.size() > kMaxLines) return fmt::format("Ensure there are at most {} lines.", kMaxLines);
  for (const std::string& line : lines) {
    const auto flaw = flaw_of(line);
    if (!flaw) continue;
    return fmt::format("\"{}\" {}.", utf8_prefix(line, kQuoted), *flaw);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_filter_flaw(std::string_view option, const json::value& value) {
  const json::string* const text = value.if_string();
  if (text == nullptr) return std::nullopt;
  if (option == "filters:blacklisted_ips") return flaw_of_lines(*text, &flaw_of_address);
  if (option == "filters:releases" || option == "filters:error_messages") {
    return flaw_of_lines(*text, &flaw_of_pattern);
  }
  if (option == "filters:generic") {
    const auto parsed = filter::read_generic_filters(*text);
    if (!parsed) return parsed.error();
  }
  return std::nullopt;
}

const domain::Setting* find_filter(std::string_view id) noexcept {
  const auto filters = domain::project_filters();
  const auto found = std::find_if(filters.begin(), filters.end(), [&](const auto& candidate) {
    return filter_id(candidate) == id;
  });
  return found == filters.end() ? nullptr : &*found;
}

std::string_view filter_id(const domain::Setting& filter) noexcept {
  return filter.name.substr(kPrefix.size());
}

json::object filter_json(const domain::Setting& filter, const domain::SettingValues& settings) {
  return {{"id", filter_id(filter)}, {"active", settings.get(filter)}};
}

std::optional<json::value> read_filter(Fields& fields, const domain::Setting& filter) {
  const auto active = fields.flag("active");
  const bool sent = fields.has("subfilters");
  const auto browsers = sent ? fields.texts("subfilters", kMaxSubfilters) : std::nullopt;
  if (sent && !browsers) return std::nullopt;  // Wrong is wrong, also where it is passed over.
  if (!sent || filter.name != kLegacyBrowsers) {
    if (fields.ok() && !active) fields.refuse("active", "This field is required.");
    return active ? std::optional<json::value>(*active) : std::nullopt;
  }
  for (const std::string& browser : *browsers) {
    if (filter::LegacyBrowsers::is_option(browser)) continue;
    fields.refuse("subfilters",
                  fmt::format("\"{}\" is not a valid choice.", utf8_prefix(browser, kQuoted)));
    return std::nullopt;
  }
  // Clients that know both fields send both: a filter that is off stays off.
  if (active && !*active) return json::value(false);
  json::array chosen;
  for (const std::string& browser : *browsers) {
    if (std::find(chosen.begin(), chosen.end(), json::value(browser)) == chosen.end()) {
      chosen.emplace_back(browser);
    }
  }
  if (chosen.empty()) return json::value(active.value_or(false));
  return json::value(std::move(chosen));
}

}  // namespace picket::api
