#include "domain/release/version.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "base/ascii.h"

namespace picket::domain::release {
namespace {

constexpr std::uint64_t kMaxNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kHashLengths[] = {12, 16, 20, 32, 40, 64};

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_number(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_hash(std::string_view text) noexcept {
  return std::find(std::begin(kHashLengths), std::end(kHashLengths), text.size()) !=
             std::end(kHashLengths) &&
         std::all_of(text.begin(), text.end(), [](char c) { return ascii::hex_value(c) >= 0; });
}

constexpr bool is_identifier_char(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/// Fields of letters, digits and dashes, with a dot between two.
bool are_identifiers(std::string_view text) noexcept {
  for (;;) {
    const auto [field, rest, more] = ascii::split_once(text, '.');
    if (field.empty() || !std::all_of(field.begin(), field.end(), is_identifier_char)) return false;
    if (!more) return true;
    text = rest;
  }
}

bool read_numbers(std::string_view text, Version& version) noexcept {
  std::uint64_t* const places[] = {&version.major, &version.minor, &version.patch,
                                   &version.revision};
  for (std::size_t i = 0; i < std::size(places); ++i) {
    const auto [field, rest, more] = ascii::split_once(text, '.');
    const auto number = ascii::parse_uint<std::uint64_t>(field);
    if (!number || *number > kMaxNumber) return false;
    *places[i] = *number;
    version.components = i + 1;
    if (!more) return true;
    text = rest;
  }
  return false;
}

std::optional<Version> read_version(std::string_view text) noexcept {
  Version version;
  version.raw = text;
  const auto [core, build, has_build] = ascii::split_once(text, '+');
  const auto [numbers, prerelease, has_prerelease] = ascii::split_once(core, '-');
  version.build = build;
  version.prerelease = prerelease;
  if (has_build && !are_identifiers(build)) return std::nullopt;
  if (has_prerelease && !are_identifiers(prerelease)) return std::nullopt;
  if (!read_numbers(numbers, version)) return std::nullopt;
  return version;
}

std::string_view without_zeros(std::string_view number) noexcept {
  return number.substr(std::min(number.find_first_not_of('0'), number.size() - 1));
}

/// Numbers of any length go in front of words.
std::weak_ordering compare_fields(std::string_view a, std::string_view b) noexcept {
  const bool a_counts = is_number(a);
  const bool b_counts = is_number(b);
  if (a_counts != b_counts) {
    return a_counts ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  if (!a_counts) return a <=> b;
  a = without_zeros(a);
  b = without_zeros(b);
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a <=> b;
}

std::weak_ordering compare_prereleases(std::string_view a, std::string_view b) noexcept {
  if (a.empty() || b.empty()) return a.empty() <=> b.empty();
  for (;;) {
    const auto [a_field, a_rest, a_more] = ascii::split_once(a, '.');
    const auto [b_field, b_rest, b_more] = ascii::split_once(b, '.');
    if (const auto order = compare_fields(a_field, b_field); order != 0) return order;
    if (!a_more || !b_more) return a_more <=> b_more;
    a = a_rest;
    b = b_rest;
  }
}

}  // namespace

Name parse_name(std::string_view name) noexcept {
  Name parsed;
  parsed.rest = name;
  const std::size_t at = name.find('@', 1);
  if (at != std::string_view::npos && name.substr(0, at) != "@") {
    parsed.package = name.substr(0, at);
    parsed.rest = name.substr(at + 1);
  }
  if (is_hash(parsed.rest)) {
    parsed.build_hash = parsed.rest;
    return parsed;
  }
  parsed.version = read_version(parsed.rest);
  if (parsed.version && is_hash(parsed.version->build)) parsed.build_hash = parsed.version->build;
  return parsed;
}

std::optional<SemanticVersion> parse_version(std::string_view name) noexcept {
  const Name parsed = parse_name(name);
  if (parsed.package.empty() || !parsed.version) return std::nullopt;
  return SemanticVersion{parsed.package, *parsed.version};
}

std::optional<std::weak_ordering> compare(const SemanticVersion& a,
                                          const SemanticVersion& b) noexcept {
  if (a.package != b.package) return std::nullopt;
  const Version& x = a.version;
  const Version& y = b.version;
  if (const auto order = x.major <=> y.major; order != 0) return order;
  if (const auto order = x.minor <=> y.minor; order != 0) return order;
  if (const auto order = x.patch <=> y.patch; order != 0) return order;
  if (const auto order = x.revision <=> y.revision; order != 0) return order;
  return compare_prereleases(x.prerelease, y.prerelease);
}

}  // namespace picket::domain::release
