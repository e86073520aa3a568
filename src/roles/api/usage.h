// Handlers of usage statistics; see usage_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// stats_v2.cc, stats_summary.cc, key_stats.cc
Answer<net::Response> show_usage(Call& call);
Answer<net::Response> show_usage_summary(Call& call);
Answer<net::Response> show_key_stats(Call& call);

}  // namespace picket::api
