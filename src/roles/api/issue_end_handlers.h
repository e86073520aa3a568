// Handlers of what ends issues; see issue_end_routes.cc.
#pragma once

#include <span>

#include "roles/api/call.h"
#include "roles/api/route.h"

namespace picket::api {

// issue_unmerge.cc
Answer<net::Response> unmerge_issue(Call& call);

// tombstones.cc
Answer<net::Response> list_tombstones(Call& call);
Answer<net::Response> delete_tombstone(Call& call);

// issue_flood.cc
Answer<net::Response> show_flood(Call& call);
Answer<net::Response> stop_flood(Call& call);

std::span<const ApiRoute> issue_end_routes() noexcept;

}  // namespace picket::api
