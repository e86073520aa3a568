// What was typed, checked and turned into values. Grammar: architecture, section 6.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "app/config/toml_file.h"

namespace picket::app {

/// What every command takes.
struct GlobalFlags {
  std::vector<Assignment> settings;  ///< --data, --listen, --set.
  std::optional<std::string> config_file;
  bool json = false;
};

struct ServeCommand {
  bool ephemeral = false;
  bool take_over = false;  ///< Of the server that runs on the data directory.
};

/// One of app/admin: its name there and its arguments.
struct AdminCommand {
  std::string name;
  boost::json::object arguments;
  bool yes = false;                  ///< What a verb asks first is answered.
  bool password_from_input = false;  ///< Nobody is asked for it.
};

struct BackupCommand {
  std::string directory;
  bool with_secrets = false;
};

struct RestoreCommand {
  std::string directory;
  bool check = false;
};

enum class ConfigCommand : std::uint8_t { check, docs, commands };

struct Invocation {
  GlobalFlags flags;
  std::variant<ServeCommand, AdminCommand, BackupCommand, RestoreCommand, ConfigCommand> command;
};

/// Nothing to run: help, the version, or a usage error.
struct EarlyExit {
  int code = 0;      ///< 0, or 2 for a usage error.
  std::string text;  ///< For standard output when the code is 0, else for standard error.
};

/// `arguments` without the program's name.
std::variant<Invocation, EarlyExit> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace picket::app
