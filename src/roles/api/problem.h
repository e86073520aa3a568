// Why a request is refused, as the client hears it. Source: shared spec "api", section 1.4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/access/decision.h"
#include "net/http.h"

namespace picket::api {

struct Problem {
  int status = 400;
  std::string detail;            ///< A sentence for the client; never a store's own words.
  net::Headers headers{};        ///< Besides those of every answer.
  std::optional<Error> cause{};  ///< Of a store; for the log.
};

template <class T>
using Answer = Result<T, Problem>;

Problem bad_request(std::string_view detail);
Problem not_found(std::string_view detail = "The requested resource does not exist");
/// `accepted`: what the route would have taken.
Problem denied(domain::access::Denial denial, domain::access::ScopeSet accepted);
/// 401; `detail` says what is wrong with the credentials.
Problem unauthenticated(std::string_view detail);
/// A store's failure: the one place that maps its kind to a status.
Problem failed(const Error& error);

}  // namespace picket::api
