#include "app/serve/serve.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/render.h"
#include "app/config/address.h"
#include "app/serve/process.h"
#include "app/serve/server_process.h"
#include "app/serve/stop_signals.h"
#include "base/fault_point.h"
#include "obs/logger.h"

namespace picket::app {
namespace {

/// Time for requests, queued outcomes and running batches; supervisors give 10 s (Docker) to 90 s
/// (systemd) before they kill.
constexpr std::chrono::seconds kDrain{10};

obs::LogLevel log_level(const std::string& name) {
  if (name == "debug") return obs::LogLevel::debug;
  if (name == "warn") return obs::LogLevel::warn;
  if (name == "error") return obs::LogLevel::error;
  return obs::LogLevel::info;
}

int fail(const std::string& sentence) {
  fmt::print(stderr, "picket: {}\n", sentence);
  return 1;
}

/// False when PICKET_FAULT does not parse.
bool arm_faults(obs::Logger& logger) {
  const char* const spec = std::getenv("PICKET_FAULT");
  if (spec == nullptr || *spec == '\0') return true;
  if (!arm_fault_points(spec)) return false;
  logger.warn("Fault points are armed: this process will fail on purpose", {{"spec", spec}});
  return true;
}

/// Ends when the successor serves; when it does not come to that, this program starts again.
int follow(const Succession& succession, const std::string& data, obs::Logger& logger) {
  if (succession.wait(data)) return 0;
  logger.warn("The successor ended before it served; this server goes on");
  return fail(succession.resume().detail);
}

void say(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace

int serve(const Settings& settings, const ServeCommand& command) {
  StopSignals signals;
  tune_malloc();
  raise_file_limit();
  obs::Logger logger(STDERR_FILENO, log_level(settings.log_level),
                     settings.log_format == "json" ? obs::LogFormat::json : obs::LogFormat::text);
  if (!arm_faults(logger))
    return fail("PICKET_FAULT takes NAME=ACTION[@N],... with the actions of base/fault_point.h");

  auto started =
      ServerProcess::start(settings, command, logger, [&signals] { return signals.pending(); });
  if (!started) {
    const Error& error = started.error();
    if (error.code == kInterrupted) return 0;
    return fail(error.detail.empty() ? std::string(error.code) : error.detail);
  }
  ServerProcess& process = **started;
  if (command.ephemeral) {
    // Nobody can have set it up before.
    const auto made = process.setup();
    if (!made) return fail(made.error().detail);
    say(render("setup", *made, {"picket", fmt::format(" --data {}", process.directory())}));
  }
  say(fmt::format("Picket is ready at {}\n", process.url()));

  const int signal = signals.wait();
  logger.info("Stopping", {{"signal", signal}});
  if (process.stop(Deadline::in(kDrain))) {
    const auto succession = process.succession();
    if (!succession) return 0;
    const std::string data = process.directory();
    started->reset();  // The directory is free for the successor from here on.
    return follow(*succession, data, logger);
  }
  // A store that does not answer holds its threads, and destruction would wait for them. What was
  // answered is durable; what was not is applied after the next start.
  logger.error("Could not drain in time; leaving");
  ::_exit(1);
}

}  // namespace picket::app
