// Second factors: enrolment, replay, recovery codes; and links that set a password.
#include "ports/factors.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <latch>
#include <thread>

#include "domain/account/base32.h"
#include "domain/account/token.h"
#include "domain/account/totp.h"
#include "ports/users.h"
#include "security/world.h"

namespace picket::security {
namespace {

namespace account = domain::account;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view kEnroll = "/api/0/users/me/authenticators/totp/enroll/";

class Factors : public Security {
 protected:
  Factors() { EXPECT_EQ(browser.sign_in(kAda).status, 200); }

  std::string code(int steps = 0) {
    return account::totp_code(secret, account::totp_counter(world.now()) + steps);
  }

  void read_secret() {
    const auto shown = parse(browser.get(kEnroll));
    const auto bytes = account::base32_decode(shown.at("secret").as_string());
    ASSERT_EQ(bytes->size(), secret.size());
    std::copy_n(reinterpret_cast<const std::byte*>(bytes->data()), secret.size(), secret.begin());
  }

  /// The recovery codes; the code of this step is used up.
  boost::json::array enroll() {
    read_secret();
    const auto answer = browser.send("POST", kEnroll, {{"otp", code()}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return parse(answer).at("codes").as_array();
  }

  account::TotpSecret secret{};
};

TEST_F(Factors, ASecondFactorIsAskedForAfterThePassword) {
  EXPECT_EQ(enroll().size(), 10U);
  Browser other(world);
  const auto asked = other.sign_in(kAda);
  EXPECT_EQ(asked.status, 403);
  EXPECT_EQ(parse(asked).at("2fa_required"), true);
  EXPECT_EQ(other.session, "");
  // Only once the password is right: else it would tell who has one.
  EXPECT_EQ(other.sign_in(kAda, "wrong").status, 400);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", "12345"}}).status, 400);
  EXPECT_EQ(other.session, "");
  world.pass(seconds(30));
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code()}}).status, 200);
  EXPECT_EQ(parse(other.get("/api/0/auth/")).at("has2fa"), true);
}

TEST_F(Factors, ACodeOpensOnce) {
  enroll();
  Browser other(world);
  // The one that confirmed the enrolment is used up as well.
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code()}}).status, 400);
  world.pass(seconds(30));
  const std::string seen = code();
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", seen}}).status, 200);
  Browser thief(world);
  EXPECT_EQ(thief.sign_in(kAda, kPassword, {{"otp", seen}}).status, 400);
  EXPECT_EQ(other.send("PUT", "/api/0/auth/", {{"otp", seen}}).status, 403);
  world.pass(seconds(30));
  EXPECT_EQ(other.send("PUT", "/api/0/auth/", {{"otp", code()}}).status, 200);
}

/// What both looked at before either wrote: only the writer's own transaction tells.
TEST_F(Factors, OfTwoWhoShowACodeAtTheSameTimeOneGetsIn) {
  const auto codes = enroll();
  for (int round = 0; round < 4; ++round) {
    world.pass(seconds(30));
    const boost::json::object shown =
        round % 2 == 0 ? boost::json::object{{"otp", code()}}
                       : boost::json::object{{"recoveryCode", codes[static_cast<unsigned>(round)]}};
    std::array<int, 2> answers{};
    std::latch start(2);
    const auto sign_in = [&](int& status) {
      Browser one(world);
      start.arrive_and_wait();
      status = one.sign_in(kAda, kPassword, shown).status;
    };
    std::thread other([&] { sign_in(answers[0]); });
    sign_in(answers[1]);
    other.join();
    std::sort(answers.begin(), answers.end());
    EXPECT_EQ(answers, (std::array<int, 2>{200, 400}));
    world.pass(minutes(20));  // The wrong one is forgotten.
  }
}

TEST_F(Factors, CodesTwoStepsAwayAreRefused) {
  enroll();
  world.pass(minutes(5));
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code(-2)}}).status, 400);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code(2)}}).status, 400);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code(-1)}}).status, 200);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code(1)}}).status, 200);
}

TEST_F(Factors, WrongCodesAreCountedLikeWrongPasswords) {
  enroll();
  world.pass(minutes(1));
  Browser other(world);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", "12345"}}).status, 400);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"otp", code()}}).status, 429);
}

TEST_F(Factors, ARecoveryCodeOpensOnce) {
  const auto codes = enroll();
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"recoveryCode", codes[0]}}).status, 200);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"recoveryCode", codes[0]}}).status, 400);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"recoveryCode", codes[1]}}).status, 200);
  EXPECT_EQ(other.sign_in(kBob, kPassword).status, 200);
}

TEST_F(Factors, NewRecoveryCodesMakeTheOldOnesUseless) {
  const auto codes = enroll();
  const auto answer = browser.send("PUT", "/api/0/users/me/authenticators/recovery/");
  EXPECT_EQ(answer.status, 200);
  const auto fresh = parse(answer).at("codes").as_array();
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"recoveryCode", codes[0]}}).status, 400);
  EXPECT_EQ(other.sign_in(kAda, kPassword, {{"recoveryCode", fresh[0]}}).status, 200);
}

TEST_F(Factors, EnrolmentNeedsACodeOfTheSecretThatWasShown) {
  read_secret();
  EXPECT_EQ(browser.send("POST", kEnroll, {{"otp", "12345"}}).status, 400);
  // Another session is shown another secret, and the client's own secret is never asked for.
  Browser other(world);
  ASSERT_EQ(other.sign_in(kAda).status, 200);
  EXPECT_EQ(other.send("POST", kEnroll, {{"otp", code()}}).status, 400);
  EXPECT_EQ(parse(browser.get("/api/0/auth/")).at("has2fa"), false);
  EXPECT_EQ(browser.send("POST", kEnroll, {{"otp", code()}}).status, 200);
  EXPECT_EQ(other.get("/api/0/auth/").status, 401);
  EXPECT_EQ(browser.get("/api/0/auth/").status, 200);
}

TEST_F(Factors, ASecretThatWasShownLongAgoIsForgotten) {
  read_secret();
  world.pass(minutes(21));
  ASSERT_EQ(browser.send("PUT", "/api/0/auth/", {{"password", kPassword}}).status, 200);
  EXPECT_EQ(browser.send("POST", kEnroll, {{"otp", code()}}).status, 400);
}

TEST_F(Factors, RemovingTheAuthenticatorRemovesWhatStandsInForIt) {
  const auto codes = enroll();
  const std::string path = "/api/0/users/me/authenticators/";
  EXPECT_EQ(parse(browser.get(path)).at(0).at("authId"), "totp");
  EXPECT_EQ(parse(browser.get(path)).at(1).at("authId"), "recovery");
  EXPECT_EQ(browser.send("DELETE", path + "recovery/").status, 404);
  EXPECT_EQ(browser.send("DELETE", path + "totp/").status, 204);
  EXPECT_EQ(browser.send("DELETE", path + "totp/").status, 404);
  EXPECT_EQ(parse(browser.get(path)).at(1).at("isEnrolled"), false);
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda).status, 200);
}

TEST_F(Factors, AResetLinkSetsAPasswordOnceAndEndsAllSessions) {
  const std::string secret_text = account::make_secret({});
  const auto tx = world.write();
  ASSERT_TRUE(tx->users().factors().put_reset_link(
      {world.ada, account::hash_token(secret_text), world.now() + std::chrono::hours(1)}));
  ASSERT_TRUE(tx->commit());
  constexpr std::string_view kNew = "quiet-marble-77-orchard";
  const auto reset = [&](UserId user, std::string_view token, std::string_view password) {
    Browser anybody(world);
    return anybody
        .send("POST",
              "/api/0/auth/recover/confirm/" + std::to_string(user.value) + "/" +
                  std::string(token) + "/",
              {{"password", password}})
        .status;
  };
  EXPECT_EQ(reset(world.ada, secret_text, "password1234"), 400);
  EXPECT_EQ(reset(world.bob, secret_text, kNew), 404);
  EXPECT_EQ(reset(world.ada, std::string(64, 'b'), kNew), 404);
  EXPECT_EQ(reset(world.ada, "x", kNew), 404);
  EXPECT_EQ(browser.get("/api/0/auth/").status, 200);
  EXPECT_EQ(reset(world.ada, secret_text, kNew), 204);
  EXPECT_EQ(browser.get("/api/0/auth/").status, 401);
  EXPECT_EQ(reset(world.ada, secret_text, kNew), 404);
  EXPECT_EQ(browser.sign_in(kAda, kNew).status, 200);
}

TEST_F(Factors, AResetLinkExpires) {
  const std::string secret_text = account::make_secret({});
  const auto tx = world.write();
  ASSERT_TRUE(tx->users().factors().put_reset_link(
      {world.ada, account::hash_token(secret_text), world.now() + std::chrono::hours(1)}));
  ASSERT_TRUE(tx->commit());
  world.pass(std::chrono::hours(1));
  EXPECT_EQ(browser
                .send("POST",
                      "/api/0/auth/recover/confirm/" + std::to_string(world.ada.value) + "/" +
                          secret_text + "/",
                      {{"password", "quiet-marble-77-orchard"}})
                .status,
            404);
}

}  // namespace
}  // namespace picket::security
