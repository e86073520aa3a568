// Quotas: how much of what an organization, a project or a key may send in a window of time.
// Source: shared spec "ingest", sections 4.1 and 4.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/clock.h"
#include "protocol/category_set.h"
#include "protocol/ids.h"
#include "protocol/outcome.h"
#include "protocol/rate_limits.h"

namespace picket::domain {

/// Whose item it is.
struct Scoping {
  OrgId org;
  ProjectId project;
  KeyId key;
};

/// Ids and namespaces name counters; reason codes are told to SDKs and kept with outcomes.
inline constexpr std::size_t kMaxQuotaWordBytes = 64;
/// Windows of `quotas` in settings, in seconds: a month of thirty-one days is the longest budget
/// that people think in. A counter that a restart forgets is no ledger.
inline constexpr std::int64_t kLongestQuotaWindow_s = 31LL * 24 * 60 * 60;
/// Of a limit, in items or bytes: sums of it stay far from the end of numbers.
inline constexpr std::int64_t kMostQuotaLimit = 1'000'000'000'000;
/// What an SDK is told to wait at most, and what the relay remembers: a quota that is raised is
/// then felt soon. Source: relay's max_rate_limit.
inline constexpr Duration kMaxRateLimit = std::chrono::seconds(300);
/// How long a quota that allows nothing is told: there is no window that would end.
inline constexpr Duration kRejectAllRetryAfter = std::chrono::seconds(60);

struct Quota {
  std::string id;  ///< Counts under this name; unique among the quotas of a project.
  protocol::LimitScope scope = protocol::LimitScope::organization;
  std::optional<std::int64_t> scope_id{};  ///< Only this organization, project or key.
  protocol::CategorySet categories = protocol::CategorySet::all();
  std::optional<std::int64_t> limit{};  ///< 0: nothing is let through; none: everything is.
  Duration window{0};                   ///< Greater than zero where something is counted.
  std::string metric_namespace{};       ///< Only of metric_bucket.
  std::string reason{};                 ///< Reason code.

  bool rejects_all() const noexcept { return limit && *limit == 0; }
  friend bool operator==(const Quota&, const Quota&) = default;
};

/// Whether the quota says anything about such an item.
bool applies(const Quota& quota, const Scoping& scoping, protocol::Category category) noexcept;

/// abuse for the reasons of abuse limits, rate_limited for all others.
protocol::Outcome outcome_of(const Quota& quota) noexcept;

/// The id within the scope: the organization's, the project's or the key's.
std::int64_t id_in_scope(protocol::LimitScope scope, const Scoping& scoping) noexcept;

/// Name of the counter: "quota:<id>{<org>}<project or key><namespace>". The braces keep the
/// counters of an organization on one node of a Redis cluster; the limiter adds the window.
class CounterKey {
 public:
  CounterKey(const Quota& quota, const Scoping& scoping) noexcept;
  std::string_view text() const noexcept { return {text_, size_}; }

 private:
  static constexpr std::size_t kMaxBytes = 2 * kMaxQuotaWordBytes + 64;
  char text_[kMaxBytes];
  std::size_t size_ = 0;
};

/// Where the windows of an organization begin: not at the same moment for all of them.
Duration window_shift(const Quota& quota, OrgId org) noexcept;

/// Reads relay's form: {id, categories, scope, scopeId, limit, window, namespace, reasonCode}.
/// Nullopt for one that is to be ignored: of an unknown scope, of unknown categories alone, that
/// counts without an id or a window, or whose words are too long or not words.
std::optional<Quota> parse_quota(const boost::json::value& value);
/// Those of an array that can be used, at most `most`; of several with the same id the first.
std::vector<Quota> parse_quotas(const boost::json::value& value, std::size_t most);

}  // namespace picket::domain
