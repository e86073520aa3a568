// People.
#include "ports/users.h"

#include "../texts.h"
#include "adapters.h"

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

}  // namespace
}  // namespace picket::contract
