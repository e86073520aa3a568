// What events showed of releases and of issues.
#include "ports/release_sightings.h"

#include <chrono>

#include "adapters.h"
#include "ports/issues.h"
#include "ports/releases.h"

namespace picket::contract {
namespace {

using ports::ReleaseSightings;
using std::chrono::days;

class ReleaseSightingContract : public MetaDbContract {
 protected:
  ReleaseSightingContract() : tx_(write()), shop_(project(*tx_, "shop")) {}
  ~ReleaseSightingContract() override { tx_.reset(); }

  ports::ReleaseRepository& releases() { return tx_->releases(); }

  ports::ReleaseSighting seen(const std::string& version, Timestamp at,
                              const std::string& environment = "production") {
    return {shop_, version, environment, 1, at, at, 0};
  }
  std::vector<ports::NewRelease> note(const ports::ReleaseSighting& one) {
    return *releases().note({&one, 1});
  }
  ports::ReleaseInProject known(const std::string& version,
                                std::span<const std::string> environments = {}) {
    const auto release = *releases().find(org(*tx_), version);
    if (!release) return {};
    return releases().in_projects({&release->id, 1}, {&shop_, 1}, environments)->front();
  }
  IssueId issue() { return *tx_->issues().create(shop_, {}, kStart, domain::Priority::medium); }
  std::vector<ports::IssueEnvironment> environments(IssueId issue) {
    return *releases().issue_environments({&issue, 1});
  }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId shop_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, ReleaseSightingContract, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(ReleaseSightingContract, AReleaseIsNewOnceInEachProject) {
  const ProjectId web = project(*tx_, "web");
  ports::ReleaseSighting elsewhere = seen("1", kStart + days(2));
  elsewhere.project = web;
  const ports::ReleaseSighting batch[] = {seen("1", kStart), seen("2", kStart + days(1)),
                                          seen("1", kStart, "staging"), elsewhere};
  EXPECT_EQ(
      *releases().note(batch),
      (std::vector<ports::NewRelease>{
          {shop_, "1", kStart}, {shop_, "2", kStart + days(1)}, {web, "1", kStart + days(2)}}));
  EXPECT_TRUE(releases().note(batch)->empty());
  const auto release = *releases().find(org(*tx_), "1");
  ASSERT_TRUE(release);
  EXPECT_EQ(release->added, kStart);
  EXPECT_FALSE(release->released);
  EXPECT_FALSE(release->announced);
  EXPECT_EQ(known("1").events, 4);
}

TEST_P(ReleaseSightingContract, EventsAndNewIssuesAddUp) {
  ports::ReleaseSighting one = seen("1", kStart + days(5));
  one.events = 10;
  one.new_issues = 2;
  note(one);
  one.first_event = kStart + days(1);
  one.last_event = kStart + days(4);
  note(one);
  EXPECT_EQ(known("1").events, 20);
  EXPECT_EQ(known("1").new_issues, 4);
  EXPECT_EQ(known("1").first_event, kStart + days(1));
  EXPECT_EQ(known("1").last_event, kStart + days(5));
  one.last_event = kStart + days(6);
  one.environment = "";
  note(one);
  EXPECT_EQ(known("1").last_event, kStart + days(6));
  EXPECT_EQ(known("1").new_issues, 6);
  const std::string none[] = {""};
  EXPECT_EQ(known("1", none).events, 10);
}

TEST_P(ReleaseSightingContract, AnAnnouncedReleaseIsTheSame) {
  ports::Release made;
  made.org = org(*tx_);
  made.version = "1";
  made.added = kStart - days(1);
  made.announced = true;
  made.id = *releases().create(made);
  EXPECT_EQ(note(seen("1", kStart)).size(), 1U) << "the project did not have it";
  EXPECT_EQ(**releases().find(made.org, "1"), made);
}

TEST_P(ReleaseSightingContract, TooManyEnvironmentsCountUnderNone) {
  for (std::int64_t i = 0; i < ReleaseSightings::kMaxEnvironments + 3; ++i) {
    note(seen("1", kStart, "e" + std::to_string(i)));
  }
  const std::string none[] = {""};
  EXPECT_EQ(known("1").events, ReleaseSightings::kMaxEnvironments + 3);
  EXPECT_EQ(known("1", none).events, 3);
}

TEST_P(ReleaseSightingContract, TooManyReleasesTakeThePlaceOfIdleOnes) {
  std::vector<ports::ReleaseSighting> batch;
  const auto version = [](std::int64_t i) { return "v" + std::to_string(i); };
  for (std::int64_t i = 0; i < ReleaseSightings::kMaxReleases; ++i) {
    batch.push_back(seen(version(i), kStart));
  }
  ASSERT_EQ(releases().note(batch)->size(), batch.size());
  EXPECT_TRUE(note(seen("flood", kStart + ReleaseSightings::kIdle)).empty());
  EXPECT_FALSE(*releases().find(org(*tx_), "flood"));

  ports::Release announced = **releases().find(org(*tx_), version(0));
  announced.announced = true;
  ASSERT_TRUE(releases().update(announced));
  const Timestamp later = kStart + ReleaseSightings::kIdle + std::chrono::seconds(1);
  note(seen(version(1), later));
  EXPECT_EQ(note(seen("new", later)).size(), 1U);
  EXPECT_TRUE(*releases().find(org(*tx_), version(0))) << "people announced it";
  EXPECT_TRUE(*releases().find(org(*tx_), version(1))) << "it is in use";
  EXPECT_FALSE(*releases().find(org(*tx_), version(2)));
  EXPECT_TRUE(*releases().find(org(*tx_), version(3)));

  const std::int64_t id = *releases().create({.org = org(*tx_), .version = "by hand"});
  const auto full = releases().add_project(id, shop_, kStart);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, "too_many_releases");
  EXPECT_TRUE(*releases().add_project(id, shop_, later));
  EXPECT_FALSE(*releases().find(org(*tx_), version(3)));
}

TEST_P(ReleaseSightingContract, AnIssueKnowsItsFirstAndLastReleasePerEnvironment) {
  const IssueId one = issue();
  const auto note = [&](const ports::IssueSighting& sighting) {
    ASSERT_TRUE(releases().note_issues({&sighting, 1}));
  };
  note({one, "prod", kStart + days(2), kStart + days(3), "1", "2", kStart + days(3)});
  note({one, "prod", kStart + days(1), kStart + days(9), "0", "", {}});
  const ports::IssueEnvironment after{one, "prod", kStart + days(1), kStart + days(9),
                                      "1", "2",    kStart + days(3)};
  EXPECT_EQ(environments(one), std::vector{after}) << "its first release is set once";
  note({one, "prod", kStart + days(2), kStart + days(2), "old", "old", kStart + days(2)});
  EXPECT_EQ(environments(one), std::vector{after}) << "a late event";
  note({one, "prod", kStart + days(3), kStart + days(3), "same", "same", kStart + days(3)});
  EXPECT_EQ(environments(one).front().last_release, "same") << "of equal times the later noted";
  note({one, "", kStart, kStart, "", "", {}});
  ASSERT_EQ(environments(one).size(), 2U);
  EXPECT_EQ(environments(one).front(),
            (ports::IssueEnvironment{one, "", kStart, kStart, "", "", Timestamp{}}));
  EXPECT_TRUE(environments(issue()).empty());
}

TEST_P(ReleaseSightingContract, TooManyEnvironmentsOfAnIssueAreNone) {
  const IssueId one = issue();
  for (std::int64_t i = 0; i < ReleaseSightings::kMaxEnvironments + 3; ++i) {
    const Timestamp at = kStart + days(i);
    const ports::IssueSighting sighting{one, "e" + std::to_string(i), at, at, "", "", {}};
    ASSERT_TRUE(releases().note_issues({&sighting, 1}));
  }
  const auto found = environments(one);
  ASSERT_EQ(found.size(), static_cast<std::size_t>(ReleaseSightings::kMaxEnvironments) + 1);
  EXPECT_EQ(found.front().environment, "");
  EXPECT_EQ(found.front().last_seen, kStart + days(ReleaseSightings::kMaxEnvironments + 2));
}

TEST_P(ReleaseSightingContract, EnvironmentsGoWithTheIssue) {
  const IssueId one = issue();
  const ports::IssueSighting sighting{one, "prod", kStart, kStart, "", "", {}};
  ASSERT_TRUE(releases().note_issues({&sighting, 1}));
  ASSERT_TRUE(tx_->issues().begin_deletion(one));
  ASSERT_TRUE(tx_->issues().erase(one));
  EXPECT_TRUE(environments(one).empty());
}

TEST_P(ReleaseSightingContract, AnIssueThatIsNotThereIsRefused) {
  const ports::IssueSighting sighting{IssueId{99}, "prod", kStart, kStart, "", "", {}};
  EXPECT_EQ(releases().note_issues({&sighting, 1}).error().kind, ErrorKind::conflict);
}

TEST_P(ReleaseSightingContract, ReleasesGoWithADeletedProject) {
  const ProjectId web = project(*tx_, "web");
  ports::ReleaseSighting shared = seen("both", kStart);
  for (const char* version : {"1", "2", "3"}) note(seen(version, kStart));
  note(shared);
  shared.project = web;
  note(shared);
  ASSERT_TRUE(tx_->projects().remove(shop_));
  ASSERT_TRUE(tx_->projects().finish_deletion(shop_));
  const auto waiting = [&] { return tx_->projects().projects_in_deletion(10)->size(); };
  EXPECT_EQ(waiting(), 1U);
  std::int64_t steps = 0;
  while (*releases().erase_project(shop_, 2) > 0) ++steps;
  EXPECT_GE(steps, 2);
  EXPECT_EQ(waiting(), 0U);
  EXPECT_FALSE(*releases().find(org(*tx_), "1"));
  EXPECT_FALSE(*releases().find_in_project(shop_, "both"));
  EXPECT_TRUE(*releases().find_in_project(web, "both"));
}

}  // namespace
}  // namespace picket::contract
