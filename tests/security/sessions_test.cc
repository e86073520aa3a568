// Cookies, fixation, expiry, and ending of sessions.
#include "ports/sessions.h"

#include <chrono>

#include "ports/users.h"
#include "roles/api/session.h"
#include "security/world.h"

namespace picket::security {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kAuth = "/api/0/auth/";

class Sessions : public Security {
 protected:
  Sessions() { EXPECT_EQ(browser.sign_in(kAda).status, 200); }

  static int state(Browser& of) { return of.get(kAuth).status; }
};

TEST_F(Sessions, CookiesStayInThisSiteAndTheOneOfTheSessionFromScripts) {
  Browser fresh(world);
  const auto cookies = headers(fresh.sign_in(kAda), "Set-Cookie");
  ASSERT_EQ(cookies.size(), 2U);
  EXPECT_EQ(cookies[0], "sentrysid=" + fresh.session +
                            "; Path=/picket; Max-Age=86400; SameSite=Lax; HttpOnly; Secure");
  EXPECT_EQ(cookies[1], "sc=" + fresh.csrf + "; Path=/picket; Max-Age=86400; SameSite=Lax; Secure");
}

TEST_F(Sessions, WithoutTlsACookieCannotBeSecure) {
  net::Response response;
  api::set_session_cookies("http://127.0.0.1:9000", std::string(64, 'a'), response);
  EXPECT_EQ(response.headers.get("Set-Cookie"), "sentrysid=" + std::string(64, 'a') +
                                                    "; Path=/; Max-Age=86400; SameSite=Lax; "
                                                    "HttpOnly");
}

TEST_F(Sessions, APlantedIdIsNeverTakenOver) {
  Browser victim(world);
  victim.session = std::string(64, 'a');
  victim.csrf = "x";
  EXPECT_EQ(state(victim), 401);
  ASSERT_EQ(victim.sign_in(kAda).status, 200);
  EXPECT_NE(victim.session, std::string(64, 'a'));
  Browser attacker(world);
  attacker.session = std::string(64, 'a');
  EXPECT_EQ(state(attacker), 401);
}

TEST_F(Sessions, SigningInEndsTheSessionThatTheBrowserHad) {
  Browser old(world);
  old.session = browser.session;
  ASSERT_EQ(browser.sign_in(kBob).status, 200);
  EXPECT_EQ(state(old), 401);
  EXPECT_EQ(parse(browser.get(kAuth)).at("email").as_string(), kBob);
}

TEST_F(Sessions, ProvingOneselfAgainChangesTheId) {
  Browser old(world);
  old.session = browser.session;
  const auto answer = browser.send("PUT", kAuth, {{"password", kPassword}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(parse(answer).at("email").as_string(), kAda);
  EXPECT_NE(browser.session, old.session);
  EXPECT_EQ(state(old), 401);
  EXPECT_EQ(state(browser), 200);
}

TEST_F(Sessions, AWrongProofChangesNothing) {
  const std::string before = browser.session;
  const auto answer = browser.send("PUT", kAuth, {{"password", "wrong"}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.body, R"({"detail":{"code":"ignore"}})");
  EXPECT_EQ(browser.send("PUT", kAuth, boost::json::object()).status, 403);
  EXPECT_EQ(browser.send("PUT", kAuth, {{"otp", "000000"}}).status, 403);
  EXPECT_EQ(browser.session, before);
}

TEST_F(Sessions, AreOverWhenIdleForEightHours) {
  world.pass(hours(7));
  EXPECT_EQ(state(browser), 200);
  world.pass(hours(7));
  EXPECT_EQ(state(browser), 200);
  world.pass(hours(8));
  EXPECT_EQ(state(browser), 401);
}

TEST_F(Sessions, AreOverAfterADayHoweverMuchTheyAreUsed) {
  for (int hour = 1; hour < 24; ++hour) {
    world.pass(hours(1));
    ASSERT_EQ(state(browser), 200) << hour;
  }
  world.pass(hours(1));
  EXPECT_EQ(state(browser), 401);
}

TEST_F(Sessions, SigningOutEndsThemOnTheServer) {
  Browser copy(world);
  copy.session = browser.session;
  EXPECT_EQ(browser.send("DELETE", kAuth).status, 204);
  EXPECT_EQ(browser.session, "");
  EXPECT_EQ(state(copy), 401);
}

TEST_F(Sessions, AreListedAndEndedByTheirUserOnly) {
  Browser second(world);
  ASSERT_EQ(second.sign_in(kAda).status, 200);
  Browser stranger(world);
  ASSERT_EQ(stranger.sign_in(kBob).status, 200);
  const auto list = parse(browser.get("/api/0/users/me/sessions/"));
  ASSERT_EQ(list.as_array().size(), 2U);
  EXPECT_EQ(list.at(0).at("isCurrent"), false);
  EXPECT_EQ(list.at(1).at("isCurrent"), true);
  EXPECT_EQ(list.at(0).at("ipAddress"), "127.0.0.1");
  const std::string path =
      "/api/0/users/me/sessions/" + std::string(list.at(0).at("id").as_string()) + "/";
  EXPECT_EQ(stranger.send("DELETE", path).status, 404);
  EXPECT_EQ(state(second), 200);
  EXPECT_EQ(browser.send("DELETE", path).status, 204);
  EXPECT_EQ(state(second), 401);
  EXPECT_EQ(state(browser), 200);
}

TEST_F(Sessions, AllOthersEndAtOnce) {
  Browser second(world);
  ASSERT_EQ(second.sign_in(kAda).status, 200);
  Browser stranger(world);
  ASSERT_EQ(stranger.sign_in(kBob).status, 200);
  EXPECT_EQ(browser.send("DELETE", "/api/0/users/me/sessions/").status, 204);
  EXPECT_EQ(state(second), 401);
  EXPECT_EQ(state(browser), 200);
  EXPECT_EQ(state(stranger), 200);
}

TEST_F(Sessions, ANewPasswordEndsAllOthersAndRenewsThisOne) {
  Browser second(world);
  ASSERT_EQ(second.sign_in(kAda).status, 200);
  Browser old(world);
  old.session = browser.session;
  constexpr std::string_view kNew = "quiet-marble-77-orchard";
  const auto change = [&](std::string_view password, std::string_view again) {
    return browser.send("PUT", "/api/0/users/me/password/",
                        {{"password", password}, {"passwordNew", kNew}, {"passwordVerify", again}});
  };
  EXPECT_EQ(change("wrong", kNew).status, 400);
  EXPECT_EQ(change(kPassword, "other").status, 400);
  EXPECT_EQ(state(second), 200);
  EXPECT_EQ(change(kPassword, kNew).status, 204);
  EXPECT_EQ(state(second), 401);
  EXPECT_EQ(state(old), 401);
  EXPECT_EQ(state(browser), 200);
  Browser again(world);
  EXPECT_EQ(again.sign_in(kAda).status, 400);
  EXPECT_EQ(again.sign_in(kAda, kNew).status, 200);
}

TEST_F(Sessions, APasswordThatIsEasyToGuessIsRefused) {
  const auto answer = browser.send("PUT", "/api/0/users/me/password/",
                                   {{"password", kPassword},
                                    {"passwordNew", "password1234"},
                                    {"passwordVerify", "password1234"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(parse(answer).as_object().contains("passwordNew")) << answer.body;
}

TEST_F(Sessions, AnAccountThatIsSwitchedOffIsOut) {
  const auto tx = world.write();
  auto user = **tx->users().get_user(world.ada);
  user.active = false;
  ASSERT_TRUE(tx->users().update_user(user));
  ASSERT_TRUE(tx->commit());
  const auto answer = browser.get(kAuth);
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(parse(answer).at("detail"), "User inactive or deleted");
  Browser again(world);
  EXPECT_EQ(again.sign_in(kAda).status, 400);
}

TEST_F(Sessions, WhatIsSensitiveNeedsAFreshProof) {
  world.pass(minutes(14));
  EXPECT_EQ(browser.get("/api/0/users/me/authenticators/totp/enroll/").status, 200);
  world.pass(minutes(1));
  const auto answer = browser.send("POST", "/api/0/api-tokens/", {{"scopes", {"org:read"}}});
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(parse(answer).at("detail").at("code"), "sudo-required");
  EXPECT_EQ(parse(answer).at("detail").at("extra").at("username").as_string(), kAda);
  ASSERT_EQ(browser.send("PUT", kAuth, {{"password", kPassword}}).status, 200);
  EXPECT_EQ(browser.send("POST", "/api/0/api-tokens/", {{"scopes", {"org:read"}}}).status, 201);
}

TEST_F(Sessions, TheOldestEndsWhenThereAreTooMany) {
  for (std::size_t i = 0; i < api::kMaxSessions; ++i) {
    Browser more(world);
    ASSERT_EQ(more.sign_in(kAda).status, 200);
  }
  EXPECT_EQ(state(browser), 401);
}

TEST_F(Sessions, AnswersAreKeptByNobody) {
  EXPECT_EQ(browser.get(kAuth).headers.get("Cache-Control"), "private, no-store");
}

}  // namespace
}  // namespace picket::security
