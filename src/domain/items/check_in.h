// Check-ins: a scheduled job says that it runs, ran or failed.
// Source: shared spec "ingest", section 4.13; develop.sentry.dev/sdk/telemetry/check-ins.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/items/fault.h"

namespace picket::domain::items {

inline constexpr std::size_t kMaxMonitorSlugChars = 50;  ///< Longer ones are cut.
inline constexpr std::size_t kMaxCheckInEnvironmentChars = 64;

/// {"check_in_id","monitor_slug","status","environment"?,"duration"?,"monitor_config"?,"contexts"?}
/// with ids as 32 hex digits and `status` one of ok, error, in_progress, unknown.
Result<std::string, Fault> read_check_in(std::string_view json);

}  // namespace picket::domain::items
