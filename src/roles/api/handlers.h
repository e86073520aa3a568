// One handler per route; see route_table.cc for what reaches them.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

Answer<net::Response> list_issues(Call& call);
Answer<net::Response> list_project_issues(Call& call);
Answer<net::Response> count_issues(Call& call);
Answer<net::Response> list_issue_stats(Call& call);
Answer<net::Response> show_issue(Call& call);
Answer<net::Response> show_issue_releases(Call& call);
Answer<net::Response> update_issue(Call& call);
Answer<net::Response> update_issues(Call& call);
Answer<net::Response> delete_issue(Call& call);
Answer<net::Response> delete_issues(Call& call);
Answer<net::Response> list_issue_activities(Call& call);
Answer<net::Response> list_issue_notes(Call& call);
Answer<net::Response> create_issue_note(Call& call);
Answer<net::Response> update_issue_note(Call& call);
Answer<net::Response> delete_issue_note(Call& call);
Answer<net::Response> list_issue_hashes(Call& call);
Answer<net::Response> list_nothing_of_issue(Call& call);
Answer<net::Response> find_short_id(Call& call);

Answer<net::Response> list_issue_events(Call& call);
Answer<net::Response> list_project_events(Call& call);
Answer<net::Response> show_issue_event(Call& call);
Answer<net::Response> show_project_event(Call& call);
Answer<net::Response> show_project_event_json(Call& call);

// event_grouping.cc
Answer<net::Response> show_grouping_info(Call& call);
Answer<net::Response> find_event_by_id(Call& call);

Answer<net::Response> list_issue_tags(Call& call);
Answer<net::Response> show_issue_tag(Call& call);
Answer<net::Response> list_issue_tag_values(Call& call);
Answer<net::Response> list_organization_tags(Call& call);
Answer<net::Response> list_organization_tag_values(Call& call);
Answer<net::Response> list_search_keys(Call& call);
Answer<net::Response> list_search_values(Call& call);

}  // namespace picket::api
