#include "domain/normalize/url.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::normalize {
namespace {

TEST(ParseUrl, WritesItAsABrowserDoes) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"http://example.com", "http://example.com/"},
      {"HTTPS://Example.COM:443/a", "https://example.com/a"},
      {"http://example.com:8080/A", "http://example.com:8080/A"},
      {"http://example.com:080/", "http://example.com/"},
      {"http:\\\\example.com\\a\\b", "http://example.com/a/b"},
      {" http://exa\tmple.com/ ", "http://example.com/"},
      {"http://h/a b\"<>`{}", "http://h/a%20b%22%3C%3E%60%7B%7D"},
      {"http://h/caf\xC3\xA9%20x", "http://h/caf%C3%A9%20x"},
      {"http://h/a/./b/../c/%2e%2E/d/..", "http://h/a/"},
      {"http://h/..", "http://h/"},
      {"http://h/a//b/", "http://h/a//b/"},
      {"http://g\xC3\xB6\xC3\xB6gle.com/", "http://xn--ggle-5qaa.com/"},
      {"http://B\xC3\x9C"
       "CHER.example/",
       "http://xn--bcher-kva.example/"},
      {"http://user:p@ss@h/", "http://user:p%40ss@h/"},
      {"http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"},
      {"ws://h", "ws://h/"},
  };
  for (const auto& [text, want] : cases) {
    const auto parts = parse_url(text);
    ASSERT_TRUE(parts.has_value()) << text;
    EXPECT_EQ(parts->base, want) << text;
    const auto again = parse_url(parts->base);
    ASSERT_TRUE(again.has_value()) << want;
    EXPECT_EQ(again->base, parts->base);
  }
}

TEST(ParseUrl, TakesQueryAndFragmentApart) {
  const auto parts = parse_url("http://h/p?a=b?c#d e?f#g");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->base, "http://h/p");
  EXPECT_EQ(parts->query, "a=b?c");
  EXPECT_EQ(parts->fragment, "d%20e?f#g");
}

TEST(ParseUrl, RefusesWhatIsNoUrlOfTheWeb) {
  for (const std::string_view text :
       {"", "/path", "example.com/x", "file:///etc", "http://", "http://a b/", "http://h:99999/",
        "http://h:x/", "http://[zz]/", "app:///x", "http://a%/", "http://%ff/", "http://@/"}) {
    EXPECT_FALSE(parse_url(text).has_value()) << text;
  }
  EXPECT_FALSE(parse_url("http://" + std::string(100'000, '\xC3')).has_value());
}

}  // namespace
}  // namespace picket::domain::normalize
