// Handlers of who people are and what they prove it with; see the *_routes.cc for what reaches
// them.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// auth_login.cc
Answer<net::Response> sign_in(Call& call);
Answer<net::Response> sign_in_basic(Call& call);
// auth_session.cc
Answer<net::Response> show_root(Call& call);
Answer<net::Response> show_auth_config(Call& call);
Answer<net::Response> show_auth(Call& call);
Answer<net::Response> prove_again(Call& call);
Answer<net::Response> sign_out(Call& call);
// system_health.cc
Answer<net::Response> show_health(Call& call);
// auth_recover.cc
Answer<net::Response> recover_password(Call& call);

// users_self.cc
Answer<net::Response> show_user(Call& call);
Answer<net::Response> change_user(Call& call);
// users_emails.cc
Answer<net::Response> list_emails(Call& call);
Answer<net::Response> add_email(Call& call);
Answer<net::Response> set_primary_email(Call& call);
Answer<net::Response> remove_email(Call& call);
// users_delete.cc
Answer<net::Response> delete_user(Call& call);
// users_password.cc
Answer<net::Response> change_password(Call& call);
// users_sessions.cc
Answer<net::Response> list_sessions(Call& call);
Answer<net::Response> end_session(Call& call);
Answer<net::Response> end_other_sessions(Call& call);
// users_factors.cc
Answer<net::Response> list_factors(Call& call);
Answer<net::Response> start_totp(Call& call);
Answer<net::Response> confirm_totp(Call& call);
Answer<net::Response> remove_factor(Call& call);
Answer<net::Response> renew_recovery_codes(Call& call);

// tokens_user.cc
Answer<net::Response> list_user_tokens(Call& call);
Answer<net::Response> create_user_token(Call& call);
Answer<net::Response> rename_user_token(Call& call);
Answer<net::Response> revoke_user_token(Call& call);
// tokens_org.cc
Answer<net::Response> list_org_tokens(Call& call);
Answer<net::Response> show_org_token(Call& call);
Answer<net::Response> create_org_token(Call& call);
Answer<net::Response> rename_org_token(Call& call);
Answer<net::Response> revoke_org_token(Call& call);

}  // namespace picket::api
