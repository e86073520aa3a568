#include "domain/fingerprint_rules/sdk_name.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace picket::domain::fingerprint_rules {
namespace {

/// Names that were changed, or that say less than the platform.
constexpr std::pair<std::string_view, std::string_view> kSynonyms[] = {
    {"sentry.electron", "sentry.javascript.electron"},
    {"sentry.javascript.angular.ivy", "sentry.javascript.angular"},
    {"sentry.javascript.react.expo", "sentry.javascript.react"},
    {"sentry.javascript.react.native.expo", "sentry.javascript.react.native"},
    {"sentry.laravel", "sentry.php"},
    {"sentry.react", "sentry.javascript.react"},
    {"sentry.symfony", "sentry.php"},
    {"sentry.unity", "sentry.native.unity"},
};

std::string with_dots(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (is_word) {
      out += c;
    } else if (!out.ends_with('.')) {
      out += '.';
    }
  }
  return out;
}

std::string_view first_parts(std::string_view name, std::size_t count) noexcept {
  std::size_t end = 0;
  while (count > 0 && end < name.size()) {
    end = std::min(name.find('.', end + 1), name.size());
    --count;
  }
  return name.substr(0, end);
}

}  // namespace

std::string normalized_sdk_name(std::string_view name) {
  std::string dotted = with_dots(name);
  for (const auto& [from, to] : kSynonyms) {
    if (dotted == from) dotted = to;
  }
  if (!dotted.starts_with("sentry.")) return "other";
  const std::string_view platform = first_parts(dotted, 2);
  if (platform == "sentry.javascript") return dotted;
  return std::string(platform == "sentry.native" ? first_parts(dotted, 3) : platform);
}

}  // namespace picket::domain::fingerprint_rules
