// How many sessions of an application there were, and how they ended.
#include "ports/session_counts.h"

#include <chrono>

#include "adapters.h"
#include "ports/items.h"

namespace picket::contract {
namespace {

using std::chrono::hours;

constexpr ProjectId kProject{7};
constexpr Timestamp kHour = from_unix_us(1'764'000'000'000'000);  // Begins an hour.

ports::SessionCount count(Timestamp hour, std::int64_t started, const std::string& release = "1") {
  ports::SessionCount made;
  made.project = kProject;
  made.hour = hour;
  made.release = release;
  made.environment = "production";
  made.started = started;
  return made;
}

ports::SessionQuery query() {
  ports::SessionQuery made;
  made.projects = {kProject};
  made.start = kHour;
  made.end = kHour + hours(24);
  return made;
}

TEST_P(MetaDbContract, SessionsAreSummedByHour) {
  const auto tx = write();
  auto& sessions = tx->items().session_counts();
  ports::SessionCount problems = count(kHour + std::chrono::minutes(59), 1);
  problems.errored = 5;
  problems.crashed = 3;
  problems.abnormal = 2;
  problems.unhandled = 1;
  const ports::SessionCount counts[] = {count(kHour, 10), problems, count(kHour + hours(2), 4),
                                        count(kHour - hours(1), 99), count(kHour + hours(24), 99)};
  ASSERT_TRUE(sessions.add(counts));
  const auto hourly = *sessions.series(query());
  ASSERT_EQ(hourly.size(), 2U);
  EXPECT_EQ(hourly[0], (ports::SessionCount{ProjectId{}, kHour, "", "", 11, 5, 3, 2, 1}));
  EXPECT_EQ(hourly[1], (ports::SessionCount{ProjectId{}, kHour + hours(2), "", "", 4}));
  ports::SessionQuery daily = query();
  daily.bucket = hours(24);
  EXPECT_EQ(sessions.series(daily)->at(0).started, 15);
  daily.projects = {ProjectId{8}};
  EXPECT_TRUE(sessions.series(daily)->empty());
  daily.projects = {};
  EXPECT_TRUE(sessions.series(daily)->empty());
}

TEST_P(MetaDbContract, SessionsAreSplitAsAsked) {
  const auto tx = write();
  auto& sessions = tx->items().session_counts();
  ports::SessionCount staging = count(kHour, 3);
  staging.environment = "staging";
  const ports::SessionCount counts[] = {count(kHour, 1), count(kHour, 2, "2"), staging};
  ASSERT_TRUE(sessions.add(counts));
  ports::SessionQuery split = query();
  split.by_release = true;
  const auto releases = *sessions.series(split);
  ASSERT_EQ(releases.size(), 2U);
  EXPECT_EQ(releases[0].release, "1");
  EXPECT_EQ(releases[0].started, 4);
  EXPECT_EQ(releases[1].started, 2);
  split.by_environment = true;
  split.by_project = true;
  const auto all = *sessions.series(split);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1].project, kProject);
  EXPECT_EQ(all[1].environment, "staging");
  EXPECT_EQ(all[1].started, 3);
}

TEST_P(MetaDbContract, TooManyReleasesOfAnHourCountUnderNone) {
  const auto tx = write();
  auto& sessions = tx->items().session_counts();
  constexpr std::int64_t kMost = ports::SessionCountRepository::kMaxRowsPerHour;
  std::vector<ports::SessionCount> counts;
  for (std::int64_t i = 0; i < kMost + 3; ++i) {
    counts.push_back(count(kHour, 1, "r" + std::to_string(i)));
  }
  ASSERT_TRUE(sessions.add(counts));
  ASSERT_TRUE(sessions.add(counts));
  ports::SessionQuery split = query();
  split.by_release = true;
  const auto releases = *sessions.series(split);
  ASSERT_EQ(releases.size(), static_cast<std::size_t>(kMost + 1));
  EXPECT_EQ(releases[0].release, "");
  EXPECT_EQ(releases[0].started, 6);
  EXPECT_EQ(releases[1].started, 2);
}

TEST_P(MetaDbContract, AProblemOfASessionIsNewOnce) {
  const auto tx = write();
  auto& sessions = tx->items().session_counts();
  EXPECT_EQ(*sessions.mark(kProject, "s", kHour, ports::kSessionErrored), ports::kSessionErrored);
  EXPECT_EQ(*sessions.mark(kProject, "s", kHour, ports::kSessionErrored), 0);
  EXPECT_EQ(*sessions.mark(kProject, "s", kHour, ports::kSessionErrored | ports::kSessionCrashed),
            ports::kSessionCrashed);
  EXPECT_EQ(*sessions.mark(kProject, "s", kHour, ports::kSessionErrored | ports::kSessionCrashed),
            0);
  EXPECT_EQ(*sessions.mark(kProject, "t", kHour, ports::kSessionErrored), ports::kSessionErrored);
  EXPECT_EQ(*sessions.mark(ProjectId{8}, "s", kHour, ports::kSessionErrored),
            ports::kSessionErrored);
}

}  // namespace
}  // namespace picket::contract
