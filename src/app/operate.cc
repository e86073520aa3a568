#include "app/operate.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "app/admin/command.h"
#include "app/cli/json_text.h"
#include "app/cli/render.h"
#include "app/cli/socket_client.h"
#include "app/data/data_dir.h"
#include "app/stores/store_set.h"
#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::app {
namespace {

/// A server that starts holds the lock before it listens, one that stops after; another command
/// holds it for as long as it runs.
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kPause{50};

/// The stores of a data directory that nobody serves.
CommandResult run_here(const Command& command, const AdminCommand& asked, const Settings& settings,
                       const DataDir& data) {
  const SystemClock clock;
  obs::Logger logger(STDERR_FILENO, obs::LogLevel::warn, obs::LogFormat::text);
  obs::Registry metrics;
  auto stores = StoreSet::open({settings, &data, clock, logger, metrics});
  if (!stores) return unexpected(std::move(stores.error()));
  AdminContext context{(*stores)->ports(), settings, clock};
  context.data_path = data.path();
  context.setup_file = data.file(kSetupFile);
  CommandResult result = run_command(command, asked.arguments, context);
  if (auto closed = (*stores)->close(Deadline::in(kPatience)); result && !closed)
    return unexpected(std::move(closed.error()));
  return result;
}

Error unreachable(const std::string& data, const Error& in_use) {
  return {ErrorKind::unavailable, "server_unreachable",
          fmt::format("{}; it takes no commands on {}/picket.sock either: it may be starting, "
                      "stopping or stuck",
                      in_use.detail, data)};
}

CommandResult run_anywhere(const AdminCommand& asked, const Settings& settings) {
  const Command* const command = find_command(asked.name);
  if (command == nullptr)
    return unexpected(Error{ErrorKind::internal, "no_such_command", asked.name});
  const Deadline deadline = Deadline::in(kPatience);
  while (true) {
    if (auto answer = ask_server(settings.data, asked.name, asked.arguments))
      return *std::move(answer);
    if (asked.name != "setup" && !std::filesystem::exists(settings.data)) {
      return unexpected(Error{ErrorKind::not_found, "no_data_dir",
                              fmt::format("there is no data directory {}: name it with --data, or "
                                          "make one with `picket setup`",
                                          settings.data)});
    }
    const auto data = DataDir::open(settings.data);
    if (data) return run_here(*command, asked, settings, **data);
    if (data.error().code != kDataDirInUse) return unexpected(data.error());
    if (deadline.over()) return unexpected(unreachable(settings.data, data.error()));
    std::this_thread::sleep_for(kPause);
  }
}

/// What --data was, so that a line we print can be pasted.
std::string data_flag(const GlobalFlags& flags) {
  for (const Assignment& setting : flags.settings) {
    if (setting.origin == "--data") return fmt::format(" --data {}", setting.text);
  }
  return "";
}

/// Some commands succeed in telling bad news.
int exit_code(const AdminCommand& command, const boost::json::value& result) {
  const boost::json::object& object = as_object(result);
  if (command.name == "doctor") return text_at(object, "health") == "fail" ? 1 : 0;
  if (command.name == "dead-letters.replay") return array_at(object, "failed").empty() ? 0 : 1;
  return 0;
}

/// `events show --json` prints the event as it is stored; everything else its result.
std::string json_text(const AdminCommand& command, const boost::json::value& result) {
  const boost::json::object& object = as_object(result);
  if (command.name == "events.show" && object.contains("event"))
    return boost::json::serialize(object.at("event")) + "\n";
  return boost::json::serialize(result) + "\n";
}

}  // namespace

int operate(const AdminCommand& command, const GlobalFlags& flags, const Settings& settings,
            const std::string& program) {
  const CommandResult result = run_anywhere(command, settings);
  if (!result) {
    const Error& error = result.error();
    fmt::print(stderr, "picket: {}\n",
               error.detail.empty() ? std::string(error.code) : error.detail);
    return 1;
  }
  const std::string text = flags.json ? json_text(command, *result)
                                      : render(command.name, *result, {program, data_flag(flags)});
  std::fwrite(text.data(), 1, text.size(), stdout);
  return exit_code(command, *result);
}

}  // namespace picket::app
