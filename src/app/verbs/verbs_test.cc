#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "app/verbs/verb.h"

namespace picket::app {
namespace {

TEST(Verbs, HaveNamesOfTheirOwnBelowAGroup) {
  std::set<std::string_view> groups;
  for (const Group& group : verb_groups()) {
    const std::size_t dot = group.name.rfind('.');
    if (dot != std::string_view::npos) {
      EXPECT_TRUE(groups.contains(group.name.substr(0, dot))) << group.name;
    }
    EXPECT_TRUE(groups.insert(group.name).second) << group.name;
  }
  std::set<std::string_view> names;
  for (const Verb& verb : verbs()) {
    EXPECT_TRUE(names.insert(verb.name).second) << verb.name;
    EXPECT_FALSE(groups.contains(verb.name)) << verb.name;
    EXPECT_TRUE(groups.contains(verb.name.substr(0, verb.name.rfind('.')))) << verb.name;
    EXPECT_EQ(find_verb(verb.name), &verb);
  }
  EXPECT_EQ(find_verb("user"), nullptr);
}

TEST(Verbs, AskBeforeWhatCannotBeUndone) {
  for (const Verb& verb : verbs()) {
    const std::string_view last = verb.name.substr(verb.name.rfind('.') + 1);
    const bool lasting = last == "delete" || last == "revoke" || last.starts_with("reset-");
    // Signing out is undone by signing in, and a link takes nothing away.
    const bool harmless = verb.name == "user.sessions.revoke" || last == "reset-password";
    if (lasting && !harmless) {
      EXPECT_FALSE(verb.question.empty()) << verb.name;
    }
    if (!verb.changes) {
      EXPECT_TRUE(verb.question.empty()) << verb.name;
    }
  }
}

TEST(Verbs, HaveParametersThatCanBeToldApart) {
  for (const Verb& verb : verbs()) {
    std::set<std::string_view> names;
    std::set<std::string_view> keys;
    for (const Parameter& parameter : verb.parameters) {
      EXPECT_TRUE(names.insert(parameter.name).second) << verb.name << " " << parameter.name;
      EXPECT_TRUE(keys.insert(parameter.key).second) << verb.name << " " << parameter.key;
      EXPECT_EQ(parameter.name.starts_with("--"), parameter.takes != Takes::word)
          << verb.name << " " << parameter.name;
    }
  }
}

TEST(CommandsPage, IsWhatTheDocumentationShows) {
  const std::string page = commands_page();
  EXPECT_NE(page.find("### `picket org member add ORG USER [--role ROLE] [--team TEAM...]`"),
            std::string::npos);
  std::ifstream file(PICKET_SOURCE_DIR "/docs/commands.md");
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(written, page) << "renew it: picket config commands > docs/commands.md";
}

}  // namespace
}  // namespace picket::app
