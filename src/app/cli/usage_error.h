// What is said about a command line that the grammar refuses.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace picket::app {

/// One sentence that names what was wrong and what is probably meant, and where help is. `app` has
/// just failed to parse `arguments` with `error`.
std::string usage_error(const CLI::App& app, const std::vector<std::string>& arguments,
                        const CLI::ParseError& error);

}  // namespace picket::app
