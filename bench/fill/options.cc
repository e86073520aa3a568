#include "fill/options.h"

#include <CLI/CLI.hpp>

namespace picket::fill {
namespace {

constexpr std::uint64_t kMost = 1'000'000'000;

void declare(CLI::App& app, Options& options) {
  app.add_option("--data", options.data, "data directory, made by `picket setup`, without a server")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_option("--samples", options.samples, "folder of sample events")
      ->required()
      ->check(CLI::ExistingDirectory);
  const CLI::Range positive(std::uint64_t{1}, kMost);
  app.add_option("--events", options.events, "how many")->check(positive)->capture_default_str();
  app.add_option("--days", options.days, "over which they are spread, until now")
      ->check(positive)
      ->capture_default_str();
  app.add_option("--issues", options.issues, "that they belong to, by Zipf's law")
      ->check(positive)
      ->capture_default_str();
  app.add_option("--users", options.users, "who met them")->check(positive)->capture_default_str();
  app.add_option("--seed", options.seed, "same seed, same events, but for their ids and times")
      ->capture_default_str();
  app.add_flag("--pending", options.pending,
               "append messages to the log, for a server that finds them waiting; they came now");
}

}  // namespace

Result<Options, Usage> parse_options(int argc, const char* const* argv) {
  CLI::App app("Writes issues and events straight into the stores of a data directory.",
               "picket_fill");
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return unexpected(Usage{.exit_code = 0, .text = app.help()});
  } catch (const CLI::ParseError& error) {
    return unexpected(Usage{.text = std::string(error.what()) + "\n"});
  }
  return options;
}

}  // namespace picket::fill
