#include "roles/relay/relay.h"

#include <set>
#include <string>
#include <string_view>
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

/// Where SDKs send, and what they may.
struct EndpointRoute {
  std::string_view name;  ///< Of the route.
  net::Method method;
  std::string_view pattern;
  Endpoint endpoint;
  std::size_t max_body_bytes;
  bool slash_optional = false;
};

constexpr net::Method kGet = net::Method::get;
constexpr net::Method kPost = net::Method::post;

constexpr EndpointRoute kRoutes[] = {
    {"envelope", kPost, "/api/{project_id}/envelope/", Endpoint::envelope, kMaxEnvelopeBytes},
    {"store", kPost, "/api/{project_id}/store/", Endpoint::store, kMaxStoreBytes},
    {"store_beacon", kGet, "/api/{project_id}/store/", Endpoint::beacon, kMaxStoreBytes},
    {"store_by_key", kPost, "/api/store/", Endpoint::store, kMaxStoreBytes},
    {"store_beacon_by_key", kGet, "/api/store/", Endpoint::beacon, kMaxStoreBytes},
    {"minidump", kPost, "/api/{project_id}/minidump/", Endpoint::minidump, kMaxUploadBytes, true},
    {"unreal", kPost, "/api/{project_id}/unreal/{sentry_key}/", Endpoint::unreal, kMaxUploadBytes},
    {"event_attachments", kPost, "/api/{project_id}/events/{event_id}/attachments/",
     Endpoint::attachments, kMaxUploadBytes},
    {"security", kPost, "/api/{project_id}/security/", Endpoint::security, kMaxStoreBytes},
    {"csp_report", kPost, "/api/{project_id}/csp-report/", Endpoint::security, kMaxStoreBytes},
    {"nel", kPost, "/api/{project_id}/nel/", Endpoint::nel, kMaxStoreBytes},
    {"cron", kPost, "/api/{project_id}/cron/{monitor_slug}/", Endpoint::check_in, kMaxCheckInBytes,
     true},
    {"cron_get", kGet, "/api/{project_id}/cron/{monitor_slug}/", Endpoint::check_in,
     kMaxCheckInBytes, true},
    {"cron_by_key", kPost, "/api/{project_id}/cron/{monitor_slug}/{sentry_key}/",
     Endpoint::check_in, kMaxCheckInBytes, true},
    {"cron_get_by_key", kGet, "/api/{project_id}/cron/{monitor_slug}/{sentry_key}/",
     Endpoint::check_in, kMaxCheckInBytes, true},
};

}  // namespace

Relay::Relay(const RelayParts& parts, net::TrustedProxies proxies, const domain::AbuseLimits& abuse)
    : telemetry_(parts.metrics, parts.logger),
      proxies_(std::move(proxies)),
      ledger_(telemetry_),
      outcomes_(ledger_, parts.log, health_, telemetry_),
      projects_(parts.meta, domain::filter::global_filters(parts.filters), telemetry_),
      spikes_(parts.meta, projects_, parts.clock, telemetry_),
      quotas_(parts.limiter, abuse, spikes_, telemetry_),
      submissions_({parts.log, parts.blobs, parts.cpu, parts.bulk, parts.blocking, parts.clock,
                    projects_, proxies_, ledger_, quotas_, health_, telemetry_, user_agents_,
                    expansions_, parts.geo}) {}

void Relay::add_routes(net::Router& router) {
  std::set<std::string_view> preflighted;
  for (const EndpointRoute& route : kRoutes) {
    net::Route added;
    added.name = route.name;
    added.method = route.method;
    added.pattern = route.pattern;
    added.max_body_bytes = route.max_body_bytes;
    added.slash_optional = route.slash_optional;
    added.handler = net::AsyncHandler([this, endpoint = route.endpoint](net::Request request) {
      return submissions_.answer(endpoint, std::move(request));
    });
    added.on_refusal = [this, endpoint = route.endpoint](
                           const net::Request& request, net::Refusal why, net::Response& response) {
      submissions_.refuse(endpoint, request, why, response);
    };
    router.add(std::move(added));
    if (!preflighted.insert(route.pattern).second) continue;
    net::Route preflight;
    preflight.name = std::string(route.name) + "_preflight";
    preflight.method = net::Method::options;
    preflight.pattern = route.pattern;
    preflight.slash_optional = route.slash_optional;
    preflight.handler = net::AsyncHandler([](const net::Request&) { return answer_preflight(); });
    router.add(std::move(preflight));
  }
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
