// Second factors, recovery codes and links that open once.
#include "ports/factors.h"

#include "adapters.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

constexpr std::chrono::seconds kSecond{1};

class FactorContract : public MetaDbContract {
 protected:
  FactorContract() : tx(write()), factors(tx->users().factors()) {
    ada = *tx->users().create_user({{}, "a@b.c", "", kStart});
    bob = *tx->users().create_user({{}, "b@b.c", "", kStart});
  }

  std::unique_ptr<ports::MetaTx> tx;
  ports::FactorRepository& factors;
  UserId ada;
  UserId bob;
};

TEST_P(FactorContract, AUserHasOneAuthenticator) {
  EXPECT_FALSE(*factors.find_totp(ada));
  const auto id = *factors.add_totp({0, ada, "sealed", -1, kStart});
  const auto found = *factors.find_totp(ada);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->user, ada);
  EXPECT_EQ(found->sealed_secret, "sealed");
  EXPECT_EQ(found->last_counter, -1);
  EXPECT_EQ(found->created, kStart);
  EXPECT_FALSE(found->last_used);
  EXPECT_FALSE(*factors.find_totp(bob));
  const auto twice = factors.add_totp({0, ada, "other", -1, kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(FactorContract, WhoHasAnAuthenticatorIsKnownOfManyAtOnce) {
  EXPECT_TRUE(factors.with_totp(std::vector{ada, bob})->empty());
  ASSERT_TRUE(factors.add_totp({0, bob, "sealed", -1, kStart}));
  EXPECT_EQ(*factors.with_totp(std::vector{ada, bob}), std::vector{bob});
  EXPECT_TRUE(factors.with_totp({})->empty());
  EXPECT_TRUE(factors.with_totp(std::vector{ada})->empty());
}

TEST_P(FactorContract, AuthenticatorsAreListedByUser) {
  EXPECT_TRUE(factors.list_totp({}, 10)->empty());
  ASSERT_TRUE(factors.add_totp({0, bob, "of bob", -1, kStart}));
  ASSERT_TRUE(factors.add_totp({0, ada, "of ada", -1, kStart}));
  const auto both = *factors.list_totp({}, 10);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].user, ada);
  EXPECT_EQ(both[0].sealed_secret, "of ada");
  EXPECT_EQ(factors.list_totp({}, 1)->size(), 1U);
  EXPECT_EQ(factors.list_totp(ada, 10)->front().user, bob);
  EXPECT_EQ(factors.list_totp({}, 1'001).error().code, "limit_too_large");
}

TEST_P(FactorContract, ACodeOfAnAuthenticatorIsUsedOnce) {
  ASSERT_TRUE(factors.add_totp({0, ada, "sealed", -1, kStart}));
  ASSERT_TRUE(factors.add_totp({0, bob, "sealed", -1, kStart}));
  EXPECT_TRUE(*factors.use_totp(ada, 7, kStart + kSecond));
  EXPECT_FALSE(*factors.use_totp(ada, 7, kStart + 2 * kSecond));
  EXPECT_FALSE(*factors.use_totp(ada, 6, kStart + 2 * kSecond));
  EXPECT_EQ((*factors.find_totp(ada))->last_counter, 7);
  EXPECT_EQ((*factors.find_totp(ada))->last_used, kStart + kSecond);
  EXPECT_TRUE(*factors.use_totp(bob, 7, kStart));
  EXPECT_TRUE(*factors.use_totp(ada, 8, kStart));
}

TEST_P(FactorContract, RecoveryCodesAreUsedOnceEach) {
  EXPECT_FALSE(factors.recovery_codes(ada)->created);
  ASSERT_TRUE(factors.replace_recovery_codes(ada, {"h1", "h2"}, kStart));
  ASSERT_TRUE(factors.replace_recovery_codes(bob, {"h1"}, kStart));
  EXPECT_EQ(factors.recovery_codes(ada)->codes, 2U);
  EXPECT_EQ(factors.recovery_codes(ada)->created, kStart);
  EXPECT_FALSE(factors.recovery_codes(ada)->last_used);
  EXPECT_TRUE(*factors.use_recovery_code(ada, "h1", kStart + kSecond));
  EXPECT_FALSE(*factors.use_recovery_code(ada, "h1", kStart + kSecond));
  EXPECT_FALSE(*factors.use_recovery_code(ada, "h3", kStart + kSecond));
  EXPECT_EQ(factors.recovery_codes(ada)->codes, 1U);
  EXPECT_EQ(factors.recovery_codes(ada)->last_used, kStart + kSecond);
  EXPECT_EQ(factors.recovery_codes(bob)->codes, 1U);
}

TEST_P(FactorContract, NewRecoveryCodesMakeTheOldOnesUseless) {
  ASSERT_TRUE(factors.replace_recovery_codes(ada, {"h1"}, kStart));
  ASSERT_TRUE(factors.replace_recovery_codes(ada, {"h2"}, kStart));
  EXPECT_FALSE(*factors.use_recovery_code(ada, "h1", kStart));
  EXPECT_TRUE(*factors.use_recovery_code(ada, "h2", kStart));
}

TEST_P(FactorContract, TheAuthenticatorTakesItsRecoveryCodesAlong) {
  for (const UserId user : {ada, bob}) {
    ASSERT_TRUE(factors.add_totp({0, user, "sealed", -1, kStart}));
    ASSERT_TRUE(factors.replace_recovery_codes(user, {"h1"}, kStart));
  }
  ASSERT_TRUE(factors.remove_totp(ada));
  EXPECT_FALSE(*factors.find_totp(ada));
  EXPECT_FALSE(*factors.use_recovery_code(ada, "h1", kStart));
  EXPECT_TRUE(*factors.find_totp(bob));
  EXPECT_TRUE(*factors.use_recovery_code(bob, "h1", kStart));
}

TEST_P(FactorContract, AResetLinkOpensOnceForItsUser) {
  ASSERT_TRUE(factors.put_reset_link({ada, "old", kStart + kSecond}));
  ASSERT_TRUE(factors.put_reset_link({ada, "sha", kStart + kSecond}));
  EXPECT_FALSE(*factors.use_reset_link(ada, "old", kStart));
  EXPECT_FALSE(*factors.use_reset_link(bob, "sha", kStart));
  EXPECT_FALSE(*factors.use_reset_link(ada, "sha", kStart + kSecond));
  EXPECT_TRUE(*factors.use_reset_link(ada, "sha", kStart));
  EXPECT_FALSE(*factors.use_reset_link(ada, "sha", kStart));
}

TEST_P(FactorContract, ANewPasswordTakesAResetLinkAway) {
  for (const UserId user : {ada, bob})
    ASSERT_TRUE(factors.put_reset_link({user, "sha", kStart + kSecond}));
  ASSERT_TRUE(tx->users().set_password(ada, "new"));
  EXPECT_FALSE(*factors.use_reset_link(ada, "sha", kStart));
  EXPECT_TRUE(*factors.use_reset_link(bob, "sha", kStart));
}

INSTANTIATE_TEST_SUITE_P(Adapters, FactorContract, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

}  // namespace
}  // namespace picket::contract
