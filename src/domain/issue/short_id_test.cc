#include "domain/issue/short_id.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

TEST(ShortId, FormatsInCrockfordBase32) {
  EXPECT_EQ(format_short_id("shop-api", 1), "SHOP-API-1");
  EXPECT_EQ(format_short_id("shop-api", 31), "SHOP-API-Z");
  EXPECT_EQ(format_short_id("shop-api", 32), "SHOP-API-10");
  EXPECT_EQ(format_short_id("x", 123456), "X-3RJ0");
}

TEST(ShortId, ReadsWhatPeopleType) {
  for (const char* text : {"SHOP-API-1O", " shop-api-10 ", "Shop-Api_10", "shop-api 10"}) {
    const auto id = parse_short_id(text);
    ASSERT_TRUE(id) << text;
    EXPECT_EQ(id->slug, "shop-api") << text;
    EXPECT_EQ(id->number, 32) << text;
  }
  EXPECT_EQ(parse_short_id("a-il")->number, 33);
}

TEST(ShortId, RefusesWhatCannotBeOne) {
  for (const char* text : {"", "shop", "-1", "shop-", "shop-U", "shop-ZZZZZZZ", "shop-1.5"}) {
    EXPECT_FALSE(parse_short_id(text)) << text;
  }
}

}  // namespace
}  // namespace picket::domain
