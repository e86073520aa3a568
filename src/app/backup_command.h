// `picket backup` and `picket restore` as a person meets them: who does it, progress, what is said.
#pragma once

#include "app/cli/command_line.h"
#include "app/config/settings.h"

namespace picket::app {

/// By the server that runs on the data directory; where none does, opens the stores itself. Ctrl-C
/// stops it and removes what was written. Prints the result, or one sentence on standard error.
/// Returns the exit code.
int back_up(const BackupCommand& command, const GlobalFlags& flags, const Settings& settings);

/// Never by a server: there must be none.
int restore(const RestoreCommand& command, const GlobalFlags& flags, const Settings& settings);

}  // namespace picket::app
