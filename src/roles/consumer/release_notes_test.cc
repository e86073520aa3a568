#include "roles/consumer/release_notes.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::consumer {
namespace {

constexpr Timestamp at(int seconds) {
  return Timestamp(std::chrono::seconds(seconds));
}

domain::EventRow row(std::int64_t project, std::int64_t issue, const std::string& release,
                     const std::string& environment, int seconds) {
  domain::EventRow made;
  made.project = ProjectId{project};
  made.issue = IssueId{issue};
  made.release = release;
  made.environment = environment;
  made.timestamp = at(seconds);
  return made;
}

EventGroup group(std::int64_t project, const std::string& release, bool created) {
  EventGroup made;
  made.project = ProjectId{project};
  made.first.release = release;
  made.created = created;
  return made;
}

TEST(ReleaseNotes, CountEventsByProjectReleaseAndEnvironment) {
  WorkBatch batch;
  batch.rows = {row(1, 1, "a", "prod", 5), row(1, 2, "a", "prod", 3), row(1, 1, "", "prod", 9),
                row(1, 1, "a", "", 7),     row(2, 3, "a", "prod", 8), row(1, 1, "b", "prod", 1),
                row(1, 1, "a", "prod", 4)};
  const auto seen = release_sightings(batch);
  ASSERT_EQ(seen.size(), 4U);
  EXPECT_EQ(seen[0].version, "a");
  EXPECT_EQ(seen[0].environment, "prod");
  EXPECT_EQ(seen[0].events, 3);
  EXPECT_EQ(seen[0].first_event, at(3));
  EXPECT_EQ(seen[0].last_event, at(5));
  EXPECT_EQ(seen[1].environment, "");
  EXPECT_EQ(seen[1].first_event, at(7));
  EXPECT_EQ(seen[2].project, ProjectId{2});
  EXPECT_EQ(seen[3].version, "b");
}

TEST(ReleaseNotes, CountNewIssuesOnceForTheReleaseThatMadeThem) {
  WorkBatch batch;
  batch.rows = {row(1, 1, "a", "prod", 5), row(1, 2, "a", "staging", 5), row(1, 3, "b", "prod", 5),
                row(2, 4, "a", "prod", 5)};
  batch.groups = {group(1, "a", true), group(1, "a", true), group(1, "b", false),
                  group(1, "", true),  group(3, "a", true), group(1, "aa", true)};
  std::int64_t of_a = 0;
  for (const ports::ReleaseSighting& seen : release_sightings(batch)) {
    if (seen.project == ProjectId{1} && seen.version == "a") {
      of_a += seen.new_issues;
    } else {
      EXPECT_EQ(seen.new_issues, 0) << seen.project.value << " " << seen.version;
    }
  }
  EXPECT_EQ(of_a, 2);
}

TEST(ReleaseNotes, KnowTheFirstAndTheLastReleaseOfAnIssueInAnEnvironment) {
  WorkBatch batch;
  batch.rows = {row(1, 1, "b", "prod", 5), row(1, 1, "", "prod", 9),  row(1, 1, "a", "prod", 2),
                row(1, 1, "c", "prod", 5), row(1, 1, "x", "prod", 2), row(1, 1, "z", "", 1),
                row(1, 2, "", "prod", 3)};
  const auto seen = issue_sightings(batch);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0].issue, IssueId{1});
  EXPECT_EQ(seen[0].environment, "prod");
  EXPECT_EQ(seen[0].first_seen, at(2));
  EXPECT_EQ(seen[0].last_seen, at(9));
  EXPECT_EQ(seen[0].first_release, "a");
  EXPECT_EQ(seen[0].last_release, "c");
  EXPECT_EQ(seen[0].release_seen, at(5));
  EXPECT_EQ(seen[1].environment, "");
  EXPECT_EQ(seen[1].last_release, "z");
  EXPECT_EQ(seen[2].issue, IssueId{2});
  EXPECT_EQ(seen[2].first_release, "");
  EXPECT_EQ(seen[2].last_release, "");
}

}  // namespace
}  // namespace picket::consumer
