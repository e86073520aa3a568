// Guessing names and passwords.
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "base/base64.h"
#include "security/world.h"

namespace picket::security {
namespace {

using std::chrono::minutes;

class Guessing : public Security {};

TEST_F(Guessing, UnknownNamesLookLikeWrongPasswords) {
  const auto hashes = [&](auto&& attempt) {
    const std::uint64_t before = world.auth.hashes();
    attempt();
    return world.auth.hashes() - before;
  };
  net::testkit::Answer wrong;
  net::testkit::Answer unknown;
  // Work is counted instead of timed: one full hash for either.
  EXPECT_EQ(hashes([&] { wrong = browser.sign_in(kAda, "not-the-password"); }), 1U);
  EXPECT_EQ(hashes([&] { unknown = browser.sign_in("eve@acme.test", "not-the-password"); }), 1U);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(unknown.status, wrong.status);
  EXPECT_EQ(unknown.body, wrong.body);
  EXPECT_TRUE(headers(wrong, "Set-Cookie").empty());
}

TEST_F(Guessing, AnAccountSlowsDownFromWhereverItIsTried) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.sign_in(kAda, "wrong").status, 400);
  const auto limited = browser.sign_in(kAda);
  EXPECT_EQ(limited.status, 429);
  EXPECT_NE(limited.headers.get("Retry-After"), "");
  // Other accounts go on, and an unknown name is limited in the same way.
  EXPECT_EQ(browser.sign_in(kBob).status, 200);
  Browser other(world);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(other.sign_in("eve@acme.test", "x").status, 400);
  EXPECT_EQ(other.sign_in("EVE@acme.test", "x").body, limited.body);
}

TEST_F(Guessing, TheWaitGrowsAndEnds) {
  int minutes_waited = 0;
  int attempts = 0;
  for (; minutes_waited < 64; ++minutes_waited) {
    while (attempts < 100 && browser.sign_in(kAda, "wrong").status == 400) ++attempts;
    world.pass(minutes(1));
  }
  // 11 in 16 minutes, and windows that begin in between.
  EXPECT_GE(attempts, 33);
  EXPECT_LE(attempts, 55);
  world.pass(minutes(16));
  EXPECT_EQ(browser.sign_in(kAda).status, 200);
}

TEST_F(Guessing, ANetworkSlowsDownWhateverNamesItTries) {
  int tried = 0;
  while (tried < 100 &&
         browser.sign_in(fmt::format("user{}@acme.test", tried), "wrong").status == 400)
    ++tried;
  EXPECT_EQ(tried, 30);
  EXPECT_EQ(browser.sign_in(kBob).status, 429);
}

TEST_F(Guessing, RightPasswordsCountNothing) {
  for (int i = 0; i < 12; ++i) EXPECT_EQ(browser.sign_in(kAda).status, 200);
}

TEST_F(Guessing, ProofAndPasswordChangesCountAsWell) {
  ASSERT_EQ(browser.sign_in(kAda).status, 200);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(browser.send("PUT", "/api/0/auth/", {{"password", "wrong"}}).status, 403);
  const boost::json::value change{{"password", "wrong"},
                                  {"passwordNew", "quiet-marble-77-orchard"},
                                  {"passwordVerify", "quiet-marble-77-orchard"}};
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(browser.send("PUT", "/api/0/users/me/password/", change).status, 400);
  EXPECT_EQ(browser.send("PUT", "/api/0/users/me/password/", change).status, 429);
  EXPECT_EQ(browser.send("PUT", "/api/0/auth/", {{"password", kPassword}}).status, 429);
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda).status, 429);
}

TEST_F(Guessing, OversizedFormsAreNotHashed) {
  const std::uint64_t before = world.auth.hashes();
  EXPECT_EQ(browser.sign_in(kAda, std::string(1025, 'x')).status, 400);
  EXPECT_EQ(browser.sign_in(std::string(100'000, 'x'), "x").status, 400);
  EXPECT_EQ(browser.sign_in(kAda, std::string(2'000'000, 'x')).status, 413);
  EXPECT_EQ(browser.send("POST", "/api/0/auth/login/", {{"username", 1}, {"password", 2}}).status,
            400);
  EXPECT_EQ(browser.send("POST", "/api/0/auth/login/", boost::json::object()).status, 400);
  EXPECT_EQ(world.auth.hashes(), before);
}

TEST_F(Guessing, ManyAtOnceHashFewAtATime) {
  // While all slots are held nobody else hashes; a held slot is what a running hash looks like.
  auto first = world.auth.begin({"a", ""});
  auto second = world.auth.begin({"b", ""});
  ASSERT_TRUE(first && second);
  const std::uint64_t before = world.auth.hashes();
  std::atomic<int> refused = 0;
  std::vector<std::thread> people;
  for (int i = 0; i < 2; ++i) {
    people.emplace_back([&] {
      if (!world.auth.begin({"c", ""})) ++refused;
    });
  }
  for (std::thread& one : people) one.join();
  EXPECT_EQ(refused, 2);
  EXPECT_EQ(world.auth.hashes(), before);
  { const auto freed = std::move(*first); }
  EXPECT_EQ(browser.sign_in(kAda).status, 200);
}

TEST_F(Guessing, BasicSignsInByTheSameRules) {
  const auto basic = [&](std::string_view name, std::string_view password) {
    const std::string pair = fmt::format("{}:{}", name, password);
    const std::string field =
        "Authorization: Basic " + base64_encode(std::as_bytes(std::span(pair))) + "\r\n";
    return browser.send_raw("POST", "/api/0/auth/", field, "");
  };
  EXPECT_EQ(basic(kAda, "wrong").status, 400);
  EXPECT_EQ(browser.send_raw("POST", "/api/0/auth/", "", "").status, 400);
  const auto answer = basic(kAda, kPassword);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(parse(answer).at("email").as_string(), kAda);
  EXPECT_EQ(browser.get("/api/0/auth/").status, 200);
}

}  // namespace
}  // namespace picket::security
