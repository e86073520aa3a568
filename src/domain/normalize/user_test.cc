#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

TEST(NormalizeUser, KeepsWhatItDoesNotKnowAsData) {
  expect_all({
      {R"({"user":{"id":"1","plan":"pro","data":{"a":1}}})", "/user/data",
       R"({"a":1,"plan":"pro"})"},
      {R"({"user":{"id":"1","plan":"pro"}})", "/user/plan", "absent"},
      {R"({"user":{"id":"1","a":"new","data":{"a":1}}})", "/user/data", R"({"a":1})"},
      {R"({"user":{"plan":null}})", "/user", "absent"},
  });
}

TEST(NormalizeUser, IsNamedByTheFirstThatIsKnown) {
  expect_all({
      {R"({"user":{"id":7,"username":"u","email":"a@b","ip_address":"1.2.3.4"}})",
       "/user/sentry_user", R"("id:7")"},
      {R"({"user":{"username":"u","email":"a@b","ip_address":"1.2.3.4"}})", "/user/sentry_user",
       R"("username:u")"},
      {R"({"user":{"email":"a@b","ip_address":"1.2.3.4"}})", "/user/sentry_user", R"("email:a@b")"},
      {R"({"user":{"ip_address":"1.2.3.4"}})", "/user/sentry_user", R"("ip:1.2.3.4")"},
      {R"({"user":{"name":"n","sentry_user":"id:forged"}})", "/user/sentry_user", "absent"},
  });
}

TEST(NormalizeUser, SaysOfTheNameWhatWasSaidOfTheText) {
  const std::string cut = R"({"user":{"id":")" + std::string(300, 'x') + R"("}})";
  expect_all({
      {cut, "/_meta/user/id//rem", R"([["!limit","s",125,128]])"},
      {cut, "/_meta/user/sentry_user//rem", R"([["!limit","s",128,131]])"},
      // What an SDK says about a text may be anything.
      {R"({"user":{"id":"a"},"_meta":{"user":{"id":{"":{"rem":[["r","x"],["r","x",-1,1e99],7]}}}}})",
       "/_meta/user/sentry_user//rem", R"([["r","x"],["r","x",-1,1e+99],7])"},
      {R"({"user":{"email":"a@b","id":""},"_meta":{"user":{"email":{"":{"len":9}}}}})",
       "/_meta/user/sentry_user", "absent"},
  });
}

TEST(ResolveIp, ReplacesWhatAsksForIt) {
  expect_all({
      {R"({"user":{"ip_address":"{{auto}}"}})", "/user/ip_address", R"("203.0.113.9")"},
      {R"({"request":{"env":{"REMOTE_ADDR":"{{auto}}"}}})", "/request/env/REMOTE_ADDR",
       R"("203.0.113.9")"},
      {R"({"request":{"env":{"REMOTE_ADDR":"{{auto}}"}}})", "/user/ip_address", R"("203.0.113.9")"},
      {R"({"request":{"env":{"REMOTE_ADDR":"10.0.0.1"}}})", "/user/ip_address", R"("10.0.0.1")"},
      {R"({"request":{"env":{"REMOTE_ADDR":"10.0.0.1"}},"user":{"ip_address":"10.0.0.2"}})",
       "/user/ip_address", R"("10.0.0.2")"},
      {R"({"request":{"env":{"REMOTE_ADDR":"proxy"}}})", "/user", "absent"},
  });
}

TEST(ResolveIp, InfersTheAddressOnlyOfSdksAtTheUsers) {
  for (const char* platform : {"javascript", "cocoa", "objc"}) {
    EXPECT_EQ(
        shown(normalized(R"({"platform":")" + std::string(platform) + "\"}"), "/user/ip_address"),
        R"("203.0.113.9")");
  }
  for (const char* platform : {"python", "native", "node", "java"}) {
    EXPECT_EQ(shown(normalized(R"({"platform":")" + std::string(platform) + "\"}"), "/user"),
              "absent");
  }
  expect_all({
      {R"({"platform":"python","sdk":{"name":"n","version":"1","settings":{"infer_ip":"auto"}}})",
       "/user/ip_address", R"("203.0.113.9")"},
      {R"({"platform":"javascript","sdk":{"name":"n","version":"1","settings":{"infer_ip":"never"}}})",
       "/user", "absent"},
      {R"({"platform":"javascript","user":{"ip_address":"1.2.3.4"}})", "/user/ip_address",
       R"("1.2.3.4")"},
  });
}

TEST(ResolveIp, LeavesTheQuestionWhenNobodyKnows) {
  NormalizeContext unknown = test_context();
  unknown.client_ip = "";
  expect_all({{R"({"user":{"ip_address":"{{auto}}"}})", "/user/ip_address", R"("{{auto}}")"},
              {R"({"platform":"javascript"})", "/user", "absent"}},
             unknown);
}

}  // namespace
}  // namespace picket::domain::normalize
