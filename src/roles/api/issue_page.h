// One page of issues: which ones, and where the pages around it start.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/issue/record.h"
#include "roles/api/call.h"
#include "roles/api/issue_leads.h"
#include "roles/api/issue_list_query.h"
#include "roles/api/links.h"

namespace picket::api {

struct IssuePage {
  std::vector<domain::Issue> issues;
  PageLinks links;
  /// Issues of the whole list; nullopt when only the events could tell.
  std::optional<std::int64_t> hits;
};

/// What the list asks of both stores.
IssueQuestion issue_question(const Call& call, const IssueListQuery& query);

/// `query.cursor` names a place by sort value and issue id, so that events which arrive meanwhile
/// neither repeat nor hide an issue that they do not touch. A page may hold fewer issues than asked
/// for, even none, and still have a next one, as in Sentry: see find_issues().
Answer<IssuePage> read_issue_page(const Call& call, const IssueListQuery& query);

}  // namespace picket::api
