// Where the events of merged and unmerged issues belong, as the event store is told.
#include "roles/worker/override_mirror.h"

#include <string>
#include <vector>

#include "adapters/faulty/event_store.h"
#include "codec/zstd.h"
#include "domain/issue/merge.h"
#include "roles/worker/worker.h"
#include "world.h"

namespace picket::crash {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class Overrides : public testing::Test {
 protected:
  Overrides() : a_(add('a')), b_(add('b')) {}

  ports::MetaDb& meta() { return *world_.meta; }
  IssueId add(char letter) {
    const auto tx = *meta().begin_write(Deadline::never());
    domain::IssueFacts facts;
    facts.title = std::string("issue ") + letter;
    const IssueId issue = *tx->issues().create(ProjectId{1}, facts, kNow, domain::Priority::low);
    EXPECT_TRUE(tx->issues().assign_hashes(ProjectId{1}, std::vector{hash(letter)}, issue));
    EXPECT_TRUE(tx->commit());
    return issue;
  }
  static std::string hash(char letter) { return std::string(32, letter); }
  HashId id_of(char letter) {
    const auto tx = *meta().begin_read();
    return (*tx->issues().find_hashes(ProjectId{1}, std::vector{hash(letter)}))[0].id;
  }
  /// Counted at the issue that the hash leads to, and stored.
  void see(char letter, int count, Timestamp at, std::string_view payload = {}) {
    const auto tx = *meta().begin_write(Deadline::never());
    const auto row_of = (*tx->issues().find_hashes(ProjectId{1}, std::vector{hash(letter)}))[0];
    EXPECT_TRUE(tx->issues().apply({row_of.issue, count, at, at, {}}));
    const std::vector<protocol::OutcomeCount> counts = {{OrgId{1}, ProjectId{1}, KeyId{1}, at,
                                                         protocol::Category::error,
                                                         protocol::Outcome::accepted, "", count}};
    EXPECT_TRUE(tx->outcomes().add(counts));
    EXPECT_TRUE(tx->commit());
    std::vector<domain::EventRow> rows(static_cast<std::size_t>(count));
    for (domain::EventRow& row : rows) {
      row.project = ProjectId{1};
      row.event_id = EventId::random();
      row.issue = row_of.issue;
      row.hash_id = row_of.id;
      row.timestamp = row.received = at;
      row.title = std::string("Error ") + letter;
      row.release = "shop@" + std::to_string((at - kNow) / hours(1));
      row.level = domain::Level::fatal;
      if (payload.empty()) continue;
      std::string packed;
      codec::zstd_compress(payload, packed);
      row.payload = world_.blobs.put(at, std::vector<std::string_view>{packed})->at(0);
    }
    world_.next += count;
    EXPECT_TRUE(world_.events.append(kFrom, world_.next, rows));
  }
  void merge() {
    const auto tx = *meta().begin_write(Deadline::never());
    const std::vector<domain::Issue> issues = {**tx->issues().get(a_), **tx->issues().get(b_)};
    ASSERT_TRUE(tx->issues().merge(*domain::plan_merge(issues)));
    ASSERT_TRUE(tx->commit());
  }
  IssueId split(char letter) {
    const auto tx = *meta().begin_write(Deadline::never());
    const auto row = (*tx->issues().find_hashes(ProjectId{1}, std::vector{hash(letter)}))[0];
    const IssueId target = *tx->issues().create(ProjectId{1}, {}, kNow, domain::Priority::low);
    EXPECT_TRUE(tx->issues().split(row.issue, target, std::vector{row.id}));
    EXPECT_TRUE(tx->commit());
    return target;
  }
  domain::Issue seen(IssueId issue) { return **(*meta().begin_read())->issues().get(issue); }
  std::int64_t stored(IssueId issue) {
    ports::EventFilter filter;
    filter.projects = {ProjectId{1}};
    filter.issues = {issue};
    return world_.events.count(filter)->events;
  }

  World world_;
  IssueId a_;
  IssueId b_;
  obs::Registry registry_;
  worker::MirrorTelemetry telemetry_{registry_, obs::null_logger()};
  worker::OverrideMirror mirror_{world_.stores(), telemetry_};
};

TEST_F(Overrides, TheEventsOfAMergedIssueAreTheParents) {
  see('a', 3, kNow);
  see('b', 2, kNow);
  ASSERT_TRUE(mirror_.look());
  EXPECT_EQ(stored(a_), 3);
  merge();
  EXPECT_EQ(stored(a_), 3) << "the store was not told yet";
  ASSERT_TRUE(mirror_.look());
  EXPECT_EQ(stored(a_), 5);
  EXPECT_EQ(stored(b_), 0);
  world_.expect_ledger(5);
}

TEST_F(Overrides, AreToldAgainAfterAStartOnlyOrWhenTheyMoved) {
  see('a', 3, kNow);
  see('b', 2, kNow);
  merge();
  ASSERT_TRUE(mirror_.look());
  ASSERT_TRUE(world_.events.set_overrides({}));
  ASSERT_TRUE(mirror_.look());
  EXPECT_EQ(stored(a_), 3) << "nothing moved: nobody writes";
  worker::OverrideMirror next(world_.stores(), telemetry_);
  ASSERT_TRUE(next.look());
  EXPECT_EQ(stored(a_), 5);
}

TEST_F(Overrides, WhatFailedIsTriedAgain) {
  see('a', 3, kNow);
  see('b', 2, kNow);
  adapters::FaultPlan plan{1};
  adapters::FaultyEventStore events(world_.events, plan);
  worker::OverrideMirror mirror({world_.log, events, world_.blobs, meta(), *world_.tasks},
                                telemetry_);
  merge();
  plan.script({adapters::Fault::fail_before});
  EXPECT_FALSE(mirror.look());
  ASSERT_TRUE(mirror.look());
  EXPECT_EQ(stored(a_), 5);
}

TEST_F(Overrides, AnIssueThatLeftTakesItsEventsAlong) {
  see('a', 4, kNow - hours(3));
  see('b', 2, kNow - hours(9));
  see('b', 1, kNow - hours(1),
      R"({"type":"error","logger":"pay","exception":{"values":[{"type":"E","value":"no"}]}})");
  merge();
  EXPECT_EQ(seen(a_).times_seen, 7);
  EXPECT_EQ(seen(a_).last_seen, kNow);
  const IssueId target = split('b');
  see('b', 1, kNow);  // It counts this one itself.
  ASSERT_TRUE(mirror_.look());
  EXPECT_EQ(seen(a_).times_seen, 4);
  EXPECT_EQ(seen(a_).last_seen, kNow - hours(3));
  const domain::Issue left = seen(target);
  EXPECT_EQ(left.times_seen, 4);
  EXPECT_EQ(left.first_seen, kNow - hours(9));
  EXPECT_EQ(left.last_seen, kNow);
  EXPECT_EQ(left.facts.title, "Error b");
  EXPECT_EQ(left.facts.release, "shop@-9") << "of its first event";
  EXPECT_EQ(left.facts.level, domain::Level::fatal);
  EXPECT_EQ(stored(target), 4);
  EXPECT_EQ(stored(a_), 4);
  world_.expect_ledger(8);
  ASSERT_TRUE(mirror_.look());
  EXPECT_EQ(seen(target).times_seen, 4) << "once";
}

TEST_F(Overrides, ANewIssueSaysWhatItsNewestEventSays) {
  see('a', 4, kNow - hours(3));
  see('b', 1, kNow - hours(1),
      R"({"type":"error","logger":"pay","exception":{"values":[{"type":"E","value":"no"}]}})");
  merge();
  const IssueId target = split('b');
  ASSERT_TRUE(mirror_.look());
  const domain::IssueFacts facts = seen(target).facts;
  EXPECT_EQ(facts.logger, "pay");
  EXPECT_EQ(facts.metadata_json, R"({"value":"no","type":"E"})");
}

TEST_F(Overrides, TheWorkerTellsTheStoreSoon) {
  see('a', 3, kNow);
  see('b', 2, kNow);
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry_, {});
  worker.start();
  merge();
  const Deadline deadline = Deadline::in(seconds(60));
  while (stored(a_) < 5 && !deadline.over()) std::this_thread::yield();
  EXPECT_EQ(stored(a_), 5);
  EXPECT_TRUE(worker.stop(Deadline::in(seconds(60))));
}

}  // namespace
}  // namespace picket::crash
