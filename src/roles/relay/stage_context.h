// What the stages of the relay's pipeline need besides the request itself.
#pragma once

#include "domain/normalize/geo.h"
#include "domain/user_agent/user_agent.h"
#include "net/body_budget.h"
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
  domain::UserAgents& user_agents;
  net::BodyBudget& expansions;   ///< For files that come compressed within a body.
  const domain::GeoReader* geo;  ///< Null when no file with places is configured.
};

}  // namespace picket::relay
