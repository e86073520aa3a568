#include "domain/release/name.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::release {
namespace {

TEST(ReleaseName, IsValidUnlessItIsNoName) {
  for (const std::string& good : {std::string("1.0"), std::string("shop@1.2.3+4"),
                                  std::string("a b"), std::string(200, 'x')}) {
    EXPECT_TRUE(is_valid_name(good)) << good;
    EXPECT_TRUE(is_valid_new_name(good)) << good;
  }
  for (const std::string& bad :
       {std::string(), std::string("."), std::string(".."), std::string("Latest"),
        std::string("a/b"), std::string("a\nb"), std::string("a\tb"), std::string("a\fb"),
        std::string("a\rb"), std::string(201, 'x')}) {
    EXPECT_FALSE(is_valid_name(bad)) << bad;
    EXPECT_FALSE(is_valid_new_name(bad)) << bad;
  }
}

TEST(ReleaseName, IsStricterWhereItIsAnnounced) {
  for (const char* text : {"a\\b", " a", "a "}) {
    EXPECT_TRUE(is_valid_name(text)) << text;
    EXPECT_FALSE(is_valid_new_name(text)) << text;
  }
}

}  // namespace
}  // namespace picket::domain::release
