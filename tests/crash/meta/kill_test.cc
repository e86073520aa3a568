// SIGKILL at random moments and at fault points, again and again on one database.
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "base/fault_point.h"
#include "base/random.h"
#include "child.h"
#include "history.h"

namespace picket::crash {
namespace {

/// Large enough that SQLite checkpoints every few transactions, so that it dies in some.
constexpr std::size_t kMostBytes = 400'000;
/// Every so many transactions the housekeeping of the worker, which checkpoints too.
constexpr std::int64_t kMaintained = 7;

/// The life of a child: transactions from `number` on, each said once it was answered.
void commit_from(const Database& database, std::int64_t number, const std::string& faults,
                 int pipe) {
  const auto db = database.open();
  if (!db || !arm_fault_points(faults)) Child::give_up();
  for (;; ++number) {
    if (!commit_numbered(**db, number, kMostBytes)) Child::give_up();
    Child::say(pipe, {number, database.wal_bytes()});
    if (number % kMaintained == 0 && !(*db)->maintain(Deadline::never())) Child::give_up();
  }
}

class MetaKill : public testing::Test {
 protected:
  MetaKill() { database_.migrate(); }

  Database database_;
};

TEST_F(MetaKill, AtRandomMomentsEveryAnsweredCommitIsThereAndNoneIsHalf) {
  constexpr int kRounds = 20;
  const std::uint64_t seed = random_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  SeededRandom random(seed);
  std::int64_t last = 0;
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    Child writer([&](int pipe) { commit_from(database_, last + 1, "", pipe); });
    std::int64_t answered = last;
    for (std::uint64_t left = random.below(30); left > 0; --left) {
      const auto next = writer.next();
      ASSERT_TRUE(next) << "the child gave up";
      answered = next->number;
    }
    // The child works meanwhile: this is the random moment.
    std::this_thread::sleep_for(std::chrono::microseconds(random.below(5000)));
    writer.kill();
    ASSERT_TRUE(writer.was_killed()) << "the child gave up";
    while (const auto next = writer.next()) answered = next->number;

    last = database_.committed();
    EXPECT_GE(last, answered) << "an answered commit is gone";
    EXPECT_LE(last, answered + 1) << "more than the one that was under way";
  }
  EXPECT_GT(last, kRounds) << "too few commits to prove anything";
}

/// Dies at the passages of `point`; `kept` of the transaction that dies there are there afterwards.
void die_at(const Database& database, const std::string& point, std::int64_t kept) {
  std::int64_t last = 0;
  for (const std::int64_t passage : {1, 2, 5, 23}) {
    SCOPED_TRACE(point + "=kill@" + std::to_string(passage));
    Child writer([&](int pipe) {
      commit_from(database, last + 1, point + "=kill@" + std::to_string(passage), pipe);
    });
    std::int64_t answered = last;
    while (const auto next = writer.next()) answered = next->number;
    ASSERT_TRUE(writer.was_killed()) << "the child gave up";
    EXPECT_EQ(answered, last + passage - 1);
    last = database.committed();
    ASSERT_EQ(last, answered + kept);
  }
}

TEST_F(MetaKill, BeforeItsCommitATransactionIsNotThere) {
  die_at(database_, "meta.before_commit", 0);
}

TEST_F(MetaKill, AfterItsCommitATransactionIsThereAlthoughNobodyWasTold) {
  die_at(database_, "meta.after_commit", 1);
}

}  // namespace
}  // namespace picket::crash
