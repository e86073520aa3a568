#include "app/admin/command.h"

#include <set>

#include "app/admin/installation_fixture.h"

namespace picket::app {
namespace {

using Commands = InstallationTest;

TEST_F(Commands, HaveUniqueNames) {
  std::set<std::string_view> names;
  for (const Command& command : commands()) {
    EXPECT_TRUE(names.insert(command.name).second);
    EXPECT_EQ(find_command(command.name), &command);
  }
  EXPECT_EQ(find_command("none"), nullptr);
}

TEST_F(Commands, AskForAnUpgradeWhileTheSchemaIsBehind) {
  for (const Command& command : commands()) {
    if (!command.needs_schema) continue;
    const Error error = error_of(command.name);
    EXPECT_EQ(error.code, "schema_behind") << command.name;
    EXPECT_NE(error.detail.find("picket upgrade"), std::string::npos);
  }
}

TEST_F(Commands, RefuseArgumentsThatTheyDoNotHave) {
  setup();
  for (const Command& command : commands()) {
    EXPECT_EQ(error_of(command.name, {{"id", 1}, {"nonsense", 1}}).kind,
              ErrorKind::invalid_argument)
        << command.name;
  }
}

TEST_F(Commands, UpgradeAppliesWhatCheckAnnounces) {
  const auto announced = value_of("upgrade", {{"check", true}});
  EXPECT_EQ(announced.at("schema_version"), 0);
  EXPECT_EQ(announced.at("applied"), 0);
  EXPECT_FALSE(announced.at("pending").as_array().empty());

  const auto done = value_of("upgrade");
  EXPECT_EQ(done.at("pending"), announced.at("pending"));
  EXPECT_EQ(done.at("applied").to_number<std::size_t>(), done.at("pending").as_array().size());
  EXPECT_GT(done.at("schema_version").as_int64(), 0);

  const auto again = value_of("upgrade");
  EXPECT_EQ(again.at("applied"), 0);
  EXPECT_EQ(again.at("schema_version"), done.at("schema_version"));
}

}  // namespace
}  // namespace picket::app
