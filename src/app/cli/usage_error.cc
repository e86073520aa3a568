#include "app/cli/usage_error.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/config/nearest.h"

namespace picket::app {
namespace {

/// From the program to the innermost command that was recognized.
std::vector<const CLI::App*> recognized(const CLI::App& app) {
  std::vector<const CLI::App*> path{&app};
  while (!path.back()->get_subcommands().empty())
    path.push_back(path.back()->get_subcommands().front());
  return path;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* const command : app.get_subcommands([](const CLI::App* each) {
         return !each->get_group().empty();  // Hidden ones have none.
       }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const std::vector<const CLI::App*>& path) {
  std::vector<std::string> names;
  for (const CLI::App* const app : path) {
    for (const CLI::Option* const option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

/// The first word that nothing took; empty when all were. CLI11 lists them in an order of its own.
std::string_view first_unknown(const CLI::App& app, const std::vector<std::string>& arguments) {
  const std::vector<std::string> left = app.remaining(true);
  const auto found = std::find_if(arguments.begin(), arguments.end(), [&](const std::string& word) {
    return std::find(left.begin(), left.end(), word) != left.end();
  });
  return found == arguments.end() ? std::string_view() : std::string_view(*found);
}

std::string explain(const CLI::App& app, const std::vector<std::string>& arguments,
                    const CLI::ParseError& error) {
  const std::vector<const CLI::App*> path = recognized(app);
  const std::vector<std::string> commands = command_names(*path.back());
  const std::string_view word = first_unknown(app, arguments);
  if (word.starts_with('-')) {
    return fmt::format("there is no option {}; did you mean {}?", word,
                       nearest(word, option_names(path)));
  }
  if (!word.empty()) {
    if (commands.empty()) return fmt::format("\"{}\" is one word too many", word);
    return fmt::format("there is no command {}; did you mean {}?", word, nearest(word, commands));
  }
  if (!commands.empty()) return fmt::format("name a command: {}", fmt::join(commands, ", "));
  return error.what();
}

}  // namespace

std::string usage_error(const CLI::App& app, const std::vector<std::string>& arguments,
                        const CLI::ParseError& error) {
  return fmt::format("picket: {}\nRun with --help for more information.\n",
                     explain(app, arguments, error));
}

}  // namespace picket::app
