#include "roles/api/tag_json.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

TEST(TagJson, LabelsAreThoseOfSentry) {
  const std::pair<std::string_view, std::string_view> cases[] = {{"url", "URL"},
                                                                 {"os", "OS"},
                                                                 {"server_name", "Server"},
                                                                 {"user", "User"},
                                                                 {"browser.name", "Browser.Name"},
                                                                 {"environment", "Environment"},
                                                                 {"my_own", "My Own"},
                                                                 {"x2y", "X2Y"}};
  for (const auto& [key, label] : cases) EXPECT_EQ(tag_label(key), label) << key;
}

TEST(TagJson, AUserIsCalledByTheirPartAndFoundByTheirKind) {
  const auto shown = tag_value_json("user", {"id:u-77", 40, {}, {}});
  EXPECT_EQ(shown.at("name"), "u-77");
  EXPECT_EQ(shown.at("value"), "id:u-77");
  EXPECT_EQ(shown.at("query"), "user.id:\"u-77\"");
  EXPECT_EQ(tag_value_json("user", {"odd", 1, {}, {}}).at("name"), "odd");
}

TEST(TagJson, AnEmptyValueHasAName) {
  const auto shown = tag_value_json("color", {"", 1, {}, {}});
  EXPECT_EQ(shown.at("name"), "(empty)");
  EXPECT_EQ(shown.at("value"), "");
  EXPECT_FALSE(shown.contains("query"));
}

TEST(TagJson, KeysHaveAnAlphabet) {
  for (const std::string_view key : {"a", "browser.name", "X-1", "a:b", "under_score"})
    EXPECT_TRUE(is_tag_key(key)) << key;
  for (const std::string_view key : {"", "a b", "a/b", "\xc3\xa9", "a'"})
    EXPECT_FALSE(is_tag_key(key)) << key;
}

TEST(SayIfSampled, MarksEstimates) {
  net::Response response;
  ports::TagSummary counted;
  counted.key = "url";
  ports::TagSummary estimated;
  estimated.key = "plan";
  estimated.sampled = true;
  say_if_sampled(std::vector{counted}, response);
  EXPECT_FALSE(response.headers.has("X-Picket-Sampled"));
  say_if_sampled(std::vector{counted, estimated}, response);
  EXPECT_EQ(response.headers.get("X-Picket-Sampled"), "1");
}

}  // namespace
}  // namespace picket::api
