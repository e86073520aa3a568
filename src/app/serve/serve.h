// `picket serve`.
#pragma once

#include "app/cli/command_line.h"
#include "app/config/settings.h"

namespace picket::app {

/// Runs until a signal. Prints "Picket is ready at URL" on standard output when it takes requests.
/// Returns the exit code: 0 after a drained stop; 1 when it could not start, which standard error
/// explains in one sentence, or could not drain in time. Call from the main thread, before any
/// other thread starts.
int serve(const Settings& settings, const ServeCommand& command);

}  // namespace picket::app
