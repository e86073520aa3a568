#include "roles/consumer/work_batch.h"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "roles/consumer/issue_assignment.h"

namespace picket::consumer {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// At the full hour.
constexpr Timestamp kHour = from_unix_us(1'764'000'000'000'000);

KeptEvent event(Timestamp at, char hash = 'a') {
  KeptEvent kept;
  kept.row.project = ProjectId{1};
  kept.row.event_id = EventId::random();
  kept.row.timestamp = at;
  kept.hashes = {std::string(32, hash)};
  return kept;
}

TEST(WorkBatch, CountsTheEventsOfTheLatestHour) {
  WorkBatch batch;
  for (const Duration after :
       std::vector<Duration>{minutes(5), minutes(59), hours(1), minutes(61), minutes(7)})
    batch.keep(event(kHour + after));
  ASSERT_EQ(batch.groups.size(), 1U);
  EXPECT_EQ(batch.groups[0].delta.events, 5);
  EXPECT_EQ(batch.groups[0].delta.hour, kHour + hours(1));
  EXPECT_EQ(batch.groups[0].delta.hour_events, 2);
}

TEST(WorkBatch, GroupsOfOneIssueAreOneDelta) {
  const auto merged = [](std::vector<KeptEvent> events) {
    WorkBatch batch;
    for (KeptEvent& one : events) batch.keep(std::move(one));
    for (EventGroup& group : batch.groups) group.delta.issue = IssueId{1};
    const auto deltas = merge_deltas(batch);
    EXPECT_EQ(deltas.size(), 1U);
    return deltas.front();
  };
  const auto earlier_first = merged({event(kHour), event(kHour + hours(1), 'b')});
  EXPECT_EQ(earlier_first.hour, kHour + hours(1));
  EXPECT_EQ(earlier_first.hour_events, 1);
  const auto later_first = merged({event(kHour + hours(1)), event(kHour, 'b')});
  EXPECT_EQ(later_first.hour, kHour + hours(1));
  EXPECT_EQ(later_first.hour_events, 1);
  const auto same = merged({event(kHour), event(kHour, 'b'), event(kHour, 'b')});
  EXPECT_EQ(same.hour, kHour);
  EXPECT_EQ(same.hour_events, 3);
}

}  // namespace
}  // namespace picket::consumer
