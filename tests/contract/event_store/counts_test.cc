// Counts by issue, by time and by both.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using namespace std::chrono_literals;

class EventStoreCounts : public EventStoreContract {};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreCounts, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

domain::EventRow row_of(std::int64_t issue, std::uint64_t id, std::int64_t seconds,
                        const char* user = "", bool handled = true) {
  auto row = make_row(id, seconds);
  row.issue = IssueId{issue};
  row.hash_id = HashId{issue};
  row.user = user;
  row.handled = handled;
  return row;
}

TEST_P(EventStoreCounts, CountsEventsAndDistinctUsersPerIssue) {
  append({row_of(1, 1, 10, "id:a"), row_of(1, 2, 20, "id:b"), row_of(1, 3, 30, "id:a"),
          row_of(1, 4, 40), row_of(2, 5, 50, "id:a"), row_of(3, 6, 60, "id:c")});
  const std::vector<IssueId> issues = {IssueId{4}, IssueId{2}, IssueId{1}, IssueId{2}};
  const auto counts = store().count_by_issue(all_of_project(), issues);
  ASSERT_EQ(counts->size(), 2U) << "issue 4 has none, issue 3 was not asked for";
  EXPECT_EQ(counts->at(0), (ports::IssueCount{IssueId{1}, 4, 2, false, kNoon + 10s, kNoon + 40s}));
  EXPECT_EQ(counts->at(1), (ports::IssueCount{IssueId{2}, 1, 1, false, kNoon + 50s, kNoon + 50s}));
}

TEST_P(EventStoreCounts, SaysWhetherTheNewestWasUnhandled) {
  append({row_of(1, 1, 0, "", false), row_of(1, 2, 1, "", true),  //
          row_of(2, 1, 0, "", true), row_of(2, 2, 1, "", false),
          // Equal times: the larger id is newer.
          row_of(3, 9, 5, "", false), row_of(3, 8, 5, "", true)});
  const std::vector<IssueId> issues = {IssueId{1}, IssueId{2}, IssueId{3}};
  const auto counts = store().count_by_issue(all_of_project(), issues);
  ASSERT_EQ(counts->size(), 3U);
  EXPECT_FALSE(counts->at(0).unhandled);
  EXPECT_TRUE(counts->at(1).unhandled);
  EXPECT_TRUE(counts->at(2).unhandled);

  auto earlier = all_of_project();
  earlier.end = kNoon + 1s;
  const auto before = store().count_by_issue(earlier, issues);
  ASSERT_EQ(before->size(), 2U);
  EXPECT_TRUE(before->at(0).unhandled);
  EXPECT_FALSE(before->at(1).unhandled);
}

TEST_P(EventStoreCounts, CountsOnlyWhatTheFilterLetsThrough) {
  auto staging = row_of(1, 1, 0, "id:a");
  staging.environment = "staging";
  auto foreign = row_of(1, 2, 0, "id:b");
  foreign.project = ProjectId{2};
  append({staging, foreign, row_of(1, 3, 5, "id:c")});
  const std::vector<IssueId> issues = {IssueId{1}};
  auto filter = all_of_project();
  EXPECT_EQ(store().count_by_issue(filter, issues)->at(0).events, 2);
  filter.environments = {"staging"};
  EXPECT_EQ(store().count_by_issue(filter, issues)->at(0).users, 1);
  EXPECT_EQ(store().count_by_issue(filter, issues)->at(0).events, 1);
  filter.issues = {IssueId{2}};
  EXPECT_TRUE(store().count_by_issue(filter, issues)->empty());
  EXPECT_TRUE(store().count_by_issue(ports::EventFilter{}, issues)->empty());
}

TEST_P(EventStoreCounts, FillsEmptyBuckets) {
  append({row_of(1, 1, 0), row_of(1, 2, 59), row_of(1, 3, 60), row_of(1, 4, 239), row_of(1, 5, 240),
          row_of(1, 6, -1)});
  auto filter = all_of_project();
  filter.start = kNoon;
  filter.end = kNoon + 240s;
  const auto buckets = store().count_by_time(filter, 1min);
  const std::vector<ports::BucketCount> want = {
      {kNoon, 2}, {kNoon + 60s, 1}, {kNoon + 120s, 0}, {kNoon + 180s, 1}};
  EXPECT_EQ(*buckets, want);

  filter.end = kNoon + 61s;  // A last bucket that is not whole.
  const auto cut = store().count_by_time(filter, 1min);
  EXPECT_EQ(*cut, (std::vector<ports::BucketCount>{{kNoon, 2}, {kNoon + 60s, 1}}));

  filter.projects.clear();
  EXPECT_EQ(*store().count_by_time(filter, 1min),
            (std::vector<ports::BucketCount>{{kNoon, 0}, {kNoon + 60s, 0}}));
  filter.end = filter.start;
  EXPECT_TRUE(store().count_by_time(filter, 1min)->empty());
}

TEST_P(EventStoreCounts, SplitsBucketsByIssue) {
  append({row_of(1, 1, 0), row_of(2, 2, 61), row_of(1, 3, 62), row_of(2, 4, 63), row_of(3, 5, 0)});
  auto filter = all_of_project();
  filter.start = kNoon;
  filter.end = kNoon + 180s;
  const std::vector<IssueId> issues = {IssueId{2}, IssueId{9}, IssueId{1}};
  const auto series = store().count_by_issue_and_time(filter, issues, 1min);
  const std::vector<ports::IssueSeries> want = {{IssueId{1}, {1, 1, 0}}, {IssueId{2}, {0, 2, 0}}};
  EXPECT_EQ(*series, want);
  EXPECT_TRUE(store().count_by_issue_and_time(filter, {}, 1min)->empty());
}

TEST_P(EventStoreCounts, SplitsBucketsByProject) {
  auto second = row_of(1, 2, 61);
  second.project = ProjectId{2};
  auto third = row_of(1, 3, 62);
  third.project = ProjectId{3};
  auto unseen = row_of(1, 4, 63);
  unseen.project = ProjectId{4};
  append({row_of(1, 1, 0), second, third, unseen, row_of(1, 5, 179), row_of(1, 6, 180)});
  auto filter = all_of_project();
  filter.projects = {ProjectId{1}, ProjectId{2}, ProjectId{3}, ProjectId{9}};
  filter.start = kNoon;
  filter.end = kNoon + 180s;
  const std::vector<ProjectId> projects = {ProjectId{4}, ProjectId{2}, ProjectId{9}, ProjectId{1}};
  const auto series = store().count_by_project_and_time(filter, projects, 1min);
  const std::vector<ports::ProjectSeries> want = {{ProjectId{1}, {1, 0, 1}},
                                                  {ProjectId{2}, {0, 1, 0}}};
  EXPECT_EQ(*series, want) << "3 was not asked for, 4 may not be seen";
  EXPECT_TRUE(store().count_by_project_and_time(filter, {}, 1min)->empty());
  filter.end = kNoon + 5001s;
  const auto refused = store().count_by_project_and_time(filter, std::span(projects).first(2), 1s);
  ASSERT_FALSE(refused) << "projects times buckets";
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
}

TEST_P(EventStoreCounts, CountsEventsAndDistinctUsers) {
  append({row_of(1, 1, 10, "id:a"), row_of(2, 2, 20, "id:b"), row_of(1, 3, 30, "id:a"),
          row_of(1, 4, 40)});
  EXPECT_EQ(*store().count(all_of_project()), (ports::EventCount{4, 2}));
  auto filter = all_of_project();
  filter.issues = {IssueId{1}};
  EXPECT_EQ(*store().count(filter), (ports::EventCount{3, 1}));
  filter.start = kNoon + 40s;
  EXPECT_EQ(*store().count(filter), (ports::EventCount{1, 0}));
  EXPECT_EQ(*store().count(ports::EventFilter{}), (ports::EventCount{0, 0}));
}

TEST_P(EventStoreCounts, ListsEnvironmentsLastSeenFirst) {
  std::vector<domain::EventRow> rows;
  const auto add = [&rows](std::int64_t seconds, const char* environment) {
    rows.push_back(row_of(1, rows.size(), seconds));
    rows.back().environment = environment;
  };
  add(10, "production");
  add(50, "production");
  add(30, "it's \"quoted\"");
  add(20, "");
  add(30, "dev");
  rows.push_back(row_of(1, 9, 60));
  rows.back().project = ProjectId{2};
  append(rows);
  const std::vector<ports::SeenEnvironment> want = {{"production", kNoon + 50s},
                                                    {"dev", kNoon + 30s},
                                                    {"it's \"quoted\"", kNoon + 30s},
                                                    {"", kNoon + 20s}};
  EXPECT_EQ(*store().environments(all_of_project()), want);
  EXPECT_TRUE(store().environments(ports::EventFilter{})->empty());
}

TEST_P(EventStoreCounts, OfTooManyEnvironmentsTheNewestAreListed) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t i = 0; i < ports::EventStore::kMaxEnvironments + 10; ++i) {
    rows.push_back(row_of(1, i, static_cast<std::int64_t>(i)));
    rows.back().environment = "e" + std::to_string(i);
  }
  append(rows);
  const auto seen = store().environments(all_of_project());
  ASSERT_EQ(seen->size(), ports::EventStore::kMaxEnvironments);
  EXPECT_EQ(seen->front().name, rows.back().environment);
  EXPECT_EQ(seen->back().name, "e10");
}

TEST_P(EventStoreCounts, RefusesBucketsThatAreTooManyOrMeaningless) {
  const auto refused = [this](const ports::EventFilter& filter, Duration width,
                              std::size_t issues) {
    const std::vector<IssueId> asked(issues, IssueId{1});
    const auto series = store().count_by_issue_and_time(filter, asked, width);
    const bool refused_series = !series && series.error().kind == ErrorKind::invalid_argument;
    if (issues == 1) {
      const auto buckets = store().count_by_time(filter, width);
      EXPECT_EQ(!buckets && buckets.error().kind == ErrorKind::invalid_argument, refused_series);
    }
    return refused_series;
  };
  auto filter = all_of_project();
  filter.start = kNoon;
  EXPECT_TRUE(refused(filter, 1min, 1)) << "no end";
  filter.end = kNoon + 10'000s;
  EXPECT_FALSE(refused(filter, 1s, 1));
  EXPECT_TRUE(refused(filter, Duration(999'999), 1)) << "one too many";
  EXPECT_TRUE(refused(filter, 1s, 2)) << "two issues";
  EXPECT_TRUE(refused(filter, Duration(0), 1));
  EXPECT_TRUE(refused(filter, Duration(-1), 1));
  filter.start.reset();
  EXPECT_TRUE(refused(filter, 1min, 1)) << "no start";
}

}  // namespace
}  // namespace picket::contract
