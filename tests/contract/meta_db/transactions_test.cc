// Units of work: commit, rollback, views, the single writer.
#include <atomic>
#include <thread>

#include "adapters.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"

namespace picket::contract {
namespace {

INSTANTIATE_TEST_SUITE_P(Adapters, MetaDbContract, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

Deadline soon() {
  return Deadline::in(std::chrono::milliseconds(20));
}

TEST_P(MetaDbContract, CommitMakesChangesVisible) {
  const auto tx = write();
  const OrgId id = org(*tx);
  ASSERT_TRUE(tx->commit());
  const auto orgs = read()->organizations().list_orgs();
  ASSERT_EQ(orgs->size(), 1U);
  EXPECT_EQ(orgs->front().id, id);
}

TEST_P(MetaDbContract, DestructionWithoutCommitRollsBack) {
  org(*write());
  EXPECT_TRUE(read()->organizations().list_orgs()->empty());
  org(*write());  // And the writer is free again.
}

TEST_P(MetaDbContract, AWriterSeesItsOwnChanges) {
  const auto tx = write();
  org(*tx);
  EXPECT_EQ(tx->organizations().list_orgs()->size(), 1U);
}

TEST_P(MetaDbContract, CommitFreesTheWriterBeforeTheTransactionIsDestroyed) {
  const auto first = write();
  org(*first);
  ASSERT_TRUE(first->commit());
  EXPECT_TRUE(db_->begin_write(soon()));
}

TEST_P(MetaDbContract, ReadTransactionsRefuseWrites) {
  const auto tx = read();
  const auto refused = tx->organizations().create_org({{}, "acme", "Acme", clock_.now()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(refused.error().code, "read_only_transaction");
  EXPECT_TRUE(tx->commit());
}

TEST_P(MetaDbContract, ASecondWriterGivesUpAtItsDeadline) {
  const auto first = write();
  const auto second = db_->begin_write(soon());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(second.error().code, "locked");
}

TEST_P(MetaDbContract, AfterAFailureTheTransactionIsDead) {
  {
    const auto tx = write();
    org(*tx);
    const auto twice = tx->organizations().create_org({{}, "acme", "Acme", clock_.now()});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::conflict);
    const auto later = tx->organizations().create_org({{}, "other", "Other", clock_.now()});
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, twice.error().code);
    const auto committed = tx->commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().kind, ErrorKind::conflict);
  }
  EXPECT_TRUE(read()->organizations().list_orgs()->empty());
  EXPECT_TRUE(write()->organizations().create_org({{}, "acme", "Acme", clock_.now()}));
}

TEST_P(MetaDbContract, SeveralReadersAtOnceOnOneThread) {
  committed_project();
  const auto first = read();
  const auto second = read();
  EXPECT_EQ(first->projects().list()->size(), 1U);
  EXPECT_EQ(second->projects().list()->size(), 1U);
}

// Every transaction moves both the counter of the project and its issue: a reader that saw one
// without the other, or a change between two of its reads, had no consistent view.
TEST_P(MetaDbContract, ThreadsReadConsistentViewsWhileOneWrites) {
  constexpr int kWrites = 200;
  const ProjectId project = committed_project();
  IssueId issue;
  {
    const auto tx = write();
    issue = *tx->issues().create(project, {}, kStart, domain::Priority::high);
    ASSERT_TRUE(tx->commit());
  }
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  std::atomic<int> failed = 0;
  const auto reader = [&] {
    while (!done) {
      const auto tx = db_->begin_read();
      if (!tx) {
        ++failed;
        continue;
      }
      const auto first = (*tx)->issues().get(issue);
      const auto totals = (*tx)->outcomes().totals();
      const auto again = (*tx)->issues().get(issue);
      if (!first || !totals || !again) {
        ++failed;
        continue;
      }
      if ((*first)->times_seen != totals->issue_events) ++torn;
      if ((*first)->times_seen != (*again)->times_seen) ++torn;
    }
  };
  std::thread one(reader);
  std::thread two(reader);
  int written = 0;
  for (int i = 0; i < kWrites; ++i) {
    const auto tx = db_->begin_write(Deadline::in(std::chrono::seconds(30)));
    if (!tx) continue;
    if ((*tx)->issues().apply({issue, 1, kStart, kStart, {}}) && (*tx)->commit()) ++written;
  }
  done = true;
  one.join();
  two.join();
  EXPECT_EQ(written, kWrites);
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(read()->issues().get(issue).value()->times_seen, kWrites);
}

TEST_P(MetaDbContract, ThreadsThatWriteTakeTurns) {
  constexpr int kEach = 100;
  const ProjectId project = committed_project();
  std::atomic<int> failed = 0;
  const auto writer = [&] {
    for (int i = 0; i < kEach; ++i) {
      const auto tx = db_->begin_write(Deadline::in(std::chrono::seconds(30)));
      if (!tx || !(*tx)->issues().create(project, {}, kStart, domain::Priority::low) ||
          !(*tx)->commit()) {
        ++failed;
      }
    }
  };
  std::thread one(writer);
  std::thread two(writer);
  one.join();
  two.join();
  EXPECT_EQ(failed, 0);
  // Every short number once, without gaps.
  for (int number = 1; number <= 2 * kEach; ++number) {
    EXPECT_TRUE(read()->issues().get_by_number(project, number).value()) << number;
  }
}

}  // namespace
}  // namespace picket::contract
