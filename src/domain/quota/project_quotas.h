// ProjectQuotas: every quota that may meet an item of a project, made from what people set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "domain/quota/quota.h"
#include "protocol/ids.h"

namespace picket::domain {

/// Quotas that people may set for one organization or one project. Both and the program's own may
/// meet one item, which then asks as many counters: see ports::Limiter::kMaxCharges.
inline constexpr std::size_t kMaxSetQuotas = 25;

/// A sentence for whoever sent quotas for an organization or a project; nullopt for a good list.
/// Each is an object in relay's form, see parse_quota(); its scope is where it is set or, of a
/// project's, `key`. `error` among the categories means errors of every kind.
std::optional<std::string> find_quotas_flaw(const boost::json::value& quotas);

struct KeyLimit {
  KeyId key;
  std::int64_t count = 0;     ///< Errors in the window; 0: no limit.
  std::int64_t window_s = 0;  ///< 0: no limit.
};

/// What people set, by the names of the API.
struct QuotaSettings {
  std::int64_t account_rate_limit = 0;    ///< Errors of the organization per hour; 0: no limit.
  std::int64_t project_rate_limit = 100;  ///< Percent of them that one project may take.
  boost::json::value organization_quotas;
  boost::json::value project_quotas;
  std::int64_t spike_multiple = 0;  ///< Of the usual rate; 0: no guard.
  std::vector<KeyLimit> keys;
};

struct ProjectQuotas {
  std::vector<Quota> quotas;
  std::int64_t spike_multiple = 0;

  bool empty() const noexcept { return quotas.empty() && spike_multiple == 0; }
};

/// Keys' limits first. Quotas with a flaw are left out.
ProjectQuotas make_project_quotas(const QuotaSettings& settings);

/// What an operator allows anybody, per second and on average over the window: 0 is no limit, less
/// lets nothing through. Source: shared spec "ingest", section 4.1.
struct AbuseLimits {
  std::int64_t window_s = 10;
  std::int64_t project_errors = 0;
  std::int64_t project_transactions = 0;
  std::int64_t project_attachment_bytes = 0;
  std::int64_t project_attachment_items = 0;
  std::int64_t project_sessions = 0;
  std::int64_t project_spans = 0;
  std::int64_t project_log_bytes = 0;
  std::int64_t organization_errors = 0;
};

/// They meet every project and organization alike.
std::vector<Quota> make_abuse_quotas(const AbuseLimits& limits);

}  // namespace picket::domain
