// A write-ahead log whose end was lost or damaged, as a disk may leave it: the database opens with
// a prefix of its commits.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/random.h"
#include "child.h"
#include "history.h"

namespace picket::crash {
namespace {

constexpr std::int64_t kCommits = 40;
/// Small enough that SQLite does not checkpoint: the log alone holds the commits.
constexpr std::size_t kMostBytes = 20'000;
constexpr int kDamages = 25;

class MetaWal : public testing::Test {
 protected:
  MetaWal() {
    original_.migrate();
    Child writer([this](int pipe) {
      const auto db = original_.open();
      if (!db) Child::give_up();
      for (std::int64_t number = 1; number <= kCommits; ++number) {
        if (!commit_numbered(**db, number, kMostBytes)) Child::give_up();
        Child::say(pipe, {number, original_.wal_bytes()});
      }
      for (;;) ::pause();  // Closing would move the log into the file.
    });
    while (static_cast<std::int64_t>(ends_.size()) < kCommits) {
      const auto answered = writer.next();
      if (!answered) break;
      ends_.push_back(static_cast<std::size_t>(answered->wal_bytes));
    }
    writer.kill();
    EXPECT_TRUE(writer.was_killed());
    std::ifstream file(original_.wal(), std::ios::binary);
    log_.assign(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(ends_.size(), static_cast<std::size_t>(kCommits));
    EXPECT_TRUE(std::is_sorted(ends_.begin(), ends_.end()));
    EXPECT_EQ(log_.size(), ends_.back());
  }

  /// Transactions of which every byte lies before `offset`.
  std::int64_t whole_before(std::size_t offset) const {
    return std::upper_bound(ends_.begin(), ends_.end(), offset) - ends_.begin();
  }

  /// Opens a copy whose log is `log`: it has the first `expected` commits and goes on from there.
  void expect_prefix(const std::string& log, std::int64_t expected) {
    Database copy;
    copy.copy_from(original_);
    std::ofstream(copy.wal(), std::ios::binary | std::ios::trunc) << log;
    ASSERT_EQ(copy.committed(), expected);
    ASSERT_TRUE(copy.commit(expected + 1));
    ASSERT_EQ(copy.committed(), expected + 1);
  }

  std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_.next());
    return bytes;
  }
  std::size_t random_offset() { return static_cast<std::size_t>(random_.below(log_.size())); }

  const std::uint64_t seed_ = random_seed();
  const testing::ScopedTrace trace_{__FILE__, __LINE__, "seed " + std::to_string(seed_)};
  SeededRandom random_{seed_};
  Database original_;
  std::vector<std::size_t> ends_;  ///< Of each commit, in the log.
  std::string log_;
};

TEST_F(MetaWal, WholeKeepsEveryCommit) {
  expect_prefix(log_, kCommits);
  expect_prefix("", 0);
}

TEST_F(MetaWal, CutKeepsTheCommitsBeforeTheCut) {
  std::vector<std::size_t> cuts = {1, 31, 32, ends_[0] - 1, ends_[0], ends_[9] + 1};
  for (int i = 0; i < kDamages; ++i) cuts.push_back(random_offset());
  for (const std::size_t cut : cuts) {
    SCOPED_TRACE("cut at " + std::to_string(cut));
    ASSERT_NO_FATAL_FAILURE(expect_prefix(log_.substr(0, cut), whole_before(cut)));
  }
}

TEST_F(MetaWal, FlippedKeepsTheCommitsBeforeTheFlip) {
  for (int i = 0; i < kDamages; ++i) {
    const std::size_t at = random_offset();
    SCOPED_TRACE("flipped at " + std::to_string(at));
    std::string log = log_;
    log[at] = static_cast<char>(log[at] ^ 0x10);
    ASSERT_NO_FATAL_FAILURE(expect_prefix(log, whole_before(at)));
  }
}

TEST_F(MetaWal, OverwrittenEndKeepsTheCommitsBeforeIt) {
  for (int i = 0; i < kDamages; ++i) {
    const std::size_t from = random_offset();
    SCOPED_TRACE("overwritten from " + std::to_string(from));
    const std::size_t rest = log_.size() - from;
    const std::string log =
        log_.substr(0, from) + (i % 2 == 0 ? std::string(rest, '\0') : random_bytes(rest));
    const auto differs = std::mismatch(log.begin(), log.end(), log_.begin()).first - log.begin();
    ASSERT_NO_FATAL_FAILURE(expect_prefix(log, whole_before(static_cast<std::size_t>(differs))));
  }
}

TEST_F(MetaWal, WhatFollowsTheEndTakesNothingAway) {
  for (const std::string& more : {random_bytes(1), random_bytes(100'000), std::string(50'000, '\0'),
                                  log_.substr(ends_[20], ends_[30] - ends_[20]), log_}) {
    SCOPED_TRACE(std::to_string(more.size()) + " bytes more");
    ASSERT_NO_FATAL_FAILURE(expect_prefix(log_ + more, kCommits));
  }
}

}  // namespace
}  // namespace picket::crash
