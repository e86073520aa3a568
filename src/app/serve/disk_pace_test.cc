#include "app/serve/disk_pace.h"

#include <chrono>

#include <gtest/gtest.h>

namespace picket::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp kNow{std::chrono::sys_days(std::chrono::year(2026) / 5 / 13)};
constexpr std::uint64_t kGiga = 1'000'000'000;

/// To the second: the pace is a quotient.
std::optional<seconds> look(DiskPace& pace, Timestamp when, std::uint64_t free_bytes) {
  const auto left = pace.look(when, free_bytes);
  if (!left) return std::nullopt;
  return std::chrono::round<seconds>(*left);
}

TEST(DiskPace, SaysHowLongTheSpaceLastsAtThePaceOfTheLastMinutes) {
  DiskPace pace;
  EXPECT_FALSE(pace.look(kNow, 100 * kGiga));
  EXPECT_FALSE(pace.look(kNow + seconds(59), 90 * kGiga));
  // A gigabyte each six seconds.
  EXPECT_EQ(look(pace, kNow + minutes(1), 90 * kGiga), seconds(540));
  // Slower from here on: 30 more in nine minutes.
  EXPECT_EQ(look(pace, kNow + minutes(10), 60 * kGiga), minutes(15));
}

TEST(DiskPace, ForgetsWhatWasLongerAgo) {
  DiskPace pace;
  for (int minute = 0; minute <= 30; ++minute)
    pace.look(kNow + minutes(minute), (minute <= 15 ? 100 : 115 - minute) * kGiga);
  // Of the last ten minutes each took one: 85 are left.
  EXPECT_EQ(look(pace, kNow + minutes(30), 85 * kGiga), minutes(85));
}

TEST(DiskPace, SaysNothingOfSpaceThatDoesNotGoDown) {
  DiskPace pace;
  pace.look(kNow, 50 * kGiga);
  EXPECT_FALSE(pace.look(kNow + minutes(2), 50 * kGiga));
  EXPECT_FALSE(pace.look(kNow + minutes(3), 60 * kGiga));
  // So slow that nothing can be said: a byte an hour.
  DiskPace slow;
  slow.look(kNow, 50 * kGiga + 1);
  EXPECT_FALSE(slow.look(kNow + minutes(10), 50 * kGiga));
}

TEST(DiskPace, BeginsAnewWhenTheClockWasSetBack) {
  DiskPace pace;
  pace.look(kNow + hours(5), 90 * kGiga);
  EXPECT_FALSE(pace.look(kNow, 80 * kGiga));
  EXPECT_TRUE(pace.look(kNow + minutes(1), 79 * kGiga));
}

}  // namespace
}  // namespace picket::app
