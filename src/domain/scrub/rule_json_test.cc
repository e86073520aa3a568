#include "domain/scrub/rule_json.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "domain/scrub/testing.h"

namespace picket::domain::scrub {
namespace {

TEST(FindPiiConfigFlaw, NamesIt) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"{", "invalid JSON"},
      {"[]", "expected an object"},
      {R"({"rules":[]})", "\"rules\" must be an object"},
      {R"({"applications":1})", "\"applications\" must be an object"},
      {R"({"vars":1})", "\"vars\" must be an object"},
      {R"({"rules":{"0":1}})", "rule \"0\": must be an object"},
      {R"({"rules":{"0":{}}})", "rule \"0\": \"type\" is missing"},
      {R"({"rules":{"0":{"type":"x"}}})", "rule \"0\": unknown type \"x\""},
      {R"({"rules":{"0":{"type":"ip","redaction":1}}})",
       "rule \"0\": \"redaction\" must be an object"},
      {R"({"rules":{"0":{"type":"ip","redaction":{}}}})",
       "rule \"0\": \"redaction\" has no method"},
      {R"({"rules":{"0":{"type":"ip","redaction":{"method":"replace","text":1}}}})",
       "rule \"0\": \"text\" must be a string"},
      {R"({"rules":{"0":{"type":"pattern"}}})", "rule \"0\": \"pattern\" must be a string"},
      {R"({"rules":{"0":{"type":"pattern","pattern":"("}}})",
       "rule \"0\": invalid pattern \"(\": missing ): ("},
      {R"({"rules":{"0":{"type":"pattern","pattern":"a","replaceGroups":[-1]}}})",
       "rule \"0\": \"replaceGroups\" must be a list of numbers"},
      {R"({"rules":{"0":{"type":"redact_pair","pattern":"a"}}})",
       "rule \"0\": \"keyPattern\" must be a string"},
      {R"({"rules":{"0":{"type":"multiple","rules":[1]}}})",
       "rule \"0\": \"rules\" must be a list of rule ids"},
      {R"({"rules":{"0":{"type":"alias"}}})", "rule \"0\": \"rule\" must be a rule id"},
      {R"({"rules":{"0":{"type":"alias","rule":"@ip","hideInner":1}}})",
       "rule \"0\": \"hideInner\" must be true or false"},
      {R"({"applications":{"a":"@ip"}})", "application \"a\" must be a list of rule ids"},
      {R"({"applications":{"a b":["@ip"]}})", "invalid syntax near \"a b\""},
      {R"({"applications":{"**.**":["@ip"]}})", "deep wildcard used more than once"},
      {R"({"applications":{"a":["0"]}})", "application \"a\": there is no rule \"0\""},
  };
  for (const auto& [text, want] : cases) {
    EXPECT_EQ(find_pii_config_flaw(text).value_or(""), want) << text;
  }
}

TEST(FindPiiConfigFlaw, IsNoneInGoodOnes) {
  for (
      const std::string_view text :
      {"", "{}", "null", R"({"rules":null,"applications":{},"vars":{"hashKey":null}})",
       R"({"rules":{"0":{"type":"email","redaction":{"method":"later"}}},"applications":{"freeform":["0"]}})",
       R"({"rules":{"m":{"type":"multiple","rules":["@ip","a"],"hideInner":true},
            "a":{"type":"alias","rule":"@email"}},"applications":{"$user.**":["m","@common"]}})"}) {
    EXPECT_EQ(find_pii_config_flaw(text), std::nullopt) << text;
  }
}

TEST(FindPiiConfigFlaw, LimitsWhatMayBeAskedOfEveryEvent) {
  std::string patterns;
  for (std::size_t i = 0; i <= kMaxPatterns; ++i) {
    patterns +=
        (i ? "," : "") + ("\"" + std::to_string(i)) + R"(":{"type":"pattern","pattern":"a"})";
  }
  EXPECT_NE(find_pii_config_flaw("{\"rules\":{" + patterns + "}}")->find("more than 64 patterns"),
            std::string::npos);
  std::string selectors;
  for (std::size_t i = 0; i <= kMaxRules; ++i) {
    selectors += (i ? ",\"a" : "\"a") + std::to_string(i) + R"(":[])";
  }
  EXPECT_EQ(find_pii_config_flaw("{\"applications\":{" + selectors + "}}"),
            "\"applications\" has more than 500 members");
}

TEST(ReadPiiConfig, LeavesOutWhatIsWrong) {
  const PiiConfig config = read_pii_config(
      R"({"rules":{"a":{"type":"x"},"b":{"type":"email"},"c":{"type":"pattern","pattern":"("}},
          "applications":{"$string":["a","b","c"],"(":["b"]}})");
  EXPECT_EQ(config.rules.size(), 1U);
  EXPECT_EQ(config.applications.size(), 1U);
  EXPECT_TRUE(read_pii_config("{").is_empty());
}

TEST(References, NameTheOuterRuleWhenItHidesTheInner) {
  const auto remark = [](std::string_view outer) {
    const std::string rules = R"({"rules":{"in":{"type":"alias","rule":"@email:mask"},"out":)" +
                              std::string(outer) + R"(},"applications":{"$string":["out"]}})";
    return scrubbed_by(rules, R"({"extra":{"a":"a@bc.de"}})");
  };
  EXPECT_EQ(
      remark(R"({"type":"multiple","rules":["in"]})"),
      R"({"extra":{"a":"*******"},"_meta":{"extra":{"a":{"":{"rem":[["@email:mask","m",0,7]],)"
      R"("len":7}}}}})");
  EXPECT_EQ(
      remark(R"({"type":"multiple","rules":["in","@email:mask"],"hideInner":true})"),
      R"({"extra":{"a":"*******"},"_meta":{"extra":{"a":{"":{"rem":[["@email:mask","m",0,7]],)"
      R"("len":7}}}}})")
      << "the rule between does not hide";
  EXPECT_EQ(
      remark(R"({"type":"alias","rule":"@email:mask","hideInner":true,
                       "redaction":{"method":"replace","text":"-"}})"),
      R"({"extra":{"a":"-"},"_meta":{"extra":{"a":{"":{"rem":[["out","s",0,1]],"len":7}}}}})");
}

TEST(References, MayGoInCircles) {
  EXPECT_EQ(scrubbed_by(R"({"rules":{"a":{"type":"alias","rule":"b"},"b":{"type":"multiple",
                            "rules":["a","b","@email"]}},"applications":{"$string":["a"]}})",
                        R"({"extra":{"a":"a@bc.de"}})"),
            R"({"extra":{"a":"[email]"},"_meta":{"extra":{"a":{"":{"rem":[["@email","s",0,7]],)"
            R"("len":7}}}}})");
}

TEST(Rules, AreAppliedInTheOrderOfTheirIds) {
  const std::string_view rules =
      R"({"rules":{"2":{"type":"pattern","pattern":"abc","redaction":{"method":"replace","text":"x"}},
          "1":{"type":"pattern","pattern":"b","redaction":{"method":"mask"}}},
          "applications":{"$string":["2","1"]}})";
  EXPECT_EQ(
      scrubbed_by(rules, R"({"extra":{"a":"abc"}})"),
      R"({"extra":{"a":"a*c"},"_meta":{"extra":{"a":{"":{"rem":[["1","m",1,2]],"len":3}}}}})");
}

}  // namespace
}  // namespace picket::domain::scrub
