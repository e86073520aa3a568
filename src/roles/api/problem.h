// Why a request is refused, as the client hears it. Source: shared spec "api", section 1.4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "domain/access/decision.h"
#include "net/http.h"

namespace picket::api {

struct Problem {
  int status = 400;
  std::string detail;            ///< A sentence for the client; never a store's own words.
  net::Headers headers{};        ///< Besides those of every answer.
  std::optional<Error> cause{};  ///< Of a store; for the log.
  /// Instead of {"detail"}: what is wrong, by field of the request.
  std::optional<boost::json::object> body{};
};

template <class T>
using Answer = Result<T, Problem>;

Problem bad_request(std::string_view detail);
Problem not_found(std::string_view detail = "The requested resource does not exist");
/// 403.
Problem forbidden(std::string_view detail = "You do not have permission to perform this action.");
/// 409: what was checked a moment ago is not so any more.
Problem conflict(std::string_view detail);
/// 400 with one sentence for one field.
Problem invalid_field(std::string_view name, std::string_view sentence);
/// `accepted`: what the route would have taken.
Problem denied(domain::access::Denial denial, domain::access::ScopeSet accepted);
/// 401; `detail` says what is wrong with the credentials.
Problem unauthenticated(std::string_view detail);
/// 401 of a session: its user must show password or code once more.
Problem sudo_required(std::string_view username);
/// 302: the project of the path is called `slug` now. `url`: where browsers reach us. Source:
/// shared spec "api", section 1.1.
Problem resource_moved(const net::Request& request, std::string_view url, std::string_view old_slug,
                       std::string_view slug);
/// A store's failure: the one place that maps its kind to a status.
Problem failed(const Error& error);

}  // namespace picket::api
