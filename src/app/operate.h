// Runs one operator command from the command line.
#pragma once

#include <string>

#include "app/cli/command_line.h"
#include "app/config/settings.h"
#include "base/result.h"

namespace picket::app {

/// Asks the server that runs on the data directory; where none does, opens the stores itself.
/// Prints the result, or one sentence on standard error. Returns the exit code: 0 done, 1 failed, 2
/// when something must be said first and nobody is there to ask.
int operate(AdminCommand command, const GlobalFlags& flags, const Settings& settings,
            const std::string& program);

/// Says why on standard error, in one line that can do a terminal no harm; returns `code`.
int fail(const Error& error, int code = 1);

}  // namespace picket::app
