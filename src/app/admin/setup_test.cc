#include <filesystem>

#include "app/admin/installation_fixture.h"
#include "base/testkit/temp_dir.h"
#include "domain/account/password.h"
#include "domain/account/token.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/users.h"

namespace picket::app {
namespace {

namespace json = boost::json;

class Setup : public InstallationTest {
 protected:
  Setup() { context.setup_file = dir_.file("setup.json"); }

  json::object made(const json::object& arguments = {}) {
    return value_of("setup", arguments).as_object();
  }

  const testkit::TempDir dir_;
};

TEST_F(Setup, MakesWhatTheFirstEventNeeds) {
  const json::object result = made();
  EXPECT_EQ(result.at("url"), "http://127.0.0.1:9000");
  EXPECT_EQ(result.at("org"), "picket");
  EXPECT_EQ(result.at("project"), "app");
  EXPECT_EQ(result.at("email"), "admin@localhost");

  const auto tx = *meta->begin_read();
  const auto orgs = *tx->organizations().list_orgs();
  ASSERT_EQ(orgs.size(), 1U);
  EXPECT_EQ(orgs[0].slug, "picket");
  EXPECT_EQ(tx->organizations().list_teams(orgs[0].id)->size(), 1U);
  const auto projects = *tx->projects().list();
  ASSERT_EQ(projects.size(), 1U);
  EXPECT_EQ(projects[0].slug, "app");
  EXPECT_EQ(projects[0].platform, "other");
  ASSERT_EQ(projects[0].keys.size(), 1U);
  EXPECT_EQ(result.at("dsn"),
            json::value("http://" + projects[0].keys[0].public_key + "@127.0.0.1:9000/" +
                        std::to_string(projects[0].project.value)));

  const auto user = *tx->users().find_user("admin@localhost");
  ASSERT_TRUE(user.has_value());
  const std::string password(result.at("password").as_string());
  EXPECT_EQ(domain::account::verify_password(password, user->password_hash, context.password_cost),
            true);
  const auto token = *tx->users().tokens().find(
      domain::account::hash_token(std::string(result.at("token").as_string())));
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->org, orgs[0].id);
  EXPECT_EQ(token->user, user->id);
  EXPECT_EQ(token->scopes.size(), 20U);
  EXPECT_EQ(projects_changed, 1);
}

TEST_F(Setup, ChangesNothingTheSecondTime) {
  json::object first = made();
  // Not even a password is looked at that was good enough for an older version.
  const json::object second = made({{"password", "short"}});
  EXPECT_TRUE(second.at("password").is_null());
  first["password"] = nullptr;
  EXPECT_EQ(json::value(first), json::value(second));
  EXPECT_EQ(projects_changed, 1);
}

TEST_F(Setup, TakesNamesFromItsArguments) {
  const json::object result = made({{"org", "acme"},
                                    {"team", "web"},
                                    {"project", "shop"},
                                    {"platform", "python"},
                                    {"email", "ada@example.org"},
                                    {"password", "tidal-cobalt-gnome"}});
  EXPECT_EQ(result.at("org"), "acme");
  EXPECT_EQ(result.at("password"), "tidal-cobalt-gnome");
  const auto tx = *meta->begin_read();
  EXPECT_EQ(tx->projects().list()->front().platform, "python");
  EXPECT_TRUE(tx->users().find_user("ada@example.org")->has_value());
}

TEST_F(Setup, AddsAProjectToWhatIsThere) {
  const json::object first = made();
  const json::object second = made({{"project", "other-app"}});
  EXPECT_NE(first.at("dsn"), second.at("dsn"));
  EXPECT_EQ(first.at("token"), second.at("token"));
  const auto tx = *meta->begin_read();
  EXPECT_EQ(tx->organizations().list_orgs()->size(), 1U);
  EXPECT_EQ(tx->projects().list()->size(), 2U);
  EXPECT_EQ(projects_changed, 2);
}

TEST_F(Setup, MakesANewTokenWhenTheFileIsGone) {
  const json::object first = made();
  std::filesystem::remove(context.setup_file);
  const json::object second = made();
  EXPECT_NE(first.at("token"), second.at("token"));
  EXPECT_EQ(made().at("token"), second.at("token"));
}

TEST_F(Setup, MakesANewTokenWhenTheDatabaseHasNeverSeenTheOldOne) {
  // As after a crash between file and database.
  const json::object first = made();
  const auto lost = *adapters::MetaSql::open({}, clock);
  const ports::Stores fresh{log, event_store, blob_store, *lost, *tasks};
  AdminContext other{fresh, settings, clock, false, "", context.setup_file};
  const auto second = run_setup({}, other);
  ASSERT_TRUE(second.has_value());
  EXPECT_NE(first.at("token"), second->at("token"));
}

TEST_F(Setup, WorksWithoutAFile) {
  context.setup_file.clear();
  EXPECT_NE(made().at("token"), made().at("token"));
}

TEST_F(Setup, UsesTheAddressesOfTheConfiguration) {
  settings.url = "https://errors.example.com/picket";
  settings.ingest_url = "https://in.example.com";
  const json::object result = made();
  EXPECT_EQ(result.at("url"), "https://errors.example.com/picket");
  EXPECT_TRUE(result.at("dsn").as_string().ends_with("@in.example.com/1")) << result.at("dsn");
}

TEST_F(Setup, RefusesWhatCannotBe) {
  const json::object wrong[] = {
      {{"org", ""}},
      {{"org", "Upper"}},
      {{"team", "a b"}},
      {{"project", "123"}},
      {{"project", "new"}},
      {{"project", std::string(101, 'a')}},
      {{"email", "nobody"}},
      {{"email", "@b"}},
      {{"email", "a@"}},
      {{"email", "a b@c.d"}},
      {{"email", "a@b@c"}},
      {{"email", std::string(75, 'a') + "@b"}},
      {{"password", "short"}},
      {{"password", "Password1234"}},
      {{"color", "red"}},
      {{"email", "ada.lovelace@example.org"}, {"password", "ada.lovelace1815"}},
  };
  for (const json::object& arguments : wrong) {
    EXPECT_EQ(error_of("setup", arguments).kind, ErrorKind::invalid_argument)
        << json::serialize(arguments);
  }
}

TEST_F(Setup, SaysWhatIsWrong) {
  EXPECT_EQ(
      error_of("setup", {{"org", "Acme"}}).detail,
      "\"Acme\" cannot be a slug. Use lower-case letters, digits, dashes and underscores only.");
  EXPECT_EQ(error_of("setup", {{"email", "ada"}}).detail, "\"ada\": This is no e-mail address.");
  EXPECT_EQ(error_of("setup", {{"password", "short"}}).detail,
            "this password cannot be used. Use at least 12 characters.");
}

/// There is one writer, and hashing takes a while.
TEST_F(Setup, LooksAtThePasswordBeforeItWritesAnything) {
  // In memory nobody reads while somebody writes.
  const auto file = *adapters::MetaSql::open({.path = dir_.file("meta.db")}, clock);
  const ports::Stores on_disk{log, event_store, blob_store, *file, *tasks};
  AdminContext other{on_disk, settings, clock};
  other.password_cost = context.password_cost;
  ASSERT_TRUE(run_setup({}, other).has_value());
  const auto busy = *file->begin_write(Deadline::in(std::chrono::seconds(1)));
  const auto refused = run_setup({{"email", "ada@example.org"}, {"password", "short"}}, other);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace picket::app
