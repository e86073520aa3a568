// User reports: what a person wrote about an event that an SDK reported.
// Source: shared spec "ingest", section 2.4.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/items/fault.h"
#include "protocol/ids.h"

namespace picket::domain::items {

/// Characters that are kept. Source: the columns of Sentry's user report.
inline constexpr std::size_t kMaxReportNameChars = 128;
inline constexpr std::size_t kMaxReportEmailChars = 75;
inline constexpr std::size_t kMaxReportCommentsChars = 4096;

struct UserReport {
  EventId event;     ///< That it is about.
  std::string json;  ///< {"event_id","name","email","comments"}, none of them null.
};

/// `event` is the envelope's: of a report that names none.
Result<UserReport, Fault> read_user_report(std::string_view json, const EventId& event);

}  // namespace picket::domain::items
