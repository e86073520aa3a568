// Answers about people and their tokens beside the examples of Sentry's.
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/shape.h"
#include "conformance/api/world.h"
#include "security/world.h"

namespace picket::conformance {
namespace {

bool nothing(std::string_view, std::string_view) {
  return false;
}

/// Four random hex digits, of which all may be decimal.
bool last_characters(std::string_view path, std::string_view kind) {
  return path == "token.tokenLastCharacters" && kind == "digits";
}

class People : public security::Security {
 protected:
  People() {
    EXPECT_EQ(browser.sign_in(security::kAda).status, 200);
    // What was last used is noted after a minute.
    world.pass(std::chrono::minutes(2));
    EXPECT_EQ(browser.get("/api/0/auth/").status, 200);
  }
};

TEST_F(People, ReadThemselvesAsInTheExample) {
  for (const char* path : {"/api/0/auth/", "/api/0/users/me/"}) {
    const auto found =
        compare("user", fixture("auth.json"), security::parse(browser.get(path)), &nothing);
    for (const Mismatch& mismatch : found) ADD_FAILURE() << mismatch.path << ": " << mismatch.what;
  }
}

TEST_F(People, GetTokensAsInTheExampleAndSeeTheirLastUse) {
  const auto answer = browser.send("POST", "/api/0/api-tokens/",
                                   {{"name", "ci"}, {"scopes", {"org:read", "project:releases"}}});
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto found = compare("token", fixture("api-token-created.json"), security::parse(answer),
                             &last_characters);
  EXPECT_EQ(found, (std::vector<Mismatch>{{"token.dateLastUsed", "extra"}}));
}

}  // namespace
}  // namespace picket::conformance
