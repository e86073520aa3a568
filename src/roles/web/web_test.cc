#include "roles/web/web.h"

#include <optional>
#include <utility>
#include <variant>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roles/web/testkit/pack_bytes.h"

namespace picket::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class WebTest : public testing::Test {
 protected:
  WebTest()
      : web_(*AssetPack::read(bytes_), {"https://h/picket", "https://in.test:8443/x", "0.1.0"}) {
    net::Route api;
    api.name = "api";
    api.pattern = "/api/0/organizations/";
    api.handler = net::BlockingHandler([](const net::Request&) { return net::Response{}; });
    router_.add(std::move(api));
    web_.add_routes(router_);
  }

  /// Nullopt when the path is not the web role's.
  std::optional<net::Response> get(std::string_view path, net::Headers headers = {}) {
    net::Router::Match match = router_.match(net::Method::get, path);
    if (match.route == nullptr) return std::nullopt;
    const auto* handler = std::get_if<net::AsyncHandler>(&match.route->handler);
    if (handler == nullptr) return std::nullopt;
    net::Request request;
    request.path = std::string(path);
    request.headers = std::move(headers);
    request.params = std::move(match.params);
    std::optional<net::Response> answer;
    boost::asio::io_context io;
    boost::asio::co_spawn(io, (*handler)(std::move(request)),
                          [&answer](const std::exception_ptr&, net::Response response) {
                            answer = std::move(response);
                          });
    io.run();
    return answer;
  }

  static net::Headers with(std::string_view name, std::string_view value) {
    net::Headers headers;
    headers.add(name, value);
    return headers;
  }

  const std::string bytes_ = testkit::pack_bytes({
      {"index.html",
       {"text/html; charset=utf-8", "e0", R"(<base href="/"><script nonce="PICKET_NONCE">)", "",
        ""}},
      {"assets/index-abc.js", {"text/javascript; charset=utf-8", "e1", "let a;", "br!", "gz!"}},
      {"assets/font.woff2", {"font/woff2", "e2", "font", "", ""}},
      {"robots.txt", {"text/plain; charset=utf-8", "e3", "User-agent: *", "", ""}},
  });
  const Web web_;
  net::Router router_;
};

TEST_F(WebTest, AnswersPagesWithTheApp) {
  for (const std::string_view path :
       {"/", "/organizations/acme/issues/", "/organizations/acme/issues",
        "/settings/account/details/", "/auth/login/", "/acme/shop-api/getting-started/",
        "/organizations/acme/releases/a@1.0.0/"}) {
    const auto page = get(path);
    ASSERT_TRUE(page.has_value()) << path;
    EXPECT_EQ(page->status, 200) << path;
    EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
    EXPECT_THAT(page->body, StartsWith(R"(<base href="/picket/">)"));
    EXPECT_EQ(page->headers.get("cache-control"), "no-cache");
    EXPECT_FALSE(page->headers.has("etag"));
    EXPECT_EQ(page->headers.get("x-frame-options"), "DENY");
    EXPECT_EQ(page->headers.get("x-content-type-options"), "nosniff");
    EXPECT_EQ(page->headers.get("referrer-policy"), "no-referrer");
  }
}

TEST_F(WebTest, GivesEachPageANonceOfItsOwn) {
  const auto nonce_of = [](const net::Response& page) {
    const std::string_view policy = page.headers.get("content-security-policy");
    const std::size_t start = policy.find("'nonce-") + 7;
    return std::string(policy.substr(start, policy.find('\'', start) - start));
  };
  const auto one = get("/");
  const auto two = get("/");
  EXPECT_EQ(nonce_of(*one).size(), 32U);
  EXPECT_NE(nonce_of(*one), nonce_of(*two));
  EXPECT_THAT(std::string(one->headers.get("content-security-policy")),
              HasSubstr("connect-src 'self' https://in.test:8443;"));
  EXPECT_THAT(one->body, HasSubstr("nonce=\"" + nonce_of(*one) + "\""));
  EXPECT_THAT(one->body, Not(HasSubstr("PICKET_NONCE")));
}

TEST_F(WebTest, KeepsOffOtherPaths) {
  EXPECT_FALSE(get("/api/0/nothing/").has_value());
  EXPECT_FALSE(get("/api/0/organizations/").has_value());
  EXPECT_FALSE(get("/api/").has_value());
  EXPECT_EQ(router_.match(net::Method::post, "/organizations/acme/").allow, "GET, HEAD");
}

TEST_F(WebTest, TakesNoFileForAPage) {
  for (const std::string_view path :
       {"/favicon.ico", "/.env", "/.git/config", "/index.html", "/.well-known/security.txt",
        "/assets/index-old.js", "/assets/..", "/assets/%2e%2e%2findex.html"}) {
    const auto answer = get(path);
    ASSERT_TRUE(answer.has_value()) << path;
    EXPECT_EQ(answer->status, 404) << path;
    EXPECT_THAT(answer->content_type, StartsWith("text/plain"));
    EXPECT_EQ(answer->headers.get("cache-control"), "no-store");
  }
  EXPECT_FALSE(get("/assets/a/b.js").has_value());
  EXPECT_FALSE(get("/assets/").has_value());
}

TEST_F(WebTest, ServesFilesForLong) {
  const auto plain = get("/assets/index-abc.js");
  EXPECT_EQ(plain->status, 200);
  EXPECT_EQ(plain->body, "let a;");
  EXPECT_EQ(plain->content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(plain->headers.get("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(plain->headers.get("etag"), "\"e1\"");
  EXPECT_EQ(plain->headers.get("vary"), "Accept-Encoding");
  EXPECT_FALSE(plain->headers.has("content-encoding"));
  EXPECT_EQ(get("/robots.txt")->headers.get("cache-control"), "public, no-cache");
}

TEST_F(WebTest, ServesTheCodingThatTheClientTakes) {
  const auto brotli = get("/assets/index-abc.js", with("Accept-Encoding", "gzip, br"));
  EXPECT_EQ(brotli->body, "br!");
  EXPECT_EQ(brotli->headers.get("content-encoding"), "br");
  EXPECT_EQ(brotli->headers.get("etag"), "\"e1-br\"");
  const auto gzip = get("/assets/index-abc.js", with("Accept-Encoding", "gzip"));
  EXPECT_EQ(gzip->body, "gz!");
  EXPECT_EQ(gzip->headers.get("content-encoding"), "gzip");
  const auto font = get("/assets/font.woff2", with("Accept-Encoding", "gzip, br"));
  EXPECT_EQ(font->body, "font");
  EXPECT_FALSE(font->headers.has("content-encoding"));
}

TEST_F(WebTest, SaysWhenTheClientHasItAlready) {
  const auto same = get("/assets/index-abc.js", with("If-None-Match", "\"x\", \"e1\""));
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->body, "");
  EXPECT_EQ(same->headers.get("etag"), "\"e1\"");
  EXPECT_EQ(get("/assets/index-abc.js", with("If-None-Match", "\"e1-br\""))->status, 200);
}

TEST(Web, AddsNothingWithoutTheApp) {
  const Web web({}, {"http://h", "http://h", "0.1.0"});
  net::Router router;
  web.add_routes(router);
  EXPECT_TRUE(router.routes().empty());
}

TEST(EmbeddedPack, IsReadable) {
  EXPECT_TRUE(AssetPack::read(embedded_pack()).has_value());
}

}  // namespace
}  // namespace picket::web
