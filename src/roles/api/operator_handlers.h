// Handlers of operator_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// operator_accounts.cc
Answer<net::Response> list_accounts(Call& call);
Answer<net::Response> show_account(Call& call);
Answer<net::Response> create_account(Call& call);
// operator_account_edit.cc
Answer<net::Response> activate_account(Call& call);
Answer<net::Response> remove_account(Call& call);
Answer<net::Response> make_reset_link(Call& call);
Answer<net::Response> remove_factors(Call& call);
Answer<net::Response> remove_all_factors(Call& call);
Answer<net::Response> list_account_sessions(Call& call);
Answer<net::Response> end_account_sessions(Call& call);
// member_invite.cc
Answer<net::Response> add_member(Call& call);

}  // namespace picket::api
