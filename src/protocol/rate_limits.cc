#include "protocol/rate_limits.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

#include "base/ascii.h"

namespace picket::protocol {
namespace {

using std::chrono::seconds;

seconds whole_seconds(Duration left) noexcept {
  return std::chrono::ceil<seconds>(left);
}

/// Reason codes and namespaces are words. Anything else could end the field, or the header.
void append_word(std::string& out, std::string_view word) {
  for (const char c : word) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    out += plain ? c : '_';
  }
}

void append_categories(std::string& out, CategorySet categories) {
  if (categories.is_all()) return;
  bool first = true;
  for (int id = 0; id < 64; ++id) {
    const auto category = static_cast<Category>(id);
    if (!categories.contains(category)) continue;
    if (!std::exchange(first, false)) out += ';';
    out += to_string(category);
  }
}

void append_limit(std::string& out, const RateLimit& limit) {
  out += std::to_string(whole_seconds(limit.retry_after).count());
  out += ':';
  append_categories(out, limit.categories);
  out += ':';
  out += to_string(limit.scope);
  if (limit.reason.empty() && limit.namespaces.empty()) return;
  out += ':';
  append_word(out, limit.reason);
  if (limit.namespaces.empty()) return;
  out += ':';
  for (std::size_t i = 0; i < limit.namespaces.size(); ++i) {
    if (i > 0) out += ';';
    append_word(out, limit.namespaces[i]);
  }
}

/// "60", "0.5". Nullopt for what is no number.
std::optional<Duration> parse_seconds(std::string_view text) noexcept {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [parsed_to, errc] = std::from_chars(text.data(), end, value);
  if (errc != std::errc{} || parsed_to != end || !std::isfinite(value)) return std::nullopt;
  const auto most = static_cast<double>(whole_seconds(kLongestRetryAfter).count());
  return seconds(static_cast<std::int64_t>(std::ceil(std::clamp(value, 0.0, most))));
}

/// Calls `each` with the parts that are not empty.
template <class Each>
void split(std::string_view list, char separator, Each each) {
  while (!list.empty()) {
    const ascii::Split parts = ascii::split_once(list, separator);
    if (!parts.head.empty()) each(parts.head);
    list = parts.tail;
  }
}

CategorySet parse_categories(std::string_view list) {
  if (list.find_first_not_of(';') == std::string_view::npos) return CategorySet::all();
  CategorySet categories;
  split(list, ';', [&](std::string_view name) { categories.add(parse_category(name)); });
  return categories;
}

std::optional<RateLimit> parse_limit(std::string_view entry) {
  const ascii::Split number = ascii::split_once(entry, ':');
  const auto retry_after = parse_seconds(number.head);
  if (!retry_after || *retry_after <= Duration::zero()) return std::nullopt;
  const ascii::Split categories = ascii::split_once(number.tail, ':');
  const ascii::Split scope = ascii::split_once(categories.tail, ':');
  const ascii::Split reason = ascii::split_once(scope.tail, ':');
  RateLimit limit;
  limit.retry_after = *retry_after;
  limit.categories = parse_categories(categories.head);
  limit.scope = parse_limit_scope(scope.head).value_or(LimitScope::key);
  limit.reason = reason.head;
  split(ascii::split_once(reason.tail, ':').head, ';',
        [&](std::string_view name) { limit.namespaces.emplace_back(name); });
  return limit;
}

}  // namespace

std::string_view to_string(LimitScope scope) noexcept {
  switch (scope) {
    case LimitScope::organization:
      return "organization";
    case LimitScope::project:
      return "project";
    case LimitScope::key:
      return "key";
  }
  return "";
}

std::optional<LimitScope> parse_limit_scope(std::string_view name) noexcept {
  for (const auto scope : {LimitScope::organization, LimitScope::project, LimitScope::key}) {
    if (to_string(scope) == name) return scope;
  }
  return std::nullopt;
}

void merge(std::vector<RateLimit>& limits, RateLimit limit) {
  const auto same = std::find_if(limits.begin(), limits.end(), [&](const RateLimit& other) {
    return other.categories == limit.categories && other.scope == limit.scope &&
           other.namespaces == limit.namespaces;
  });
  if (same == limits.end()) {
    limits.push_back(std::move(limit));
  } else if (same->retry_after < limit.retry_after) {
    *same = std::move(limit);
  }
}

std::string format_rate_limits(std::span<const RateLimit> limits) {
  std::string header;
  for (const RateLimit& limit : limits) {
    if (limit.retry_after <= Duration::zero() || limit.categories.empty()) continue;
    if (!header.empty()) header += ", ";
    append_limit(header, limit);
  }
  return header;
}

std::int64_t retry_after_seconds(std::span<const RateLimit> limits) noexcept {
  Duration longest{0};
  for (const RateLimit& limit : limits) longest = std::max(longest, limit.retry_after);
  return whole_seconds(longest).count();
}

std::vector<RateLimit> parse_rate_limits(std::string_view header) {
  std::vector<RateLimit> limits;
  split(header, ',', [&](std::string_view entry) {
    if (auto limit = parse_limit(ascii::trim(entry))) limits.push_back(*std::move(limit));
  });
  return limits;
}

}  // namespace picket::protocol
