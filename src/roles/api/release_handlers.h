// Handlers of releases; see release_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// release_list.cc
Answer<net::Response> list_releases(Call& call);

// release_detail.cc
Answer<net::Response> show_release(Call& call);
Answer<net::Response> list_nothing_of_release(Call& call);
Answer<net::Response> show_previous_release(Call& call);

// release_edit.cc
Answer<net::Response> create_release(Call& call);
Answer<net::Response> update_release(Call& call);
Answer<net::Response> delete_release(Call& call);

}  // namespace picket::api
