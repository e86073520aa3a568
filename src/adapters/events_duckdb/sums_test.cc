#include "adapters/events_duckdb/sums.h"

#include <gtest/gtest.h>

namespace picket::adapters::duck {
namespace {

using namespace std::chrono_literals;

SummedEvent event_at(Timestamp time, std::uint64_t id = 1) {
  SummedEvent event;
  event.timestamp = time;
  event.received = time;
  event.event = {0, id};
  return event;
}

TEST(Sums, HaveOneForEachHourAndWhatElseTellsThemApart) {
  Sums sums(1h);
  const Timestamp noon = from_unix_us(0) + 12h;
  const SummedEvent first = event_at(noon);
  std::vector<SummedEvent> others(7, first);
  others[0].timestamp = noon + 1h - 1us;  // The same.
  others[1].timestamp = noon + 1h;
  others[2].received = noon + 12h;
  others[3].project = ProjectId{9};
  others[4].issue = IssueId{9};
  others[5].hash = HashId{9};
  others[6].environment = "dev";
  EXPECT_TRUE(sums.empty());
  sums.add(first);
  for (const SummedEvent& other : others) sums.add(other);
  EXPECT_EQ(sums.sorted().size(), 7U);
  EXPECT_EQ(sums.sizes().at(to_unix_us(noon)), 6);
  EXPECT_EQ(sums.sizes().at(to_unix_us(noon + 1h)), 1);
  EXPECT_EQ(sums.sorted().front()->second.events, 2) << "in the order of their keys";
}

TEST(Sums, StartAtTheHourOrDayAlsoBefore1970) {
  for (const Timestamp time : {from_unix_us(-1), from_unix_us(-3'600'000'000)}) {
    Sums sums(1h);
    sums.add(event_at(time));
    EXPECT_EQ(sums.sorted().front()->first.start, from_unix_us(0) - 1h);
  }
  Sums days(24h);
  days.add(event_at(from_unix_us(-1)));
  EXPECT_EQ(days.sorted().front()->first.start, from_unix_us(0) - 24h);
  EXPECT_EQ(days.sorted().front()->first.received_day, from_unix_us(0) - 24h);
}

TEST(Sums, KnowTheirOldestAndNewestEventAndTheUsers) {
  Sums sums(1h);
  const Timestamp time = from_unix_us(0) + 5s;
  SummedEvent newest = event_at(time, 8);
  newest.handled = false;
  newest.user = "id:a";
  SummedEvent smaller = event_at(time, 7);
  smaller.user = "id:b";
  SummedEvent oldest = event_at(time - 1s, 9);
  oldest.user = "id:a";
  for (const SummedEvent& event : {smaller, newest, oldest, event_at(time, 6)}) sums.add(event);
  ASSERT_EQ(sums.sorted().size(), 1U);
  Sum& sum = sums.sorted().front()->second;
  EXPECT_EQ(sum.events, 4);
  EXPECT_EQ(sum.oldest, time - 1s);
  EXPECT_EQ(sum.newest, time);
  EXPECT_EQ(sum.newest_event, (EventId{0, 8})) << "of equal times the largest id";
  EXPECT_FALSE(sum.newest_handled);
  EXPECT_EQ(sum.users.count(), 2);
}

TEST(Sums, OfHoursMakeThoseOfDays) {
  Sums hours(1h);
  Sums days(24h);
  Sums of_hours(24h);
  for (int i = 0; i < 100; ++i) {
    SummedEvent event = event_at(from_unix_us(0) + i * 40min, static_cast<std::uint64_t>(i));
    const std::string user = "id:" + std::to_string(i % 30);
    event.user = user;
    event.handled = i % 2 == 0;
    hours.add(event);
    days.add(event);
  }
  for (auto* const hour : hours.sorted()) {
    ASSERT_TRUE(of_hours.add(hour->first, hour->second, hour->second.users.encode()));
  }
  const auto want = days.sorted();
  const auto got = of_hours.sorted();
  ASSERT_EQ(got.size(), 3U);
  ASSERT_EQ(want.size(), 3U);
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(got[i]->first, want[i]->first);
    EXPECT_EQ(got[i]->second.events, want[i]->second.events);
    EXPECT_EQ(got[i]->second.oldest, want[i]->second.oldest);
    EXPECT_EQ(got[i]->second.newest, want[i]->second.newest);
    EXPECT_EQ(got[i]->second.newest_handled, want[i]->second.newest_handled);
    EXPECT_EQ(got[i]->second.users.encode(), want[i]->second.users.encode());
  }
  EXPECT_FALSE(of_hours.add({}, {}, "nonsense"));
}

}  // namespace
}  // namespace picket::adapters::duck
