#include "load/api.h"

#include <atomic>

#include <gtest/gtest.h>

#include "load/fake_server.h"

namespace picket::load {
namespace {

Api api_of(const FakeServer& server) {
  return Api::connect({.url = server.url(), .token = "secret", .org = "o", .project = "p"}).value();
}

TEST(NextCursor, IsThatOfTheNextPageWithResults) {
  constexpr std::string_view kLink =
      R"(<http://h/?cursor=0:0:1>; rel="previous"; results="true"; cursor="0:0:1", )"
      R"(<http://h/?cursor=0:100:0>; rel="next"; results="true"; cursor="0:100:0")";
  EXPECT_EQ(next_cursor(kLink), "0:100:0");
}

TEST(NextCursor, IsAbsentOnTheLastPage) {
  EXPECT_FALSE(next_cursor(R"(<h>; rel="next"; results="false"; cursor="0:100:0")"));
  EXPECT_FALSE(next_cursor(R"(<h>; rel="previous"; results="true"; cursor="0:0:1")"));
  EXPECT_FALSE(next_cursor(""));
}

TEST(Api, SeesAnEventOrNotYet) {
  int asked = 0;
  FakeServer server([&](const FakeServer::Request& request) {
    EXPECT_EQ(request.line,
              "GET /api/0/projects/o/p/events/00000000000000010000000000000002/json/ HTTP/1.1");
    EXPECT_NE(request.head.find("Authorization: Bearer secret"), std::string::npos);
    return http_answer(++asked == 1 ? 404 : 200, "{}");
  });
  Api api = api_of(server);
  EXPECT_EQ(api.is_visible({1, 2}), false);
  EXPECT_EQ(api.is_visible({1, 2}), true);
  EXPECT_EQ(server.connections(), 1);
}

TEST(Api, SaysWhyItWasRefused) {
  FakeServer server([](const FakeServer::Request&) { return http_answer(401, "no token"); });
  Api api = api_of(server);
  const auto seen = api.is_visible({1, 2});
  ASSERT_FALSE(seen);
  EXPECT_EQ(seen.error(), "event answered 401: no token");
  EXPECT_FALSE(api.issue_totals());
}

TEST(Api, SumsIssuesOverAllPages) {
  FakeServer server([](const FakeServer::Request& request) {
    if (request.line.find("cursor=&") != std::string::npos ||
        request.line.find("cursor= ") != std::string::npos) {
      return http_answer(200, R"([{"count":"3"},{"count":"4"}])",
                         "Link: <h>; rel=\"next\"; results=\"true\"; cursor=\"0:2:0\"\r\n");
    }
    EXPECT_NE(request.line.find("cursor=0:2:0"), std::string::npos);
    return http_answer(200, R"([{"count":5}])");
  });
  Api api = api_of(server);
  const auto totals = api.issue_totals();
  ASSERT_TRUE(totals) << totals.error();
  EXPECT_EQ(totals->issues, 3U);
  EXPECT_EQ(totals->events, 12U);
}

TEST(Api, RefusesAListThatItCannotRead) {
  for (const char* body : {"{}", "[{}]", "[{\"count\":\"x\"}]", "[{\"count\":-1}]", "nonsense"}) {
    FakeServer server([&](const FakeServer::Request&) { return http_answer(200, body); });
    Api api = api_of(server);
    EXPECT_FALSE(api.issue_totals()) << body;
  }
}

TEST(Api, ReconnectsWhenTheServerClosedMeanwhile) {
  std::atomic<int> asked = 0;
  FakeServer server([&](const FakeServer::Request&) {
    return ++asked == 2 ? std::string() : http_answer(200, "{}");
  });
  Api api = api_of(server);
  EXPECT_EQ(api.is_visible({1, 2}), true);
  EXPECT_EQ(api.is_visible({1, 2}), true);
  EXPECT_EQ(server.connections(), 2);
}

TEST(Api, SaysWhenNobodyAnswers) {
  FakeServer server([](const FakeServer::Request&) { return std::string(); });
  Api api = api_of(server);
  EXPECT_FALSE(api.is_visible({1, 2}));
}

}  // namespace
}  // namespace picket::load
