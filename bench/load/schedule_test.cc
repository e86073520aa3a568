#include "load/schedule.h"

#include <gtest/gtest.h>

namespace picket::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Schedule, SpacesEventsEvenlyFromItsStart) {
  const SteadyTime start{seconds(5)};
  const Schedule schedule(start, 250);
  EXPECT_EQ(schedule.at(0), start);
  EXPECT_EQ(schedule.at(1), start + milliseconds(4));
  EXPECT_EQ(schedule.at(250), start + seconds(1));
}

TEST(Schedule, DoesNotDrift) {
  const SteadyTime start{};
  const Schedule schedule(start, 3);
  EXPECT_EQ(schedule.at(3'000'000), start + seconds(1'000'000));
}

}  // namespace
}  // namespace picket::load
