// What the stages of the relay's pipeline need besides the request itself.
#pragma once

#include "net/client_address.h"
#include "roles/relay/outcome_ledger.h"
#include "roles/relay/project_cache.h"
#include "roles/relay/quotas.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

/// Everything is thread-safe and outlives the stages.
struct StageContext {
  const ProjectCache& projects;
  const net::TrustedProxies& proxies;
  OutcomeLedger& ledger;
  Quotas& quotas;
  Telemetry& telemetry;
};

}  // namespace picket::relay
