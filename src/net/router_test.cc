#include "net/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::net {
namespace {

using testing::ElementsAre;
using testing::Pair;

Response ok(const Request&) {
  return {};
}

Route route(Method method, std::string pattern, bool slash_optional = false) {
  Route r;
  r.name = std::string(to_string(method)) + pattern;
  r.method = method;
  r.pattern = std::move(pattern);
  r.handler = BlockingHandler(ok);
  r.slash_optional = slash_optional;
  return r;
}

std::string_view found(const Router& router, Method method, std::string_view path) {
  const Router::Match match = router.match(method, path);
  return match.route == nullptr ? "" : std::string_view(match.route->pattern);
}

TEST(Router, FillsParametersFromThePath) {
  Router router;
  router.add(route(Method::get, "/api/0/organizations/{org}/issues/{id}/"));
  const Router::Match match =
      router.match(Method::get, "/api/0//organizations/acme%2Fx/issues///7/");
  ASSERT_NE(match.route, nullptr);
  EXPECT_THAT(match.params, ElementsAre(Pair("org", "acme/x"), Pair("id", "7")));
}

TEST(Router, PrefersLiteralsAndComesBackFromDeadEnds) {
  Router router;
  router.add(route(Method::get, "/events/{id}/"));
  router.add(route(Method::get, "/events/latest/"));
  router.add(route(Method::get, "/events/{id}/attachments/"));
  EXPECT_EQ(found(router, Method::get, "/events/7/"), "/events/{id}/");
  EXPECT_EQ(found(router, Method::get, "/events/latest/"), "/events/latest/");
  EXPECT_EQ(found(router, Method::get, "/events/latest/attachments/"), "/events/{id}/attachments/");
  EXPECT_EQ(found(router, Method::get, "/events/%6Catest/"), "/events/latest/");
}

TEST(Router, TakesTheLastSlashSeriouslyUnlessOptional) {
  Router router;
  router.add(route(Method::get, "/strict/"));
  router.add(route(Method::get, "/bare"));
  router.add(route(Method::get, "/either/", true));
  router.add(route(Method::get, "/"));
  EXPECT_EQ(found(router, Method::get, "/strict/"), "/strict/");
  EXPECT_EQ(found(router, Method::get, "/strict"), "");
  EXPECT_EQ(found(router, Method::get, "/bare"), "/bare");
  EXPECT_EQ(found(router, Method::get, "/bare/"), "");
  EXPECT_EQ(found(router, Method::get, "/either"), "/either/");
  EXPECT_EQ(found(router, Method::get, "/either/"), "/either/");
  EXPECT_EQ(found(router, Method::get, "//"), "/");
}

TEST(Router, TellsAnUnknownPathFromAnUnknownMethod) {
  Router router;
  router.add(route(Method::get, "/a/{x}/"));
  router.add(route(Method::post, "/a/{x}/"));
  const Router::Match wrong_method = router.match(Method::delete_, "/a/1/");
  EXPECT_EQ(wrong_method.route, nullptr);
  EXPECT_EQ(wrong_method.allow, "GET, HEAD, POST");
  const Router::Match unknown = router.match(Method::get, "/a/1/b/");
  EXPECT_EQ(unknown.route, nullptr);
  EXPECT_EQ(unknown.allow, "");
  EXPECT_EQ(router.match(Method::get, "/a/").allow, "");
  EXPECT_EQ(router.match(Method::get, "").route, nullptr);
}

TEST(Router, AnswersHeadByGetUnlessHeadHasItsOwn) {
  Router router;
  router.add(route(Method::get, "/a"));
  router.add(route(Method::get, "/b"));
  router.add(route(Method::head, "/b"));
  EXPECT_EQ(router.match(Method::head, "/a").route->method, Method::get);
  EXPECT_EQ(router.match(Method::head, "/b").route->method, Method::head);
}

TEST(Router, GivesWhatIsLeftToARest) {
  Router router;
  router.add(route(Method::get, "/{page...}", true));
  router.add(route(Method::get, "/{org}/new/"));
  router.add(route(Method::get, "/files/{id}/{name...}"));
  EXPECT_EQ(found(router, Method::get, "/"), "/{page...}");
  EXPECT_EQ(found(router, Method::get, "/organizations/acme"), "/{page...}");
  EXPECT_EQ(found(router, Method::get, "/acme/new/"), "/{org}/new/");
  EXPECT_EQ(found(router, Method::get, "/acme/new/x/"), "/{page...}");
  EXPECT_EQ(router.match(Method::post, "/acme/").allow, "GET, HEAD");

  const Router::Match deep = router.match(Method::get, "/organizations//acme%2Fx/issues/");
  ASSERT_NE(deep.route, nullptr);
  EXPECT_THAT(deep.params, ElementsAre(Pair("page", "organizations/acme/x/issues")));
  const Router::Match file = router.match(Method::get, "/files/7/a/b.txt");
  ASSERT_NE(file.route, nullptr);
  EXPECT_THAT(file.params, ElementsAre(Pair("id", "7"), Pair("name", "a/b.txt")));
  EXPECT_THAT(router.match(Method::get, "/files/7").params,
              ElementsAre(Pair("id", "7"), Pair("name", "")));
}

TEST(Router, KeepsARestOffWhatALiteralBesideItBegins) {
  Router router;
  router.add(route(Method::get, "/{page...}", true));
  router.add(route(Method::get, "/api/0/issues/"));
  router.add(route(Method::get, "/metrics"));
  EXPECT_EQ(found(router, Method::get, "/api/0/issues/"), "/api/0/issues/");
  EXPECT_EQ(found(router, Method::get, "/api/0/other/"), "");
  EXPECT_EQ(found(router, Method::get, "/api"), "");
  EXPECT_EQ(found(router, Method::get, "/%61pi/0/other/"), "");
  EXPECT_EQ(found(router, Method::get, "/metrics/"), "");
  EXPECT_EQ(router.match(Method::post, "/api/0/other/").allow, "");
  EXPECT_EQ(found(router, Method::get, "/apis/"), "/{page...}");
}

TEST(Router, EnumeratesItsRoutesInOrder) {
  Router router;
  router.add(route(Method::get, "/b"));
  router.add(route(Method::get, "/a"));
  ASSERT_EQ(router.routes().size(), 2U);
  EXPECT_EQ(router.routes()[0].pattern, "/b");
  EXPECT_EQ(router.routes()[1].max_body_bytes, kDefaultBodyBytes);
}

TEST(RouterDeathTest, AbortsOnAMistakeInTheTable) {
  Router router;
  router.add(route(Method::get, "/a/{x}/"));
  EXPECT_DEATH(router.add(route(Method::get, "a")), "starts_with");
  Route same_path = route(Method::get, "/a/{y}/");
  EXPECT_DEATH(router.add(same_path), "slot == nullptr");
  Route same_name = route(Method::post, "/b");
  same_name.name = router.routes()[0].name;
  EXPECT_DEATH(router.add(same_name), "none_of");
  EXPECT_DEATH(router.add(route(Method::get, "/b{x}/")), "find_first_of");
  EXPECT_DEATH(router.add(route(Method::get, "/{x...}/b/")), "segments.back");
}

}  // namespace
}  // namespace picket::net
