#include "domain/normalize/release.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

TEST(Environment, IsValidUnlessItIsNoName) {
  EXPECT_TRUE(is_valid_environment("production"));
  std::string wide;
  for (int i = 0; i < 64; ++i) wide += "\xC3\xA9";
  EXPECT_TRUE(is_valid_environment(wide)) << "characters count, not bytes";
  EXPECT_FALSE(is_valid_environment(wide + "x"));
  for (const char* bad : {"", ".", "..", "None", "a/b", "a\nb"}) {
    EXPECT_FALSE(is_valid_environment(bad)) << bad;
  }
}

TEST(Release, BecomesNullWithAnErrorWhenInvalid) {
  expect_all({
      {R"({"release":" 1.0 "})", "/release", R"("1.0")"},
      {R"({"release":42})", "/release", R"("42")"},
      {R"({"release":"  "})", "/_meta/release//err",
       R"([["invalid_data",{"reason":"expected a non-empty string"}]])"},
      {R"({"release":"latest"})", "/release", "null"},
      {R"({"release":"latest"})", "/_meta/release//val", R"("latest")"},
      {R"({"release":[1]})", "/_meta/release//err",
       R"([["invalid_data",{"reason":"expected a primitive value"}]])"},
      {R"({"environment":""})", "/environment", "absent"},
      {R"({"environment":"a/b"})", "/environment", "null"},
      {R"({"environment":"a/b"})", "/errors/0",
       R"({"type":"invalid_data","name":"environment","value":"a/b","reason":"invalid environment"})"},
  });
}

TEST(Dist, HasAShortAlphabet) {
  expect_all({
      {R"({"dist":" 1.0_a-B "})", "/dist", R"("1.0_a-B")"},
      {R"({"dist":" "})", "/dist", "absent"},
      {R"({"dist":"a/b"})", "/dist", "null"},
      {R"({"dist":"a/b"})", "/_meta/dist//err",
       R"([["invalid_data",{"reason":"invalid character '/'"}]])"},
      {R"({"dist":"a\u00e9"})", "/_meta/dist//err/0/1/reason", "\"invalid character '\xC3\xA9'\""},
  });
  const auto long_one = normalized(R"({"dist":")" + std::string(65, 'x') + "\"}");
  EXPECT_EQ(shown(long_one, "/_meta/dist//err"), R"(["value_too_long"])");
}

}  // namespace
}  // namespace picket::domain::normalize
