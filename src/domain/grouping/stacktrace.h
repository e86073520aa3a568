// A stack trace in its two variants. Source: shared spec "grouping", section 8.
#pragma once

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"
#include "domain/grouping/config.h"
#include "domain/grouping/stacktrace_reader.h"

namespace picket::domain::grouping {

struct StacktraceComponents {
  Component app;     ///< Frames of the application only.
  Component system;  ///< All frames.
};

StacktraceComponents stacktrace_components(const Stacktrace& stacktrace, const Config& config,
                                           Arena& arena);

}  // namespace picket::domain::grouping
