// The configuration file as a flat list of keys and texts.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace picket::app {

/// One value that a source sets, before anybody knows whether the key exists.
struct Assignment {
  std::string key;
  std::string text;    ///< As it would stand in an environment variable.
  std::string origin;  ///< For messages: "picket.toml line 3", "PICKET_LISTEN", "--set".
};

/// Tables become dotted keys. The error is one sentence with the line.
Result<std::vector<Assignment>, std::string> read_toml_file(const std::string& path);

}  // namespace picket::app
