#include "adapters/meta_sql/text_list.h"

#include <gtest/gtest.h>

namespace picket::adapters::meta {
namespace {

using Words = std::vector<std::string>;

TEST(TextList, SplitsWhatItJoined) {
  for (const Words& words : {Words{}, Words{"a"}, Words{"a", "b c", ",;|"}}) {
    EXPECT_EQ(split_text_list(*join_text_list(words)), words);
  }
}

TEST(TextList, RefusesWhatWouldNotSplitAgain) {
  for (const Words& words : {Words{""}, Words{"a", ""}, Words{"a\nb"}}) {
    const auto refused = join_text_list(words);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_list_entry");
  }
}

}  // namespace
}  // namespace picket::adapters::meta
