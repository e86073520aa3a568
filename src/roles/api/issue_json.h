// The issue (Sentry's Group) as JSON. Source: shared spec "api", section 7.2.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "ports/event_store.h"
#include "roles/api/call.h"
#include "roles/api/issue_viewer.h"

namespace picket::api {

/// What lists and the single issue share, without count, userCount, firstSeen, lastSeen and what
/// follows from events. The issue's project is in the grant, and `viewer` was read for it.
boost::json::object issue_base(const Call& call, const domain::Issue& issue,
                               const IssueViewer& viewer);

/// The words of `expand` that we know.
inline constexpr std::string_view kIssueExpansions[] = {
    "inbox", "owners", "integrationIssues", "sentryAppIssues", "latestEventHasAttachments"};
/// Adds their keys, as clients that ask for them expect; only `owners` has more to say, see
/// issue_owners.h.
void add_expansions(boost::json::object& issue, std::span<const std::string> words);

/// {"version": v}, the form for a release that has no record; null when there is none.
boost::json::value release_ref(std::string_view version);

}  // namespace picket::api
