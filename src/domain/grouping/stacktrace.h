// A stack trace in its two variants. Source: shared spec "grouping", section 8.
#pragma once

#include <span>

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"
#include "domain/grouping/config.h"
#include "domain/grouping/frame.h"

namespace picket::domain::grouping {

struct StacktraceComponents {
  Component app;     ///< Frames of the application only.
  Component system;  ///< All frames.
};

StacktraceComponents stacktrace_components(std::span<const Frame> frames, const Config& config,
                                           Arena& arena);

}  // namespace picket::domain::grouping
