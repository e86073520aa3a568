#include "roles/worker/clock_guard.h"

#include <gtest/gtest.h>

#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
constexpr Duration kTick(1);

TEST(TrustClock, BelievesTheFirstTimeAndSmallSteps) {
  ClockRecord record;
  EXPECT_TRUE(trust_clock(record, kNow));
  EXPECT_EQ(record, (ClockRecord{kNow, {}}));
  EXPECT_TRUE(trust_clock(record, kNow + kLargestClockStep));
  EXPECT_TRUE(trust_clock(record, kNow + 2 * kLargestClockStep));
  EXPECT_EQ(record.trusted, kNow + 2 * kLargestClockStep);
}

TEST(TrustClock, DoubtsAJumpUntilTheClockHasGoneOnForLongEnough) {
  ClockRecord record{kNow, {}};
  const Timestamp jumped = kNow + kLargestClockStep + kTick;
  EXPECT_FALSE(trust_clock(record, jumped));
  EXPECT_EQ(record, (ClockRecord{kNow, jumped}));
  EXPECT_FALSE(trust_clock(record, jumped + hours(1)));
  EXPECT_FALSE(trust_clock(record, jumped + kClockDoubt - kTick));
  EXPECT_EQ(record, (ClockRecord{kNow, jumped})) << "the doubt does not start anew";
  EXPECT_TRUE(trust_clock(record, jumped + kClockDoubt));
  EXPECT_EQ(record, (ClockRecord{jumped + kClockDoubt, {}}));
}

TEST(TrustClock, BelievesAClockThatWasSetRightAgain) {
  ClockRecord record{kNow, {}};
  EXPECT_FALSE(trust_clock(record, kNow + days(3650)));
  EXPECT_TRUE(trust_clock(record, kNow + hours(5)));
  EXPECT_EQ(record, (ClockRecord{kNow + hours(5), {}}));
}

TEST(TrustClock, BelievesAClockThatStepsBack) {
  ClockRecord record{kNow, {}};
  EXPECT_TRUE(trust_clock(record, kNow - days(3650)));
  EXPECT_EQ(record.trusted, kNow - days(3650));
}

TEST(TrustClock, ASecondJumpStartsTheDoubtAnew) {
  ClockRecord record{kNow, {}};
  const Timestamp first = kNow + days(1000);
  EXPECT_FALSE(trust_clock(record, first));
  const Timestamp ahead = first + kClockDoubt + kLargestClockStep + kTick;
  EXPECT_FALSE(trust_clock(record, ahead));
  EXPECT_EQ(record.doubted, ahead);
  const Timestamp back = kNow + days(500);
  EXPECT_FALSE(trust_clock(record, back));
  EXPECT_EQ(record.doubted, back);
  EXPECT_TRUE(trust_clock(record, back + kClockDoubt + kLargestClockStep));
}

TEST(ClockRecordText, ReadsBackWhatWasWritten) {
  for (const ClockRecord& record :
       {ClockRecord{}, ClockRecord{kNow, {}}, ClockRecord{kNow + kTick, kNow + days(400)}}) {
    EXPECT_EQ(parse_clock_record(format_clock_record(record)), record);
  }
  EXPECT_EQ(format_clock_record({kNow, kNow + hours(1)}),
            "2025-11-24T16:00:00Z 2025-11-24T17:00:00Z");
}

TEST(ClockRecordText, IsEmptyForWhatIsNone) {
  for (const std::string_view text : {"", " ", "x", "x 2025-11-24T16:00:00Z", "1764000000"}) {
    EXPECT_EQ(parse_clock_record(text), ClockRecord{}) << text;
  }
  EXPECT_EQ(parse_clock_record("2025-11-24T16:00:00Z x"), (ClockRecord{kNow, {}}));
}

}  // namespace
}  // namespace picket::worker
