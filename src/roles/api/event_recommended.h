// Which event of an issue tells most about it.
#pragma once

#include <vector>

#include "domain/event/row.h"
#include "roles/api/call.h"

namespace picket::api {

/// Events that are looked at: each is read and unpacked, and somebody waits for a page.
inline constexpr std::size_t kRecommendedAmong = 10;

/// Of `rows`, newest first and at least one: the one with the fewest processing errors, of those
/// the one with the most to show (stack trace, breadcrumbs, request, user, contexts), of those the
/// newest. Sentry asks the same first question; it then asks for replays and traces, which are not
/// kept here.
Answer<domain::EventRow> recommended_of(const Call& call, std::vector<domain::EventRow> rows);

}  // namespace picket::api
