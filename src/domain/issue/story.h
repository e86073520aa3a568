// What is told about changes of status: activities with their data.
// Source: shared spec "issues", section 11, and "api", section 8.5.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/issue/transition.h"

namespace picket::domain::story {

/// `version` is that of the event, empty when it has none.
Told regression(std::string_view version, const std::optional<Resolution>& resolution,
                bool follows_versions);
/// How the data of a regression begins, by which it is found: `{"version":"1.0"`, without the last
/// quote where the version goes on.
std::string begin_of_regression(std::string_view version, bool goes_on);
/// More events in the current hour than `ceiling`.
Told escalating(std::int64_t events, std::int64_t ceiling);
/// A condition of the snooze was met.
Told escalating(const Snooze& expired);
Told ongoing(std::chrono::days after);
Told unresolved();
/// The snooze ended by time.
Told unresolved(const Snooze& expired);
Told resolved(const std::optional<Resolution>& resolution);
Told resolved_by_age(std::chrono::hours age);
/// `duration`: how the end was said.
Told ignored(const std::optional<Snooze>& snooze, std::optional<std::chrono::minutes> duration,
             bool until_escalating);
/// By the program: "escalating" or "ongoing".
Told priority(Priority priority, std::string_view reason);

}  // namespace picket::domain::story
