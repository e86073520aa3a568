#include "domain/normalize/tags.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

constexpr std::string_view kEmpty = R"([["invalid_data",{"reason":"expected a non-empty value"}]])";

TEST(NormalizeTags, ArePairsOfTexts) {
  expect_all({
      {R"({"tags":{"b":"1","a":true}})", "/tags", R"([["a","True"],["b","1"]])"},
      {R"({"tags":[["b","1"],["a",2.7]]})", "/tags", R"([["b","1"],["a","2"]])"},
      {R"({"tags":[["foo bar"," baz "],[23,"x"]]})", "/tags", R"([["foo-bar","baz"],["23","x"]])"},
      {R"({"tags":[[" a\t","x"]]})", "/tags", R"([["-a","x"]])"},
      {R"({"tags":[["a",null],null,["b","c"]]})", "/tags", R"([["a",null],["b","c"]])"},
  });
}

TEST(NormalizeTags, KeepTheFirstOfAKey) {
  expect_all({
      {R"({"tags":[["a","1"],["b","2"],["a","3"]]})", "/tags", R"([["a","1"],["b","2"]])"},
      {R"({"tags":[["a","1"],["a b","2"],["a-b","3"]]})", "/tags", R"([["a","1"],["a-b","2"]])"},
  });
}

TEST(NormalizeTags, MayNotBeNamedAsAttributesAre) {
  expect_all({
      {R"({"tags":{"release":"1","dist":"2","user":"3","filename":"4","function":"5","x":"6"}})",
       "/tags", R"([["x","6"]])"},
      {R"({"tags":{"release":"1"}})", "/tags", "absent"},
      {R"({"tags":{"release":"1"}})", "/release", "absent"},
  });
}

TEST(NormalizeTags, GiveTheEnvironmentToTheEvent) {
  expect_all({
      {R"({"tags":{"environment":"prod"}})", "/environment", R"("prod")"},
      {R"({"tags":{"environment":"prod"}})", "/tags", "absent"},
      {R"({"tags":{"environment":"prod"},"environment":"dev"})", "/environment", R"("dev")"},
      {R"({"tags":{"environment":"prod"},"environment":"dev"})", "/tags", "absent"},
      {R"({"tags":{"environment":"a/b"}})", "/environment", "null"},
      {R"({"tags":{"environment":"a/b"}})", "/errors/0/name", R"("environment")"},
  });
}

TEST(NormalizeTags, SayWhatIsEmptyOrTooLong) {
  expect_all({
      {R"({"tags":[["","v"]]})", "/tags", R"([[null,"v"]])"},
      {R"({"tags":[["","v"]]})", "/_meta/tags/0/0//err", kEmpty},
      {R"({"tags":[["k"," "]]})", "/tags", R"([["k",null]])"},
      {R"({"tags":[["k",""]]})", "/_meta/tags/0/1//err", kEmpty},
  });
  const std::string fits(200, 'x');
  EXPECT_EQ(shown(normalized(R"({"tags":{")" + fits + R"(":")" + fits + "\"}}"), "/tags/0/1"),
            '"' + fits + '"');
  const auto key = normalized(R"({"tags":{")" + fits + R"(x":"v"}})");
  EXPECT_EQ(shown(key, "/tags"), R"([[null,"v"]])");
  EXPECT_EQ(shown(key, "/_meta/tags/0/0//err"), R"(["value_too_long"])");
  const auto value = normalized(R"({"tags":{"k":")" + fits + "x\"}}");
  EXPECT_EQ(shown(value, "/tags/0/1"), '"' + std::string(197, 'x') + "...\"");
  EXPECT_EQ(shown(value, "/_meta/tags/0/1/"), R"({"rem":[["!limit","s",197,200]],"len":201})");
}

TEST(NormalizeTags, TakeServerNameAndSite) {
  expect_all({
      {R"({"server_name":"web-1","site":"eu"})", "/tags",
       R"([["server_name","web-1"],["site","eu"]])"},
      {R"({"server_name":"web-1"})", "/server_name", "absent"},
      {R"({"server_name":"web-1","tags":[["server_name","x"],["a","b"]]})", "/tags",
       R"([["server_name","web-1"],["a","b"]])"},
      {R"({"server_name":7})", "/server_name", "null"},
      {R"({"server_name":7})", "/tags", "absent"},
  });
}

TEST(NormalizeTags, TakeTheirMetaAlongWhenOthersGo) {
  expect_all({
      {R"({"tags":[["release","1"],["a",["x"]]]})", "/_meta/tags/0/1//val", R"(["x"])"},
      {R"({"tags":[["release",["x"]],["a","b"]]})", "/_meta", "absent"},
      {R"({"tags":[["a","1"],["a",["x"]],7]})", "/_meta/tags",
       R"({"1":{"":{"err":[["invalid_data",)"
       R"({"reason":"expected a tuple"}]],"val":7}}})"},
  });
}

TEST(NormalizeTags, AreAtMostFiveHundred) {
  std::string tags;
  for (int i = 0; i < 501; ++i)
    tags += (i > 0 ? ",[\"k" : "[\"k") + std::to_string(i) + "\",\"v\"]";
  const auto event = normalized(R"({"tags":[)" + tags + "]}");
  EXPECT_EQ(event.at("tags").as_array().size(), kMaxTags);
  EXPECT_EQ(shown(event, "/_meta/tags//len"), "501");
}

}  // namespace
}  // namespace picket::domain::normalize
