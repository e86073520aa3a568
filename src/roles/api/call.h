// One request on its way through a handler: everything that the handler may know.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"
#include "domain/access/decision.h"
#include "net/http.h"
#include "obs/logger.h"
#include "ports/stores.h"
#include "roles/api/parameters.h"
#include "roles/api/problem.h"

namespace picket::api {

struct ApiOptions {
  /// Where browsers and clients reach us, path prefix included, no '/' at the end: permalinks and
  /// the URLs of pages start with it.
  std::string url;
};

/// Lives for one request, on one thread. Access is already decided: whatever a handler reads is
/// inside `grant`.
struct Call {
  const net::Request& request;
  const Parameters& parameters;
  const ports::Stores& stores;
  const ApiOptions& options;
  obs::Logger& logger;
  Timestamp now;
  std::string_view org_slug;  ///< As the organization is called, not as the path says it.
  const domain::access::Grant& grant;
  ports::MetaTx& meta;  ///< One consistent view for the whole request.
};

/// 200 with the value as its body.
net::Response json_response(const boost::json::value& body);

}  // namespace picket::api
