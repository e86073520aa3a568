// The API role: Sentry's REST API, first cut: reading issues and events.
//
// Construct with the stores, add_routes() to the router before the server starts. Handlers run on
// the server's blocking pool; each holds one read transaction of meta_db for its request.
#pragma once

#include <memory>

#include "base/clock.h"
#include "net/http.h"
#include "net/router.h"
#include "obs/logger.h"
#include "ports/stores.h"
#include "roles/api/call.h"
#include "roles/api/operator.h"
#include "roles/api/route.h"

namespace picket::api {

class Freshness;  // freshness.h

/// Thread-safe. Outlives the router's last request; what it refers to
/// outlives it.
class Api {
 public:
  /// `instance` null: on stores that no server serves; what is told of it is a 503 then.
  Api(const ports::Stores& stores, const Clock& clock, obs::Logger& logger, ApiOptions options,
      Instance* instance = nullptr);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  void add_routes(net::Router& router) const;

  /// What a route answers to a request; `request.params` are those of the route's pattern.
  net::Response answer(const ApiRoute& route, const net::Request& request) const;
  /// The same for whoever has the machine; the request carries no credentials.
  net::Response answer_operator(const ApiRoute& route, const net::Request& request,
                                const Operator& caller) const;

 private:
  net::Response answer_as(const ApiRoute& route, const net::Request& request,
                          const Operator* as) const;
  Answer<net::Response> run(const ApiRoute& route, const net::Request& request,
                            const Operator* as) const;
  Answer<net::Response> handle(const ApiRoute& route, Call& call) const;
  void note_use_if_free(const Identity& identity, Timestamp now) const;

  const ports::Stores stores_;
  const Clock& clock_;
  obs::Logger& logger_;
  const ApiOptions options_;
  Instance* const instance_;
  const std::unique_ptr<Freshness> freshness_;  ///< Null without an instance.
};

}  // namespace picket::api
