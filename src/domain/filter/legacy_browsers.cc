#include "domain/filter/legacy_browsers.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/ascii.h"

namespace picket::domain::filter {
namespace {

struct Option {
  std::string_view name;
  std::string_view family;
  std::int32_t from;
  std::int32_t to;  ///< Inclusive.
};

constexpr Option kOptions[] = {
    {"ie", "IE", 0, 11},
    {"edge", "Edge", 0, 110},
    {"safari", "Safari", 0, 15},
    {"firefox", "Firefox", 0, 110},
    {"chrome", "Chrome", 0, 110},
    {"opera", "Opera", 0, 99},
    {"android", "Android", 0, 3},
    {"opera_mini", "Opera Mini", 0, 34},
    {"ie_pre_9", "IE", 0, 8},
    {"ie9", "IE", 9, 9},
    {"ie10", "IE", 10, 10},
    {"ie11", "IE", 11, 11},
    {"opera_pre_15", "Opera", 0, 14},
    {"android_pre_4", "Android", 0, 3},
    {"safari_pre_6", "Safari", 0, 5},
    {"opera_mini_pre_8", "Opera Mini", 0, 7},
    {"edge_pre_79", "Edge", 0, 78},
};

/// Relay's own option: nobody can choose it in Sentry, configurations of old have it.
constexpr std::string_view kDefault = "default";
constexpr std::uint32_t kDefaultBit = 1U << std::size(kOptions);
static_assert(std::size(kOptions) < 32);

constexpr Option kDefaults[] = {
    {kDefault, "IE", 0, 9},      {kDefault, "Safari", 0, 5},     {kDefault, "Opera", 0, 14},
    {kDefault, "Android", 0, 3}, {kDefault, "Opera Mini", 0, 7},
};

constexpr std::string_view kCurrent[] = {"ie",     "edge",  "safari",  "firefox",
                                         "chrome", "opera", "android", "opera_mini"};

bool covers(const Option& option, std::string_view family, std::int32_t major) noexcept {
  return option.family == family && option.from <= major && major <= option.to;
}

std::optional<std::size_t> place_of(std::string_view name) noexcept {
  const auto* const found = std::find_if(std::begin(kOptions), std::end(kOptions),
                                         [&](const Option& option) { return option.name == name; });
  if (found == std::end(kOptions)) return std::nullopt;
  return static_cast<std::size_t>(found - std::begin(kOptions));
}

}  // namespace

LegacyBrowsers::LegacyBrowsers(std::span<const std::string> options) {
  for (const std::string& name : options) {
    if (name == kDefault) chosen_ |= kDefaultBit;
    if (const auto place = place_of(name)) chosen_ |= 1U << *place;
  }
}

bool LegacyBrowsers::is_option(std::string_view name) noexcept {
  return place_of(name).has_value();
}

std::span<const std::string_view> LegacyBrowsers::current_options() noexcept {
  return kCurrent;
}

bool LegacyBrowsers::contains(const UserAgent::Product& browser) const noexcept {
  const auto major = ascii::parse_uint<std::int32_t>(browser.major);
  if (!major || *major < 0) return false;
  const std::string_view family =
      browser.family == "IE Mobile" ? std::string_view("IE") : std::string_view(browser.family);
  if ((chosen_ & kDefaultBit) != 0) {
    return std::any_of(std::begin(kDefaults), std::end(kDefaults),
                       [&](const Option& option) { return covers(option, family, *major); });
  }
  for (std::size_t i = 0; i < std::size(kOptions); ++i) {
    if ((chosen_ >> i & 1U) != 0 && covers(kOptions[i], family, *major)) return true;
  }
  return false;
}

}  // namespace picket::domain::filter
