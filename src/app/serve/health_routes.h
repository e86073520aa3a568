// What load balancers, SDK relays and Prometheus ask a server: is it there, does it take events,
// how is it doing. Paths under /api/ are Sentry Relay's (shared spec "ingest", section 1).
#pragma once

#include <functional>

#include "net/router.h"
#include "obs/metrics.h"

namespace picket::app {

/// GET /health/live and /health/ready with {"is_healthy": ...}, and Relay's names for them. Live
/// answers 200 always; ready answers 503 while `ready()` is false. It is called on io threads and
/// never blocks, and neither page waits for a thread, so both answer at full load.
void add_health_routes(net::Router& router, const std::function<bool()>& ready);

/// GET /metrics: Prometheus text. `metrics` outlives the router.
void add_metrics_route(net::Router& router, const obs::Registry& metrics);

}  // namespace picket::app
