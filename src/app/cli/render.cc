#include "app/cli/render.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "app/cli/json_text.h"
#include "app/cli/table.h"

namespace picket::app {
namespace {

namespace json = boost::json;

std::string or_dash(std::string text) {
  return text.empty() ? "-" : text;
}

std::string render_setup(const json::object& result, const RenderContext& context) {
  const std::string dsn = text_at(result, "dsn");
  // http://KEY@HOST/PREFIX/ID: its parts are what the store endpoint's address is made of.
  const std::size_t at = dsn.find('@');
  const std::size_t scheme_end = dsn.find("://");
  const std::size_t slash = dsn.rfind('/');
  std::string curl;
  if (at != std::string::npos && scheme_end != std::string::npos && slash > at) {
    const std::string scheme = dsn.substr(0, scheme_end);
    const std::string key = dsn.substr(scheme_end + 3, at - scheme_end - 3);
    curl = fmt::format(
        "  curl '{}://{}/api/{}/store/?sentry_version=7&sentry_key={}' \\\n"
        "    -d '{{\"message\": \"Hello from curl\", \"level\": \"error\"}}'\n",
        scheme, dsn.substr(at + 1, slash - at - 1), dsn.substr(slash + 1), key);
  }
  const std::string password = text_at(result, "password");
  std::string out = fmt::format("Address   {}\nDSN       {}\nProject   {}/{}\nOwner     {}\n",
                                text_at(result, "url"), dsn, text_at(result, "org"),
                                text_at(result, "project"), text_at(result, "email"));
  if (!password.empty()) out += fmt::format("Password  {}   (not shown again)\n", password);
  out += fmt::format("Token     {}\n\n", text_at(result, "token"));
  out += fmt::format(
      "Send a first event, with curl:\n\n{}\nor from Python (`pip install sentry-sdk`), and alike "
      "with every Sentry SDK:\n\n"
      "  import sentry_sdk\n"
      "  sentry_sdk.init(dsn=\"{}\")\n"
      "  sentry_sdk.capture_exception(ValueError(\"Hello from Python\"))\n\n"
      "See what arrived:\n\n  {} issues list{}\n\n",
      curl, dsn, context.program, context.data_flag);
  return out;
}

std::string render_issues(const json::array& issues) {
  if (issues.empty()) return "No issues.\n";
  Table table({{"ISSUE"},
               {"LEVEL"},
               {"STATUS"},
               {"EVENTS", Align::right},
               {"LAST SEEN"},
               {"TITLE", Align::left, 80}});
  for (const json::value& value : issues) {
    const json::object& issue = as_object(value);
    table.add({text_at(issue, "short_id"), text_at(issue, "level"), text_at(issue, "status"),
               text_at(issue, "events"), text_at(issue, "last_seen"), text_at(issue, "title")});
  }
  return table.text();
}

std::string render_issue(const json::object& issue, const RenderContext& context) {
  const json::object& stored = object_at(issue, "stored");
  std::string out = fmt::format("{}  {}\n", text_at(issue, "short_id"), text_at(issue, "title"));
  const std::array<std::pair<std::string_view, std::string>, 8> lines = {{
      {"culprit", text_at(issue, "culprit")},
      {"project", text_at(issue, "project")},
      {"level", text_at(issue, "level")},
      {"status", text_at(issue, "status")},
      {"events", fmt::format("{} ({} stored, of {} users)", text_at(issue, "events"),
                             text_at(stored, "events"), text_at(stored, "users"))},
      {"first seen", text_at(issue, "first_seen")},
      {"last seen", text_at(issue, "last_seen")},
      {"release", text_at(issue, "first_release")},
  }};
  for (const auto& [name, value] : lines) out += fmt::format("{:<11} {}\n", name, or_dash(value));

  const json::array& events = array_at(issue, "latest_events");
  if (events.empty()) return printable(out + "Its events have expired.\n", true);
  Table table({{"EVENT"}, {"TIME"}, {"ENVIRONMENT"}, {"RELEASE"}, {"USER"}});
  for (const json::value& value : events) {
    const json::object& event = as_object(value);
    table.add({text_at(event, "id"), text_at(event, "timestamp"),
               or_dash(text_at(event, "environment")), or_dash(text_at(event, "release")),
               or_dash(text_at(event, "user"))});
  }
  out += fmt::format("\n{}\nRead one with: {} events show{} ID\n", table.text(), context.program,
                     context.data_flag);
  return printable(out, true);
}

std::string render_outcomes(const json::object& result) {
  Table table({{"PROJECT"}, {"CATEGORY"}, {"OUTCOME"}, {"REASON"}, {"QUANTITY", Align::right}});
  for (const json::value& value : array_at(result, "outcomes")) {
    const json::object& row = as_object(value);
    table.add({text_at(row, "project"), text_at(row, "category"), text_at(row, "outcome"),
               or_dash(text_at(row, "reason")), text_at(row, "quantity")});
  }
  std::string out = table.text() + fmt::format("\npending   {}\n", text_at(result, "pending"));
  const std::string received = text_at(result, "received");
  if (!received.empty()) out += fmt::format("received  {}\n", received);
  return out;
}

std::string render_groups(const json::array& groups) {
  Table table({{"GROUP"},
               {"TOPIC"},
               {"PARTITION", Align::right},
               {"CURRENT-OFFSET", Align::right},
               {"LOG-END-OFFSET", Align::right},
               {"LAG", Align::right},
               {"OLDEST", Align::right}});
  for (const json::value& value : groups) {
    const json::object& row = as_object(value);
    table.add({text_at(row, "group"), text_at(row, "topic"), text_at(row, "partition"),
               or_dash(text_at(row, "current_offset")), text_at(row, "log_end_offset"),
               text_at(row, "lag"), text_at(row, "oldest_pending_seconds") + " s"});
  }
  return table.text();
}

std::string render_letters(const json::array& letters) {
  if (letters.empty()) return "No dead letters.\n";
  Table table(
      {{"ID", Align::right}, {"CREATED"}, {"PROJECT"}, {"REASON"}, {"REPLAYED"}, {"DETAIL"}});
  for (const json::value& value : letters) {
    const json::object& letter = as_object(value);
    table.add({text_at(letter, "id"), text_at(letter, "created"),
               or_dash(text_at(letter, "project")), text_at(letter, "reason"),
               or_dash(text_at(letter, "replayed")), text_at(letter, "detail")});
  }
  return table.text();
}

std::string render_letter(const json::object& letter) {
  std::string out;
  for (const auto& [key, value] : letter) {
    if (key != "event")
      out += fmt::format("{:<10} {}\n", std::string_view(key), or_dash(text_of(value)));
  }
  const std::string event = text_at(letter, "event");
  return printable(out + (event.empty() ? "" : "\n" + event + "\n"), true);
}

std::string render_replay(const json::object& result) {
  std::string out = fmt::format("{} put back into the log\n", array_at(result, "replayed").size());
  for (const json::value& value : array_at(result, "failed")) {
    const json::object& failed = as_object(value);
    out += fmt::format("{}: {}\n", text_at(failed, "id"), text_at(failed, "detail"));
  }
  return out;
}

std::string render_upgrade(const json::object& result) {
  const json::array& pending = array_at(result, "pending");
  const bool applied = text_at(result, "applied") != "0";
  std::string out;
  for (const json::value& value : pending) {
    const json::object& migration = as_object(value);
    out += fmt::format("{} migration {} {}\n", applied ? "applied" : "pending",
                       text_at(migration, "number"), text_at(migration, "name"));
  }
  return out + fmt::format("schema version {}{}\n", text_at(result, "schema_version"),
                           pending.empty() ? ", nothing to do" : "");
}

std::string render_cleanup(const json::object& result) {
  if (text_at(result, "dry_run") == "true")
    return fmt::format("about {} events from before {} would be dropped\n",
                       text_at(result, "events"), text_at(result, "before"));
  return fmt::format("dropped {} events, {} bytes of payloads and {} dead letters from before {}\n",
                     text_at(result, "events"), text_at(result, "bytes"),
                     text_at(result, "dead_letters"), text_at(result, "before"));
}

/// What a backup is, of the commands that make, check and restore one.
std::string backup_text(const json::object& result) {
  const json::value* const bytes = result.if_contains("bytes");
  boost::system::error_code failed;
  const double mib = bytes == nullptr ? 0 : bytes->to_number<double>(failed) / (1 << 20);
  return fmt::format("{} files, {:.1f} MiB, as of {}", text_at(result, "files"), mib,
                     text_at(result, "taken"));
}

std::string render_doctor(const json::object& result) {
  std::string out;
  for (const json::value& value : array_at(result, "checks")) {
    const json::object& check = as_object(value);
    out += fmt::format("{:<5} {:<15} {}\n", text_at(check, "health"), text_at(check, "name"),
                       text_at(check, "finding"));
    const std::string remedy = text_at(check, "remedy");
    if (!remedy.empty()) out += fmt::format("{:<21} {}\n", "", remedy);
  }
  return out;
}

}  // namespace

std::string render(std::string_view command, const json::value& result,
                   const RenderContext& context) {
  if (command == "setup") return render_setup(as_object(result), context);
  if (command == "issues.list") return render_issues(as_array(result));
  if (command == "issues.show") return render_issue(as_object(result), context);
  if (command == "events.show") return render_event(as_object(result));
  if (command == "outcomes") return render_outcomes(as_object(result));
  if (command == "consumer-groups.describe") return render_groups(as_array(result));
  if (command == "dead-letters.list") return render_letters(as_array(result));
  if (command == "dead-letters.show") return render_letter(as_object(result));
  if (command == "dead-letters.replay") return render_replay(as_object(result));
  if (command == "upgrade") return render_upgrade(as_object(result));
  if (command == "cleanup") return render_cleanup(as_object(result));
  if (command == "backup") {
    return fmt::format("Backed up to {}: {}\n", text_at(as_object(result), "directory"),
                       backup_text(as_object(result)));
  }
  if (command == "restore") return fmt::format("Restored {}\n", backup_text(as_object(result)));
  if (command == "restore.check")
    return fmt::format("The backup is whole: {}\n", backup_text(as_object(result)));
  if (command == "doctor") return render_doctor(as_object(result));
  return json::serialize(result) + "\n";
}

}  // namespace picket::app
