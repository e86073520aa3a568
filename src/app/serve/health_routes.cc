#include "app/serve/health_routes.h"

#include <string>
#include <utility>

namespace picket::app {
namespace {

using boost::asio::awaitable;

net::Response health(bool healthy) {
  net::Response response;
  response.status = healthy ? 200 : 503;
  response.body = healthy ? R"({"is_healthy":true})" : R"({"is_healthy":false})";
  response.headers.add("Cache-Control", "no-store");
  return response;
}

awaitable<net::Response> answer(bool healthy) {
  co_return health(healthy);
}

void add(net::Router& router, std::string name, std::string pattern, net::AsyncHandler handler) {
  net::Route route;
  route.name = std::move(name);
  route.pattern = std::move(pattern);
  route.handler = std::move(handler);
  route.slash_optional = true;
  router.add(std::move(route));
}

}  // namespace

void add_health_routes(net::Router& router, const std::function<bool()>& ready) {
  const auto live = [](const net::Request&) { return answer(true); };
  const auto when_ready = [ready](const net::Request&) { return answer(ready()); };
  add(router, "health_live", "/health/live", live);
  add(router, "health_ready", "/health/ready", when_ready);
  add(router, "relay_health_live", "/api/relay/healthcheck/live/", live);
  add(router, "relay_health_ready", "/api/relay/healthcheck/ready/", when_ready);
  add(router, "relays_live", "/api/0/relays/live/", live);
}

void add_metrics_route(net::Router& router, const obs::Registry& metrics) {
  net::Route route;
  route.name = "metrics";
  route.pattern = "/metrics";
  // Blocking: some gauges ask the stores.
  route.handler = net::BlockingHandler([&metrics](const net::Request&) {
    net::Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metrics.prometheus_text();
    return response;
  });
  router.add(std::move(route));
}

}  // namespace picket::app
