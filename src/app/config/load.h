// Settings from defaults, file, environment and flags; each overrides the one before.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/config/settings.h"
#include "app/config/toml_file.h"
#include "base/result.h"

namespace picket::app {

struct ConfigSources {
  std::optional<std::string> file;       ///< Path of the TOML file.
  std::vector<std::string> environment;  ///< "NAME=value", whole environment.
  std::vector<Assignment> flags;
};

/// The error is one sentence that names the source, and the nearest key when one is unknown.
Result<Settings, std::string> load_settings(const ConfigSources& sources);

/// The environment of this process.
std::vector<std::string> process_environment();

/// Markdown page of the whole schema: docs/config.md.
std::string config_page();

}  // namespace picket::app
