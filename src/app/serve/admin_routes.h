// The operator commands as HTTP: POST /admin/{command} with the arguments as a JSON object. Served
// on the socket in the data directory only, which nobody but its owner can open.
#pragma once

#include "app/admin/context.h"
#include "net/router.h"

namespace picket::app {

/// 200 with the result, or {"detail", "code"} with the status of the error's kind. `context`
/// outlives the router.
void add_admin_routes(net::Router& router, AdminContext& context);

}  // namespace picket::app
