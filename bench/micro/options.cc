#include "micro/options.h"

#include <CLI/CLI.hpp>

namespace picket::micro {

Result<Options, Usage> parse_options(int argc, const char* const* argv) {
  CLI::App app("Measures the CPU time of each stage of an event's path.", "picket_micro");
  Options options;
  app.add_option("--samples", options.samples, "folder of sample events")->required();
  app.add_option("--event-bytes", options.event_bytes, "takes the sample nearest to it")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--data", options.data, "where stores write, and are removed again")
      ->check(CLI::ExistingDirectory);
  app.footer("Options --benchmark_* are Google Benchmark's, such as --benchmark_filter=REGEX.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return unexpected(Usage{.exit_code = 0, .text = app.help()});
  } catch (const CLI::ParseError& error) {
    return unexpected(Usage{.text = std::string(error.what()) + "\n"});
  }
  return options;
}

}  // namespace picket::micro
