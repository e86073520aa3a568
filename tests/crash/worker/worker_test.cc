#include "roles/worker/worker.h"

#include <atomic>

#include "adapters/faulty/event_store.h"
#include "world.h"

namespace picket::crash {
namespace {

using std::chrono::seconds;

class WorkerTest : public testing::Test {
 protected:
  /// Waits until retention has run: its counter is what the worker writes last.
  void wait_for_expired(std::int64_t events) {
    const Deadline deadline = Deadline::in(seconds(60));
    while (world_.events.totals()->expired < events && !deadline.over()) std::this_thread::yield();
    EXPECT_EQ(world_.events.totals()->expired, events);
  }

  World world_;
  obs::Registry registry_;
};

TEST_F(WorkerTest, DropsWhatIsOldSoonAfterStartAndStops) {
  world_.add_events(3, 31);
  world_.add_events(4, 1);
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry_, {});
  worker.start();
  wait_for_expired(3);
  EXPECT_TRUE(worker.stop(Deadline::in(seconds(60))));
  world_.expect_ledger(7);
  EXPECT_EQ(*world_.tasks->unfinished("retention"), 1);
}

TEST_F(WorkerTest, KeepsAsManyDaysAsItIsTold) {
  world_.add_events(3, 31);
  world_.add_events(4, 3);
  world_.add_events(2, 0);
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry_,
                        {std::chrono::days(2), 1});
  worker.start();
  wait_for_expired(7);
}

TEST_F(WorkerTest, ErasesDeletedIssuesAndKeepsTheLedger) {
  world_.add_events(3, 1);
  std::vector<IssueId> deleted;
  {
    const auto tx = *world_.meta->begin_write(Deadline::never());
    for (int i = 0; i < 45; ++i) {
      deleted.push_back(*tx->issues().create(ProjectId{1}, {}, kNow, domain::Priority::low));
      ASSERT_TRUE(tx->issues().begin_deletion(deleted.back()));
    }
    ASSERT_TRUE(tx->commit());
  }
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry_, {});
  worker.start();
  const auto left = [&] { return (*world_.meta->begin_read())->issues().in_deletion(1)->size(); };
  const Deadline deadline = Deadline::in(seconds(60));
  while (left() > 0 && !deadline.over()) std::this_thread::yield();
  EXPECT_TRUE(worker.stop(Deadline::in(seconds(60))));
  const auto tx = *world_.meta->begin_read();
  for (const IssueId issue : deleted) EXPECT_FALSE(*tx->issues().get(issue));
  EXPECT_TRUE(*tx->issues().get(world_.issue)) << "the others stay";
  world_.expect_ledger(3);
}

TEST_F(WorkerTest, ErasesDeletedProjectsWithTheirEvents) {
  world_.add_events(3, 1);
  ProjectId kept;
  {
    const auto tx = *world_.meta->begin_write(Deadline::never());
    domain::ProjectConfig config;
    config.org = tx->organizations().list_orgs()->front().id;
    config.slug = "kept";
    kept = *tx->projects().create(config, "Kept", kNow);
    for (int i = 0; i < 45; ++i)
      ASSERT_TRUE(tx->issues().create(ProjectId{1}, {}, kNow, domain::Priority::low));
    ASSERT_TRUE(tx->issues().create(kept, {}, kNow, domain::Priority::low));
    ASSERT_TRUE(tx->projects().remove(ProjectId{1}));
    ASSERT_TRUE(tx->commit());
  }
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry_, {});
  worker.start();
  const auto left = [&] {
    return (*world_.meta->begin_read())->projects().projects_in_deletion(1)->size();
  };
  const Deadline deadline = Deadline::in(seconds(60));
  while (left() > 0 && !deadline.over()) std::this_thread::yield();
  EXPECT_TRUE(worker.stop(Deadline::in(seconds(60))));
  EXPECT_EQ(left(), 0U);
  EXPECT_EQ(world_.events.totals()->rows, 0);
  EXPECT_EQ(world_.events.totals()->expired, 3);
  world_.expect_ledger(3);
  ports::IssueQuery query;
  query.projects = {ProjectId{1}, kept};
  EXPECT_EQ(*(*world_.meta->begin_read())->issues().count(query), 1);
}

/// Has something to sum up, twice.
class SummingEvents final : public adapters::FaultyEventStore {
 public:
  using FaultyEventStore::FaultyEventStore;
  Result<bool> sum_up(Timestamp now) override {
    EXPECT_EQ(now, kNow);
    return ++calls < 3;
  }

  std::atomic<int> calls = 0;
};

TEST_F(WorkerTest, HasTheEventStoreSumUpWhatThereIs) {
  adapters::FaultPlan plan(1);
  SummingEvents events(world_.events, plan);
  const ports::Stores stores{world_.log, events, world_.blobs, *world_.meta, *world_.tasks};
  worker::Worker worker(stores, world_.clock, obs::null_logger(), registry_, {});
  worker.start();
  const Deadline deadline = Deadline::in(seconds(60));
  while (events.calls < 3 && !deadline.over()) std::this_thread::yield();
  EXPECT_TRUE(worker.stop(Deadline::in(seconds(60))));
  EXPECT_EQ(events.calls, 3);
}

TEST_F(WorkerTest, StopsWithoutHavingBeenStarted) {
  worker::Worker worker(world_.stores(), world_.clock, obs::null_logger(), registry_, {});
  EXPECT_TRUE(worker.stop(Deadline::now()));
}

}  // namespace
}  // namespace picket::crash
