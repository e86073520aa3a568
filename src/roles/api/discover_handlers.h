// Handlers of tables and charts of events; see discover_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// discover_table.cc
Answer<net::Response> list_discover_events(Call& call);
Answer<net::Response> list_discover_events_flat(Call& call);
Answer<net::Response> count_discover_events(Call& call);

// discover_stats.cc
Answer<net::Response> show_event_stats(Call& call);
Answer<net::Response> show_event_timeseries(Call& call);

// discover_facets.cc
Answer<net::Response> list_event_facets(Call& call);

// event_detail.cc
Answer<net::Response> show_discover_event(Call& call);

}  // namespace picket::api
