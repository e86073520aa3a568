// Who is signed in where.
#include "ports/sessions.h"

#include "adapters.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

using std::chrono::hours;

ports::Session session(UserId user, std::string sha, Timestamp now) {
  return {0, user, std::move(sha), now, now, now + hours(24), now, "192.0.2.1", "Firefox"};
}

TEST_P(MetaDbContract, SessionsAreFoundByTheHashOfTheirSecret) {
  const auto tx = write();
  auto& sessions = tx->users().sessions();
  const UserId ada = *tx->users().create_user({{}, "a@b.c", "", kStart});
  const ports::Session made{
      0,           ada,      "aa", kStart, kStart + hours(1), kStart + hours(2), kStart + hours(3),
      "192.0.2.1", "Firefox"};
  const auto id = *sessions.create(made);
  const auto found = *sessions.find("aa");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->user, ada);
  EXPECT_EQ(found->created, made.created);
  EXPECT_EQ(found->last_seen, made.last_seen);
  EXPECT_EQ(found->expires, made.expires);
  EXPECT_EQ(found->proved, made.proved);
  EXPECT_EQ(found->address, made.address);
  EXPECT_EQ(found->user_agent, made.user_agent);
  EXPECT_FALSE(*sessions.find("bb"));
}

TEST_P(MetaDbContract, ARenewedSessionHasANewSecretOnly) {
  const auto tx = write();
  auto& sessions = tx->users().sessions();
  const UserId ada = *tx->users().create_user({{}, "a@b.c", "", kStart});
  const auto id = *sessions.create(session(ada, "aa", kStart));
  const auto other = *sessions.create(session(ada, "bb", kStart));
  ASSERT_TRUE(sessions.renew(id, "cc", kStart + hours(1)));
  ASSERT_TRUE(sessions.set_last_seen(id, kStart + hours(2)));
  EXPECT_FALSE(*sessions.find("aa"));
  const auto renewed = *sessions.find("cc");
  ASSERT_TRUE(renewed);
  EXPECT_EQ(renewed->id, id);
  EXPECT_EQ(renewed->proved, kStart + hours(1));
  EXPECT_EQ(renewed->last_seen, kStart + hours(2));
  EXPECT_EQ(renewed->expires, kStart + hours(24));
  EXPECT_EQ((*sessions.find("bb"))->id, other);
  EXPECT_EQ((*sessions.find("bb"))->proved, kStart);
  EXPECT_EQ((*sessions.find("bb"))->last_seen, kStart);
}

TEST_P(MetaDbContract, SessionsEndAloneOrAllButOne) {
  const auto tx = write();
  auto& sessions = tx->users().sessions();
  const UserId ada = *tx->users().create_user({{}, "a@b.c", "", kStart});
  const UserId bob = *tx->users().create_user({{}, "b@b.c", "", kStart});
  const auto first = *sessions.create(session(ada, "a1", kStart));
  const auto second = *sessions.create(session(ada, "a2", kStart));
  const auto third = *sessions.create(session(ada, "a3", kStart));
  ASSERT_TRUE(sessions.create(session(bob, "b1", kStart)));
  const auto ids = [&] {
    std::vector<std::int64_t> of_ada;
    const auto listed = *sessions.list(ada, 10);
    for (const ports::Session& one : listed) of_ada.push_back(one.id);
    return of_ada;
  };
  EXPECT_EQ(ids(), (std::vector{third, second, first}));
  EXPECT_EQ(sessions.list(ada, 2)->size(), 2U);
  ASSERT_TRUE(sessions.end(third));
  EXPECT_EQ(ids(), (std::vector{second, first}));
  ASSERT_TRUE(sessions.end_others(ada, first));
  EXPECT_EQ(ids(), (std::vector{first}));
  ASSERT_TRUE(sessions.end_others(ada, 0));
  EXPECT_TRUE(ids().empty());
  EXPECT_TRUE(*sessions.find("b1"));
}

TEST_P(MetaDbContract, StaleSessionsAreRemoved) {
  const auto tx = write();
  auto& sessions = tx->users().sessions();
  const UserId ada = *tx->users().create_user({{}, "a@b.c", "", kStart});
  const auto idle = *sessions.create(session(ada, "idle", kStart));
  ASSERT_TRUE(sessions.create(session(ada, "over", kStart - hours(23))));
  const auto used = *sessions.create(session(ada, "used", kStart));
  ASSERT_TRUE(sessions.set_last_seen(used, kStart + hours(1)));
  ASSERT_TRUE(sessions.remove_stale(kStart + hours(1), kStart));
  EXPECT_FALSE(*sessions.find("over"));
  EXPECT_EQ((*sessions.find("idle"))->id, idle);
  ASSERT_TRUE(sessions.remove_stale(kStart + hours(1), kStart + hours(1)));
  EXPECT_FALSE(*sessions.find("idle"));
  EXPECT_TRUE(*sessions.find("used"));
}

}  // namespace
}  // namespace picket::contract
