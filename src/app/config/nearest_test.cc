#include "app/config/nearest.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::app {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsAndSubstitutions) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("listen", "lisen"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("same", "same"), 0U);
}

TEST(Nearest, TakesTheFirstOfTheClosest) {
  const std::vector<std::string> keys = {"data", "listen", "log.level", "log.format"};
  EXPECT_EQ(nearest("log_level", keys), "log.level");
  EXPECT_EQ(nearest("lsten", keys), "listen");
  EXPECT_EQ(nearest("dat", keys), "data");
  EXPECT_EQ(nearest("xx", std::vector<std::string>{"ab", "cd"}), "ab");
}

}  // namespace
}  // namespace picket::app
