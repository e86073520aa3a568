// The command line of picket_micro, besides what Google Benchmark takes for itself.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace picket::micro {

struct Options {
  std::string samples;
  std::size_t event_bytes = 4'500;  ///< The mix of production has a mean of 4.5 to 5.5 KB.
  std::string data;                 ///< Empty: the system's folder for temporary files.
};

struct Usage {
  int exit_code = 2;
  std::string text;  ///< Help, or what is wrong.
};

/// --help is an "error" with exit code 0.
Result<Options, Usage> parse_options(int argc, const char* const* argv);

}  // namespace picket::micro
