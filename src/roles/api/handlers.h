// One handler per route; see route_table.cc for what reaches them.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

Answer<net::Response> list_issues(Call& call);
Answer<net::Response> show_issue(Call& call);
Answer<net::Response> list_issue_events(Call& call);
Answer<net::Response> show_issue_event(Call& call);
Answer<net::Response> show_project_event(Call& call);

}  // namespace picket::api
