// One request on its way through a handler: everything that the handler may know.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "base/clock.h"
#include "domain/access/decision.h"
#include "net/client_address.h"
#include "net/http.h"
#include "obs/logger.h"
#include "ports/meta_db.h"
#include "ports/stores.h"
#include "roles/api/parameters.h"
#include "roles/api/problem.h"

namespace picket::api {

class Auth;       // auth.h
struct Identity;  // caller.h

struct ApiOptions {
  /// Where browsers and clients reach us, path prefix included, no '/' at the end: permalinks and
  /// the URLs of pages start with it.
  std::string url;
  /// Outlives the API.
  Auth& auth;
  /// Whose word counts for where a request comes from.
  net::TrustedProxies proxies{};
  /// Called after projects or keys changed, so that the relay need not wait for its next look.
  std::function<void()> projects_changed = [] {};
  std::string ingest_url{};  ///< Where SDKs send to; empty: `url`.

  std::string_view dsn_url() const noexcept { return ingest_url.empty() ? url : ingest_url; }
};

/// Lives for one request, on one thread. Access is already decided: whatever a handler reads or
/// changes is inside `grant`, or belongs to the caller.
struct Call {
  const net::Request& request;
  const Parameters& parameters;
  const ports::Stores& stores;
  const ApiOptions& options;
  obs::Logger& logger;
  Timestamp now;
  const domain::access::Caller* caller;  ///< Null: anonymous, on a route for anyone.
  /// Of the organization that the route names; of none on a route for anyone or every user.
  const domain::access::Grant& grant;
  ports::MetaTx* transaction;  ///< Null for Data::own.
  const Identity* identity;    ///< By what the caller is known; null when `caller` is.
  std::string address;         ///< Of the client, behind trusted proxies; empty: unknown.
  /// The handler changed what the relay reads: it hears of it after the commit.
  bool projects_changed = false;
  /// Set by a handler of Data::write whose answer takes long to make: made after the commit, in a
  /// view of its own, so that nobody waits for the writer. What the handler returned is not sent.
  Answer<net::Response> (*answer_later)(Call&) = nullptr;

  std::string_view org_slug() const noexcept { return grant.org_slug; }
  /// One consistent view for the whole request; of a route with Data::read or Data::write.
  ports::MetaTx& meta() const {
    PICKET_ASSERT(transaction != nullptr);
    return *transaction;
  }
  /// Whose request it is; zero for anonymous ones and tokens of an organization.
  UserId user() const noexcept { return caller == nullptr ? UserId{} : caller->user; }
};

/// 200 with the value as its body.
net::Response json_response(const boost::json::value& body, int status = 200);
/// 204, or another status that comes without a body.
net::Response empty_response(int status = 204);

}  // namespace picket::api
