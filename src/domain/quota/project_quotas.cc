#include "domain/quota/project_quotas.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "domain/quota/reasons.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using protocol::Category;
using protocol::CategorySet;
using protocol::LimitScope;
using std::chrono::seconds;

constexpr std::int64_t kHour_s = 3600;

/// People say `error` and mean errors of every kind.
CategorySet with_kinds(CategorySet categories) {
  if (categories.contains(Category::error)) categories.add(CategorySet::errors());
  return categories;
}

/// Those that can be used, with ids that no quota of ours has.
void add_set_quotas(std::vector<Quota>& quotas, const json::value& set, LimitScope scope,
                    std::string_view id, std::string_view reason) {
  for (Quota& quota : parse_quotas(set, kMaxSetQuotas)) {
    const bool of_keys = scope == LimitScope::project && quota.scope == LimitScope::key;
    if (!of_keys) quota.scope = scope;
    quota.id = fmt::format("{}:{}", id, quota.id);
    quota.categories = with_kinds(quota.categories);
    if (quota.reason.empty()) quota.reason = of_keys ? reason::kKey : reason;
    quotas.push_back(std::move(quota));
  }
}

Quota error_quota(std::string_view id, LimitScope scope, std::int64_t limit, std::int64_t window_s,
                  std::string_view reason) {
  Quota quota;
  quota.id = id;
  quota.scope = scope;
  quota.categories = CategorySet::errors();
  quota.limit = limit;
  quota.window = seconds(window_s);
  quota.reason = reason;
  return quota;
}

}  // namespace

std::optional<std::string> find_quotas_flaw(const json::value& quotas) {
  const json::array* const list = quotas.if_array();
  if (list == nullptr) return "Expected a list of quotas.";
  if (list->size() > kMaxSetQuotas)
    return fmt::format("Ensure this field has no more than {} quotas.", kMaxSetQuotas);
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (!parse_quota((*list)[i])) {
      return fmt::format(
          "Quota {} cannot be used: it needs known categories or none and, unless its limit is 0 "
          "or null, an id of letters, digits, '_', '-' or '.', a limit and a window of 1 to {} "
          "seconds.",
          i + 1, kLongestQuotaWindow_s);
    }
  }
  if (parse_quotas(quotas, kMaxSetQuotas).size() != list->size())
    return "Each quota needs an id of its own.";
  return std::nullopt;
}

ProjectQuotas make_project_quotas(const QuotaSettings& settings) {
  ProjectQuotas made;
  made.spike_multiple = std::max<std::int64_t>(settings.spike_multiple, 0);
  for (const KeyLimit& key : settings.keys) {
    if (key.count <= 0 || key.window_s <= 0) continue;
    Quota quota = error_quota("k", LimitScope::key, key.count, key.window_s, reason::kKey);
    quota.scope_id = key.key.value;
    made.quotas.push_back(std::move(quota));
  }
  add_set_quotas(made.quotas, settings.project_quotas, LimitScope::project, "p", reason::kProject);
  add_set_quotas(made.quotas, settings.organization_quotas, LimitScope::organization, "o",
                 reason::kOrg);
  const std::int64_t account = std::min(settings.account_rate_limit, kMostQuotaLimit);
  if (account <= 0) return made;
  const std::int64_t percent = settings.project_rate_limit;
  if (percent > 0 && percent < 100) {
    // At least one: a share that rounds to nothing would shut every project out.
    const std::int64_t share = std::max<std::int64_t>(account * percent / 100, 1);
    made.quotas.push_back(error_quota("p", LimitScope::project, share, kHour_s, reason::kProject));
  }
  made.quotas.push_back(error_quota("o", LimitScope::organization, account, kHour_s, reason::kOrg));
  return made;
}

std::vector<Quota> make_abuse_quotas(const AbuseLimits& limits) {
  struct Row {
    std::string_view id;
    LimitScope scope;
    CategorySet categories;
    std::int64_t per_second;
  };
  const Row rows[] = {
      {"pae", LimitScope::project, CategorySet::errors(), limits.project_errors},
      {"pat", LimitScope::project, {Category::transaction}, limits.project_transactions},
      {"paa", LimitScope::project, {Category::attachment}, limits.project_attachment_bytes},
      {"paai", LimitScope::project, {Category::attachment_item}, limits.project_attachment_items},
      {"pas", LimitScope::project, {Category::session}, limits.project_sessions},
      {"paspi", LimitScope::project, {Category::span}, limits.project_spans},
      {"palb", LimitScope::project, {Category::log_byte}, limits.project_log_bytes},
      {"oae", LimitScope::organization, CategorySet::errors(), limits.organization_errors},
  };
  std::vector<Quota> quotas;
  for (const Row& row : rows) {
    if (row.per_second == 0) continue;
    Quota quota;
    quota.id = row.id;
    quota.scope = row.scope;
    quota.categories = row.categories;
    quota.limit = std::max<std::int64_t>(row.per_second, 0) * limits.window_s;
    quota.window = seconds(limits.window_s);
    quota.reason = row.scope == LimitScope::project ? reason::kProjectAbuse : reason::kOrgAbuse;
    quotas.push_back(std::move(quota));
  }
  return quotas;
}

}  // namespace picket::domain
