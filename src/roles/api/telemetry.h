// What the API role tells the operator.
#pragma once

#include <string_view>

#include "base/result.h"
#include "obs/logger.h"

namespace picket::api {

/// A request answered 500 or 503; `error_id` is what the client was told.
void log_failure(obs::Logger& logger, std::string_view route, const Error& error,
                 std::string_view error_id);
/// An event is listed, but its payload cannot be read although it should be there.
void log_unreadable_payload(obs::Logger& logger, const Error& error);

}  // namespace picket::api
