// Where to connect to: the part of a URL that a client needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::load {

struct Url {
  std::string host;  ///< Without brackets.
  std::uint16_t port = 80;
  std::string path;  ///< Begins with '/', does not end with one; empty for the root.

  /// As in the Host field.
  std::string authority() const;
};

/// "http://host[:port][/path]". https is an error that says so: a terminating proxy on the same
/// machine is what a benchmark of a server should leave out.
Result<Url, std::string> parse_url(std::string_view text);

struct Target {
  Url url;  ///< Its path is that of the envelope endpoint.
  std::string public_key;
  std::string dsn;
};

Result<Target, std::string> parse_target(std::string_view dsn);

}  // namespace picket::load
