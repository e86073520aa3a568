// Handler of the owners of an event; see ownership_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

Answer<net::Response> show_event_owners(Call& call);

}  // namespace picket::api
