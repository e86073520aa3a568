// What people do to their own account, and that it is in the audit log of their organizations.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "domain/account/base32.h"
#include "domain/account/totp.h"
#include "ports/audit.h"
#include "ports/organizations.h"
#include "ports/users.h"
#include "security/world.h"

namespace picket::security {
namespace {

namespace account = domain::account;
using std::chrono::minutes;

constexpr std::string_view kEmails = "/api/0/users/me/emails/";
constexpr std::string_view kMe = "/api/0/users/me/";

class Account : public Security {
 protected:
  Account() { EXPECT_EQ(browser.sign_in(kAda).status, 200); }

  /// Of the log, newest first, without the sign-in that began the test.
  std::vector<ports::AuditEntry> log() {
    ports::AuditQuery query;
    query.org = world.acme;
    auto entries = *(*world.meta->begin_read())->audit().list(query);
    entries.pop_back();
    return entries;
  }
  std::vector<std::string> events() {
    std::vector<std::string> names;
    for (const ports::AuditEntry& entry : log()) names.push_back(entry.event);
    return names;
  }
  using Events = std::vector<std::string>;

  /// Bob becomes an owner, too.
  void add_owner() {
    const auto tx = world.write();
    ASSERT_TRUE(tx->organizations().add_member({{},
                                                world.acme,
                                                world.bob,
                                                std::string(kBob),
                                                domain::access::OrgRole::owner,
                                                world.now()}));
    ASSERT_TRUE(tx->commit());
  }
};

TEST_F(Account, SigningInAndFailingToIsInTheLog) {
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda, "wrong").status, 400);
  EXPECT_EQ(other.sign_in(kAda).status, 200);
  EXPECT_EQ(events(), (Events{"login.success", "login.failure"}));
  EXPECT_EQ(log().front().actor, world.ada);
  EXPECT_EQ(log().front().address, "127.0.0.1");
  EXPECT_EQ(other.sign_in("nobody@acme.test", "wrong").status, 400);
  EXPECT_EQ(other.sign_in(kBob, "wrong").status, 400) << "of no organization";
  EXPECT_EQ(events().size(), 2U);
}

TEST_F(Account, WhoGuessesCannotFillTheLog) {
  Browser other(world);
  for (int i = 0; i < 5; ++i) other.sign_in(kAda, "wrong");
  EXPECT_EQ(events(), Events{"login.failure"}) << "one in ten minutes";
  std::size_t before = 0;
  for (int i = 0; i < 60; ++i) {
    world.pass(minutes(11));
    other.sign_in(kAda, "wrong");
    if (i == 4) before = events().size();
  }
  EXPECT_EQ(before, 6U);
}

TEST_F(Account, ChangesOfWhatOpensItAreInTheLog) {
  constexpr std::string_view kFresh = "quiet-marble-77-orchard";
  ASSERT_EQ(
      browser
          .send("PUT", "/api/0/users/me/password/",
                {{"password", kPassword}, {"passwordNew", kFresh}, {"passwordVerify", kFresh}})
          .status,
      204);
  const auto made =
      browser.send("POST", "/api/0/api-tokens/", {{"name", "ci"}, {"scopes", {"org:read"}}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id(parse(made).at("id").as_string());
  ASSERT_EQ(browser.send("PUT", "/api/0/api-tokens/" + id + "/", {{"name", "deploy"}}).status, 204);
  ASSERT_EQ(browser.send("DELETE", "/api/0/api-tokens/", {{"tokenId", id}}).status, 204);
  ASSERT_EQ(browser.send("DELETE", "/api/0/users/me/sessions/").status, 204);
  EXPECT_EQ(events(), (Events{"session.revoked", "api-key.remove", "api-key.edit", "api-key.create",
                              "account.password"}));
  const std::string token(parse(made).at("token").as_string());
  for (const ports::AuditEntry& entry : log())
    EXPECT_EQ(entry.data_json.find(token), std::string::npos);
}

TEST_F(Account, SecondFactorsAreInTheLog) {
  constexpr std::string_view kEnroll = "/api/0/users/me/authenticators/totp/enroll/";
  account::TotpSecret secret{};
  const auto shown = parse(browser.get(kEnroll));
  const auto bytes = account::base32_decode(shown.at("secret").as_string());
  std::copy_n(reinterpret_cast<const std::byte*>(bytes->data()), secret.size(), secret.begin());
  const std::string code = account::totp_code(secret, account::totp_counter(world.now()));
  ASSERT_EQ(browser.send("POST", kEnroll, {{"otp", code}}).status, 200);
  ASSERT_EQ(browser.send("PUT", "/api/0/users/me/authenticators/recovery/").status, 200);
  ASSERT_EQ(browser.send("DELETE", "/api/0/users/me/authenticators/totp/").status, 204);
  EXPECT_EQ(events(), (Events{"mfa.remove", "mfa.codes", "mfa.add"}));
}

TEST_F(Account, AddressesAreAddedAndRemoved) {
  const auto added = browser.send("POST", kEmails, {{"email", " Ada@Home.Test "}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(parse(added),
            (boost::json::value{
                {"email", "Ada@home.test"}, {"isPrimary", false}, {"isVerified", false}}));
  EXPECT_EQ(parse(browser.get(kEmails)).as_array().size(), 2U);
  EXPECT_EQ(parse(browser.get("/api/0/auth/")).at("emails").at(1).at("email"), "Ada@home.test");
  for (const std::string_view again : {"ada@home.test", "ADA@acme.test"})
    EXPECT_EQ(browser.send("POST", kEmails, {{"email", again}}).status, 409) << again;
  for (const std::string_view bad : {"", "ada", "a b@c.d"})
    EXPECT_EQ(browser.send("POST", kEmails, {{"email", bad}}).status, 400) << bad;
  EXPECT_EQ(browser.send("DELETE", kEmails, {{"email", kAda}}).status, 400) << "signs in by it";
  EXPECT_EQ(browser.send("DELETE", kEmails, {{"email", "x@y.z"}}).status, 404);
  EXPECT_EQ(browser.send("DELETE", kEmails, {{"email", "ada@HOME.test"}}).status, 204);
  EXPECT_EQ(parse(browser.get(kEmails)).as_array().size(), 1U);
  EXPECT_EQ(events(), (Events{"account.email", "account.email"}));
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(browser.send("POST", kEmails, {{"email", fmt::format("a{}@b.test", i)}}).status, 201);
  EXPECT_EQ(browser.send("POST", kEmails, {{"email", "one@more.test"}}).status, 400);
}

TEST_F(Account, TheAddressToSignInByIsChosen) {
  EXPECT_EQ(browser.send("PUT", kEmails, {{"email", "ada@home.test"}}).status, 400) << "not hers";
  ASSERT_EQ(browser.send("POST", kEmails, {{"email", "ada@home.test"}}).status, 201);
  ASSERT_EQ(browser.send("POST", kEmails, {{"email", kBob}}).status, 201);
  EXPECT_EQ(browser.send("PUT", kEmails, {{"email", kBob}}).status, 400) << "Bob signs in by it";
  const auto chosen = browser.send("PUT", kEmails, {{"email", "ADA@home.test"}});
  ASSERT_EQ(chosen.status, 200) << chosen.body;
  EXPECT_EQ(parse(chosen).at("isPrimary"), true);
  EXPECT_EQ(parse(browser.get("/api/0/auth/")).at("email"), "ada@home.test");
  Browser other(world);
  EXPECT_EQ(other.sign_in(kAda).status, 400);
  EXPECT_EQ(other.sign_in("ada@home.test").status, 200);
  const auto member = parse(other.get("/api/0/organizations/acme/members/me/"));
  EXPECT_EQ(member.at("email"), "ada@home.test");
  EXPECT_EQ(other.send("PUT", kEmails, {{"email", kAda}}).status, 200) << "and back";
}

TEST_F(Account, AnAddressThatIsInvitedIsNotTakenOver) {
  ASSERT_EQ(browser.send("POST", "/api/0/organizations/acme/members/", {{"email", "di@acme.test"}})
                .status,
            201);
  ASSERT_EQ(browser.send("POST", kEmails, {{"email", "di@acme.test"}}).status, 201);
  EXPECT_EQ(browser.send("PUT", kEmails, {{"email", "di@acme.test"}}).status, 400);
}

TEST_F(Account, ChangesOfAddressesAndTheEndNeedAFreshProof) {
  world.pass(minutes(16));
  for (const std::string_view method : {"POST", "PUT", "DELETE"})
    EXPECT_EQ(browser.send(method, kEmails, {{"email", "ada@home.test"}}).status, 401) << method;
  EXPECT_EQ(browser.send("DELETE", kMe).status, 401);
  EXPECT_EQ(browser.send("DELETE", fmt::format("/api/0/users/{}/", world.bob.value)).status, 401);
  EXPECT_EQ(browser.get(kMe).status, 200);
}

TEST_F(Account, ItsOnlyOwnerDoesNotLeaveAnOrganizationBehind) {
  const auto refused = browser.send("DELETE", kMe);
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.body.find("acme"), std::string::npos) << refused.body;
  EXPECT_EQ(browser.send("DELETE", kMe, {{"organizations", {"other"}}}).status, 400);
  EXPECT_EQ(browser.send("DELETE", kMe, {{"organizations", {"acme"}}}).status, 204);
  EXPECT_TRUE((*world.meta->begin_read())->organizations().list_orgs()->empty());
  EXPECT_EQ(events().front(), "org.remove");
}

TEST_F(Account, NothingOpensForADeletedAccount) {
  add_owner();
  Browser bob(world);
  ASSERT_EQ(bob.sign_in(kBob).status, 200);
  const auto made =
      browser.send("POST", "/api/0/api-tokens/", {{"name", "ci"}, {"scopes", {"org:read"}}});
  const std::string token =
      "Authorization: Bearer " + std::string(parse(made).at("token").as_string()) + "\r\n";
  const auto invited =
      browser.send("POST", "/api/0/organizations/acme/members/", {{"email", "di@acme.test"}});
  ASSERT_EQ(invited.status, 201);
  Browser elsewhere(world);
  ASSERT_EQ(elsewhere.sign_in(kAda).status, 200);
  EXPECT_EQ(browser.send("DELETE", fmt::format("/api/0/users/{}/", world.bob.value)).status, 403);
  EXPECT_EQ(browser.send("DELETE", kMe, {{"organizations", {"acme"}}}).status, 400)
      << "which has another owner";

  const std::string cookie = browser.session;
  ASSERT_EQ(browser.send("DELETE", kMe).status, 204);
  EXPECT_EQ(browser.session, "");
  EXPECT_EQ(elsewhere.get("/api/0/auth/").status, 401);
  EXPECT_EQ(world.ask("GET", "/api/0/auth/", "Cookie: sentrysid=" + cookie + "\r\n").status, 401);
  EXPECT_EQ(world.ask("GET", "/api/0/organizations/", token).status, 401);
  EXPECT_EQ(elsewhere.sign_in(kAda).status, 400);
  const auto members = parse(bob.get("/api/0/organizations/acme/members/"));
  ASSERT_EQ(members.as_array().size(), 1U) << "and the invitation went along";
  const auto left = events();
  EXPECT_EQ(left[0], "member.remove");
  EXPECT_EQ(left[1], "account.remove");
  // The story names nobody, but knows that somebody was there.
  const auto rows = parse(bob.get("/api/0/organizations/acme/audit-logs/")).at("rows");
  EXPECT_EQ(rows.at(0).at("actor").at("name"), "Deleted user");
  EXPECT_EQ(bob.send("POST", "/api/0/organizations/acme/members/", {{"email", kAda}}).status, 201)
      << "the address is free";
}

}  // namespace
}  // namespace picket::security
