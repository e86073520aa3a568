// What only the person who typed the command can say: a yes, a password.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace picket::app {

/// Standard input and standard error are a terminal: somebody reads what is asked there.
bool is_somebody_there() noexcept;

/// Asks on standard error; true for "y" and "yes". Everything else, the end of input too, is a no.
bool confirm(const std::string& question);

/// Asks on standard error, twice, and shows nothing of what is typed. invalid_argument when both
/// are not the same; unavailable / "interrupted" for Ctrl-C and the end of input.
Result<std::string> ask_password();

/// All of standard input without the end of its line. invalid_argument when it is longer than
/// `most` bytes, has more lines or is empty.
Result<std::string> read_password(std::size_t most);

}  // namespace picket::app
