// Handlers of what people keep of searches and tables; see search_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// saved_searches.cc
Answer<net::Response> list_saved_searches(Call& call);
Answer<net::Response> create_saved_search(Call& call);
Answer<net::Response> update_saved_search(Call& call);
Answer<net::Response> delete_saved_search(Call& call);

// pinned_searches.cc
Answer<net::Response> pin_search(Call& call);
Answer<net::Response> unpin_search(Call& call);
Answer<net::Response> list_recent_searches(Call& call);
Answer<net::Response> note_recent_search(Call& call);

// discover_saved.cc
Answer<net::Response> list_discover_queries(Call& call);
Answer<net::Response> create_discover_query(Call& call);
Answer<net::Response> show_discover_query(Call& call);
Answer<net::Response> update_discover_query(Call& call);
Answer<net::Response> delete_discover_query(Call& call);
Answer<net::Response> visit_discover_query(Call& call);

// discover_homepage.cc
Answer<net::Response> show_discover_homepage(Call& call);
Answer<net::Response> update_discover_homepage(Call& call);
Answer<net::Response> delete_discover_homepage(Call& call);

}  // namespace picket::api
