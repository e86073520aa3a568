#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

TEST(NormalizeRequest, HasAMethodInUpperCase) {
  expect_all({
      {R"({"request":{"method":"get"}})", "/request/method", R"("GET")"},
      {R"({"request":{"method":"M-SEARCH"}})", "/request/method", R"("M-SEARCH")"},
      {R"({"request":{"method":"g3t"}})", "/request/method", "null"},
      {R"({"request":{"method":"no"}})", "/request/method", "null"},
      {R"({"request":{"method":"get it"}})", "/_meta/request/method//err/0/0", R"("invalid_data")"},
      {R"({"request":{"method":"get it"}})", "/errors/0/name", R"("request.method")"},
  });
}

TEST(NormalizeRequest, SplitsItsUrl) {
  constexpr std::string_view kUrl = R"({"request":{"url":"http://a/b?c=d&e#f"}})";
  expect_all({
      {kUrl, "/request/url", R"("http://a/b")"},
      {kUrl, "/request/query_string", R"([["c","d"],["e",""]])"},
      {kUrl, "/request/fragment", R"("f")"},
      {R"({"request":{"url":"http://a/b?c=d#f","query_string":"x=y","fragment":"z"}})",
       "/request/query_string", R"([["x","y"]])"},
      {R"({"request":{"url":"http://a/b?c=d#f","query_string":"x=y","fragment":"z"}})",
       "/request/fragment", R"("z")"},
      {R"({"request":{"url":"/b#f?c"}})", "/request/fragment", R"("f?c")"},
      {R"({"request":{"url":"http://a/bcd\u2026"}})", "/request/url", R"("http://a/bcd...")"},
  });
}

TEST(NormalizeRequest, ReadsQueriesInEveryForm) {
  expect_all({
      {R"({"request":{"query_string":"?a=b%20c&d=e+f&&g"}})", "/request/query_string",
       R"([["a","b c"],["d","e f"],["g",""]])"},
      {R"({"request":{"query_string":{"b":1,"a":["x"]}}})", "/request/query_string",
       R"([["a","[\"x\"]"],["b","1"]])"},
      {R"({"request":{"query_string":[["a","b"],["a","c"]]}})", "/request/query_string",
       R"([["a","b"],["a","c"]])"},
      {R"({"request":{"query_string":""}})", "/request", "absent"},
  });
}

TEST(NormalizeRequest, ReadsHeadersInEveryForm) {
  expect_all({
      {R"({"request":{"headers":{"x-forwarded-for":"1","Accept":["a","b"],"n":7}}})",
       "/request/headers", R"([["Accept","a,b"],["N","7"],["X-Forwarded-For","1"]])"},
      {R"({"request":{"headers":[["b","1"],["aB-cD","2"]]}})", "/request/headers",
       R"([["B","1"],["AB-CD","2"]])"},
  });
}

TEST(NormalizeRequest, TakesCookiesFromTheirHeader) {
  expect_all({
      {R"({"request":{"headers":{"Cookie":"a=1; b=%20"},"url":"/"}})", "/request/cookies",
       R"([["a","1"],["b"," "]])"},
      {R"({"request":{"headers":{"cookie":"a=1"},"url":"/"}})", "/request/headers", "absent"},
      {R"({"request":{"headers":{"Cookie":"a=1"},"cookies":{"b":"2"}}})", "/request/cookies",
       R"([["b","2"]])"},
      {R"({"request":{"headers":{"Cookie":"a=1"},"cookies":{"b":"2"}}})", "/request/headers",
       "absent"},
      {R"({"request":{"headers":{"Cookie":"a=1; nonsense"}}})", "/request/headers",
       R"([["Cookie","a=1; nonsense"]])"},
      {R"({"request":{"headers":{"Cookie":"a=1; nonsense"}}})", "/request/cookies", "absent"},
  });
}

TEST(NormalizeRequest, BringsUrlsIntoOneForm) {
  expect_all({
      {R"({"request":{"url":"HTTP://Example.com:80?q=1#f"}})", "/request/url",
       R"("http://example.com/")"},
      {R"({"request":{"url":"metamask/popup.html#"}})", "/request/url", R"("metamask/popup.html")"},
      {R"({"request":{"url":"http://h/p#foo?bar"}})", "/request/fragment", R"("foo?bar")"},
      {R"({"request":{"url":"http://h/p?some"}})", "/request/query_string", R"([["some",""]])"},
  });
}

TEST(NormalizeRequest, WritesAUrlAsAUrlWhenItsQueryWasNone) {
  expect_all({
      {R"({"request":{"url":"http://a ?b"}})", "/request/url", R"("http://a/")"},
      {R"({"request":{"url":"http://a\u0001#b"}})", "/request/url", R"("http://a/")"},
      {R"({"request":{"url":"http://a b?c"}})", "/request/url", R"("http://a b")"},
  });
}

TEST(NormalizeRequest, ReadsTheBody) {
  expect_all({
      {R"({"request":{"data":"{\"a\":[1]}"}})", "/request/data", R"({"a":[1]})"},
      {R"({"request":{"data":"{\"a\":[1]}"}})", "/request/inferred_content_type",
       R"("application/json")"},
      {R"({"request":{"data":" 12 "}})", "/request/data", R"(" 12 ")"},
      {R"({"request":{"data":" 12 "}})", "/request/inferred_content_type", R"("application/json")"},
      {R"({"request":{"data":"\"5\""}})", "/request/data", R"("\"5\"")"},
      {R"({"request":{"data":"a=1&b=%20+"}})", "/request/data", R"({"a":"1","b":"  "})"},
      {R"({"request":{"data":"a=1"}})", "/request/inferred_content_type",
       R"("application/x-www-form-urlencoded")"},
      {R"({"request":{"data":"dGU="}})", "/request/data", R"("dGU=")"},
      {R"({"request":{"data":"dA=="}})", "/request/data", R"("dA==")"},
      {R"({"request":{"data":"foo"}})", "/request/inferred_content_type", "absent"},
      {R"({"request":{"data":"<?xml a='1'&b=2"}})", "/request/data", R"("<?xml a='1'&b=2")"},
      {R"({"request":{"data":"{\"foo\":\"b","headers":{"content-type":"text/plain; charset=x"}}})",
       "/request/inferred_content_type", R"("text/plain")"},
      {R"({"request":{"data":"a=1","inferred_content_type":"x/y","headers":{"content-type":"text/plain"}}})",
       "/request/inferred_content_type", R"("application/x-www-form-urlencoded")"},
      {R"({"request":{"data":{"a":1},"inferred_content_type":"x/y","headers":{"content-type":"text/plain"}}})",
       "/request/inferred_content_type", R"("text/plain")"},
  });
}

TEST(NormalizeRequest, KeepsABodyThatWasCut) {
  const std::string text = "a=1&b=" + std::string(9'000, 'x') + "\xC3\xA9";
  const auto event = normalized(R"({"request":{"data":")" + text + "\"}}");
  ASSERT_TRUE(event.at("request").at("data").is_string());
  json::object again = event;
  EXPECT_TRUE(normalize_event(again, test_context()).has_value());
  EXPECT_EQ(again, event);
}

TEST(NormalizeResponse, ReadsBodyAndCookies) {
  expect_all({
      {R"({"contexts":{"response":{"data":"{\"a\":1}"}}})", "/contexts/response/data/a", "1"},
      {R"({"contexts":{"response":{"data":"a=1&b=2"}}})", "/contexts/response/data",
       R"("a=1&b=2")"},
      {R"({"contexts":{"response":{"headers":{"set-cookie":"a=b"}}}})",
       "/contexts/response/cookies", R"([["a","b"]])"},
      {R"({"contexts":{"response":{"headers":{"set-cookie":"a=b; HttpOnly"}}}})",
       "/contexts/response/cookies", "absent"},
  });
}

TEST(NormalizeRequest, SaysWhichCookiesItCannotRead) {
  expect_all({
      {R"({"request":{"cookies":"a=1; nonsense"}})", "/request/cookies", R"([["a","1"]])"},
      {R"({"request":{"cookies":"a=1; nonsense"}})", "/_meta/request/cookies//val",
       R"("a=1; nonsense")"},
      {R"({"request":{"cookies":"a=1; nonsense"}})", "/errors/0/name", R"("request.cookies")"},
      {R"({"request":{"cookies":[["a",7]]}})", "/_meta/request/cookies/0/1//val", "7"},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
