// Requests of the API that a command makes in this process, as the operator.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"
#include "protocol/ids.h"
#include "roles/api/api.h"

namespace picket::app {

struct ApiRequest {
  std::string_view route;
  std::vector<std::pair<std::string, std::string>> path{};   ///< {"org", "7"}
  std::vector<std::pair<std::string, std::string>> query{};  ///< Not encoded.
  boost::json::object body{};
  UserId for_user{};
  std::size_t limit = 1'000;  ///< Rows of a list: pages are fetched until there are so many.
};

/// `detail` of an error is the API's sentence, with the field it is about in front. Codes:
/// api_refused, or api_failed for what is not the asker's fault.
class ApiCalls {
 public:
  explicit ApiCalls(const api::Api& api) : api_(api) {}

  /// Null where the API answers without a body.
  Result<boost::json::value> ask(const ApiRequest& request) const;

 private:
  const api::Api& api_;
};

}  // namespace picket::app
