// Requests that another site makes a browser send, and what keeps them out.
#include <fmt/format.h>

#include "security/world.h"

namespace picket::security {
namespace {

constexpr std::string_view kMe = "/api/0/users/me/";
constexpr std::string_view kJson = "Content-Type: application/json\r\n";

class Csrf : public Security {
 protected:
  Csrf() { EXPECT_EQ(browser.sign_in(kAda).status, 200); }

  /// Tries to change the name with these fields; the answer's status.
  int rename(std::string_view fields, std::string_view body = R"({"name":"Eve"})") {
    return browser.send_raw("PUT", kMe, fields, body).status;
  }
  std::string token_field() const { return "X-CSRFToken: " + browser.csrf + "\r\n"; }
  bool renamed() { return parse(browser.get(kMe)).at("name") == "Eve"; }
};

TEST_F(Csrf, ATokenOfTheSessionLetsAChangeThrough) {
  EXPECT_EQ(rename(token_field() + std::string(kJson)), 200);
  EXPECT_TRUE(renamed());
}

TEST_F(Csrf, WithoutATokenNothingChanges) {
  const auto answer = browser.send_raw("PUT", kMe, kJson, R"({"name":"Eve"})");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(parse(answer).at("detail"), "CSRF Failed: CSRF token missing.");
  EXPECT_FALSE(renamed());
}

TEST_F(Csrf, ATokenOfAnotherSessionIsWrong) {
  Browser other(world);
  ASSERT_EQ(other.sign_in(kAda).status, 200);
  const auto answer = browser.send_raw(
      "PUT", kMe, "X-CSRFToken: " + other.csrf + "\r\n" + std::string(kJson), R"({"name":"Eve"})");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(parse(answer).at("detail"), "CSRF Failed: CSRF token incorrect.");
  EXPECT_FALSE(renamed());
}

TEST_F(Csrf, ThePlainCookieIsNoTokenByItself) {
  // Whoever can plant a cookie plants both: the token must belong to the session, not to a cookie.
  const std::string planted(64, 'a');
  browser.csrf = planted;
  EXPECT_EQ(rename("X-CSRFToken: " + planted + "\r\n" + std::string(kJson)), 403);
}

TEST_F(Csrf, PagesOfOtherSitesAreRefusedEvenWithAToken) {
  const std::string own = token_field() + std::string(kJson);
  for (const char* field :
       {"Origin: https://evil.test\r\n", "Origin: null\r\n",
        "Origin: https://errors.acme.test.evil.test\r\n", "Origin: http://errors.acme.test\r\n",
        "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"}) {
    EXPECT_EQ(rename(own + field), 403) << field;
  }
  EXPECT_FALSE(renamed());
}

TEST_F(Csrf, OurOwnPagesAreKnownByUrlAndByHost) {
  const std::string own = token_field() + std::string(kJson);
  EXPECT_EQ(rename(own + "Origin: https://errors.acme.test\r\n"), 200);
  EXPECT_EQ(rename(own + fmt::format("Origin: http://localhost:{}\r\n", world.server.port())), 200);
  EXPECT_EQ(rename(own + "Sec-Fetch-Site: none\r\n"), 200);
}

TEST_F(Csrf, WhatAFormCanSendIsNoBody) {
  for (const char* type :
       {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
    EXPECT_EQ(rename(token_field() + "Content-Type: " + type + "\r\n"), 415) << type;
  }
  EXPECT_EQ(rename(token_field()), 415);
  EXPECT_FALSE(renamed());
}

TEST_F(Csrf, SigningInAndOutIsNotForOtherSitesEither) {
  Browser victim(world);
  const std::string body = fmt::format(R"({{"username":"{}","password":"{}"}})", kAda, kPassword);
  const std::string evil = "Origin: https://evil.test\r\n" + std::string(kJson);
  EXPECT_EQ(victim.send_raw("POST", "/api/0/auth/login/", evil, body).status, 403);
  EXPECT_EQ(
      victim.send_raw("POST", "/api/0/auth/login/", "Content-Type: text/plain\r\n", body).status,
      415);
  EXPECT_EQ(victim.session, "");
  EXPECT_EQ(browser.send_raw("DELETE", "/api/0/auth/", "", "").status, 403);
  EXPECT_EQ(browser.get("/api/0/auth/").status, 200);
}

TEST_F(Csrf, ATokenRequestNeedsNone) {
  const auto made = browser.send("POST", "/api/0/api-tokens/", {{"scopes", {"org:read"}}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string bearer =
      "Authorization: Bearer " + std::string(parse(made).at("token").as_string()) + "\r\n";
  // It has no session, and that is what the route asks for: not the CSRF token.
  const auto answer = world.ask("PUT", kMe, bearer + std::string(kJson), R"({"name":"Eve"})");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(parse(answer).at("detail"), "You do not have permission to perform this action.");
}

TEST_F(Csrf, ReadingChangesNothing) {
  const auto before = world.dump();
  for (const char* path : {"/api/0/", "/api/0/auth/", "/api/0/auth/config/", "/api/0/users/me/",
                           "/api/0/users/me/sessions/", "/api/0/users/me/authenticators/",
                           "/api/0/users/me/authenticators/totp/enroll/", "/api/0/api-tokens/"}) {
    EXPECT_EQ(browser.get(path).status, 200) << path;
  }
  EXPECT_TRUE(world.dump() == before);
}

}  // namespace
}  // namespace picket::security
