// Relay: the role. Accepts what SDKs send, decides, appends to the log, answers.
#pragma once

#include <atomic>

#include "base/clock.h"
#include "base/deadline.h"
#include "domain/filter/generic_filters.h"
#include "domain/normalize/geo.h"
#include "net/blocking_pool.h"
#include "net/body_budget.h"
#include "net/client_address.h"
#include "net/router.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/blob_store.h"
#include "ports/limiter.h"
#include "ports/log.h"
#include "ports/meta_db.h"
#include "roles/relay/limits.h"
#include "roles/relay/log_health.h"
#include "roles/relay/outcome_writer.h"
#include "roles/relay/project_cache.h"
#include "roles/relay/quotas.h"
#include "roles/relay/spike_guard.h"
#include "roles/relay/submission.h"
#include "roles/relay/user_agent_cache.h"

namespace picket::relay {

/// What the relay uses and does not own; all of it outlives the relay.
struct RelayParts {
  ports::Log& log;  ///< Has all topics of protocol/topics.h.
  ports::BlobStore& blobs;
  ports::MetaDb& meta;
  net::BlockingPool& cpu;       ///< Where requests that are not small are worked on; full: 503.
  net::BlockingPool& bulk;      ///< Where large ones and crash uploads are; full: 503.
  net::BlockingPool& blocking;  ///< Where attachments are written; full: 503.
  ports::Limiter& limiter;      ///< Of quotas.
  const Clock& clock;
  obs::Logger& logger;
  obs::Registry& metrics;
  const domain::GeoReader* geo = nullptr;  ///< Null: where users are is unknown.
  /// By which events of all projects are dropped, besides those that every server has.
  domain::filter::GenericFilters filters{};
};

/// add_routes(), start(), then, around the server's own stop, drain() and stop(), from one thread.
class Relay {
 public:
  explicit Relay(const RelayParts& parts, net::TrustedProxies proxies = {},
                 const domain::AbuseLimits& abuse = {});
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  /// Endpoints of SDKs. The router's server is gone before the relay.
  void add_routes(net::Router& router);

  /// Reads the project configuration and is ready from then on. Blocks. A database that does not
  /// answer is asked again; until it does, requests are answered 503.
  void start();
  /// Not ready any more, for load balancers; requests are still served.
  void drain() noexcept { serving_ = false; }
  /// When the server has stopped and before the log closes: writes the last outcomes. False when
  /// that takes longer than the deadline.
  bool stop(Deadline deadline);

  /// For health pages: started, not draining, the project configuration known, and the log takes
  /// what it is given. Never blocks.
  bool ready() const;
  /// What became of everything that came in since the start.
  ItemBalance balance() const noexcept { return telemetry_.balance(); }
  /// After a change of projects or keys by this process: no need to wait for the next look.
  void projects_changed() { projects_.wake(); }

  /// What crash dumps that come compressed may have in memory.
  net::BodyBudget& expansions() noexcept { return expansions_; }

 private:
  std::atomic<bool> serving_{false};
  Telemetry telemetry_;
  const net::TrustedProxies proxies_;
  LogHealth health_;
  OutcomeLedger ledger_;
  OutcomeWriter outcomes_;
  ProjectCache projects_;
  SpikeGuard spikes_;
  Quotas quotas_;
  UserAgentCache user_agents_;
  net::BodyBudget expansions_{kMaxExpandedBytes, telemetry_.expanded_bytes()};
  Submissions submissions_;
};

}  // namespace picket::relay
