#include "domain/quota/quota.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/assert.h"
#include "domain/quota/reasons.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using protocol::Category;
using protocol::CategorySet;
using protocol::LimitScope;

/// Words stand in keys, in headers and in the ledger.
bool is_word(std::string_view text) noexcept {
  return text.size() <= kMaxQuotaWordBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-' || c == '.';
         });
}

/// False when the member is there and no word.
bool read_word(const json::object& from, std::string_view name, std::string& to) {
  const json::value* const found = from.if_contains(name);
  if (found == nullptr || found->is_null()) return true;
  if (!found->is_string() || !is_word(found->get_string())) return false;
  to = std::string_view(found->get_string());
  return true;
}

/// Nullopt inside when it is absent or null; false when it is no whole number.
bool read_number(const json::object& from, std::string_view name, std::optional<std::int64_t>& to) {
  const json::value* const found = from.if_contains(name);
  if (found == nullptr || found->is_null()) return true;
  boost::system::error_code failed;
  const auto number = found->to_number<std::int64_t>(failed);
  if (failed) return false;
  to = number;
  return true;
}

/// A number, or the text of one, as relay writes it.
bool read_scope_id(const json::object& from, std::optional<std::int64_t>& to) {
  const json::value* const found = from.if_contains("scopeId");
  if (found == nullptr || !found->is_string()) return read_number(from, "scopeId", to);
  const std::string_view text = found->get_string();
  std::int64_t number = 0;
  const auto [end, errc] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (errc != std::errc{} || end != text.data() + text.size()) return false;
  to = number;
  return true;
}

/// False when there are categories and none of them is known.
bool read_categories(const json::object& from, CategorySet& to) {
  const json::value* const found = from.if_contains("categories");
  if (found == nullptr || found->is_null()) return true;
  if (!found->is_array()) return false;
  if (found->get_array().empty()) return true;
  CategorySet some;
  for (const json::value& name : found->get_array()) {
    if (name.is_string()) some.add(protocol::parse_category(name.get_string()));
  }
  to = some;
  return !some.empty();
}

bool read_scope(const json::object& from, LimitScope& to) {
  const json::value* const found = from.if_contains("scope");
  if (found == nullptr || found->is_null()) return true;
  if (!found->is_string()) return false;
  const auto scope = protocol::parse_limit_scope(found->get_string());
  if (scope) to = *scope;
  return scope.has_value();
}

/// Counting needs a name and a window.
bool is_complete(const Quota& quota, std::optional<std::int64_t> window_s) noexcept {
  if (!quota.limit || *quota.limit == 0) return true;
  if (*quota.limit < 0 || *quota.limit > kMostQuotaLimit) return false;
  return !quota.id.empty() && window_s && *window_s > 0 && *window_s <= kLongestQuotaWindow_s;
}

}  // namespace

bool applies(const Quota& quota, const Scoping& scoping, Category category) noexcept {
  if (!quota.categories.contains(category)) return false;
  // Picket splits no metrics by namespace, so a quota of one namespace is never met.
  if (!quota.metric_namespace.empty()) return false;
  return !quota.scope_id || *quota.scope_id == id_in_scope(quota.scope, scoping);
}

protocol::Outcome outcome_of(const Quota& quota) noexcept {
  const bool abuse = quota.reason == reason::kProjectAbuse || quota.reason == reason::kOrgAbuse;
  return abuse ? protocol::Outcome::abuse : protocol::Outcome::rate_limited;
}

std::int64_t id_in_scope(LimitScope scope, const Scoping& scoping) noexcept {
  switch (scope) {
    case LimitScope::organization:
      return scoping.org.value;
    case LimitScope::project:
      return scoping.project.value;
    case LimitScope::key:
      return scoping.key.value;
  }
  return 0;
}

CounterKey::CounterKey(const Quota& quota, const Scoping& scoping) noexcept {
  const auto add = [this](std::string_view part) {
    PICKET_ASSERT(part.size() <= sizeof(text_) - size_);
    size_ += part.copy(text_ + size_, part.size());
  };
  const auto add_number = [this](std::int64_t number) {
    const auto [end, errc] = std::to_chars(text_ + size_, text_ + sizeof(text_), number);
    PICKET_ASSERT(errc == std::errc{});
    size_ = static_cast<std::size_t>(end - text_);
  };
  add("quota:");
  add(quota.id);
  add("{");
  add_number(scoping.org.value);
  add("}");
  if (quota.scope != LimitScope::organization) add_number(id_in_scope(quota.scope, scoping));
  add(quota.metric_namespace);
}

Duration window_shift(const Quota& quota, OrgId org) noexcept {
  const auto window = std::chrono::duration_cast<std::chrono::seconds>(quota.window).count();
  return window <= 0 ? Duration(0)
                     : std::chrono::seconds(std::max<std::int64_t>(org.value, 0) % window);
}

std::optional<Quota> parse_quota(const json::value& value) {
  const json::object* const from = value.if_object();
  if (from == nullptr) return std::nullopt;
  Quota quota;
  std::optional<std::int64_t> window_s;
  const bool readable =
      read_word(*from, "id", quota.id) && read_scope(*from, quota.scope) &&
      read_scope_id(*from, quota.scope_id) && read_categories(*from, quota.categories) &&
      read_number(*from, "limit", quota.limit) && read_number(*from, "window", window_s) &&
      read_word(*from, "namespace", quota.metric_namespace) &&
      read_word(*from, "reasonCode", quota.reason);
  if (!readable || !is_complete(quota, window_s)) return std::nullopt;
  if (quota.limit && *quota.limit > 0) quota.window = std::chrono::seconds(*window_s);
  return quota;
}

std::vector<Quota> parse_quotas(const json::value& value, std::size_t most) {
  std::vector<Quota> quotas;
  const json::array* const list = value.if_array();
  if (list == nullptr) return quotas;
  for (const json::value& one : *list) {
    auto quota = parse_quota(one);
    if (!quota || quotas.size() >= most) continue;
    const bool again = std::any_of(quotas.begin(), quotas.end(), [&](const Quota& other) {
      return !quota->id.empty() && other.id == quota->id;
    });
    if (!again) quotas.push_back(*std::move(quota));
  }
  return quotas;
}

}  // namespace picket::domain
