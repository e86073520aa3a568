#include "app/operate.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/memory/limiter.h"
#include "app/admin/command.h"
#include "app/cli/json_text.h"
#include "app/cli/render.h"
#include "app/cli/render_verb.h"
#include "app/cli/socket_client.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "app/config/address.h"
#include "app/data/data_dir.h"
#include "app/data/secret_key_file.h"
#include "app/stores/store_set.h"
#include "base/random.h"
#include "base/utf8.h"
#include "domain/account/password.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "roles/api/api.h"
#include "roles/api/auth.h"

namespace picket::app {
namespace {

/// A server that starts holds the lock before it listens, one that stops after; another command
/// holds it for as long as it runs.
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kPause{50};
/// Characters of a message: what was typed may be part of it.
constexpr std::size_t kMaxSentence = 2000;

/// The API of stores that nobody serves. Its key opens nothing: no request of an operator reads or
/// writes what is encrypted, and the real one may be what is lost.
class LocalApi {
 public:
  LocalApi(const ports::Stores& stores, const Settings& settings, const Clock& clock,
           obs::Logger& logger)
      : limiter_(clock),
        auth_({limiter_, SecretKey(random_bytes<SecretKey::kBytes>())}),
        api_(stores, clock, logger,
             api::ApiOptions{
                 .url = public_url(settings), .auth = auth_, .ingest_url = ingest_url(settings)}) {}

  const api::Api& api() const noexcept { return api_; }

 private:
  using SecretKey = domain::account::SecretKey;

  adapters::MemoryLimiter limiter_;
  api::Auth auth_;
  api::Api api_;
};

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
  context.secret_key_file = secret_key_path(settings.secret_key_file, data.path());
  const LocalApi local((*stores)->ports(), settings, clock, logger);
  context.api = &local.api();
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

Error wrong_usage(std::string sentence) {
  return {ErrorKind::invalid_argument, "usage", std::move(sentence)};
}

/// Asks whoever is there for what the command line does not say. nullopt: go on; else the exit
/// code.
std::optional<int> complete(const Verb& verb, AdminCommand& command) {
  if (!verb.question.empty() && !command.yes) {
    const std::string question = fill_in(verb.question, {&command.arguments});
    if (!is_somebody_there()) {
      return fail(wrong_usage(fmt::format("{} Nobody is there to ask: say --yes", question)), 2);
    }
    if (!confirm(question)) return fail({ErrorKind::unavailable, "", "nothing was changed"});
  }
  if (!verb.asks_password || command.arguments.contains("link")) return std::nullopt;
  if (!command.password_from_input && !is_somebody_there()) {
    return fail(wrong_usage("nobody is there to type a password: say --link for a link that sets "
                            "it, or --password-stdin"),
                2);
  }
  auto password = command.password_from_input ? read_password(domain::account::kMaxPasswordBytes)
                                              : ask_password();
  if (!password) return fail(password.error());
  if (!is_valid_utf8(*password)) return fail(wrong_usage("a password is UTF-8"));
  command.arguments["password"] = *std::move(password);
  return std::nullopt;
}

/// Some commands succeed in telling bad news.
int exit_code(const AdminCommand& command, const boost::json::value& result) {
  const boost::json::object& object = as_object(result);
  if (command.name == "doctor") return text_at(object, "health") == "fail" ? 1 : 0;
  if (command.name == "dead-letters.replay") return array_at(object, "failed").empty() ? 0 : 1;
  return 0;
}

/// `events show --json` prints the event as it is stored, a verb what the API answered or, where
/// that is nothing, what the arguments meant; everything else its result.
std::string json_text(const AdminCommand& command, const Verb* verb,
                      const boost::json::value& result) {
  const boost::json::object& object = as_object(result);
  if (command.name == "events.show" && object.contains("event"))
    return boost::json::serialize(object.at("event")) + "\n";
  if (verb == nullptr || !object.contains("answer")) return boost::json::serialize(result) + "\n";
  const boost::json::value& answer = object.at("answer");
  return boost::json::serialize(answer.is_null() ? object_at(object, "names") : answer) + "\n";
}

}  // namespace

int fail(const Error& error, int code) {
  const std::string sentence = error.detail.empty() ? std::string(error.code) : error.detail;
  fmt::print(stderr, "picket: {}\n", printable(utf8_prefix(sentence, kMaxSentence), true));
  return code;
}

int operate(AdminCommand command, const GlobalFlags& flags, const Settings& settings,
            const std::string& program) {
  const Verb* const verb = find_verb(command.name);
  if (verb != nullptr) {
    if (const auto code = complete(*verb, command)) return *code;
  }
  const CommandResult result = run_anywhere(command, settings);
  if (!result) return fail(result.error());
  std::string text;
  if (flags.json) {
    text = json_text(command, verb, *result);
  } else if (verb != nullptr) {
    text = render_verb(*verb, *result, command.arguments);
  } else {
    text = render(command.name, *result, {program, data_flag(flags)});
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return exit_code(command, *result);
}

}  // namespace picket::app
