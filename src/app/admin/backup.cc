// What `picket backup` asks of the process that has the stores open: to begin one, how far it is,
// and to stop it. It takes longer than a request may.
#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/backup/backups.h"
#include "base/rfc3339.h"

namespace picket::app {
namespace {

namespace json = boost::json;

unexpected<Error> in_memory() {
  return unexpected(Error{ErrorKind::conflict, "nothing_to_back_up",
                          "this server keeps everything in memory: there is nothing to back up"});
}

std::string_view to_string(BackupStatus::State state) noexcept {
  switch (state) {
    case BackupStatus::State::none:
      return "none";
    case BackupStatus::State::running:
      return "running";
    case BackupStatus::State::done:
      return "done";
    case BackupStatus::State::failed:
      return "failed";
  }
  return "none";
}

}  // namespace

/// {directory, with_secrets}: {}. The path is absolute, and one of the server's machine and user.
CommandResult run_backup_begin(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  BackupOrder order;
  order.folder = in.needed_text("directory");
  order.with_secrets = in.flag("with_secrets");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  if (context.backups == nullptr) return in_memory();
  if (auto begun = context.backups->begin(std::move(order)); !begun)
    return unexpected(begun.error());
  return json::object{};
}

/// {}: {state, directory, done_bytes, total_bytes, files, bytes, taken, secret_key, error}. The
/// state is none, running, done or failed; `error` the sentence of the last, null otherwise.
CommandResult run_backup_status(const json::object& arguments, AdminContext& context) {
  const Arguments in(arguments);
  if (auto done = in.finish(); !done) return unexpected(done.error());
  if (context.backups == nullptr) return in_memory();
  const BackupStatus status = context.backups->status();
  json::object result{{"state", to_string(status.state)},
                      {"directory", status.folder},
                      {"done_bytes", status.done_bytes},
                      {"total_bytes", status.total_bytes},
                      {"files", status.files},
                      {"bytes", status.bytes},
                      {"taken", format_rfc3339(status.taken)},
                      {"secret_key", context.secret_key_file},
                      {"error", nullptr}};
  if (status.error)
    result["error"] =
        status.error->detail.empty() ? std::string(status.error->code) : status.error->detail;
  return result;
}

/// {}: {}. The backup removes what it wrote; that it has ended is in the status.
CommandResult run_backup_stop(const json::object& arguments, AdminContext& context) {
  const Arguments in(arguments);
  if (auto done = in.finish(); !done) return unexpected(done.error());
  if (context.backups == nullptr) return in_memory();
  context.backups->stop();
  return json::object{};
}

}  // namespace picket::app
