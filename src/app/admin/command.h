// The table of operator commands.
//
// A command blocks, and may be repeated. The error's `detail` is a sentence for the operator: the
// admin socket and the terminal belong to the owner of the data.
#pragma once

#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "app/admin/context.h"
#include "app/verbs/verb.h"
#include "base/result.h"

namespace picket::app {

using CommandResult = Result<boost::json::value>;
using CommandFunction = CommandResult (*)(const boost::json::object& arguments,
                                          AdminContext& context);

struct Command {
  std::string_view name;       ///< "issues.list"; on the socket POST /admin/issues.list.
  CommandFunction run;         ///< Null when it is `verb`.
  bool needs_schema = true;    ///< Refuses a database with pending migrations.
  const Verb* verb = nullptr;  ///< Of app/verbs; see run_verb.
};

const std::vector<Command>& commands();
/// Null when there is none.
const Command* find_command(std::string_view name);

/// Runs it, after the check that `needs_schema` asks for. Exceptions of the JSON library end here
/// as internal errors.
CommandResult run_command(const Command& command, const boost::json::object& arguments,
                          AdminContext& context);

// One per command; arguments and result are described beside each definition.
CommandResult run_setup(const boost::json::object& arguments, AdminContext& context);
CommandResult run_issues_list(const boost::json::object& arguments, AdminContext& context);
CommandResult run_issues_show(const boost::json::object& arguments, AdminContext& context);
CommandResult run_events_show(const boost::json::object& arguments, AdminContext& context);
CommandResult run_outcomes(const boost::json::object& arguments, AdminContext& context);
CommandResult run_groups_describe(const boost::json::object& arguments, AdminContext& context);
CommandResult run_dead_letters_list(const boost::json::object& arguments, AdminContext& context);
CommandResult run_dead_letters_show(const boost::json::object& arguments, AdminContext& context);
CommandResult run_dead_letters_replay(const boost::json::object& arguments, AdminContext& context);
CommandResult run_upgrade(const boost::json::object& arguments, AdminContext& context);
CommandResult run_cleanup(const boost::json::object& arguments, AdminContext& context);
/// {answer, names}: what the API answered (null without a body, see ApiCalls), and what the
/// arguments meant, by what they name: {"org": "acme", "member": "ada@acme.test"}.
CommandResult run_verb(const Verb& verb, const boost::json::object& arguments,
                       AdminContext& context);
CommandResult run_backup_begin(const boost::json::object& arguments, AdminContext& context);
CommandResult run_backup_status(const boost::json::object& arguments, AdminContext& context);
CommandResult run_backup_stop(const boost::json::object& arguments, AdminContext& context);
CommandResult run_hand_over(const boost::json::object& arguments, AdminContext& context);
CommandResult run_doctor(const boost::json::object& arguments, AdminContext& context);

}  // namespace picket::app
