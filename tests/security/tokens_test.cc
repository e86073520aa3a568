// API tokens: where they count, how they end, and who may make them.
#include <chrono>

#include "ports/audit.h"
#include "ports/users.h"
#include "security/world.h"

namespace picket::security {
namespace {

constexpr std::string_view kTokens = "/api/0/api-tokens/";
constexpr std::string_view kOrgTokens = "/api/0/organizations/acme/org-auth-tokens/";

class Tokens : public Security {
 protected:
  Tokens() { EXPECT_EQ(browser.sign_in(kAda).status, 200); }

  boost::json::value create(const boost::json::object& body) {
    const auto answer = browser.send("POST", kTokens, body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return parse(answer);
  }
  net::testkit::Answer with(std::string_view token, std::string_view path,
                            std::string_view method = "GET") {
    return world.ask(method, path, "Authorization: Bearer " + std::string(token) + "\r\n");
  }
  static std::string secret(const boost::json::value& made) {
    return std::string(made.at("token").as_string());
  }
};

TEST_F(Tokens, AreShownOnceAndActAsTheirUser) {
  const auto made = create({{"name", "ci"}, {"scopes", {"org:read", "event:read"}}});
  const std::string token = secret(made);
  EXPECT_EQ(made.at("tokenLastCharacters").as_string(), token.substr(token.size() - 4));
  EXPECT_EQ(parse(with(token, "/api/0/auth/")).at("email").as_string(), kAda);
  const auto root = parse(with(token, "/api/0/"));
  EXPECT_EQ(root.at("auth").at("scopes"), (boost::json::array{"event:read", "org:read"}));
  EXPECT_EQ(with(token, "/api/0/organizations/acme/issues/").status, 200);
  const auto listed = browser.get(kTokens);
  EXPECT_EQ(parse(listed).as_array().size(), 1U);
  EXPECT_EQ(listed.body.find(token), std::string::npos);
  EXPECT_FALSE(parse(listed).at(0).as_object().contains("token"));
}

TEST_F(Tokens, InAUrlAreNotLookedAt) {
  const std::string token = secret(create({{"scopes", {"org:read"}}}));
  for (const char* name : {"token", "access_token", "auth_token", "api_key"}) {
    const std::string query = std::string("?") + name + "=" + token;
    EXPECT_EQ(world.ask("GET", "/api/0/auth/" + query).status, 401) << name;
    EXPECT_EQ(world.ask("GET", "/api/0/" + query).status, 400) << name;
  }
}

TEST_F(Tokens, WinOverASession) {
  const std::string token = secret(create({{"scopes", {"org:read"}}}));
  Browser bob(world);
  ASSERT_EQ(bob.sign_in(kBob).status, 200);
  const auto answer =
      bob.send_raw("GET", "/api/0/auth/", "Authorization: Bearer " + token + "\r\n", "");
  EXPECT_EQ(parse(answer).at("email").as_string(), kAda);
  EXPECT_EQ(bob.send_raw("GET", "/api/0/auth/", "Authorization: Bearer sntryu_x\r\n", "").status,
            401);
}

TEST_F(Tokens, RevokedOnesOpenNothing) {
  const auto made = create({{"scopes", {"org:read"}}});
  Browser bob(world);
  ASSERT_EQ(bob.sign_in(kBob).status, 200);
  EXPECT_EQ(bob.send("DELETE", kTokens, {{"tokenId", made.at("id")}}).status, 404);
  EXPECT_EQ(browser.send("DELETE", kTokens, boost::json::object()).status, 400);
  EXPECT_EQ(browser.send("DELETE", kTokens, {{"tokenId", made.at("id")}}).status, 204);
  const auto answer = with(secret(made), "/api/0/auth/");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(parse(answer).at("detail"), "Invalid token");
}

TEST_F(Tokens, ExpiredOnesOpenNothing) {
  const auto made = create({{"scopes", {"org:read"}}, {"expiresInDays", 1}});
  EXPECT_EQ(with(secret(made), "/api/0/auth/").status, 200);
  world.pass(std::chrono::days(1));
  const auto answer = with(secret(made), "/api/0/auth/");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(parse(answer).at("detail"), "Token expired");
}

TEST_F(Tokens, AreNotMadeByTokens) {
  const std::string token = secret(create({{"scopes", {"org:admin", "org:read"}}}));
  EXPECT_EQ(with(token, kTokens).status, 403);
  EXPECT_EQ(with(token, kTokens, "POST").status, 403);
  EXPECT_EQ(with(token, kOrgTokens, "POST").status, 403);
  EXPECT_EQ(with(token, "/api/0/users/me/sessions/").status, 403);
  EXPECT_EQ(with(token, "/api/0/users/me/authenticators/").status, 403);
}

TEST_F(Tokens, HaveScopesThatThereAre) {
  const auto unknown = browser.send("POST", kTokens, {{"scopes", {"org:everything"}}});
  EXPECT_EQ(unknown.status, 400);
  EXPECT_TRUE(parse(unknown).as_object().contains("scopes"));
  EXPECT_EQ(browser.send("POST", kTokens, {{"scopes", boost::json::array()}}).status, 400);
  EXPECT_EQ(browser.send("POST", kTokens, boost::json::object()).status, 400);
}

TEST_F(Tokens, AreNotedAsUsedOnceAMinute) {
  const auto made = create({{"scopes", {"org:read"}}});
  EXPECT_TRUE(made.at("dateLastUsed").is_null());
  EXPECT_EQ(with(secret(made), "/api/0/auth/").status, 200);
  const auto first = parse(browser.get(kTokens)).at(0).at("dateLastUsed");
  EXPECT_TRUE(first.is_string());
  world.pass(std::chrono::seconds(59));
  EXPECT_EQ(with(secret(made), "/api/0/auth/").status, 200);
  EXPECT_EQ(parse(browser.get(kTokens)).at(0).at("dateLastUsed"), first);
  world.pass(std::chrono::seconds(1));
  EXPECT_EQ(with(secret(made), "/api/0/auth/").status, 200);
  EXPECT_NE(parse(browser.get(kTokens)).at(0).at("dateLastUsed"), first);
}

TEST_F(Tokens, AreRenamedByTheirUserOnly) {
  const auto made = create({{"name", "old"}, {"scopes", {"org:read"}}});
  const std::string path = std::string(kTokens) + std::string(made.at("id").as_string()) + "/";
  Browser bob(world);
  ASSERT_EQ(bob.sign_in(kBob).status, 200);
  EXPECT_EQ(bob.send("PUT", path, {{"name", "stolen"}}).status, 404);
  EXPECT_EQ(browser.send("PUT", path, {{"name", ""}}).status, 400);
  EXPECT_EQ(browser.send("PUT", path, {{"name", "new"}}).status, 204);
  EXPECT_EQ(parse(browser.get(kTokens)).at(0).at("name"), "new");
}

TEST_F(Tokens, OfAnOrganizationDoOneThing) {
  const auto answer = browser.send("POST", kOrgTokens, {{"name", "release pipeline"}});
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto made = parse(answer);
  EXPECT_EQ(secret(made).substr(0, 7), "sntrys_");
  EXPECT_EQ(made.at("scopes"), (boost::json::array{"org:ci"}));
  const auto root = parse(with(secret(made), "/api/0/"));
  EXPECT_TRUE(root.at("user").is_null());
  EXPECT_EQ(root.at("auth").at("scopes"), (boost::json::array{"org:ci"}));
  EXPECT_EQ(with(secret(made), "/api/0/auth/").status, 403);
  EXPECT_EQ(with(secret(made), "/api/0/organizations/acme/issues/").status, 403);
}

TEST_F(Tokens, OfAnOrganizationAreItsOwn) {
  const auto made = parse(browser.send("POST", kOrgTokens, {{"name", "ci"}}));
  const std::string path = std::string(kOrgTokens) + std::string(made.at("id").as_string()) + "/";
  Browser bob(world);
  ASSERT_EQ(bob.sign_in(kBob).status, 200);
  EXPECT_EQ(bob.get(kOrgTokens).status, 404);
  EXPECT_EQ(bob.send("DELETE", path).status, 404);
  EXPECT_EQ(bob.send("POST", kOrgTokens, {{"name", "ci"}}).status, 404);
  EXPECT_EQ(browser.send("POST", kOrgTokens, {{"name", " "}}).status, 400);
  EXPECT_EQ(browser.send("PUT", path, {{"name", "cd"}}).status, 204);
  EXPECT_EQ(parse(browser.get(path)).at("name"), "cd");
  EXPECT_EQ(browser.send("DELETE", path).status, 204);
  EXPECT_EQ(browser.get(path).status, 404);
  EXPECT_EQ(with(secret(made), "/api/0/").status, 401);
  const auto entries = *world.write()->audit().list({.org = world.acme});
  ASSERT_EQ(entries.size(), 4U);  // The first is the sign-in.
  EXPECT_EQ(entries[0].event, "org-auth-token.remove");
  EXPECT_EQ(entries[1].event, "org-auth-token.edit");
  EXPECT_EQ(entries[2].event, "org-auth-token.create");
  EXPECT_EQ(entries[2].actor, world.ada);
  EXPECT_EQ(entries[2].address, "127.0.0.1");
}

TEST_F(Tokens, WhatIsChangedOfOneOpensNothing) {
  const auto made = parse(browser.send("POST", kOrgTokens, {{"name", "ci"}}));
  std::string forged = secret(made);
  forged[10] = forged[10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(with(forged, "/api/0/").status, 401);
}

TEST_F(Tokens, OfAnAccountThatIsSwitchedOffOpenNothing) {
  const std::string token = secret(create({{"scopes", {"org:read"}}}));
  const auto tx = world.write();
  auto user = **tx->users().get_user(world.ada);
  user.active = false;
  ASSERT_TRUE(tx->users().update_user(user));
  ASSERT_TRUE(tx->commit());
  EXPECT_EQ(with(token, "/api/0/auth/").status, 401);
}

}  // namespace
}  // namespace picket::security
