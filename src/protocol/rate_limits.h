// X-Sentry-Rate-Limits: what an SDK should not send for a while.
// Source: shared spec "ingest", section 1.7;
// develop.sentry.dev/sdk/expected-features/rate-limiting.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "protocol/category_set.h"

namespace picket::protocol {

/// Whom a limit is for.
enum class LimitScope : std::uint8_t { organization, project, key };

std::string_view to_string(LimitScope scope) noexcept;
std::optional<LimitScope> parse_limit_scope(std::string_view name) noexcept;

struct RateLimit {
  CategorySet categories = CategorySet::all();  ///< Empty: of none that we know.
  LimitScope scope = LimitScope::organization;
  Duration retry_after{0};                ///< Not greater than zero: it is over.
  std::string reason;                     ///< Reason code of the quota; may be empty.
  std::vector<std::string> namespaces{};  ///< Of metric_bucket; none means all.

  friend bool operator==(const RateLimit&, const RateLimit&) = default;
};

/// Longer ones of others are cut to this. No SDK lives that long, and times cannot overflow.
inline constexpr Duration kLongestRetryAfter = std::chrono::days(366);

/// Adds a limit. Of two for the same categories, scope and namespaces the longer one stays, with
/// its reason.
void merge(std::vector<RateLimit>& limits, RateLimit limit);

/// The header's value. Seconds are whole ones, rounded up: SDKs read nothing else. Limits that are
/// over, or whose categories nobody knows, are left out: an empty list of categories would mean
/// all. Characters that would end a field become '_'. Empty when there is no limit to tell.
std::string format_rate_limits(std::span<const RateLimit> limits);

/// The value of Retry-After: whole seconds of the longest limit, rounded up; 0 when none is left.
std::int64_t retry_after_seconds(std::span<const RateLimit> limits) noexcept;

/// Reads what somebody else wrote: fractions, blanks around entries, categories of the future. What
/// has no number of seconds is passed over, like what is over. A scope that nobody knows is read as
/// the narrowest one.
std::vector<RateLimit> parse_rate_limits(std::string_view header);

}  // namespace picket::protocol
