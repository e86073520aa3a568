// `statusDetails` of an issue. Source: shared spec "api", section 7.3.
#pragma once

#include <cstdint>

#include <boost/json.hpp>

#include "domain/issue/waiting.h"

namespace picket::api {

/// Of an archived issue that was seen so often. Without a window a count is what is left of it.
/// `actor`: who archived it, a User or null.
boost::json::object status_details(const domain::Snooze& snooze, std::int64_t times_seen,
                                   boost::json::value actor);
/// Of a resolved issue.
boost::json::object status_details(const domain::Resolution& resolution, boost::json::value actor);

}  // namespace picket::api
