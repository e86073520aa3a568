// `picket user` and `picket token`, on stores in memory.
#include <chrono>
#include <string>

#include "app/admin/installation_fixture.h"
#include "domain/account/password.h"
#include "domain/account/token.h"
#include "ports/audit.h"
#include "ports/factors.h"
#include "ports/organizations.h"
#include "ports/sessions.h"
#include "ports/users.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::string_view kPassword = "correct horse battery";
constexpr std::string_view kOwner = "admin@localhost";  // Of the organization that setup makes.

class UserVerbs : public InstallationTest {
 protected:
  UserVerbs() { setup(); }

  json::value answer(std::string_view verb, const json::object& arguments = {}) {
    return value_of(verb, arguments).at("answer");
  }

  UserId create(const std::string& email) {
    const json::value made = answer("user.create", {{"email", email}, {"link", true}});
    return UserId{std::stoll(std::string(made.at("id").as_string()))};
  }

  ports::User read(UserId user) { return **(*meta->begin_read())->users().get_user(user); }

  /// "event label" of the newest entry of setup's organization.
  std::string last_change() {
    const auto tx = *meta->begin_read();
    const auto entries = *tx->audit().list({.org = OrgId{1}, .limit = 1});
    if (entries.empty()) return "";
    EXPECT_EQ(entries[0].actor, UserId{});
    EXPECT_EQ(entries[0].address, "");
    return entries[0].event + " " + entries[0].actor_label;
  }

  void sign_in(UserId user) {
    const auto tx = write();
    const std::string sha = domain::account::hash_token(std::to_string(++sessions_));
    EXPECT_TRUE(tx->users().sessions().create(
        {0, user, sha, kNow, kNow, kNow + std::chrono::hours(1), kNow, "192.0.2.1", "curl"}));
    EXPECT_TRUE(tx->commit().has_value());
  }
  std::size_t sessions(UserId user) {
    return (*meta->begin_read())->users().sessions().list(user, 10)->size();
  }

  void add_authenticator(UserId user) {
    const auto tx = write();
    EXPECT_TRUE(tx->users().factors().add_totp({0, user, "sealed", -1, kNow}).has_value());
    EXPECT_TRUE(tx->commit().has_value());
  }

  /// The secret at the end of a link, which opens `user` alone.
  static std::string secret_of(const json::value& url, UserId user) {
    const std::string text(url.as_string());
    const std::string start =
        "https://errors.example.com/account/recover/confirm/" + std::to_string(user.value) + "/";
    EXPECT_TRUE(text.starts_with(start)) << text;
    EXPECT_TRUE(text.ends_with('/')) << text;
    return text.substr(start.size(), text.size() - start.size() - 1);
  }
  bool opens(const std::string& secret, UserId user, Duration later) {
    const auto tx = write();  // Rolled back.
    return *tx->users().factors().use_reset_link(user, domain::account::hash_token(secret),
                                                 kNow + later);
  }

 private:
  int sessions_ = 0;
};

TEST_F(UserVerbs, CreateMakesAnAccountThatThePasswordOpens) {
  const json::value made = answer(
      "user.create", {{"email", "ada@EXAMPLE.org"}, {"name", "Ada"}, {"password", kPassword}});
  EXPECT_EQ(made.at("email"), "ada@example.org");
  EXPECT_EQ(json::serialize(made).find("argon2"), std::string::npos);
  EXPECT_EQ(json::serialize(made).find(kPassword), std::string::npos);
  const ports::User user = **(*meta->begin_read())->users().find_user("ada@example.org");
  EXPECT_EQ(user.name, "Ada");
  EXPECT_EQ(domain::account::verify_password(kPassword, user.password_hash, context.password_cost),
            true);
}

TEST_F(UserVerbs, CreateHasTheRulesOfSigningUp) {
  const auto said = [&](const json::object& arguments) {
    return error_of("user.create", arguments).detail;
  };
  EXPECT_EQ(said({{"email", "ada"}, {"link", true}}), "email: This is no e-mail address.");
  EXPECT_TRUE(said({{"email", "ada@b.c"}}).starts_with("password: Use at least 12 characters."));
  EXPECT_TRUE(said({{"email", "ada@b.c"}, {"password", "password1234"}}).starts_with("password: "));
  EXPECT_TRUE(said({{"email", "ada@b.c"}, {"password", std::string(1 << 20, 'x')}})
                  .starts_with("password: "));
  EXPECT_TRUE(said({{"email", "ada@b.c"}, {"name", std::string(201, 'x')}, {"link", true}})
                  .starts_with("name: "));
  EXPECT_EQ(said({{"email", "ADMIN@localhost"}, {"link", true}}),
            "There is an account with the address admin@localhost already.");
  EXPECT_EQ(answer("user.list").as_array().size(), 1U);
}

TEST_F(UserVerbs, CreateGivesALinkInsteadOfAPassword) {
  const json::value made = answer("user.create", {{"email", "ada@b.c"}, {"link", true}});
  const UserId ada{std::stoll(std::string(made.at("id").as_string()))};
  EXPECT_EQ(read(ada).password_hash, "");
  EXPECT_TRUE(opens(secret_of(made.at("link").at("url"), ada), ada, Duration{0}));
}

TEST_F(UserVerbs, ListAndShowFindByPartAndByName) {
  const UserId ada = create("ada@b.c");
  EXPECT_EQ(answer("user.list").as_array().size(), 2U);
  EXPECT_EQ(answer("user.list", {{"query", "ADA"}}).as_array().size(), 1U);
  EXPECT_EQ(answer("user.list", {{"limit", 1}}).as_array().size(), 1U);
  EXPECT_EQ(answer("user.show", {{"user", "ADA@b.c"}}).at("id"),
            json::value(std::to_string(ada.value)));
  EXPECT_EQ(answer("user.show", {{"user", std::to_string(ada.value)}}).at("email"), "ada@b.c");
  EXPECT_EQ(answer("user.show", {{"user", kOwner}}).at("organizations"),
            (json::array{{{"slug", "picket"}, {"role", "owner"}}}));
  const Error unknown = error_of("user.show", {{"user", std::string(4000, 'x')}});
  EXPECT_EQ(unknown.kind, ErrorKind::not_found);
  EXPECT_LT(unknown.detail.size(), 200U);
  EXPECT_NE(unknown.detail.find("picket user list"), std::string::npos);
  EXPECT_EQ(error_of("user.show", {{"user", "99999999999999999999999"}}).kind,
            ErrorKind::not_found);
}

TEST_F(UserVerbs, ListGoesThroughAllPages) {
  {
    const auto tx = write();
    for (int i = 0; i < 249; ++i)
      ASSERT_TRUE(tx->users().create_user({{}, "u" + std::to_string(i) + "@b.c", "", kNow}));
    ASSERT_TRUE(tx->commit().has_value());
  }
  EXPECT_EQ(answer("user.list").as_array().size(), 250U);
  EXPECT_EQ(answer("user.list", {{"limit", 120}}).as_array().size(), 120U);
}

TEST_F(UserVerbs, DisableShutsSomebodyOutUntilEnable) {
  const UserId ada = create("ada@b.c");
  answer("org.member.add", {{"org", "picket"}, {"user", "ada@b.c"}});
  sign_in(ada);
  EXPECT_EQ(answer("user.disable", {{"user", "ada@b.c"}}).at("isActive"), false);
  EXPECT_FALSE(read(ada).active);
  EXPECT_EQ(sessions(ada), 0U);
  EXPECT_EQ(last_change(), "account.disable picket command line");
  EXPECT_EQ(error_of("user.reset-password", {{"user", "ada@b.c"}}).kind, ErrorKind::conflict);
  answer("user.enable", {{"user", "ada@b.c"}});
  EXPECT_TRUE(read(ada).active);
  EXPECT_EQ(last_change(), "account.enable picket command line");
}

TEST_F(UserVerbs, ResetPasswordMakesALinkThatEndsInAnHour) {
  const UserId ada = create("ada@b.c");
  answer("org.member.add", {{"org", "picket"}, {"user", "ada@b.c"}});
  const json::value made = answer("user.reset-password", {{"user", "ada@b.c"}});
  const std::string secret = secret_of(made.at("url"), ada);
  EXPECT_TRUE(opens(secret, ada, std::chrono::minutes(59)));
  EXPECT_FALSE(opens(secret, ada, std::chrono::minutes(60)));
  EXPECT_EQ(last_change(), "account.reset-link picket command line");
  answer("user.reset-password", {{"user", "ada@b.c"}});
  EXPECT_FALSE(opens(secret, ada, Duration{0})) << "a new link ends the old one";
}

TEST_F(UserVerbs, DeleteTakesAccountAndMembershipsButNoLastOwner) {
  EXPECT_EQ(error_of("user.delete", {{"user", kOwner}}).detail,
            "admin@localhost is the only owner of picket: give it another owner, or delete it, "
            "first.");
  const UserId ada = create("ada@b.c");
  answer("org.member.add", {{"org", "picket"}, {"user", "ada@b.c"}, {"role", "owner"}});
  answer("token.create", {{"user", "ada@b.c"}, {"scopes", json::array{"event:read"}}});
  sign_in(ada);
  add_authenticator(ada);
  answer("user.delete", {{"user", "ada@b.c"}});
  EXPECT_EQ(last_change(), "member.remove picket command line");
  const auto tx = *meta->begin_read();
  EXPECT_FALSE(*tx->users().find_user("ada@b.c"));
  EXPECT_TRUE(tx->organizations().memberships(ada)->empty());
  EXPECT_EQ((*tx->audit().list({.org = OrgId{1}, .event = "account.remove"})).size(), 1U);
  EXPECT_TRUE(*tx->users().find_user(kOwner));
  EXPECT_EQ(error_of("user.enable", {{"user", std::to_string(ada.value)}}).kind,
            ErrorKind::not_found)
      << "nothing brings it back";
}

TEST_F(UserVerbs, ResettingTheSecondFactorSignsOut) {
  const UserId ada = create("ada@b.c");
  const UserId bob = create("bob@b.c");
  EXPECT_EQ(error_of("user.reset-2fa", {{"user", "ada@b.c"}}).detail,
            "ada@b.c has no second factor.");
  add_authenticator(ada);
  add_authenticator(bob);
  sign_in(ada);
  EXPECT_EQ(answer("user.reset-2fa", {{"user", "ada@b.c"}}).at("has2fa"), false);
  EXPECT_EQ(sessions(ada), 0U);
  EXPECT_EQ(answer("user.show", {{"user", "bob@b.c"}}).at("has2fa"), true);
  add_authenticator(ada);
  EXPECT_EQ(answer("user.reset-all-2fa").at("emails"), (json::array{"ada@b.c", "bob@b.c"}));
  EXPECT_EQ(answer("user.reset-all-2fa").at("emails"), json::array());
}

TEST_F(UserVerbs, SessionsAreListedAndRevoked) {
  const UserId ada = create("ada@b.c");
  const UserId bob = create("bob@b.c");
  sign_in(ada);
  sign_in(ada);
  sign_in(bob);
  const json::value listed = answer("user.sessions.list", {{"user", "ada@b.c"}});
  ASSERT_EQ(listed.as_array().size(), 2U);
  EXPECT_EQ(listed.at(0).at("ipAddress"), "192.0.2.1");
  EXPECT_EQ(answer("user.sessions.revoke", {{"user", "ada@b.c"}}).at("sessions"), 2);
  EXPECT_EQ(sessions(ada), 0U);
  EXPECT_EQ(sessions(bob), 1U);
}

TEST_F(UserVerbs, TokensAreShownOnceAndOpenAsTheirUser) {
  const json::value made =
      answer("token.create", {{"user", kOwner},
                              {"scopes", json::array{"event:read", "org:read", "event:read"}},
                              {"name", "ci"},
                              {"days", 30}});
  EXPECT_EQ(last_change(), "api-key.create picket command line");
  const std::string text(made.at("token").as_string());
  const auto kept =
      *(*meta->begin_read())->users().tokens().find(domain::account::hash_token(text));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->user, UserId{1});
  EXPECT_EQ(kept->scopes, (std::vector<std::string>{"event:read", "org:read"}));
  EXPECT_EQ(kept->expires, kNow + std::chrono::days(30));

  const json::value listed = answer("token.list", {{"user", kOwner}});
  EXPECT_EQ(json::serialize(listed).find(text), std::string::npos);
  EXPECT_TRUE(error_of("token.create", {{"user", kOwner}, {"scopes", json::array{"all"}}})
                  .detail.starts_with("scopes: "));
  answer("token.revoke", {{"user", kOwner}, {"token", made.at("id")}});
  EXPECT_EQ(last_change(), "api-key.remove picket command line");
  EXPECT_FALSE(*(*meta->begin_read())->users().tokens().find(domain::account::hash_token(text)));

  create("ada@b.c");
  EXPECT_EQ(error_of("token.revoke", {{"user", "ada@b.c"}, {"token", "1"}}).kind,
            ErrorKind::not_found)
      << "it is another's";
}

TEST_F(UserVerbs, TokensOfAnOrganizationAreItsOwn) {
  const json::value made = answer("token.org.create", {{"org", "picket"}, {"name", "ci"}});
  EXPECT_EQ(last_change(), "org-auth-token.create picket command line");
  EXPECT_EQ(made.at("scopes"), json::array{"org:ci"});
  EXPECT_TRUE(std::string(made.at("token").as_string()).starts_with("sntrys_"));
  EXPECT_EQ(answer("token.org.list", {{"org", "1"}}).as_array().size(), 1U);
  answer("token.org.revoke", {{"org", "picket"}, {"token", made.at("id")}});
  EXPECT_TRUE(answer("token.org.list", {{"org", "picket"}}).as_array().empty());
}

}  // namespace
}  // namespace picket::app
