#include "roles/worker/retention.h"

#include "world.h"

namespace picket::crash {
namespace {

using std::chrono::days;
using worker::Expired;
using worker::RetentionLimits;

TEST(RetentionLimits, AreWholeDays) {
  const Timestamp day = std::chrono::floor<days>(kNow);
  const RetentionLimits limits = worker::retention_limits(kNow, days(30));
  EXPECT_EQ(limits.events, day - days(30));
  EXPECT_EQ(limits.outcomes, day - days(90));
  EXPECT_EQ(worker::retention_limits(day, days(0)).events, day);
  EXPECT_EQ(worker::retention_limits(kNow, days(400)).outcomes, day - days(400));
}

class Retention : public testing::Test {
 protected:
  Result<Expired> expire() {
    return worker::expire(world_.stores(), worker::retention_limits(world_.clock.now(), days(30)),
                          stop_);
  }

  World world_;
  engine::StopSignal stop_;
};

TEST_F(Retention, DropsWhatIsOlderAndKeepsTheRest) {
  world_.add_events(3, 31);
  world_.add_events(4, 30);
  world_.add_events(5, 0);
  world_.add_dead_letter(31);
  world_.add_dead_letter(30);
  const auto expired = expire();
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->events, 3);
  EXPECT_GE(expired->blob_bytes, 3 * std::string_view("payload").size());
  EXPECT_EQ(expired->dead_letters, 1);
  EXPECT_EQ(expired->outcome_rows, 0);
  EXPECT_EQ(world_.events.totals()->rows, 9);
  EXPECT_EQ(world_.dead_letters(), 1);
  EXPECT_EQ(world_.accepted_since(kNow - days(40)), 12);
  world_.expect_ledger(12);
}

TEST_F(Retention, DropsItemsWithTheEventsOfTheirDay) {
  world_.add_items(1'200, 31);
  world_.add_items(4, 30);
  const auto expired = expire();
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->items, 1'200);
  EXPECT_EQ(*expire(), Expired{});
}

TEST_F(Retention, IsSafeToRepeat) {
  world_.add_events(3, 100);
  ASSERT_TRUE(expire());
  EXPECT_EQ(*expire(), Expired{});
  world_.expect_ledger(3);
}

TEST_F(Retention, FoldsOutcomesOfManyHoursAndKeepsTheirSum) {
  for (int day = 88; day < 100; ++day) world_.add_events(1, day);
  const auto expired = expire();
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->outcome_rows, 9);  // 91 to 99 days ago.
  EXPECT_EQ(world_.accepted_since(kNow - days(200)), 3);
  EXPECT_EQ(world_.accepted_since({}), 12);
  world_.expect_ledger(12);
}

TEST_F(Retention, DaysPassAndTheLedgerAddsUpOnEach) {
  for (int day = 0; day < 40; ++day) {
    world_.add_events(day % 3 + 1, -day);
    ASSERT_TRUE(expire());
    world_.expect_ledger(world_.next);
    world_.clock.advance(days(1));
  }
  EXPECT_GT(world_.events.totals()->expired, 0);
}

TEST_F(Retention, EndsEarlyWhenAskedTo) {
  world_.add_events(3, 100);
  stop_.request();
  const auto expired = expire();
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->events, 3);
  EXPECT_EQ(expired->outcome_rows, 0);
  EXPECT_GT(world_.accepted_since(kNow - days(200)), 0);
  world_.expect_ledger(3);
}

}  // namespace
}  // namespace picket::crash
