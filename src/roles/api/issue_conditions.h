// Until when an issue is archived, as a request says it. Source: shared spec "api", section 8.3,
// and "issues", section 5.1.
#pragma once

#include <chrono>
#include <optional>

#include <boost/json.hpp>

#include "base/clock.h"
#include "domain/issue/waiting.h"
#include "roles/api/problem.h"

namespace picket::api {

struct ArchiveConditions {
  std::optional<domain::Snooze> snooze{};  ///< Nullopt: it asks for none.
  std::optional<std::chrono::minutes> duration{};
  bool until_escalating = false;
};

/// Of `statusDetails`, or of the body of older clients, which have the same members. Null, false
/// and 0 ask for nothing, and so does a window without its count. 400 by member when one is wrong,
/// or when the end is not later than `now`.
Answer<ArchiveConditions> read_archive_conditions(const boost::json::object& details,
                                                  Timestamp now);

/// Null and false ask for nothing.
bool asks_for(const boost::json::object& object, std::string_view name);

}  // namespace picket::api
