// What a persistent adapter keeps over a close, and over the death of its process.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include "adapters.h"
#include "ports/batches.h"
#include "ports/projects.h"

namespace picket::contract {
namespace {

class PersistentMetaDb : public MetaDbContract {};

INSTANTIATE_TEST_SUITE_P(Adapters, PersistentMetaDb,
                         testing::ValuesIn(persistent_meta_db_adapters()), adapter_name);

TEST_P(PersistentMetaDb, KeepsWhatWasCommittedOverAClose) {
  const ProjectId project = committed_project();
  open();
  const auto projects = read()->projects().list();
  ASSERT_EQ(projects->size(), 1U);
  EXPECT_EQ(projects->front().project, project);
  EXPECT_TRUE(db_->pending_migrations()->empty());
}

/// Commits the offset that follows `next`, and the rows of a batch up to there.
Result<void> commit_batch(ports::MetaDb& db, ports::Offset next) {
  auto tx = db.begin_write(Deadline::in(std::chrono::seconds(30)));
  if (!tx) return unexpected(tx.error());
  ports::BatchRepository& batches = (*tx)->batches();
  if (auto put = batches.put("g", {"t", 0}, next); !put) return put;
  auto kept = batches.keep("g", {"t", 1}, {0, next, next - 1, std::string(20'000, 'r')});
  if (!kept) return kept;
  if (auto left = batches.forget("g", {"t", 1}, {0, next - 10}); !left) return left;
  return (*tx)->commit();
}

/// Commits offsets from `next` on and writes each to `acknowledge` once it is committed. Never
/// returns, and ends by itself only when it cannot go on.
[[noreturn]] void commit_until_killed(ports::MetaDb& db, ports::Offset next, int acknowledge) {
  for (;; ++next) {
    if (const auto done = commit_batch(db, next); !done) {
      std::cerr << "offset " << next << ": " << done.error().code << ", " << done.error().detail
                << std::endl;
      ::_exit(1);
    }
    if (::write(acknowledge, &next, sizeof next) != sizeof next) ::_exit(2);
  }
}

TEST_P(PersistentMetaDb, KeepsEveryAcknowledgedCommitOverAKill) {
  ports::Offset last = 0;
  ports::Offset applied = 0;
  for (int round = 0; round < 5; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    db_.reset();  // No connection may live on in the child.
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      auto db = GetParam().open(folder_.path(), clock_);
      if (!db) ::_exit(3);
      // Not from the first offset again: how far the child got before this one depends on when it
      // was killed, and batches are kept up to there.
      commit_until_killed(**db, applied + 1, ends[1]);
    }
    ::close(ends[1]);
    // Somewhere between two acknowledgements, at another place each round.
    for (int i = 0; i < 40 + 37 * round; ++i) {
      ASSERT_EQ(::read(ends[0], &last, sizeof last), static_cast<ssize_t>(sizeof last))
          << "the child stopped by itself after " << last;
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child stopped by itself: " << WEXITSTATUS(status);
    while (::read(ends[0], &last, sizeof last) == static_cast<ssize_t>(sizeof last)) {
    }
    ::close(ends[0]);

    open();
    const auto tx = read();
    const auto next = tx->batches().get("g", {"t", 0});
    ASSERT_TRUE(next) << next.error().detail;
    applied = *next;
    SCOPED_TRACE("acknowledged " + std::to_string(last) + ", applied " + std::to_string(applied));
    EXPECT_GE(applied, last);
    EXPECT_LE(applied, last + 1);  // Committed, but killed before it could say so.
    const auto kept = tx->batches().last_kept("g", {"t", 1});
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->next, applied);  // All of it or nothing.
    EXPECT_EQ((*kept)->rows.size(), 20'000U);
    const auto oldest = tx->batches().kept_after("g", {"t", 1}, {});
    ASSERT_TRUE(oldest && *oldest);
    EXPECT_EQ((*oldest)->next, applied - 9);
  }
}

}  // namespace
}  // namespace picket::contract
