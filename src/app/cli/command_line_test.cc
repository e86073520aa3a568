#include "app/cli/command_line.h"

#include <sstream>

#include <gtest/gtest.h>

#include "app/verbs/verb.h"

namespace picket::app {
namespace {

namespace json = boost::json;

Invocation invocation(const std::vector<std::string>& arguments) {
  auto parsed = parse_command_line(arguments);
  const auto* const exit = std::get_if<EarlyExit>(&parsed);
  EXPECT_EQ(exit, nullptr) << exit->text;
  return exit == nullptr ? std::get<Invocation>(std::move(parsed)) : Invocation{};
}

EarlyExit early_exit(const std::vector<std::string>& arguments) {
  const auto parsed = parse_command_line(arguments);
  EXPECT_TRUE(std::holds_alternative<EarlyExit>(parsed));
  return std::get<EarlyExit>(parsed);
}

/// "name {arguments}".
std::string admin(const std::vector<std::string>& arguments) {
  const Invocation given = invocation(arguments);
  const auto* const command = std::get_if<AdminCommand>(&given.command);
  return command == nullptr ? "" : command->name + " " + json::serialize(command->arguments);
}

TEST(ParseCommandLine, TurnsOptionsIntoArguments) {
  EXPECT_EQ(admin({"setup"}), "setup {}");
  EXPECT_EQ(admin({"setup", "--org", "o", "--team", "t", "--project", "p", "--platform", "node",
                   "--email", "a@b", "--password", "secret"}),
            R"(setup {"org":"o","team":"t","project":"p","platform":"node","email":"a@b",)"
            R"("password":"secret"})");
  EXPECT_EQ(admin({"issues", "list"}), "issues.list {}");
  EXPECT_EQ(
      admin({"issues", "list", "--project", "p", "--status", "all", "--query", "x y", "--sort",
             "events", "--limit", "7"}),
      R"(issues.list {"project":"p","status":"all","query":"x y","sort":"events","limit":7})");
  EXPECT_EQ(admin({"issues", "show", "APP-1"}), R"(issues.show {"id":"APP-1"})");
  EXPECT_EQ(admin({"events", "show", "ab", "--project=p"}),
            R"(events.show {"id":"ab","project":"p"})");
  EXPECT_EQ(admin({"outcomes", "--hours", "24"}), R"(outcomes {"hours":24})");
  EXPECT_EQ(admin({"consumer-groups", "--describe"}), "consumer-groups.describe {}");
  EXPECT_EQ(admin({"consumer-groups", "--describe", "--all-groups"}),
            "consumer-groups.describe {}");
  EXPECT_EQ(admin({"consumer-groups", "--describe", "--group", "g"}),
            R"(consumer-groups.describe {"group":"g"})");
  EXPECT_EQ(admin({"dead-letters", "list", "--limit", "3"}), R"(dead-letters.list {"limit":3})");
  EXPECT_EQ(admin({"dead-letters", "show", "4"}), R"(dead-letters.show {"id":4})");
  EXPECT_EQ(admin({"dead-letters", "replay", "4"}), R"(dead-letters.replay {"id":4})");
  EXPECT_EQ(admin({"dead-letters", "replay", "--all"}), R"(dead-letters.replay {"all":true})");
  EXPECT_EQ(admin({"upgrade"}), "upgrade {}");
  EXPECT_EQ(admin({"upgrade", "--check"}), R"(upgrade {"check":true})");
  EXPECT_EQ(admin({"cleanup", "--days", "3", "--dry-run"}), R"(cleanup {"days":3,"dry_run":true})");
  EXPECT_EQ(admin({"doctor"}), "doctor {}");
}

TEST(ParseCommandLine, KnowsTheVerbs) {
  EXPECT_EQ(admin({"user", "create", "a@b.c", "--name", "Ada", "--link"}),
            R"(user.create {"email":"a@b.c","name":"Ada","link":true})");
  EXPECT_EQ(admin({"org", "member", "add", "acme", "7", "--role", "owner", "--team", "web",
                   "--team", "api"}),
            R"(org.member.add {"org":"acme","user":"7","role":"owner","teams":["web","api"]})");
  EXPECT_EQ(admin({"team", "create", "key"}), R"(team.create {"slug":"key"})")
      << "a name may be the word of a command";
  EXPECT_EQ(admin({"key", "show", "acme/app", "--secret"}),
            R"(key.show {"project":"acme/app","secret":true})");
  EXPECT_EQ(admin({"key", "show", "app", "Default"}),
            R"(key.show {"project":"app","dsn_key":"Default"})");
  EXPECT_EQ(admin({"token", "create", "a@b.c", "--scope", "event:read", "--days", "30"}),
            R"(token.create {"user":"a@b.c","scopes":["event:read"],"days":30})");

  const Invocation given = invocation({"org", "delete", "acme", "--yes", "--json"});
  EXPECT_TRUE(std::get<AdminCommand>(given.command).yes);
  EXPECT_TRUE(given.flags.json);
  EXPECT_FALSE(std::get<AdminCommand>(invocation({"org", "delete", "acme"}).command).yes);
  EXPECT_TRUE(
      std::get<AdminCommand>(invocation({"user", "create", "a@b.c", "--password-stdin"}).command)
          .password_from_input);
}

TEST(ParseCommandLine, RefusesVerbsThatLackSomethingOrHaveTooMuch) {
  const std::vector<std::string> wrong[] = {
      {"org"},
      {"org", "member"},
      {"org", "create", "Acme"},
      {"org", "show"},
      {"org", "show", "a", "b"},
      {"org", "show", "a", "--yes"},
      {"token", "create", "a@b.c"},
      {"user", "create", "a@b.c", "--password", "secret"},
      {"user", "create", "a@b.c", "--link", "--password-stdin"},
      {"org", "show", "ac\x1b[2Jme"},
      {"org", "show", "ac\nme"},
      {"org", "show", "ac\xff"},
      {"org", "show", std::string(5000, 'a')},
      {"user", "create", "a@b.c", "--name", "\x7f"},
      {"token", "create", "a@b.c", "--scope", "event:read", "--scope", "a\tb"},
  };
  for (const auto& arguments : wrong)
    EXPECT_EQ(early_exit(arguments).code, 2) << testing::PrintToString(arguments);
}

TEST(ParseCommandLine, HelpsWithEveryVerb) {
  for (const Verb& verb : verbs()) {
    std::vector<std::string> words{"--help"};
    std::istringstream name{std::string(verb.name)};
    for (std::string word; std::getline(name, word, '.');) words.insert(words.end() - 1, word);
    const EarlyExit help = early_exit(words);
    EXPECT_EQ(help.code, 0);
    for (const Parameter& parameter : verb.parameters)
      EXPECT_NE(help.text.find(parameter.name), std::string::npos) << verb.name << parameter.name;
    EXPECT_EQ(help.text.find("--yes") != std::string::npos, !verb.question.empty()) << verb.name;
  }
}

TEST(ParseCommandLine, TakesGlobalFlagsBeforeAndAfterTheCommand) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--json", "--data", "d", "--config", "f", "issues", "list"},
        std::vector<std::string>{"issues", "list", "--data", "d", "--json", "--config=f"}}) {
    const Invocation given = invocation(arguments);
    EXPECT_TRUE(given.flags.json);
    EXPECT_EQ(given.flags.config_file, "f");
    ASSERT_EQ(given.flags.settings.size(), 1U);
    EXPECT_EQ(given.flags.settings[0].key, "data");
    EXPECT_EQ(given.flags.settings[0].text, "d");
    EXPECT_EQ(given.flags.settings[0].origin, "--data");
  }
}

TEST(ParseCommandLine, TurnsSettingsIntoAssignments) {
  const Invocation given = invocation({"serve", "--listen", ":1", "--set", "log.level=debug",
                                       "--set", "url=http://a=b", "--ephemeral"});
  ASSERT_TRUE(std::holds_alternative<ServeCommand>(given.command));
  EXPECT_TRUE(std::get<ServeCommand>(given.command).ephemeral);
  std::string all;
  for (const Assignment& a : given.flags.settings) all += a.key + "=" + a.text + ";";
  EXPECT_EQ(all, "listen=:1;log.level=debug;url=http://a=b;");
  EXPECT_FALSE(std::get<ServeCommand>(invocation({"serve"}).command).ephemeral);
}

TEST(ParseCommandLine, TakesOverOnlyWhatIsOnDisk) {
  const auto plain = std::get<ServeCommand>(invocation({"serve"}).command);
  EXPECT_FALSE(plain.take_over);
  const auto taking = std::get<ServeCommand>(invocation({"serve", "--take-over"}).command);
  EXPECT_TRUE(taking.take_over);
  EXPECT_FALSE(taking.ephemeral);
  EXPECT_EQ(early_exit({"serve", "--take-over", "--ephemeral"}).code, 2);
}

TEST(ParseCommandLine, KnowsBackups) {
  const auto backup =
      std::get<BackupCommand>(invocation({"backup", "/b", "--with-secrets"}).command);
  EXPECT_EQ(backup.directory, "/b");
  EXPECT_TRUE(backup.with_secrets);
  EXPECT_FALSE(std::get<BackupCommand>(invocation({"backup", "b"}).command).with_secrets);
  const auto restore = std::get<RestoreCommand>(invocation({"restore", "b", "--check"}).command);
  EXPECT_EQ(restore.directory, "b");
  EXPECT_TRUE(restore.check);
  EXPECT_FALSE(std::get<RestoreCommand>(invocation({"restore", "b"}).command).check);
  for (const char* name : {"backup", "restore"}) EXPECT_EQ(early_exit({name}).code, 2);
}

TEST(ParseCommandLine, KnowsTheConfigurationCommands) {
  EXPECT_EQ(std::get<ConfigCommand>(invocation({"config", "check"}).command), ConfigCommand::check);
  EXPECT_EQ(std::get<ConfigCommand>(invocation({"config", "docs"}).command), ConfigCommand::docs);
}

TEST(ParseCommandLine, ExitsWith2OnUsageErrors) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"frobnicate"},
      {"issues"},
      {"issues", "show"},
      {"issues", "show", "1", "2"},
      {"issues", "list", "--limit", "many"},
      {"events", "show"},
      {"consumer-groups"},
      {"consumer-groups", "--describe", "--all-groups", "--group", "g"},
      {"dead-letters", "replay", "4", "--all"},
      {"dead-letters", "replay"},
      {"dead-letters", "show", "x"},
      {"serve", "--nonsense"},
      {"serve", "--set", "no-equals"},
      {"serve", "--data"},
      {"serve", "issues", "list"},
      {"outcomes", "--listen", ":1"},
  };
  for (const auto& arguments : wrong) {
    const EarlyExit exit = early_exit(arguments);
    EXPECT_EQ(exit.code, 2) << testing::PrintToString(arguments);
    EXPECT_FALSE(exit.text.empty());
  }
}

TEST(ParseCommandLine, SaysWhatWasProbablyMeant) {
  const auto said = [](const std::vector<std::string>& arguments, const char* what) {
    const std::string text = early_exit(arguments).text;
    EXPECT_NE(text.find(what), std::string::npos) << text;
  };
  said({"serv"}, "no command serv; did you mean serve?");
  said({"issues", "lst"}, "no command lst; did you mean list?");
  said({"serve", "--lisen", ":1"}, "no option --lisen; did you mean --listen?");
  said({"issues", "list", "--jsno"}, "no option --jsno; did you mean --json?");
  said({"issues"}, "name a command: list, show");
  said({"config"}, "name a command: check\n");
  said({"issues", "show", "1", "2"}, "\"2\" is one word too many");
  said({"events", "show"}, "id is required");
  said({"dead-letters", "replay"}, "--all");
}

TEST(ParseCommandLine, ExitsWith0AfterHelpAndVersion) {
  EXPECT_EQ(early_exit({"--version"}).code, 0);
  EXPECT_EQ(early_exit({"--version"}).text.substr(0, 7), "picket ");
  const EarlyExit help = early_exit({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const char* name :
       {"serve", "setup", "issues", "events", "outcomes", "consumer-groups", "dead-letters",
        "upgrade", "cleanup", "doctor", "backup", "restore", "config"})
    EXPECT_NE(help.text.find(name), std::string::npos) << name;
  EXPECT_NE(early_exit({"issues", "list", "--help"}).text.find("--status"), std::string::npos);
}

}  // namespace
}  // namespace picket::app
