#include "domain/user_agent/client_hints.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"

namespace picket::domain {
namespace {

/// Decoys are called something like "Not_A Brand", and engines are no browsers.
constexpr std::string_view kNoBrowsers[] = {"Brand", "Chromium", "Gecko", "WebKit"};

std::string unquoted(std::string_view text) {
  std::string out(ascii::trim(text));
  std::erase(out, '"');
  return out;
}

/// `"name";v="version"` somewhere in the item.
std::optional<HintedProduct> read_brand(std::string_view item) {
  constexpr std::string_view kBetween = R"(";v=")";
  for (std::size_t at = item.find(kBetween); at != std::string_view::npos;
       at = item.find(kBetween, at + 1)) {
    const std::string_view head = item.substr(0, at);
    const std::string_view tail = item.substr(at + kBetween.size());
    const std::size_t open = head.rfind('"');
    const std::size_t close = tail.find('"');
    if (open == std::string_view::npos || close == std::string_view::npos) continue;
    return HintedProduct{std::string(head.substr(open + 1)), std::string(tail.substr(0, close))};
  }
  return std::nullopt;
}

}  // namespace

std::string_view* ClientHints::find(std::string_view header) noexcept {
  const std::array members = {&user_agent, &platform, &platform_version, &brands, &model};
  static_assert(members.size() == std::size(kNames));
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (ascii::iequals(header, kNames[i])) return members[i];
  }
  return nullptr;
}

std::optional<HintedProduct> hinted_browser(const ClientHints& hints) {
  for (std::string_view rest = hints.brands; !rest.empty();) {
    const ascii::Split item = ascii::split_once(rest, ',');
    rest = item.tail;
    const bool is_none = std::any_of(
        std::begin(kNoBrowsers), std::end(kNoBrowsers),
        [&item](std::string_view name) { return item.head.find(name) != std::string_view::npos; });
    if (is_none) continue;
    auto brand = read_brand(item.head);
    if (!brand || ascii::trim(brand->name).empty() || ascii::trim(brand->version).empty()) break;
    return brand;
  }
  return std::nullopt;
}

std::optional<HintedProduct> hinted_system(const ClientHints& hints) {
  HintedProduct system{unquoted(hints.platform), unquoted(hints.platform_version)};
  if (system.name.empty()) return std::nullopt;
  return system;
}

std::string hinted_model(const ClientHints& hints) {
  return unquoted(hints.model);
}

}  // namespace picket::domain
