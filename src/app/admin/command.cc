#include "app/admin/command.h"

#include <algorithm>
#include <array>
#include <exception>

#include <fmt/format.h>

namespace picket::app {
namespace {

constexpr std::array kOwn = {
    Command{"setup", run_setup, false},
    Command{"issues.list", run_issues_list},
    Command{"issues.show", run_issues_show},
    Command{"events.show", run_events_show},
    Command{"outcomes", run_outcomes},
    Command{"consumer-groups.describe", run_groups_describe},
    Command{"dead-letters.list", run_dead_letters_list},
    Command{"dead-letters.show", run_dead_letters_show},
    Command{"dead-letters.replay", run_dead_letters_replay},
    Command{"upgrade", run_upgrade, false},
    Command{"cleanup", run_cleanup},
    Command{"doctor", run_doctor, false},
    Command{"backup.begin", run_backup_begin, false},
    Command{"backup.status", run_backup_status, false},
    Command{"backup.stop", run_backup_stop, false},
    Command{"hand-over", run_hand_over, false},
};

Result<void> check_schema(AdminContext& context) {
  const auto pending = context.stores.meta.pending_migrations();
  if (!pending) return unexpected(pending.error());
  if (pending->empty()) return {};
  return unexpected(Error{ErrorKind::conflict, "schema_behind",
                          fmt::format("the database lacks {} migration{} of this version: run "
                                      "`picket upgrade`, or start the server",
                                      pending->size(), pending->size() == 1 ? "" : "s")});
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> kAll = [] {
    std::vector<Command> all(kOwn.begin(), kOwn.end());
    for (const Verb& verb : verbs()) all.push_back({verb.name, nullptr, true, &verb});
    return all;
  }();
  return kAll;
}

const Command* find_command(std::string_view name) {
  const auto& all = commands();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == all.end() ? nullptr : &*found;
}

CommandResult run_command(const Command& command, const boost::json::object& arguments,
                          AdminContext& context) {
  if (command.needs_schema) {
    if (auto checked = check_schema(context); !checked) return unexpected(checked.error());
  }
  try {
    if (command.verb != nullptr) return run_verb(*command.verb, arguments, context);
    return command.run(arguments, context);
  } catch (const std::exception& exception) {
    return unexpected(Error{ErrorKind::internal, "command_failed", exception.what()});
  }
}

}  // namespace picket::app
