#include "roles/relay/health.h"

namespace picket::relay {

net::Response health(bool healthy) {
  net::Response response;
  response.status = healthy ? 200 : 503;
  response.body = healthy ? R"({"is_healthy":true})" : R"({"is_healthy":false})";
  return response;
}

}  // namespace picket::relay
