// picket: the one program. Turns what was typed into one of its commands.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "app/backup_command.h"
#include "app/cli/command_line.h"
#include "app/cli/table.h"
#include "app/config/load.h"
#include "app/config/option.h"
#include "app/operate.h"
#include "app/serve/serve.h"
#include "app/verbs/verb.h"

namespace picket::app {
namespace {

void print(std::FILE* to, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), to);
}

int check_config(const Settings& settings, bool json) {
  if (json) {
    boost::json::object all;
    for (const Option& option : options()) all[option.key] = format(option, settings);
    print(stdout, boost::json::serialize(all) + "\n");
    return 0;
  }
  Table table({{"OPTION"}, {"VALUE", Align::left, 200}});
  for (const Option& option : options())
    table.add({std::string(option.key), format(option, settings)});
  print(stdout, table.text());
  return 0;
}

int run(const std::string& program, const std::vector<std::string>& arguments) {
  const auto parsed = parse_command_line(arguments);
  if (const auto* const exit = std::get_if<EarlyExit>(&parsed)) {
    print(exit->code == 0 ? stdout : stderr, exit->text);
    return exit->code;
  }
  const auto& invocation = std::get<Invocation>(parsed);
  if (const auto* config = std::get_if<ConfigCommand>(&invocation.command);
      config != nullptr && *config == ConfigCommand::docs) {
    print(stdout, config_page());
    return 0;
  }
  if (const auto* config = std::get_if<ConfigCommand>(&invocation.command);
      config != nullptr && *config == ConfigCommand::commands) {
    print(stdout, commands_page());
    return 0;
  }
  const GlobalFlags& flags = invocation.flags;
  const auto settings = load_settings({flags.config_file, process_environment(), flags.settings});
  if (!settings) {
    print(stderr, fmt::format("picket: {}\n", settings.error()));
    return 1;
  }
  if (const auto* serving = std::get_if<ServeCommand>(&invocation.command))
    return serve(*settings, {serving->ephemeral, serving->take_over});
  if (const auto* backup = std::get_if<BackupCommand>(&invocation.command))
    return back_up(*backup, flags, *settings);
  if (const auto* restoring = std::get_if<RestoreCommand>(&invocation.command))
    return restore(*restoring, flags, *settings);
  if (const auto* command = std::get_if<AdminCommand>(&invocation.command))
    return operate(*command, flags, *settings, program);
  return check_config(*settings, flags.json);
}

}  // namespace
}  // namespace picket::app

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return picket::app::run(argc > 0 ? argv[0] : "picket", arguments);
  } catch (const std::exception& exception) {
    // Only what libraries throw at start can come here: everything else is a Result.
    std::fprintf(stderr, "picket: %s\n", exception.what());
    return 1;
  }
}
