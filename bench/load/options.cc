#include "load/options.h"

#include <CLI/CLI.hpp>

namespace picket::load {
namespace {

constexpr std::uint64_t kDefaultEvents = 50'000;
constexpr std::size_t kMaxConnections = 10'000;

void declare(CLI::App& app, Options& options) {
  app.add_option("--dsn", options.dsn, "where events go")->required();
  app.add_option("--samples", options.samples, "folder of sample events")->required();
  auto* const events = app.add_option("--events", options.events, "how many (default 50000)");
  app.add_option("--seconds", options.seconds, "send for so long")
      ->check(CLI::PositiveNumber)
      ->excludes(events);
  app.add_option("--connections", options.connections, "kept open")
      ->check(CLI::Range(std::size_t{1}, kMaxConnections))
      ->capture_default_str();
  app.add_option("--rate", options.rate, "events per second, whatever the answers (open loop)")
      ->check(CLI::PositiveNumber);
  auto* const api = app.add_option("--api-url", options.api_url, "root of the REST API's server");
  auto* const token = app.add_option("--token", options.token, "bearer token")->needs(api);
  auto* const org = app.add_option("--org", options.org, "organization's slug")->needs(api);
  auto* const project = app.add_option("--project", options.project, "project's slug")->needs(api);
  api->needs(token)->needs(org)->needs(project);
  app.add_option("--pid", options.pid, "server process, for CPU and memory")
      ->check(CLI::PositiveNumber);
  app.add_option("--data", options.data, "server's data directory, for its growth")
      ->check(CLI::ExistingDirectory);
  app.add_option("--seed", options.seed, "same seed, same events")->capture_default_str();
  app.add_option("--event-bytes", options.event_bytes, "mean size instead of the usual mix")
      ->check(CLI::PositiveNumber);
  app.add_option("--warm-up", options.warm_up, "events sent before, and left out")
      ->capture_default_str();
  app.add_flag("--json", options.json, "result as JSON");
}

}  // namespace

Result<Options, Usage> parse_options(int argc, const char* const* argv) {
  CLI::App app("Sends real-shaped events to a Sentry-compatible DSN and measures the server.",
               "picket_load");
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return unexpected(Usage{.exit_code = 0, .text = app.help()});
  } catch (const CLI::ParseError& error) {
    return unexpected(Usage{.text = std::string(error.what()) + "\n"});
  }
  if (options.events == 0 && options.seconds == 0) options.events = kDefaultEvents;
  return options;
}

}  // namespace picket::load
