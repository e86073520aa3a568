#include "domain/release/describe.h"

#include <algorithm>

#include "base/ascii.h"

namespace picket::domain::release {
namespace {

constexpr std::size_t kSha1Digits = 40;
constexpr std::size_t kShortSha1 = 7;
constexpr std::size_t kShortHash = 12;

constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_package_char(char c) noexcept {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

bool is_package_part(std::string_view text) noexcept {
  return text.size() >= 2 && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), is_package_char);
}

/// At least two parts with a dot between them.
bool is_dotted_package(std::string_view text) noexcept {
  std::size_t parts = 0;
  for (;;) {
    const auto [part, rest, more] = ascii::split_once(text, '.');
    if (!is_package_part(part)) return false;
    ++parts;
    if (!more) return parts >= 2;
    text = rest;
  }
}

bool is_sha1(std::string_view name) noexcept {
  return name.size() == kSha1Digits &&
         std::all_of(name.begin(), name.end(), [](char c) { return ascii::hex_value(c) >= 0; });
}

}  // namespace

std::string_view short_version(std::string_view name) noexcept {
  if (is_sha1(name)) return name.substr(0, kShortSha1);
  // The last dash that ends a package: parts of it may hold dashes too.
  for (std::size_t dash = name.rfind('-'); dash != std::string_view::npos && dash > 0;
       dash = name.rfind('-', dash - 1)) {
    if (is_dotted_package(name.substr(0, dash))) return name.substr(dash + 1);
  }
  return name;
}

std::string description(const Name& name) {
  const std::string hash(name.build_hash.substr(0, kShortHash));
  if (!name.version) return hash.empty() ? std::string(name.rest) : hash;
  std::string text(name.version->raw.substr(0, name.version->raw.find('+')));
  const std::string build = hash.empty() ? std::string(name.version->build) : hash;
  if (!build.empty()) text += " (" + build + ")";
  return text;
}

}  // namespace picket::domain::release
