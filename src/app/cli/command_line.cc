// The grammar in CLI11, whose exceptions end here.
#include "app/cli/command_line.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <sstream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/usage_error.h"
#include "app/verbs/verb.h"
#include "base/assert.h"
#include "base/utf8.h"

namespace picket::app {
namespace {

namespace json = boost::json;

/// Names and texts are shorter; the kernel takes 128 KiB.
constexpr std::size_t kMaxWord = 4096;

/// Of a word that names or describes something; empty for a good one.
std::string find_flaw(const std::string& word) {
  if (word.size() > kMaxWord)
    return fmt::format("takes at most {} bytes, not {}", kMaxWord, word.size());
  if (!is_valid_utf8(word)) return "takes UTF-8";
  const bool plain = std::none_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  return plain ? "" : "takes no control characters";
}

/// Declares the grammar; options write into `invocation` while CLI11 parses.
class Grammar {
 public:
  Grammar() {
    app_.set_version_flag("--version", "picket " PICKET_VERSION);
    app_.require_subcommand(1);
    app_.fallthrough();
    add_globals();
    add_serve();
    add_setup();
    add_issues();
    add_events();
    add_outcomes();
    add_verbs();
    add_consumer_groups();
    add_dead_letters();
    add_upkeep();
    add_backups();
    add_config();
  }

  CLI::App& app() noexcept { return app_; }

  Invocation take() && {
    PICKET_ASSERT(finish_ != nullptr);  // require_subcommand: one of them was seen.
    finish_();
    for (const std::string& text : overrides_) {
      const std::size_t equals = text.find('=');
      invocation_.flags.settings.push_back(
          {text.substr(0, equals), text.substr(equals + 1), "--set"});
    }
    return std::move(invocation_);
  }

 private:
  void add_globals() {
    GlobalFlags& flags = invocation_.flags;
    app_.add_flag("--json", flags.json, "Print facts as JSON");
    app_.add_option("--config", flags.config_file, "Configuration file (TOML)")
        ->type_name("FILE")
        ->envname("PICKET_CONFIG");
    add_setting(app_, "--data", "data", "DIR", "Data directory");
    app_.add_option("--set", overrides_, "Override one option of the configuration")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false)
        ->check([](const std::string& text) {
          return text.find('=') == std::string::npos ? "takes KEY=VALUE, not " + text : "";
        });
  }

  void add_setting(CLI::App& to, const std::string& flag, const std::string& key,
                   const std::string& type, const std::string& help) {
    to.add_option_function<std::string>(
          flag,
          [this, flag, key](const std::string& text) {
            invocation_.flags.settings.push_back({key, text, flag});
          },
          help)
        ->type_name(type);
  }

  CLI::App& add_command(CLI::App& to, const std::string& name, const std::string& help) {
    return *to.add_subcommand(name, help);
  }

  /// Runs the admin command `admin_name` when `sub` was seen.
  void admin(CLI::App& sub, const std::string& admin_name) {
    sub.callback([this, admin_name] {
      finish_ = [this, admin_name] {
        invocation_.command =
            AdminCommand{admin_name, std::move(arguments_), yes_, password_from_input_};
      };
    });
  }

  // Options of admin commands become their arguments.
  CLI::Option& text(CLI::App& to, const std::string& flag, const std::string& key,
                    const std::string& type, const std::string& help) {
    return *to.add_option_function<std::string>(
                  flag, [this, key](const std::string& value) { arguments_[key] = value; }, help)
                ->type_name(type);
  }
  CLI::Option& number(CLI::App& to, const std::string& flag, const std::string& key,
                      const std::string& help) {
    return *to.add_option_function<std::int64_t>(
                  flag, [this, key](const std::int64_t& value) { arguments_[key] = value; }, help)
                ->type_name("N");
  }
  void flag(CLI::App& to, const std::string& name, const std::string& key,
            const std::string& help) {
    to.add_flag_callback(
        name, [this, key] { arguments_[key] = true; }, help);
  }

  void add_serve() {
    CLI::App& serve = add_command(app_, "serve", "Run the server");
    add_setting(serve, "--listen", "listen", "ADDR:PORT", "Address to listen on");
    CLI::Option* const ephemeral =
        serve.add_flag("--ephemeral", serve_.ephemeral,
                       "Keep everything in memory, for a try-out; no data directory is touched");
    serve
        .add_flag("--take-over", serve_.take_over,
                  "Where a server runs on the data directory: take its place, refusing no request")
        ->excludes(ephemeral);
    serve.callback([this] { finish_ = [this] { invocation_.command = serve_; }; });
  }

  void add_setup() {
    CLI::App& setup =
        add_command(app_, "setup", "Make organization, project, key and API token, once");
    add_setting(setup, "--listen", "listen", "ADDR:PORT", "Address that the server listens on");
    text(setup, "--org", "org", "SLUG", "Organization, default picket");
    text(setup, "--team", "team", "SLUG", "Team, default picket");
    text(setup, "--project", "project", "SLUG", "Project, default app");
    text(setup, "--platform", "platform", "NAME", "Platform of the project, default other");
    text(setup, "--email", "email", "ADDRESS", "Owner, default admin@localhost");
    text(setup, "--password", "password", "TEXT", "Password of a new owner, default a random one");
    admin(setup, "setup");
  }

  void add_issues() {
    CLI::App& issues = add_command(app_, "issues", "Look at issues");
    issues.require_subcommand(1);
    CLI::App& list = add_command(issues, "list", "List issues");
    text(list, "--project", "project", "SLUG", "Only of this project");
    text(list, "--status", "status", "STATUS", "unresolved, resolved, ignored or all (default)");
    text(list, "--query", "query", "TEXT", "Only with this text in title or message");
    text(list, "--sort", "sort", "ORDER", "last_seen (default), first_seen or events");
    number(list, "--limit", "limit", "At most so many, default 100");
    admin(list, "issues.list");
    CLI::App& show = add_command(issues, "show", "Show one issue");
    text(show, "id", "id", "ID", "Number or short id, such as APP-2F").required();
    admin(show, "issues.show");
  }

  void add_events() {
    CLI::App& events = add_command(app_, "events", "Look at events");
    events.require_subcommand(1);
    CLI::App& show = add_command(events, "show", "Show one event");
    text(show, "id", "id", "ID", "32 hex digits").required();
    text(show, "--project", "project", "SLUG", "Only of this project");
    admin(show, "events.show");
  }

  void add_outcomes() {
    CLI::App& outcomes = add_command(app_, "outcomes", "Show what became of what was received");
    text(outcomes, "--project", "project", "SLUG", "Only of this project");
    number(outcomes, "--hours", "hours", "Only of the last N hours");
    admin(outcomes, "outcomes");
  }

  /// "org.member" below "org", which is made first.
  CLI::App& group_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return app_;
    const auto found = groups_.find(name.substr(0, dot));
    PICKET_ASSERT(found != groups_.end());
    return *found->second;
  }

  void add_verbs() {
    const auto last_word = [](std::string_view name) {
      return std::string(name.substr(name.rfind('.') + 1));
    };
    for (const Group& group : verb_groups()) {
      CLI::App& sub =
          add_command(group_of(group.name), last_word(group.name), std::string(group.summary));
      sub.require_subcommand(1);
      groups_.emplace(group.name, &sub);
    }
    for (const Verb& verb : verbs()) {
      CLI::App& sub =
          add_command(group_of(verb.name), last_word(verb.name), std::string(verb.summary));
      for (const Parameter& parameter : verb.parameters) add_parameter(sub, parameter);
      if (!verb.question.empty()) sub.add_flag("--yes", yes_, "Do it without asking");
      if (verb.asks_password) add_password(sub);
      admin(sub, std::string(verb.name));
    }
  }

  void add_password(CLI::App& sub) {
    CLI::Option* const typed = sub.add_flag("--password-stdin", password_from_input_,
                                            "Read the password from standard input");
    if (CLI::Option* const link = sub.get_option_no_throw("--link")) typed->excludes(link);
  }

  void add_parameter(CLI::App& to, const Parameter& parameter) {
    const std::string name(parameter.name);
    const std::string key(parameter.key);
    const std::string help(parameter.help);
    const std::string type(parameter.type);
    switch (parameter.takes) {
      case Takes::word:
        text(to, name, key, "", help).required(!parameter.optional)->check(&find_flaw);
        break;
      case Takes::option:
        text(to, name, key, type, help).required(parameter.needed)->check(&find_flaw);
        break;
      case Takes::list:
        to.add_option_function<std::vector<std::string>>(
              name,
              [this, key](const std::vector<std::string>& values) {
                arguments_[key] = json::array(values.begin(), values.end());
              },
              help)
            ->allow_extra_args(false)
            ->type_name(type)
            ->required(parameter.needed)
            ->check(&find_flaw);
        break;
      case Takes::number:
        number(to, name, key, help).required(parameter.needed);
        break;
      case Takes::flag:
        flag(to, name, key, help);
        break;
    }
  }

  void add_consumer_groups() {
    CLI::App& groups = add_command(app_, "consumer-groups", "Show where consumers are in the log");
    groups.add_flag("--describe", describe_, "Show offsets and lag")->required();
    CLI::Option& group = text(groups, "--group", "group", "GROUP", "Only this group");
    groups.add_flag("--all-groups", all_groups_, "Every group, the default")->excludes(&group);
    admin(groups, "consumer-groups.describe");
  }

  void add_dead_letters() {
    CLI::App& letters = add_command(app_, "dead-letters", "Messages that could not be processed");
    letters.require_subcommand(1);
    CLI::App& list = add_command(letters, "list", "List them");
    number(list, "--limit", "limit", "At most so many, default 100");
    admin(list, "dead-letters.list");
    CLI::App& show = add_command(letters, "show", "Show one");
    number(show, "id", "id", "Its id").required();
    admin(show, "dead-letters.show");
    CLI::App& replay = add_command(letters, "replay", "Process one, or all, again");
    CLI::Option& id = number(replay, "id", "id", "Its id");
    replay
        .add_flag_callback(
            "--all", [this] { arguments_["all"] = true; }, "All open ones")
        ->excludes(&id);
    replay.require_option(1);
    admin(replay, "dead-letters.replay");
  }

  void add_upkeep() {
    CLI::App& upgrade = add_command(app_, "upgrade", "Bring the database to this version");
    flag(upgrade, "--check", "check", "Only say what would be done");
    admin(upgrade, "upgrade");
    CLI::App& cleanup = add_command(app_, "cleanup", "Drop what is older than the retention");
    number(cleanup, "--days", "days", "Keep so many days, default retention_days");
    flag(cleanup, "--dry-run", "dry_run", "Only say what would be dropped");
    admin(cleanup, "cleanup");
    admin(add_command(app_, "doctor", "Check the health of this installation"), "doctor");
  }

  void add_backups() {
    CLI::App& backup = add_command(app_, "backup", "Copy everything into a folder, while it runs");
    backup.add_option("directory", backup_.directory, "New or empty folder")
        ->type_name("DIR")
        ->required()
        ->check(&find_flaw);
    backup.add_flag("--with-secrets", backup_.with_secrets,
                    "Also the secret key and the tokens that setup keeps");
    backup.callback([this] { finish_ = [this] { invocation_.command = backup_; }; });
    CLI::App& restore = add_command(app_, "restore", "Make a data directory of a backup");
    restore.add_option("directory", restore_.directory, "Folder of the backup")
        ->type_name("DIR")
        ->required()
        ->check(&find_flaw);
    restore.add_flag("--check", restore_.check, "Only say whether the backup is whole");
    restore.callback([this] { finish_ = [this] { invocation_.command = restore_; }; });
  }

  void add_config() {
    CLI::App& config = add_command(app_, "config", "Check the configuration");
    config.require_subcommand(1);
    const auto add = [&](const std::string& name, const std::string& help, ConfigCommand command) {
      CLI::App& sub = add_command(config, name, help);
      sub.callback(
          [this, command] { finish_ = [this, command] { invocation_.command = command; }; });
      return &sub;
    };
    add("check", "Read every source and say what is in force", ConfigCommand::check);
    // Hidden: they make docs/config.md and docs/commands.md.
    add("docs", "", ConfigCommand::docs)->group("");
    add("commands", "", ConfigCommand::commands)->group("");
  }

  CLI::App app_{"Picket: a Sentry-compatible error tracker in one program.", "picket"};
  Invocation invocation_;
  std::vector<std::string> overrides_;
  json::object arguments_;
  std::map<std::string, CLI::App*, std::less<>> groups_;
  BackupCommand backup_;
  RestoreCommand restore_;
  ServeCommand serve_;
  bool yes_ = false;
  bool password_from_input_ = false;
  bool describe_ = false;    // The only thing that consumer-groups does.
  bool all_groups_ = false;  // What it does anyway.
  std::function<void()> finish_;
};

EarlyExit early_exit(CLI::App& app, const std::vector<std::string>& arguments,
                     const CLI::ParseError& error) {
  std::ostringstream out;
  std::ostringstream err;
  if (app.exit(error, out, err) == 0) return {0, out.str()};
  return {2, usage_error(app, arguments, error)};
}

}  // namespace

std::variant<Invocation, EarlyExit> parse_command_line(const std::vector<std::string>& arguments) {
  Grammar grammar;
  // CLI11 takes its vector from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    grammar.app().parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return early_exit(grammar.app(), arguments, error);
  }
  return std::move(grammar).take();
}

}  // namespace picket::app
