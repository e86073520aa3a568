#include "engine/progress.h"

#include <string>

#include <gtest/gtest.h>

#include "engine/scripted_log.h"

namespace picket::engine {
namespace {

using Mode = InFlightMark::Mode;
using State = InFlightMark::State;

class ProgressTest : public testing::Test {
 protected:
  /// A process that starts, knowing that everything before `applied` took effect.
  Progress started(ports::Offset applied) {
    Progress progress(log, "g", kTestPartition, 2, telemetry);
    EXPECT_TRUE(progress.load().has_value());
    progress.resume_at(applied);
    return progress;
  }
  std::optional<InFlightMark> mark() {
    return parse_in_flight_mark((*log.committed("g", kTestPartition))->metadata);
  }
  void set_mark(const InFlightMark& m) { log.set_committed("g", {m.first, to_text(m)}); }

  ScriptedLog log;
  obs::Registry registry;
  Telemetry telemetry{registry, obs::null_logger(), "g", kTestPartition};
};

TEST_F(ProgressTest, NothingCommittedNothingSuspect) {
  Progress progress(log, "g", kTestPartition, 2, telemetry);
  const auto committed = progress.load();
  ASSERT_TRUE(committed.has_value());
  EXPECT_FALSE(committed->has_value());
  progress.resume_at(3);
  EXPECT_EQ(progress.next(), 3);
  EXPECT_EQ(progress.suspect_until(), Progress::kNoBound);
  EXPECT_FALSE(progress.alone());
  EXPECT_FALSE(progress.killer_before());
}

TEST_F(ProgressTest, MarksABatchAndClearsTheMark) {
  Progress progress = started(10);
  progress.begin(20);
  EXPECT_EQ(mark(), (InFlightMark{10, 20, 20, 0, Mode::batch, State::running}));
  progress.advance(20);
  EXPECT_EQ(log.commits().back().next, 20);
  EXPECT_EQ(log.commits().back().metadata, "");
}

TEST_F(ProgressTest, PartOfABatchLeavesTheRestInFlight) {
  Progress progress = started(10);
  progress.begin(20);
  progress.advance(15);
  EXPECT_EQ(mark(), (InFlightMark{15, 20, 20, 0, Mode::batch, State::running}));
}

TEST_F(ProgressTest, FirstDeathTriesTheBatchAgain) {
  started(10).begin(20);
  Progress progress = started(10);
  EXPECT_EQ(progress.suspect_until(), 20);
  EXPECT_FALSE(progress.alone());
  progress.begin(20);
  EXPECT_EQ(mark(), (InFlightMark{10, 20, 20, 1, Mode::batch, State::running}));
  progress.advance(20);
  EXPECT_EQ(progress.suspect_until(), Progress::kNoBound);
  EXPECT_EQ(log.commits().back().metadata, "");
}

TEST_F(ProgressTest, SecondDeathGoesOneByOne) {
  set_mark({10, 20, 20, 1, Mode::batch, State::running});
  Progress progress = started(10);
  EXPECT_TRUE(progress.alone());
  EXPECT_FALSE(progress.killer_before());
  progress.begin(11);
  EXPECT_EQ(mark(), (InFlightMark{10, 11, 20, 2, Mode::alone, State::running}));
  progress.advance(11);
  EXPECT_EQ(mark(), (InFlightMark{11, 20, 20, 2, Mode::alone, State::waiting}));
  EXPECT_EQ(progress.suspect_until(), 20);
}

TEST_F(ProgressTest, DeathAloneNamesTheKiller) {
  set_mark({12, 13, 20, 2, Mode::alone, State::running});
  Progress progress = started(12);
  EXPECT_EQ(progress.killer_before(), 13);
  progress.advance(13);
  EXPECT_FALSE(progress.killer_before());
  EXPECT_TRUE(progress.alone());
  EXPECT_EQ(progress.suspect_until(), 20);
}

TEST_F(ProgressTest, RecordThatTookEffectBeforeTheDeathIsNoKiller) {
  set_mark({12, 13, 20, 2, Mode::alone, State::running});
  Progress progress = started(13);
  EXPECT_FALSE(progress.killer_before());
  EXPECT_TRUE(progress.alone());
}

TEST_F(ProgressTest, WholeRangeThatTookEffectIsNotSuspect) {
  set_mark({10, 20, 20, 5, Mode::batch, State::running});
  EXPECT_EQ(started(20).suspect_until(), Progress::kNoBound);
}

TEST_F(ProgressTest, MarkOfAnotherPlaceIsIgnored) {
  set_mark({10, 20, 20, 5, Mode::batch, State::running});
  EXPECT_EQ(started(3).suspect_until(), Progress::kNoBound);
}

TEST_F(ProgressTest, DeathWhileWaitingCountsAgainstNobody) {
  Progress first = started(10);
  first.begin(20);
  first.set_waiting(true);
  EXPECT_EQ(started(10).suspect_until(), Progress::kNoBound);

  set_mark({12, 13, 20, 2, Mode::alone, State::waiting});
  Progress second = started(12);
  EXPECT_FALSE(second.killer_before());
  EXPECT_TRUE(second.alone());
}

TEST_F(ProgressTest, DeathAfterWaitingCounts) {
  Progress progress = started(10);
  progress.begin(20);
  progress.set_waiting(true);
  progress.set_waiting(false);
  EXPECT_EQ(started(10).suspect_until(), 20);
}

TEST_F(ProgressTest, WaitingWithNothingInFlightWritesNothing) {
  set_mark({12, 13, 20, 2, Mode::alone, State::running});
  Progress progress = started(12);
  progress.set_waiting(true);
  progress.set_waiting(false);
  EXPECT_EQ(mark(), (InFlightMark{12, 13, 20, 2, Mode::alone, State::running}));
}

TEST_F(ProgressTest, FailedCommitIsCountedAndForgotten) {
  Progress progress = started(10);
  log.on_commit = [] { return Error{ErrorKind::unavailable, "no_space", ""}; };
  progress.begin(20);
  progress.advance(20);
  EXPECT_EQ(progress.next(), 20);
  EXPECT_NE(registry.prometheus_text().find("picket_engine_upkeep_failures_total{group=\"g\","
                                            "topic=\"events\",partition=\"0\"} 2"),
            std::string::npos);
}

TEST_F(ProgressTest, LoadReportsTheLogsError) {
  log.on_committed = [] { return Error{ErrorKind::unavailable, "io", ""}; };
  Progress progress(log, "g", kTestPartition, 2, telemetry);
  EXPECT_EQ(progress.load().error().code, "io");
}

}  // namespace
}  // namespace picket::engine
