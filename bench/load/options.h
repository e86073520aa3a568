// The command line of picket_load.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <sys/types.h>

#include "base/result.h"

namespace picket::load {

struct Options {
  std::string dsn;
  std::string samples;
  std::uint64_t events = 0;  ///< Zero: as many as `seconds` take.
  double seconds = 0;
  std::size_t connections = 16;
  double rate = 0;  ///< Per second; zero: closed loop.
  std::string api_url;
  std::string token;
  std::string org;
  std::string project;
  pid_t pid = 0;
  std::string data;
  std::uint64_t seed = 1;
  std::size_t event_bytes = 0;  ///< Zero: the mix of samples/README.
  std::uint64_t warm_up = 2'000;
  bool json = false;

  bool with_api() const noexcept { return !api_url.empty(); }
};

struct Usage {
  int exit_code = 2;
  std::string text;  ///< Help, or what is wrong.
};

/// --help is an "error" with exit code 0.
Result<Options, Usage> parse_options(int argc, const char* const* argv);

}  // namespace picket::load
