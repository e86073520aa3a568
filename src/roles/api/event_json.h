// The event as JSON, as a line of a list and whole. Source: shared spec "api", sections 9.1, 9.3.
#pragma once

#include <boost/json.hpp>

#include "roles/api/event_loading.h"

namespace picket::api {

/// SimpleEvent.
boost::json::object event_summary(const LoadedEvent& event);
/// Event without what only the page of one event has. Without a payload it shows what the row
/// knows, and says in `errors` what happened.
boost::json::object event_base(const LoadedEvent& event);

}  // namespace picket::api
