// What a persistent adapter keeps over a close, and over the death of its process.
#include <algorithm>

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

/// Commits offsets 1, 2, ... and writes each to `acknowledge` once it is committed. Never returns.
[[noreturn]] void commit_until_killed(ports::MetaDb& db, int acknowledge) {
  for (ports::Offset next = 1;; ++next) {
    const auto tx = db.begin_write(Deadline::in(std::chrono::seconds(30)));
    if (!tx || !(*tx)->batches().put("g", {"t", 0}, next) ||
        !(*tx)->batches().keep("g", {"t", 1}, {0, next, next - 1, std::string(20'000, 'r')}) ||
        !(*tx)->batches().forget("g", {"t", 1}, {0, next - 10}) || !(*tx)->commit()) {
      ::_exit(1);
    }
    if (::write(acknowledge, &next, sizeof next) != sizeof next) ::_exit(1);
  }
}

TEST_P(PersistentMetaDb, KeepsEveryAcknowledgedCommitOverAKill) {
  ports::Offset last = 0;
  for (int round = 0; round < 5; ++round) {
    db_.reset();  // No connection may live on in the child.
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      auto db = GetParam().open(folder_.path(), clock_);
      if (!db) ::_exit(1);
      commit_until_killed(**db, ends[1]);
    }
    ::close(ends[1]);
    // Somewhere between two acknowledgements, at another place each round.
    for (int i = 0; i < 40 + 37 * round; ++i) {
      ASSERT_EQ(::read(ends[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child stopped by itself";
    while (::read(ends[0], &last, sizeof last) == static_cast<ssize_t>(sizeof last)) {
    }
    ::close(ends[0]);

    open();
    const auto tx = read();
    const auto applied = tx->batches().get("g", {"t", 0});
    ASSERT_TRUE(applied);
    EXPECT_GE(*applied, last);
    EXPECT_LE(*applied, last + 1);  // Committed, but killed before it could say so.
    const auto kept = tx->batches().last_kept("g", {"t", 1});
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->next, *applied);  // All of it or nothing.
    EXPECT_EQ((*kept)->rows.size(), 20'000U);
    const auto oldest = tx->batches().kept_after("g", {"t", 1}, {});
    ASSERT_TRUE(oldest && *oldest);
    EXPECT_EQ((*oldest)->next, std::max<ports::Offset>(1, *applied - 9));
  }
}

}  // namespace
}  // namespace picket::contract
