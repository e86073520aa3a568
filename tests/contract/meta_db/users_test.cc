// People.
#include "ports/users.h"

#include <vector>

#include "../texts.h"
#include "adapters.h"
#include "ports/emails.h"
#include "ports/factors.h"
#include "ports/sessions.h"

namespace picket::contract {
namespace {

using ports::User;

TEST_P(MetaDbContract, UsersAreFoundByAddressInAnyCase) {
  const auto tx = write();
  const UserId id = *tx->users().create_user({{}, "Ada.Łu@Example.org", "$argon2id$x", kStart});
  const auto found = *tx->users().find_user("ada.łU@EXAMPLE.org");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->email, "Ada.Łu@Example.org");
  EXPECT_EQ(found->password_hash, "$argon2id$x");
  EXPECT_EQ(found->created, kStart);
  EXPECT_FALSE(*tx->users().find_user("ada"));
  const auto twice = tx->users().create_user({{}, "ADA.łu@example.org", "", kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, ANewUserIsActiveAndWasNeverSeen) {
  const auto tx = write();
  const UserId id = *tx->users().create_user({{}, "a@b.c", "", kStart});
  const auto user = *tx->users().get_user(id);
  ASSERT_TRUE(user);
  EXPECT_EQ(user->name, "");
  EXPECT_TRUE(user->active);
  EXPECT_EQ(user->options_json, "{}");
  EXPECT_FALSE(user->last_login);
  EXPECT_FALSE(user->last_active);
  EXPECT_FALSE(*tx->users().get_user(UserId{id.value + 1}));
}

TEST_P(MetaDbContract, ChangesOfAUserConcernThatUserAlone) {
  const auto tx = write();
  auto& users = tx->users();
  const UserId other = *users.create_user({{}, "o@b.c", "old", kStart});
  User user{{}, "a@b.c", "old", kStart, "Ada", false, R"({"theme":"dark"})", kStart};
  user.id = *users.create_user(user);
  EXPECT_EQ((*users.get_user(user.id))->name, "Ada");
  EXPECT_FALSE((*users.get_user(user.id))->active);
  EXPECT_EQ((*users.get_user(user.id))->last_login, kStart);

  user.name = "Ada P.";
  user.active = true;
  user.options_json = "{}";
  ASSERT_TRUE(users.update_user(user));
  ASSERT_TRUE(users.set_password(user.id, "new"));
  ASSERT_TRUE(users.set_last_login(user.id, kStart + std::chrono::seconds(1)));
  ASSERT_TRUE(users.set_last_active(user.id, kStart + std::chrono::seconds(2)));
  const auto changed = *users.get_user(user.id);
  EXPECT_EQ(changed->name, "Ada P.");
  EXPECT_TRUE(changed->active);
  EXPECT_EQ(changed->options_json, "{}");
  EXPECT_EQ(changed->password_hash, "new");
  EXPECT_EQ(changed->last_login, kStart + std::chrono::seconds(1));
  EXPECT_EQ(changed->last_active, kStart + std::chrono::seconds(2));

  const auto untouched = *users.get_user(other);
  EXPECT_EQ(untouched->name, "");
  EXPECT_EQ(untouched->password_hash, "old");
  EXPECT_FALSE(untouched->last_login);
  EXPECT_FALSE(untouched->last_active);
}

TEST_P(MetaDbContract, UsersAreReadManyAtOnce) {
  const auto tx = write();
  const UserId ada = *tx->users().create_user({{}, "ada@b.c", "", kStart, "Ada"});
  const UserId bob = *tx->users().create_user({{}, "bob@b.c", "", kStart});
  const auto both = *tx->users().get_users(std::vector{bob, UserId{77}, ada});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].id, ada);
  EXPECT_EQ(both[0].name, "Ada");
  EXPECT_EQ(both[1].email, "bob@b.c");
  EXPECT_TRUE(tx->users().get_users({})->empty());
  EXPECT_EQ(tx->users().get_users(std::vector<UserId>(1'001, ada)).error().code, "too_many_users");
}

TEST_P(MetaDbContract, FurtherAddressesAreTheUsersOwn) {
  const auto tx = write();
  auto& users = tx->users();
  const UserId ada = *users.create_user({{}, "ada@a.b", "", kStart});
  const UserId bo = *users.create_user({{}, "bo@a.b", "", kStart});
  EXPECT_TRUE(users.emails().list(ada)->empty());
  ASSERT_TRUE(users.emails().add(ada, "Ada.Łu@c.d"));
  ASSERT_TRUE(users.emails().add(bo, "ada.łu@c.d")) << "not hers alone until she signs in by it";
  ASSERT_EQ(users.emails().list(ada)->size(), 1U);
  EXPECT_EQ(users.emails().list(ada)->front().email, "Ada.Łu@c.d");
  EXPECT_FALSE(users.emails().list(ada)->front().verified);
  EXPECT_FALSE(*users.find_user("ada.łu@c.d"));
  EXPECT_EQ(users.emails().remove(ada, "nobody@c.d"), false);
  EXPECT_EQ(users.emails().remove(ada, "ADA.ŁU@c.d"), true);
  EXPECT_TRUE(users.emails().list(ada)->empty());
  EXPECT_EQ(users.emails().list(bo)->size(), 1U);
  ASSERT_TRUE(users.emails().add(bo, "x@c.d"));
  const auto twice = users.emails().add(bo, "X@c.d");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, AnAddressBecomesTheOneToSignInBy) {
  const auto tx = write();
  auto& users = tx->users();
  const UserId ada = *users.create_user({{}, "Ada@a.b", "", kStart});
  ASSERT_TRUE(users.emails().add(ada, "New@c.d"));
  EXPECT_EQ(users.emails().make_primary(ada, "other@c.d"), false);
  ASSERT_EQ(users.emails().make_primary(ada, "NEW@c.d"), true);
  EXPECT_EQ((*users.find_user("new@C.D"))->id, ada);
  EXPECT_EQ((*users.get_user(ada))->email, "New@c.d");
  EXPECT_FALSE((*users.get_user(ada))->email_verified);
  EXPECT_FALSE(*users.find_user("ada@a.b"));
  ASSERT_EQ(users.emails().list(ada)->size(), 1U);
  EXPECT_EQ(users.emails().list(ada)->front().email, "Ada@a.b");
  EXPECT_TRUE(users.emails().list(ada)->front().verified);
  const UserId bo = *users.create_user({{}, "bo@a.b", "", kStart});
  ASSERT_TRUE(users.emails().add(bo, "new@c.d"));
  const auto taken = users.emails().make_primary(bo, "new@c.d");
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "already_exists");
}

TEST_P(MetaDbContract, NothingOpensForAnErasedUserAndTheAddressIsFree) {
  const auto tx = write();
  auto& users = tx->users();
  const UserId ada = *users.create_user({{}, "ada@a.b", "hash", kStart, "Ada"});
  const UserId bo = *users.create_user({{}, "bo@a.b", "hash", kStart, "Bo"});
  for (const UserId user : {ada, bo}) {
    const std::string sha = std::to_string(user.value);
    ASSERT_TRUE(users.emails().add(user, "x@c.d"));
    ASSERT_TRUE(users.sessions().create({0, user, sha, kStart, kStart, kStart, kStart, "", ""}));
    ASSERT_TRUE(users.factors().add_totp({0, user, "sealed", 0, kStart, {}}));
    ASSERT_TRUE(users.factors().replace_recovery_codes(user, {"h"}, kStart));
    ASSERT_TRUE(users.factors().put_reset_link({user, "sha", kStart + std::chrono::hours(1)}));
    ports::ApiToken token;
    token.user = user;
    token.sha256_hex = sha;
    token.created = kStart;
    ASSERT_TRUE(users.tokens().create(token));
  }
  ASSERT_TRUE(users.erase_user(ada));
  const auto gone = **users.get_user(ada);
  EXPECT_FALSE(gone.active);
  EXPECT_EQ(gone.password_hash, "");
  EXPECT_EQ(gone.name, "Deleted user");
  EXPECT_FALSE(*users.find_user("ada@a.b"));
  ASSERT_TRUE(users.create_user({{}, "ada@a.b", "", kStart}));
  const auto left = [&](UserId user) {
    return users.emails().list(user)->size() + users.sessions().list(user, 9)->size() +
           (users.factors().find_totp(user)->has_value() ? 1U : 0U) +
           users.factors().recovery_codes(user)->codes +
           users.tokens().list_of_user(user, 9)->size();
  };
  EXPECT_EQ(left(ada), 0U);
  EXPECT_EQ(left(bo), 5U);
  EXPECT_EQ(users.factors().use_reset_link(ada, "sha", kStart), false);
  EXPECT_EQ(users.factors().use_reset_link(bo, "sha", kStart), true);
  EXPECT_EQ((*users.get_user(bo))->name, "Bo");
}

TEST_P(MetaDbContract, UsersAreListedByIdAndFoundByPartOfNameOrAddress) {
  const auto tx = write();
  auto& users = tx->users();
  const UserId ada = *users.create_user({{}, "ada@B.c", "", kStart, "Ada P."});
  const UserId bob = *users.create_user({{}, "bob_1@b.c", "", kStart, "Bob"});
  const auto ids = [&](const ports::UserQuery& query) {
    std::vector<UserId> found;
    const auto listed = users.list_users(query);
    EXPECT_TRUE(listed.has_value());
    for (const User& user : *listed) found.push_back(user.id);
    return found;
  };
  EXPECT_EQ(ids({}), (std::vector{ada, bob}));
  EXPECT_EQ(ids({.offset = 1}), std::vector{bob});
  EXPECT_EQ(ids({.limit = 1}), std::vector{ada});
  EXPECT_EQ(ids({.text = "ADA@b"}), std::vector{ada});
  EXPECT_EQ(ids({.text = "a p"}), std::vector{ada});
  EXPECT_EQ(ids({.text = "b_1"}), std::vector{bob}) << "the wildcard is a letter like others";
  EXPECT_TRUE(ids({.text = "%"}).empty());
  EXPECT_EQ(users.list_users({.limit = 1'001}).error().code, "limit_too_large");
  EXPECT_EQ(users.list_users({.offset = 100'001}).error().code, "offset_too_large");
  EXPECT_EQ(users.list_users({.text = std::string(1'001, 'x')}).error().code,
            "search_text_too_long");
  ASSERT_TRUE(users.erase_user(ada));
  EXPECT_EQ(ids({}), std::vector{bob});
  EXPECT_TRUE(ids({.text = "deleted"}).empty());
}

}  // namespace
}  // namespace picket::contract
