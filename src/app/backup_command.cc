#include "app/backup_command.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "app/admin/command.h"
#include "app/backup/backups.h"
#include "app/backup/places.h"
#include "app/backup/restore.h"
#include "app/cli/json_text.h"
#include "app/cli/render.h"
#include "app/cli/socket_client.h"
#include "app/data/data_dir.h"
#include "app/data/secret_key_file.h"
#include "app/operate.h"
#include "app/stores/store_set.h"
#include "base/rfc3339.h"
#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::chrono::milliseconds kPause{500};
/// A server at its limit answers some questions with 503.
constexpr std::chrono::seconds kPatience{30};

volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interrupt(int) {
  interrupted = 1;
}

void catch_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, note_interrupt);
}

/// One line that is written over, and only where somebody looks at it.
class ProgressLine {
 public:
  ProgressLine() : shown_(::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::uint64_t done, std::uint64_t total) {
    if (!shown_ || total == 0) return;
    const auto percent =
        static_cast<unsigned>(static_cast<double>(done) * 100.0 / static_cast<double>(total));
    if (percent == percent_) return;
    percent_ = percent;
    fmt::print(stderr, "\r{:3}% of {}", percent, size_text(total));
    std::fflush(stderr);
  }
  void clear() {
    if (percent_ != kNone) fmt::print(stderr, "\r{:40}\r", "");
    percent_ = kNone;
  }

 private:
  static constexpr unsigned kNone = 1000;
  const bool shown_;
  unsigned percent_ = kNone;
};

/// Runs the commands of app/admin/backup.cc wherever the stores are open.
using Ask = std::function<CommandResult(const std::string& command, const json::object& arguments)>;

CommandResult watch(const Ask& ask) {
  ProgressLine line;
  bool told = false;
  Deadline silence = Deadline::in(kPatience);
  while (true) {
    if (interrupted != 0 && !told) told = ask("backup.stop", {}).has_value();
    CommandResult status = ask("backup.status", {});
    if (!status && (status.error().kind != ErrorKind::unavailable || silence.over())) return status;
    if (status) {
      silence = Deadline::in(kPatience);
      const json::object& object = as_object(*status);
      const std::string state = text_at(object, "state");
      if (state == "failed")
        return unexpected(Error{ErrorKind::unavailable, "backup_failed", text_at(object, "error")});
      if (state != "running") return status;
      const auto number = [&object](std::string_view key) -> std::uint64_t {
        const json::value* const value = object.if_contains(key);
        boost::system::error_code failed;
        return value == nullptr ? 0 : value->to_number<std::uint64_t>(failed);
      };
      line.show(number("done_bytes"), number("total_bytes"));
    }
    std::this_thread::sleep_for(kPause);
  }
}

CommandResult begin_and_watch(const Ask& ask, const json::object& arguments) {
  if (auto begun = ask("backup.begin", arguments); !begun) return begun;
  return watch(ask);
}

Ask ask_of_server(const std::string& data) {
  return [data](const std::string& command, const json::object& arguments) -> CommandResult {
    if (auto answer = ask_server(data, command, arguments)) return *std::move(answer);
    return unexpected(Error{ErrorKind::internal, "server_gone",
                            "the server that took the backup has ended: see its log"});
  };
}

/// The stores of a data directory that nobody serves.
CommandResult back_up_here(const json::object& arguments, const Settings& settings,
                           const DataDir& data) {
  const SystemClock clock;
  obs::Logger logger(STDERR_FILENO, obs::LogLevel::warn, obs::LogFormat::text);
  obs::Registry metrics;
  auto stores = StoreSet::open({settings, &data, clock, logger, metrics});
  if (!stores) return unexpected(std::move(stores.error()));
  AdminContext context{(*stores)->ports(), settings, clock};
  context.secret_key_file = secret_key_path(settings.secret_key_file, data.path());
  CommandResult result = json::value();
  {
    Backups backups(
        {*(*stores)->snapshots(), data.path(), context.secret_key_file, data.file(kSetupFile)});
    context.backups = &backups;
    result = begin_and_watch(
        [&context](const std::string& name, const json::object& given) {
          return run_command(*find_command(name), given, context);
        },
        arguments);
  }
  if (auto closed = (*stores)->close(Deadline::in(kPatience)); result && !closed)
    return unexpected(std::move(closed.error()));
  return result;
}

CommandResult back_up_anywhere(const json::object& arguments, const Settings& settings) {
  const Deadline deadline = Deadline::in(kPatience);
  while (true) {
    if (auto begun = ask_server(settings.data, "backup.begin", arguments)) {
      if (!*begun) return *std::move(begun);
      return watch(ask_of_server(settings.data));
    }
    if (!std::filesystem::exists(settings.data)) {
      return unexpected(
          Error{ErrorKind::not_found, "no_data_dir",
                fmt::format("there is no data directory {}: name it with --data", settings.data)});
    }
    // A server that starts holds the lock before it listens, one that stops after.
    const auto data = DataDir::open(settings.data);
    if (data) return back_up_here(arguments, settings, **data);
    if (data.error().code != kDataDirInUse || deadline.over()) return unexpected(data.error());
    std::this_thread::sleep_for(kPause);
  }
}

void print(const json::value& value, const std::string& text, bool as_json) {
  const std::string out = as_json ? json::serialize(value) + "\n" : text;
  std::fwrite(out.data(), 1, out.size(), stdout);
}

json::object facts_of(const Manifest& manifest, const std::string& folder) {
  return {{"directory", folder},         {"taken", format_rfc3339(manifest.taken)},
          {"program", manifest.program}, {"files", manifest.files.size()},
          {"bytes", manifest.bytes()},   {"secrets", manifest.secrets}};
}

}  // namespace

int back_up(const BackupCommand& command, const GlobalFlags& flags, const Settings& settings) {
  catch_interrupts();
  // The server's working directory is another one.
  const std::string folder =
      std::filesystem::absolute(command.directory).lexically_normal().string();
  const json::object arguments{{"directory", folder}, {"with_secrets", command.with_secrets}};
  const CommandResult result = back_up_anywhere(arguments, settings);
  if (!result) return fail(result.error());
  json::object facts;
  for (const std::string_view key : {"directory", "taken", "files", "bytes"}) {
    if (const json::value* const value = as_object(*result).if_contains(key)) facts[key] = *value;
  }
  facts["secrets"] = command.with_secrets;
  std::string text = render("backup", facts, {});
  if (!command.with_secrets) {
    text +=
        fmt::format("The secret key is not in it: keep a copy of {} apart, or say --with-secrets\n",
                    text_at(as_object(*result), "secret_key"));
  }
  print(facts, text, flags.json);
  return 0;
}

int restore(const RestoreCommand& command, const GlobalFlags& flags, const Settings& settings) {
  catch_interrupts();
  const auto known = known_schemas();
  if (!known) return fail(known.error());
  const auto manifest = read_backup(command.directory, {known->meta, known->events});
  if (!manifest) return fail(manifest.error());
  ProgressLine line;
  const auto progress = [&line](std::uint64_t done, std::uint64_t total) {
    line.show(done, total);
    return interrupted == 0;
  };
  const auto done = command.check
                        ? verify_backup(command.directory, *manifest, progress)
                        : restore_backup(command.directory, *manifest, settings.data, progress);
  line.clear();
  if (!done) return fail(done.error());
  const json::object facts = facts_of(*manifest, command.directory);
  std::string text = render(command.check ? "restore.check" : "restore", facts, {});
  if (!command.check && !manifest->secrets) {
    text += fmt::format(
        "The backup has no secret key: put the copy of it back to {} before the first start\n",
        secret_key_path(settings.secret_key_file, settings.data));
  }
  print(facts, text, flags.json);
  return 0;
}

}  // namespace picket::app
