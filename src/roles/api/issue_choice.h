// Which issues a request about many of them means: those that it names, or those that its search
// finds. Looked for before the writer is taken, in steps that end, as the stores may have to look
// through many issues for few. Source: shared spec "api", sections 8.3 and 8.4;
// docs/decisions/0071.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "ports/issues.h"
#include "roles/api/call.h"
#include "roles/api/cursor.h"
#include "roles/api/issue_list_query.h"
#include "roles/api/issue_page.h"
#include "roles/api/links.h"

namespace picket::api {

/// Of one request. A page of a search looks through LeadLimits::scanned issues at most.
struct ChoiceLimits {
  std::size_t issues = kMaxAskedIssues;  ///< As in Sentry.
  std::size_t pages = 10;
};

/// The page behind a place, or the first one, of so many issues.
using ReadPage =
    std::function<Answer<IssuePage>(const std::optional<Cursor>& from, std::size_t limit)>;

struct WalkedIssues {
  std::vector<IssueId> issues{};
  PageLinks links{};  ///< Has a next one when not all was looked through.
};

/// Errors are those of `read`.
Answer<WalkedIssues> walk_issues(const ReadPage& read, std::optional<Cursor> from,
                                 const ChoiceLimits& limits = {});

struct ChosenIssues {
  /// To be asked in the transaction that changes them: who was changed meanwhile so that meta_db
  /// would not find it any more is not meant.
  ports::IssueQuery query{};
  std::optional<PageLinks> links{};  ///< Of a search: where the next request goes on.
};

/// 400 for a query or ids that cannot be read.
Answer<ChosenIssues> choose_issues(const Call& call);

}  // namespace picket::api
