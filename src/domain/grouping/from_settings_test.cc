#include "domain/grouping/from_settings.h"

#include <gtest/gtest.h>

#include "domain/grouping/config.h"
#include "domain/grouping/grouping.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

SettingValues settings(std::string_view text) {
  return SettingValues::parse(text);
}

TEST(GroupingFromSettings, AProjectThatChoseNothingHasTheCurrentConfig) {
  const GroupingTexts texts = grouping_texts(settings("{}"));
  EXPECT_EQ(texts, (GroupingTexts{std::string(grouping::kCurrent.id), "", ""}));
  EXPECT_EQ(&compile_grouping(texts)->config(), &grouping::kCurrent);
  EXPECT_FALSE(former_grouping(settings("{}")));
}

TEST(GroupingFromSettings, ConfigAndRulesAreTheProjects) {
  const auto compiled = compile_grouping(grouping_texts(
      settings(R"({"groupingConfig":"newstyle:2023-01-11","fingerprintingRules":"type:A -> a"})")));
  EXPECT_EQ(&compiled->config(), &grouping::kSentry2023);
  const auto event = [](std::string_view value) {
    return json::parse(R"({"exception":{"values":[{"type":"A","value":")" + std::string(value) +
                       R"("}]}})");
  };
  const json::value one = event("x");
  const json::value other = event("y");
  EXPECT_EQ(group_event(one.as_object(), *compiled).hashes,
            group_event(other.as_object(), *compiled).hashes);
  EXPECT_NE(group_event(one.as_object()).hashes, group_event(other.as_object()).hashes);
}

TEST(GroupingFromSettings, AnUnknownConfigOfANewerProgramIsTheCurrentOne) {
  const auto compiled = compile_grouping({"newstyle:2099-01-01", "", ""});
  EXPECT_EQ(&compiled->config(), &grouping::kCurrent);
}

TEST(GroupingFromSettings, AFormerConfigHasAnEnd) {
  const auto former = former_grouping(settings(
      R"({"secondaryGroupingConfig":"newstyle:2023-01-11","secondaryGroupingExpiry":1764000000})"));
  ASSERT_TRUE(former);
  EXPECT_EQ(former->config, "newstyle:2023-01-11");
  EXPECT_EQ(former->until, from_unix_us(1'764'000'000'000'000));
  EXPECT_FALSE(former_grouping(settings(R"({"secondaryGroupingConfig":"legacy:2019"})")));
}

TEST(GroupingFromSettings, FlawsNameThePlace) {
  EXPECT_EQ(find_grouping_flaw("groupingConfig", "newstyle:2023-01-11"), std::nullopt);
  EXPECT_EQ(find_grouping_flaw("groupingConfig", "legacy:2019"),
            "Grouping config is unknown: legacy:2019.");
  EXPECT_EQ(find_grouping_flaw("secondaryGroupingConfig", ""), std::nullopt);
  EXPECT_NE(find_grouping_flaw("secondaryGroupingConfig", "x"), std::nullopt);
  EXPECT_EQ(find_grouping_flaw("groupingEnhancements", "function:a -app"), std::nullopt);
  const auto stack_trace =
      find_grouping_flaw("groupingEnhancements", "function:a -app\nfunction:a");
  ASSERT_TRUE(stack_trace);
  EXPECT_TRUE(stack_trace->starts_with("Line 2, column ")) << *stack_trace;
  EXPECT_TRUE(stack_trace->ends_with(".")) << *stack_trace;
  EXPECT_EQ(find_grouping_flaw("fingerprintingRules", "type:A -> a"), std::nullopt);
  const auto fingerprint = find_grouping_flaw("fingerprintingRules", "type:A ->");
  ASSERT_TRUE(fingerprint);
  EXPECT_TRUE(fingerprint->starts_with("Line 1, column ")) << *fingerprint;
  EXPECT_EQ(find_grouping_flaw("name", "anything"), std::nullopt);
}

}  // namespace
}  // namespace picket::domain
