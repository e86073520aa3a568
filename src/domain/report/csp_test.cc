#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/report/testing.h"

namespace picket::domain::report {
namespace {

std::string csp(std::string_view members) {
  return R"({"csp-report":{)" + std::string(members) + "}}";
}

std::string directive(std::string_view name, std::string_view blocked,
                      std::string_view violated = "") {
  return csp(R"("effective-directive":")" + std::string(name) + R"(","blocked-uri":")" +
             std::string(blocked) + R"(","violated-directive":")" + std::string(violated) + '"');
}

TEST(CspReport, SaysWhatWasBlocked) {
  struct Case {
    std::string_view directive, local, remote;
  };
  constexpr Case kCases[] = {
      {"child-src", "Blocked inline 'child'", "Blocked 'child' from 'cdn.test'"},
      {"connect-src", "Blocked inline 'connect'", "Blocked 'connect' from 'cdn.test'"},
      {"font-src", "Blocked inline 'font'", "Blocked 'font' from 'cdn.test'"},
      {"form-action", "Blocked inline 'form-action'", "Blocked 'form' action to 'cdn.test'"},
      {"img-src", "Blocked inline 'image'", "Blocked 'image' from 'cdn.test'"},
      {"manifest-src", "Blocked inline 'manifest'", "Blocked 'manifest' from 'cdn.test'"},
      {"media-src", "Blocked inline 'media'", "Blocked 'media' from 'cdn.test'"},
      {"object-src", "Blocked inline 'object'", "Blocked 'object' from 'cdn.test'"},
      {"script-src", "Blocked unsafe (eval() or inline) 'script'",
       "Blocked 'script' from 'cdn.test'"},
      {"script-src-elem", "Blocked inline script attribute", "Blocked 'script' from 'cdn.test'"},
      {"script-src-attr", "Blocked unsafe 'script' element",
       "Blocked inline script attribute from 'cdn.test'"},
      {"style-src", "Blocked inline 'style'", "Blocked 'style' from 'cdn.test'"},
      {"style-src-elem", "Blocked 'style' or 'link' element", "Blocked 'style' from 'cdn.test'"},
      {"style-src-attr", "Blocked style attribute", "Blocked style attribute from 'cdn.test'"},
      {"frame-src", "Blocked inline 'frame-src'", "Blocked 'frame-src' from 'cdn.test'"},
  };
  for (const Case& each : kCases) {
    for (const std::string_view local : {"", "self", "'self'"}) {
      EXPECT_EQ(at(security(directive(each.directive, local)), "/logentry/formatted"),
                '"' + std::string(each.local) + '"');
    }
    EXPECT_EQ(at(security(directive(each.directive, "https://cdn.test/x")), "/logentry/formatted"),
              '"' + std::string(each.remote) + '"');
  }
}

TEST(CspReport, NamesTheKeywordThatForbadeAScript) {
  EXPECT_EQ(at(security(directive("script-src", "self", "script-src 'unsafe-inline'")),
               "/logentry/formatted"),
            R"("Blocked unsafe inline 'script'")");
  EXPECT_EQ(at(security(directive("script-src", "self", "script-src 'unsafe-eval'")),
               "/logentry/formatted"),
            R"("Blocked unsafe eval() 'script'")");
}

TEST(CspReport, ReducesTheAddressInItsMessage) {
  for (const auto& [blocked, shown] : {std::pair("data", "data:"),
                                       {"http", "http://"},
                                       {"wss", "wss://"},
                                       {"https://a.test:443/x", "a.test"},
                                       {"http://a.test:8000/lol.css", "a.test:8000"},
                                       {"blob:https://a.test/1", "blob:"},
                                       {"xyz://host/", "xyz://host"}}) {
    EXPECT_EQ(at(security(directive("img-src", blocked)), "/logentry/formatted"),
              "\"Blocked 'image' from '" + std::string(shown) + "'\"")
        << blocked;
  }
}

TEST(CspReport, TakesTheDirectiveFromEitherMember) {
  const auto effective = [](std::string_view members) {
    return at(security(csp(members)), "/csp/effective_directive");
  };
  EXPECT_EQ(effective(R"("effective-directive":"img-src https://a")"), R"("img-src")");
  EXPECT_EQ(effective(R"("effective-directive":"odd","violated-directive":"font-src *")"),
            R"("font-src")");
  EXPECT_EQ(effective(R"("violated-directive":"sandbox")"), R"("sandbox")");
  EXPECT_EQ(effective(R"("violated-directive":"odd-src *")"), "error 4");
  EXPECT_EQ(effective(""), "error 4");
}

TEST(CspReport, ItsCulpritIsTheViolatedDirective) {
  const auto culprit = [](std::string_view violated, std::string_view document) {
    return at(security(csp(R"("effective-directive":"img-src","violated-directive":")" +
                           std::string(violated) + R"(","document-uri":")" + std::string(document) +
                           '"')),
              "/culprit");
  };
  EXPECT_EQ(culprit("", "https://a.test/"), R"("")");
  EXPECT_EQ(culprit("style-src  'none' 'unsafe-inline'", "x"),
            R"("style-src 'none' 'unsafe-inline'")");
  EXPECT_EQ(culprit("img-src https://a.test:8000 https://b.test", "https://a.test:8000/page"),
            R"("img-src 'self' https://b.test")");
  EXPECT_EQ(culprit("img-src a.test b.test", "https://a.test/page"), R"("img-src 'self' b.test")");
  EXPECT_EQ(culprit("img-src data: b.test", "file:///home/x"), R"("img-src data: file://b.test")");
  EXPECT_EQ(culprit("img-src data: b.test", ""), R"("img-src data: b.test")");
}

TEST(CspReport, KeepsWhatItDoesNotKnow) {
  EXPECT_EQ(at(security(csp(R"("effective-directive":"img-src","new-thing":{"a":[1]})")), "/csp"),
            R"({"effective_directive":"img-src","blocked_uri":"self","violated_directive":"",)"
            R"("new-thing":{"a":[1]}})");
}

TEST(CspReport, ReadsTheNamesOfTheReportingApi) {
  const auto event = security(
      R"({"type":"csp-violation","age":1,"url":"https://a.test/","user_agent":"x","body":{)"
      R"("blockedURL":"inline","documentURL":"https://a.test/p","effectiveDirective":"style-src-elem",)"
      R"("originalPolicy":"default-src 'self'","statusCode":200,"lineNumber":"12","columnNumber":3,)"
      R"("sourceFile":"https://a.test/s.js","sample":"alert","disposition":"enforce"}})");
  EXPECT_EQ(
      at(event, "/csp"),
      R"({"effective_directive":"style-src-elem","blocked_uri":"inline",)"
      R"("document_uri":"https://a.test/p","original_policy":"default-src 'self'",)"
      R"("status_code":200,"violated_directive":"","source_file":"https://a.test/s.js",)"
      R"("line_number":12,"column_number":3,"script_sample":"alert","disposition":"enforce"})");
  EXPECT_EQ(at(event, "/request"), R"({"url":"https://a.test/p"})");
}

TEST(CspReport, HidesWhatAPaymentAddressSays) {
  const auto tag = [](std::string_view blocked) {
    return at(security(directive("img-src", blocked)), "/tags");
  };
  EXPECT_EQ(
      tag("https://api.stripe.com/v1/tokens?card[number]=4242"),
      R"([["effective-directive","img-src"],["blocked-uri","https://api.stripe.com/v1/tokens"]])");
  EXPECT_EQ(tag("https://a.test/?q=1"),
            R"([["effective-directive","img-src"],["blocked-uri","https://a.test/?q=1"]])");
}

TEST(CspReport, IsInvalidWithAMemberOfAnotherType) {
  for (const std::string_view member :
       {R"("blocked-uri":1)", R"("document-uri":[])", R"("status-code":"x")", R"("status-code":-1)",
        R"("line-number":1.5)", R"("referrer":{})", R"("violated-directive":true)"}) {
    EXPECT_EQ(shown(security(csp(R"("effective-directive":"img-src",)" + std::string(member)))),
              "error 4")
        << member;
  }
  EXPECT_EQ(at(security(csp(R"("effective-directive":"img-src","referrer":null)")), "/type"),
            R"("csp")");
}

}  // namespace
}  // namespace picket::domain::report
