// Writes into an event what rules found out about its frames.
// Source: shared spec "grouping", sections 1 (step 8) and 5.5.
#pragma once

#include <boost/json.hpp>

#include "domain/grouping/stacktrace_reader.h"

namespace picket::domain::grouping {

enum class Marked : std::uint8_t {
  /// What an issue's title, culprit and owners are found by: no data, no raw stack traces, and no
  /// thread of many.
  crash,
  all,
};

/// Sets in_app, function and raw_function, and in data: category, client_in_app, orig_in_app.
/// Components and frames that were read before are void afterwards: what they view has moved.
void mark_frames(boost::json::object& event, Marked which, StacktraceReader& stacktraces);

}  // namespace picket::domain::grouping
