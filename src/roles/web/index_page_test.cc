#include "roles/web/index_page.h"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::web {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHtml =
    R"(<base href="/"><meta name="picket-version" content=""><script nonce="PICKET_NONCE">1)"
    R"(</script><style nonce="PICKET_NONCE"></style>)";

TEST(IndexPage, FillsEachPlace) {
  const IndexPage page(kHtml, "/picket/", "0.1.0");
  EXPECT_EQ(
      page.render("n1"),
      R"(<base href="/picket/"><meta name="picket-version" content="0.1.0"><script nonce="n1">1)"
      R"(</script><style nonce="n1"></style>)");
  EXPECT_THAT(page.render("n2"), Not(HasSubstr("n1")));
}

TEST(IndexPage, LetsNoSettingLeaveItsAttribute) {
  const IndexPage page(kHtml, "/a\"><script>&/", "<1>");
  EXPECT_THAT(page.render("n"), HasSubstr(R"(<base href="/a&quot;>&lt;script>&amp;/">)"));
  EXPECT_THAT(page.render("n"), HasSubstr(R"(content="&lt;1>">)"));
}

TEST(IndexPage, KeepsAPageWithoutPlaces) {
  EXPECT_EQ(IndexPage("", "/", "1").render("n"), "");
  EXPECT_EQ(IndexPage("<p>", "/", "1").render("n"), "<p>");
}

TEST(PathPrefixOf, HasASlashAtBothEnds) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"http://127.0.0.1:9000", "/"},    {"https://h/picket", "/picket/"},
      {"https://h/picket/", "/picket/"}, {"https://h/a/b", "/a/b/"},
      {"http://[::1]:80", "/"},
  };
  for (const auto& [url, want] : cases) EXPECT_EQ(path_prefix_of(url), want) << url;
}

TEST(OriginOf, TakesNothingThatCouldEndADirective) {
  EXPECT_EQ(origin_of("https://in.test:8443/picket"), "https://in.test:8443");
  EXPECT_EQ(origin_of("http://[::1]:80"), "http://[::1]:80");
  for (const std::string_view odd :
       {"", "in.test", "https://h;script-src *", "https://h 'unsafe-eval'", "https://h,x"}) {
    EXPECT_EQ(origin_of(odd), "") << odd;
  }
}

TEST(ContentSecurityPolicy, LetsThePageSendATestEvent) {
  EXPECT_THAT(content_security_policy("n", "https://in.test"),
              HasSubstr("connect-src 'self' https://in.test; "));
}

TEST(ContentSecurityPolicy, LetsOnlyOwnFilesAndThisNonceIn) {
  const std::string policy = content_security_policy("n1", "");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'self' 'nonce-n1';"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'self'; "));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe-eval")));
  EXPECT_THAT(policy, Not(HasSubstr("script-src 'self' 'unsafe")));
  EXPECT_THAT(policy, Not(HasSubstr("http")));
}

}  // namespace
}  // namespace picket::web
