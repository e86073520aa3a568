// Submissions: carries requests of SDKs through the pipeline and into the log, and answers them.
#pragma once

#include <vector>

#include <boost/asio/awaitable.hpp>

#include "base/clock.h"
#include "domain/normalize/geo.h"
#include "domain/user_agent/user_agent.h"
#include "net/blocking_pool.h"
#include "net/body_budget.h"
#include "net/http.h"
#include "net/router.h"
#include "ports/blob_store.h"
#include "ports/log.h"
#include "roles/relay/delivery.h"
#include "roles/relay/log_health.h"
#include "roles/relay/pipeline.h"

namespace picket::relay {

struct SubmissionParts {
  ports::Log& log;
  ports::BlobStore& blobs;
  net::BlockingPool& cpu;
  net::BlockingPool& bulk;
  net::BlockingPool& blocking;
  const Clock& clock;
  ProjectCache& projects;
  const net::TrustedProxies& proxies;
  OutcomeLedger& ledger;
  Quotas& quotas;
  LogHealth& health;
  Telemetry& telemetry;
  domain::UserAgents& user_agents;
  net::BodyBudget& expansions;
  const domain::GeoReader* geo;
};

/// Thread-safe. What it is given outlives it.
class Submissions {
 public:
  explicit Submissions(const SubmissionParts& parts);

  /// Answers when every item is accounted for and the event is durable, or is not going to be.
  boost::asio::awaitable<net::Response> answer(Endpoint endpoint, net::Request request);
  /// For requests that never got that far: the answer in relay's shape, and their outcome.
  void refuse(Endpoint endpoint, const net::Request& request, net::Refusal why,
              net::Response& response);

 private:
  boost::asio::awaitable<Result<Decision, Rejection>> decide_somewhere(Intake& intake);
  /// decide(), with what libraries throw caught.
  Result<Decision, Rejection> decide_here(Intake& intake) noexcept;
  /// True when all of it is durable; the rest is accounted for.
  boost::asio::awaitable<bool> keep(Intake& intake, std::vector<ReadyMessage>& messages);
  net::Response reject(const Rejection& rejection);

  const SubmissionParts parts_;
  const StageContext stages_;
  Delivery delivery_;
};

}  // namespace picket::relay
