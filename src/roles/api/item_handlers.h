// Handlers of attachments, feedback, sessions and monitors; see item_routes.cc.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

// attachments.cc
Answer<net::Response> list_attachments(Call& call);
Answer<net::Response> list_issue_attachments(Call& call);
Answer<net::Response> show_attachment(Call& call);
Answer<net::Response> delete_attachment(Call& call);

// user_reports.cc
Answer<net::Response> list_user_feedback(Call& call);
Answer<net::Response> create_user_feedback(Call& call);
Answer<net::Response> list_issue_user_reports(Call& call);

// session_series.cc
Answer<net::Response> show_sessions(Call& call);

// monitors.cc
Answer<net::Response> list_monitors(Call& call);
Answer<net::Response> show_monitor(Call& call);
Answer<net::Response> list_check_ins(Call& call);

}  // namespace picket::api
