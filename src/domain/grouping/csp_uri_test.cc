#include "domain/grouping/csp_uri.h"

#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

void expect_uris(std::initializer_list<std::pair<const char*, const char*>> cases) {
  for (const auto& [uri, origin] : cases) EXPECT_EQ(normalize_csp_uri(uri), origin) << uri;
}

TEST(CspUri, OfThePageIsSelf) {
  expect_uris({{"", "'self'"}, {"self", "'self'"}, {"'self'", "'self'"}});
}

TEST(CspUri, OfASchemeAloneIsThatScheme) {
  expect_uris({{"data", "data:"}, {"blob", "blob:"}, {"ws", "ws://"}, {"https", "https://"}});
}

TEST(CspUri, OfTheWebIsItsHost) {
  expect_uris({{"http://google.com/foo", "google.com"},
               {"https://CDN.test", "cdn.test"},
               {"https://u:p@a.test:8443/x?y#z", "a.test:8443"},
               {"https://a.test:443/", "a.test"},
               {"http://a.test:80/", "a.test"},
               {"http://a.test:443/", "a.test:443"},
               {"http://a.test:/", "a.test"},
               {"http://[::1]:8080/", "[::1]:8080"},
               {"http://[::1]/", "[::1]"}});
}

TEST(CspUri, OfOtherSchemesKeepsThem) {
  expect_uris({{"wss://a.test:443/x", "wss://a.test"},
               {"ftp://a.test:21/", "ftp://a.test"},
               {"chrome-extension://abc/x", "chrome-extension://abc"},
               {"data:text/plain,x", "data:"},
               {"blob:https://a.test/1", "blob:"},
               {"about:blank", "about:"}});
}

TEST(CspUri, ThatCannotBeParsedStays) {
  expect_uris({{"http://", "http://"},
               {"http:a", "http:a"},
               {"1a:b", "1a:b"},
               {":x", ":x"},
               {"http://a.test:99999/", "http://a.test:99999/"},
               {"http://a.test:x/", "http://a.test:x/"}});
}

}  // namespace
}  // namespace picket::domain::grouping
