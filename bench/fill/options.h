// The command line of picket_fill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"

namespace picket::fill {

struct Options {
  std::string data;     ///< Data directory that `picket setup` has made; no server may use it.
  std::string samples;  ///< Folder of sample events.
  std::uint64_t events = 3'000'000;
  std::uint64_t days = 14;  ///< They end now.
  std::size_t issues = 10'000;
  std::uint64_t users = 100'000;
  std::uint64_t seed = 1;
  bool pending = false;  ///< As messages in the log, not as rows in the stores.
};

struct Usage {
  int exit_code = 2;
  std::string text;  ///< Help, or what is wrong.
};

/// --help is an "error" with exit code 0.
Result<Options, Usage> parse_options(int argc, const char* const* argv);

}  // namespace picket::fill
