#include "domain/normalize/release.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "domain/release/name.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxEnvironmentChars = 64;
constexpr std::size_t kMaxDistChars = 64;
constexpr std::string_view kForbidden = "/\r\n\t\f";

bool is_dots(std::string_view text) noexcept {
  return text == "." || text == "..";
}

constexpr bool is_dist_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

void reject(json::value& value, const Path& path, Meta& meta, std::string_view reason) {
  meta.invalid(path, reason);
  meta.original(path, value);
  value = nullptr;
}

}  // namespace

bool is_valid_environment(std::string_view environment) noexcept {
  return !environment.empty() && utf8_length(environment) <= kMaxEnvironmentChars &&
         !is_dots(environment) && !ascii::iequals(environment, "none") &&
         environment.find_first_of(kForbidden) == std::string_view::npos;
}

void validate_environment(json::object& event, Meta& meta) {
  json::value* const value = event.if_contains("environment");
  const json::string* const text = value != nullptr ? value->if_string() : nullptr;
  if (text == nullptr) return;
  const Path root;
  const Path path(root, "environment");
  if (text->empty()) {
    meta.forget(path);
    event.erase("environment");
  } else if (!is_valid_environment(as_view(*text))) {
    reject(*value, path, meta, "invalid environment");
  }
}

StepResult validate_release(Work& work) {
  json::value* const value = work.event.if_contains("release");
  const json::string* const text = value != nullptr ? value->if_string() : nullptr;
  const Path root;
  if (text != nullptr && !release::is_valid_name(as_view(*text))) {
    reject(*value, Path(root, "release"), work.meta, "invalid release");
  }
  validate_environment(work.event, work.meta);
  return {};
}

StepResult validate_dist(Work& work) {
  json::value* const value = work.event.if_contains("dist");
  const json::string* const text = value != nullptr ? value->if_string() : nullptr;
  if (text == nullptr) return {};
  const std::string_view dist = as_view(*text);
  const Path root;
  const Path path(root, "dist");
  const auto bad = std::find_if_not(dist.begin(), dist.end(), is_dist_char);
  if (dist.empty()) {
    work.meta.forget(path);
    work.event.erase("dist");
  } else if (bad != dist.end()) {
    const std::string_view rest = dist.substr(static_cast<std::size_t>(bad - dist.begin()));
    reject(*value, path, work.meta,
           "invalid character " + debug_char(unicode::decode(rest).code_point));
  } else if (dist.size() > kMaxDistChars) {
    work.meta.error(path, ErrorKind::value_too_long);
    work.meta.original(path, *value);
    *value = nullptr;
  }
  return {};
}

}  // namespace picket::domain::normalize
