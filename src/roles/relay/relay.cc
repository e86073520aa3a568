#include "roles/relay/relay.h"

#include <string>
#include <utility>

#include "roles/relay/answer.h"
#include "roles/relay/limits.h"

namespace picket::relay {
namespace asio = boost::asio;

namespace {

/// A coroutine is a function, never a capturing lambda.
asio::awaitable<net::Response> answer_preflight() {
  co_return preflight();
}

std::size_t body_limit(Endpoint endpoint) {
  switch (endpoint) {
    case Endpoint::envelope:
      return kMaxEnvelopeBytes;
    case Endpoint::store:
    case Endpoint::beacon:
      return kMaxStoreBytes;
  }
  return 0;
}

}  // namespace

Relay::Relay(const RelayParts& parts, net::TrustedProxies proxies, const domain::AbuseLimits& abuse)
    : telemetry_(parts.metrics, parts.logger),
      proxies_(std::move(proxies)),
      ledger_(telemetry_),
      outcomes_(ledger_, parts.log, health_, telemetry_),
      projects_(parts.meta, telemetry_),
      spikes_(parts.meta, projects_, parts.clock, telemetry_),
      quotas_(parts.limiter, abuse, spikes_, telemetry_),
      submissions_({parts.log, parts.blobs, parts.cpu, parts.blocking, parts.clock, projects_,
                    proxies_, ledger_, quotas_, health_, telemetry_}) {}

void Relay::add_routes(net::Router& router) {
  add_endpoint(router, "envelope", "/api/{project_id}/envelope/", Endpoint::envelope);
  add_endpoint(router, "store", "/api/{project_id}/store/", Endpoint::store);
  add_endpoint(router, "store_beacon", "/api/{project_id}/store/", Endpoint::beacon);
  add_endpoint(router, "store_by_key", "/api/store/", Endpoint::store);
  add_endpoint(router, "store_beacon_by_key", "/api/store/", Endpoint::beacon);
  for (const auto& [name, pattern] :
       {std::pair{"envelope_preflight", "/api/{project_id}/envelope/"},
        std::pair{"store_preflight", "/api/{project_id}/store/"},
        std::pair{"store_by_key_preflight", "/api/store/"}}) {
    net::Route route;
    route.name = name;
    route.method = net::Method::options;
    route.pattern = pattern;
    route.handler = net::AsyncHandler([](const net::Request&) { return answer_preflight(); });
    router.add(std::move(route));
  }
}

void Relay::add_endpoint(net::Router& router, const std::string& name, const std::string& pattern,
                         Endpoint endpoint) {
  net::Route route;
  route.name = name;
  route.method = endpoint == Endpoint::beacon ? net::Method::get : net::Method::post;
  route.pattern = pattern;
  route.max_body_bytes = body_limit(endpoint);
  route.handler = net::AsyncHandler([this, endpoint](net::Request request) {
    return submissions_.answer(endpoint, std::move(request));
  });
  route.on_refusal = [this, endpoint](const net::Request& request, net::Refusal why,
                                      net::Response& response) {
    submissions_.refuse(endpoint, request, why, response);
  };
  router.add(std::move(route));
}

void Relay::start() {
  projects_.start();
  spikes_.start();
  outcomes_.start();
  serving_ = true;
}

bool Relay::stop(Deadline deadline) {
  drain();
  const bool spikes = spikes_.stop(deadline);
  const bool projects = projects_.stop(deadline);
  const bool outcomes = outcomes_.stop(deadline);
  return spikes && projects && outcomes;
}

bool Relay::ready() const {
  return serving_ && !health_.refuses() && projects_.current() != nullptr;
}

}  // namespace picket::relay
