#include "roles/api/flood_limit.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

using Hours = std::vector<std::int64_t>;

TEST(UsualHour, IsTheMedianOfTheHoursThatHadEvents) {
  EXPECT_EQ(usual_hour(Hours{0, 5, 0, 3, 9000, 4, 0}), 4);
  EXPECT_EQ(usual_hour(Hours{7, 2}), 2) << "the lower of two";
  EXPECT_EQ(usual_hour(Hours{0, 0, 8}), 8);
  EXPECT_EQ(usual_hour(Hours{0, 0}), 1);
  EXPECT_EQ(usual_hour({}), 1);
}

TEST(DroppedByLimit, IsWhatPassesTheLimitInEachHour) {
  EXPECT_EQ(dropped_by_limit(Hours{3, 10, 5, 6}, 5), 6);
  EXPECT_EQ(dropped_by_limit(Hours{3, 4}, 5), 0);
  EXPECT_EQ(dropped_by_limit({}, 5), 0);
}

}  // namespace
}  // namespace picket::api
