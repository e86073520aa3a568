// What a copy of the database gives away, and what belongs to somebody else.
#include <string>

#include "domain/account/base32.h"
#include "domain/account/totp.h"
#include "security/world.h"

namespace picket::security {
namespace {

class Secrets : public Security {};

TEST_F(Secrets, ADumpOpensNothing) {
  ASSERT_EQ(browser.sign_in(kAda).status, 200);
  const auto enroll = std::string("/api/0/users/me/authenticators/totp/enroll/");
  const auto shown = parse(browser.get(enroll));
  const std::string base32(shown.at("secret").as_string());
  const std::string raw = *domain::account::base32_decode(base32);
  domain::account::TotpSecret secret;
  std::copy_n(reinterpret_cast<const std::byte*>(raw.data()), secret.size(), secret.begin());
  const std::string otp =
      domain::account::totp_code(secret, domain::account::totp_counter(world.now()));
  const auto codes = parse(browser.send("POST", enroll, {{"otp", otp}})).at("codes").as_array();
  const auto own = parse(browser.send("POST", "/api/0/api-tokens/", {{"scopes", {"org:read"}}}));
  const auto shared = parse(browser.send("POST", "/api/0/organizations/acme/org-auth-tokens/",
                                         {{"name", "release pipeline"}}));

  const std::string dump = world.dump();
  // It is the whole of it: what is no secret is there.
  EXPECT_NE(dump.find("release pipeline"), std::string::npos);
  EXPECT_NE(dump.find(kAda), std::string::npos);
  for (const std::string& hidden :
       {std::string("sntryu_"), std::string("sntrys_"), std::string(own.at("token").as_string()),
        std::string(shared.at("token").as_string()), browser.session, browser.csrf, base32, raw,
        std::string(codes.at(0).as_string()), std::string(kPassword)}) {
    EXPECT_EQ(dump.find(hidden), std::string::npos) << hidden;
  }
}

TEST_F(Secrets, AnotherUsersAccountIsForbiddenKnownOrNot) {
  ASSERT_EQ(browser.sign_in(kAda).status, 200);
  EXPECT_EQ(browser.get("/api/0/users/" + std::to_string(world.ada.value) + "/").status, 200);
  for (const std::string& id :
       {std::to_string(world.bob.value), std::string("99999"), std::string("x")}) {
    const std::string path = "/api/0/users/" + id + "/";
    for (const char* below : {"", "sessions/", "authenticators/", "emails/"})
      EXPECT_EQ(browser.get(path + below).status, 403) << path << below;
    EXPECT_EQ(browser.send("PUT", path, {{"name", "Eve"}}).status, 403);
  }
}

TEST_F(Secrets, AnonymousCallersHearNothingButTheWayIn) {
  const auto root = parse(world.ask("GET", "/api/0/"));
  EXPECT_TRUE(root.at("user").is_null());
  EXPECT_TRUE(root.at("auth").is_null());
  EXPECT_EQ(world.ask("GET", "/api/0/auth/").status, 401);
  const auto config = parse(world.ask("GET", "/api/0/auth/config/"));
  EXPECT_EQ(config.at("serverHostname"), "errors.acme.test");
  EXPECT_EQ(world.ask("GET", "/api/0/users/me/regions/").status, 404);
}

TEST_F(Secrets, OnlyWhatMayBeChangedIsChanged) {
  ASSERT_EQ(browser.sign_in(kBob).status, 200);  // Ada may look at the instance, he may not.
  const auto answer = browser.send("PUT", "/api/0/users/me/",
                                   {{"name", "Bob P."},
                                    {"isActive", false},
                                    {"isSuperuser", true},
                                    {"id", "99"},
                                    {"options", {{"theme", "dark"}, {"stacktraceOrder", "2"}}}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto self = parse(browser.get("/api/0/users/me/"));
  EXPECT_EQ(self.at("name"), "Bob P.");
  EXPECT_EQ(self.at("isActive"), true);
  EXPECT_EQ(self.at("isSuperuser"), false);
  EXPECT_EQ(self.at("id").as_string(), std::to_string(world.bob.value));
  EXPECT_EQ(self.at("options").at("theme"), "dark");
  EXPECT_EQ(self.at("options").at("stacktraceOrder"), 2);
  EXPECT_EQ(self.at("options").at("timezone"), "UTC");
  EXPECT_EQ(browser.send("PUT", "/api/0/users/me/", {{"email", "eve@acme.test"}}).status, 400);
  EXPECT_EQ(browser.send("PUT", "/api/0/users/me/", {{"username", "eve"}}).status, 400);
  const auto bad = browser.send("PUT", "/api/0/users/me/",
                                {{"options", {{"theme", "pink"}, {"timezone", "../x y"}}}});
  EXPECT_EQ(bad.status, 400);
  EXPECT_TRUE(parse(bad).at("options").as_object().contains("theme"));
  EXPECT_TRUE(parse(bad).at("options").as_object().contains("timezone"));
}

}  // namespace
}  // namespace picket::security
