// One page of issues: which ones, and where the pages around it start.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/issue/record.h"
#include "roles/api/call.h"
#include "roles/api/issue_list_query.h"
#include "roles/api/links.h"

namespace picket::api {

struct IssuePage {
  std::vector<domain::Issue> issues;
  PageLinks links;
  /// Issues of the whole list; nullopt when only the events could tell.
  std::optional<std::int64_t> hits;
};

/// Rows that are looked through for one page when events decide which issues belong to it. A page
/// may then hold fewer issues than asked for, even none, and still have a next one, as in Sentry.
inline constexpr std::size_t kMaxScanned = 1000;

/// `query.cursor` names a place by sort value and issue id, so that events which arrive meanwhile
/// neither repeat nor hide an issue that they do not touch.
Answer<IssuePage> read_issue_page(const Call& call, const IssueListQuery& query);

}  // namespace picket::api
