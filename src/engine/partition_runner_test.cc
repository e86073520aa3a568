#include "engine/partition_runner.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/scripted_log.h"
#include "engine/scripted_processor.h"

namespace picket::engine {
namespace {

/// Does not wait, only remembers; asks for a stop after `stop_after` pauses.
class TestStop final : public StopSignal {
 public:
  bool pause(Duration time) override {
    pauses.push_back(time);
    if (during) during();
    if (pauses.size() >= stop_after) request();
    return !requested();
  }
  std::function<void()> during;
  std::size_t stop_after = 1000;
  std::vector<Duration> pauses;
};

/// One life of a process.
struct Life {
  explicit Life(ports::Log& log, BatchProcessor& processor, const Clock& clock,
                const RunnerOptions& options)
      : runner("g", kTestPartition, processor, stop,
               {log, clock, obs::null_logger(), registry, solo}, options) {}

  /// Starts and steps until `applied` was reached or the process died; true when it died.
  bool run_until(const ScriptedProcessor& processor, ports::Offset applied) {
    try {
      if (!runner.start()) return false;
      for (int i = 0; i < 10'000 && processor.applied < applied; ++i) {
        if (!runner.step()) return false;
      }
    } catch (const ProcessDied&) {
      return true;
    }
    return false;
  }

  double metric(const std::string& name) const {
    const std::string text = registry.prometheus_text();
    const std::size_t at = text.find("\n" + name + "{");
    if (at == std::string::npos) return -1;
    return std::stod(text.substr(text.find("} ", at) + 2));
  }

  TestStop stop;
  SoloGate solo;
  obs::Registry registry;
  PartitionRunner runner;
};

class PartitionRunnerTest : public testing::Test {
 protected:
  std::unique_ptr<Life> new_life() {
    options.linger = Duration(0);
    options.linger_slices = 1;
    return std::make_unique<Life>(log, processor, clock, options);
  }
  void expect_each_once(ports::Offset from, ports::Offset to,
                        const std::vector<ports::Offset>& except = {}) {
    for (ports::Offset offset = from; offset < to; ++offset) {
      const bool excepted = std::find(except.begin(), except.end(), offset) != except.end();
      EXPECT_EQ(processor.effects[offset], excepted ? 0 : 1) << offset;
    }
  }
  std::vector<ports::Offset> letter_offsets() const {
    std::vector<ports::Offset> offsets;
    for (const auto& letter : processor.letters) offsets.push_back(letter.offset);
    return offsets;
  }
  ports::CommittedOffset committed() { return **log.committed("g", kTestPartition); }

  ScriptedLog log;
  ScriptedProcessor processor;
  ManualClock clock{from_unix_us(1'000'000)};
  RunnerOptions options;
};

using Offsets = std::vector<ports::Offset>;

TEST_F(PartitionRunnerTest, AppliesInBatchesAndCommits) {
  log.add_many(7);
  options.max_records = 3;
  auto life = new_life();
  EXPECT_FALSE(life->run_until(processor, 7));
  expect_each_once(0, 7);
  EXPECT_EQ(processor.batch_sizes, (std::vector<std::size_t>{3, 3, 1}));
  EXPECT_EQ(committed().next, 7);
  EXPECT_EQ(committed().metadata, "");
  EXPECT_EQ(life->metric("picket_engine_records_total"), 7);
  EXPECT_EQ(life->metric("picket_engine_batches_total"), 3);
}

TEST_F(PartitionRunnerTest, MarksTheBatchBeforeItProcesses) {
  log.add_many(3);
  processor.on_process = [&](const Batch&) {
    EXPECT_EQ(committed().metadata, "v1 first=0 next=3 until=3 deaths=0 mode=batch state=running");
    return std::nullopt;
  };
  new_life()->run_until(processor, 3);
  EXPECT_EQ(processor.batch_sizes.size(), 1U);
}

TEST_F(PartitionRunnerTest, ResumesWhereItWas) {
  log.add_many(5);
  new_life()->run_until(processor, 5);
  log.add_many(5);
  new_life()->run_until(processor, 10);
  expect_each_once(0, 10);
}

TEST_F(PartitionRunnerTest, NewGroupBeginsAtTheOldestRecordAndLostNothing) {
  log.add_many(5);
  log.drop_before(3);
  new_life()->run_until(processor, 5);
  expect_each_once(3, 5);
  EXPECT_EQ(processor.lost, 0);
}

TEST_F(PartitionRunnerTest, RetriesWithBackOffAndDropsNothing) {
  log.add_many(3);
  int failures = 5;
  processor.on_process = [&](const Batch&) {
    return failures-- > 0 ? std::optional(slow_down("disk_full")) : std::nullopt;
  };
  auto life = new_life();
  life->run_until(processor, 3);
  expect_each_once(0, 3);
  ASSERT_EQ(life->stop.pauses.size(), 6U);  // The first one lingers.
  EXPECT_GT(life->stop.pauses[5], life->stop.pauses[1]);
  EXPECT_EQ(life->metric("picket_engine_retries_total"), 5);
  EXPECT_TRUE(processor.letters.empty());
}

TEST_F(PartitionRunnerTest, EveryErrorKindIsRetriedOrPoison) {
  using Kind = ProcessError::Kind;
  for (const ErrorKind kind : {ErrorKind::invalid_argument, ErrorKind::unauthenticated,
                               ErrorKind::not_found, ErrorKind::conflict}) {
    EXPECT_EQ(kind_of(kind), Kind::poison);
  }
  for (const ErrorKind kind : {ErrorKind::rate_limited, ErrorKind::unavailable, ErrorKind::timeout,
                               ErrorKind::corrupt, ErrorKind::internal}) {
    EXPECT_EQ(kind_of(kind), Kind::slow_down);
  }
  EXPECT_EQ(from_store({ErrorKind::conflict, "unique", "d"}).error.code, "unique");
}

TEST_F(PartitionRunnerTest, WhileWaitingTheMarkSaysSo) {
  log.add_many(2);
  int failures = 1;
  std::vector<std::string> seen;
  processor.on_process = [&](const Batch&) {
    seen.push_back(committed().metadata);
    return failures-- > 0 ? std::optional(slow_down("x")) : std::nullopt;
  };
  auto life = new_life();
  life->stop.during = [&] { seen.push_back(committed().metadata); };
  ASSERT_TRUE(life->runner.start());
  log.set_committed("g", {0, ""});
  EXPECT_TRUE(life->runner.step());
  const std::string range = "v1 first=0 next=2 until=2 deaths=0 mode=batch state=";
  EXPECT_EQ(seen, (std::vector<std::string>{"", range + "running", range + "waiting",
                                            range + "running"}));
}

TEST_F(PartitionRunnerTest, StopDuringBackOffEndsAndLosesNothing) {
  log.add_many(3);
  processor.on_process = [](const Batch&) { return slow_down("away"); };
  auto life = new_life();
  life->stop.stop_after = 4;
  EXPECT_FALSE(life->run_until(processor, 3));
  EXPECT_TRUE(life->stop.requested());
  EXPECT_EQ(processor.applied, 0);

  processor.on_process = nullptr;
  new_life()->run_until(processor, 3);
  expect_each_once(0, 3);
  EXPECT_EQ(processor.batch_sizes.back(), 3U);  // Not under suspicion.
}

TEST_F(PartitionRunnerTest, StopDuringTheBatchFinishesIt) {
  log.add_many(3);
  auto life = new_life();
  processor.on_process = [&](const Batch&) {
    life->stop.request();
    return std::nullopt;
  };
  ASSERT_TRUE(life->runner.start());
  EXPECT_FALSE(life->runner.step());
  expect_each_once(0, 3);
  EXPECT_EQ(committed().next, 3);
  EXPECT_FALSE(life->runner.step());
}

TEST_F(PartitionRunnerTest, PoisonRecordIsFoundAndSetAside) {
  for (const int culprit : {0, 1, 4, 7, 8}) {
    log.reset();
    processor = {};
    log.add_many(9);
    processor.on_process = [&](const Batch& batch) {
      return holds(batch, culprit) ? std::optional(poison("bad")) : std::nullopt;
    };
    auto life = new_life();
    life->run_until(processor, 9);
    expect_each_once(0, 9, {culprit});
    ASSERT_EQ(letter_offsets(), Offsets{culprit});
    EXPECT_EQ(processor.letters[0].reason, "bad");
    EXPECT_EQ(committed().next, 9);
    EXPECT_EQ(committed().metadata, "");
    EXPECT_EQ(life->metric("picket_engine_dead_letters_total"), 1);
  }
}

TEST_F(PartitionRunnerTest, ExceptionIsPoisonOfTheRecordThatCausesIt) {
  log.add_many(20);
  processor.on_process = [](const Batch& batch) -> std::optional<ProcessError> {
    if (holds(batch, 13)) throw std::runtime_error("boost says no");
    return std::nullopt;
  };
  new_life()->run_until(processor, 20);
  expect_each_once(0, 20, {13});
  ASSERT_EQ(letter_offsets(), Offsets{13});
  EXPECT_EQ(processor.letters[0].reason, kException);
}

TEST_F(PartitionRunnerTest, EveryRecordMayBePoison) {
  log.add_many(6);
  processor.on_process = [](const Batch&) { return poison("all"); };
  new_life()->run_until(processor, 6);
  EXPECT_EQ(letter_offsets(), (Offsets{0, 1, 2, 3, 4, 5}));
}

TEST_F(PartitionRunnerTest, DeadLetterThatCannotBeWrittenIsRetried) {
  log.add_many(1);
  processor.on_process = [](const Batch&) { return poison("bad"); };
  int failures = 3;
  processor.on_dead_letter = [&]() -> std::optional<Error> {
    if (failures-- > 2) throw std::runtime_error("also here");
    if (failures >= 0) return Error{ErrorKind::conflict, "whatever", ""};
    return std::nullopt;
  };
  auto life = new_life();
  life->run_until(processor, 1);
  EXPECT_EQ(letter_offsets(), Offsets{0});
  EXPECT_EQ(life->metric("picket_engine_retries_total"), 3);
}

TEST_F(PartitionRunnerTest, DamagedRecordsAreReportedLost) {
  log.add_many(2);
  log.add_gap(3);
  log.add_many(2);
  auto life = new_life();
  life->run_until(processor, 7);
  EXPECT_EQ(processor.lost, 3);
  EXPECT_EQ(committed().next, 7);
  EXPECT_EQ(life->metric("picket_engine_lost_records_total"), 3);
}

TEST_F(PartitionRunnerTest, GapBeforePoisonIsCountedOnce) {
  log.add_gap(2);
  log.add_many(1);
  processor.on_process = [](const Batch&) { return poison("bad"); };
  auto life = new_life();
  life->run_until(processor, 3);
  EXPECT_EQ(processor.lost, 2);
  EXPECT_EQ(letter_offsets(), Offsets{2});
  EXPECT_EQ(life->metric("picket_engine_lost_records_total"), 2);
}

TEST_F(PartitionRunnerTest, OffsetGoneAtStartResumesAtTheEarliestAndReportsTheGap) {
  log.add_many(10);
  options.max_records = 4;
  auto life = new_life();
  life->run_until(processor, 4);
  log.drop_before(7);
  new_life()->run_until(processor, 10);
  EXPECT_EQ(processor.lost, 3);
  expect_each_once(0, 10, {4, 5, 6});
}

TEST_F(PartitionRunnerTest, OffsetGoneWhileRunningResumesToo) {
  log.add_many(10);
  options.max_records = 4;
  auto life = new_life();
  ASSERT_TRUE(life->runner.start());
  EXPECT_TRUE(life->runner.step());
  log.drop_before(9);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(processor.lost, 5);
  expect_each_once(0, 10, {4, 5, 6, 7, 8});
}

TEST_F(PartitionRunnerTest, LogThatLostItsTailResumesAtItsEnd) {
  log.add_many(10);
  new_life()->run_until(processor, 10);
  log.cut_to(6);
  auto life = new_life();
  ASSERT_TRUE(life->runner.start());
  EXPECT_EQ(processor.rewound_to, 6);
  EXPECT_EQ(committed().next, 6);
  EXPECT_EQ(processor.lost, 0);
  log.add("new record under an old number");
  EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(processor.effects[6], 2);
  EXPECT_EQ(processor.applied, 7);
}

TEST_F(PartitionRunnerTest, NotFoundThatIsNoGapWaitsInsteadOfSpinning) {
  log.add_many(1);
  auto life = new_life();
  ASSERT_TRUE(life->runner.start());
  log.on_read = [] { return Error{ErrorKind::not_found, "odd", ""}; };
  EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(life->stop.pauses.size(), 1U);
}

TEST_F(PartitionRunnerTest, ReadErrorsAreRetried) {
  log.add_many(1);
  int failures = 2;
  log.on_read = [&] {
    return failures-- > 0 ? std::optional(Error{ErrorKind::corrupt, "io", ""}) : std::nullopt;
  };
  auto life = new_life();
  life->run_until(processor, 1);
  expect_each_once(0, 1);
  EXPECT_EQ(life->metric("picket_engine_retries_total"), 2);
}

TEST_F(PartitionRunnerTest, RecoveryWaitsForStoresAndKeepsTheMark) {
  log.add_many(4);
  const std::string mark = "v1 first=0 next=4 until=4 deaths=1 mode=batch state=running";
  log.set_committed("g", {0, mark});
  int failures = 3;
  processor.on_recover = [&]() -> std::optional<Error> {
    if (failures-- == 3) throw std::runtime_error("once");
    if (failures >= 0) return Error{ErrorKind::unavailable, "away", ""};
    return std::nullopt;
  };
  auto life = new_life();
  life->stop.during = [&] { EXPECT_EQ(committed().metadata, mark); };
  ASSERT_TRUE(life->runner.start());
  EXPECT_EQ(life->stop.pauses.size(), 3U);
  EXPECT_EQ(committed().metadata, mark);
}

TEST_F(PartitionRunnerTest, StopDuringRecoveryEnds) {
  processor.on_recover = [] { return Error{ErrorKind::unavailable, "away", ""}; };
  auto life = new_life();
  life->stop.stop_after = 2;
  EXPECT_FALSE(life->runner.start());
}

TEST_F(PartitionRunnerTest, CommitsThatFailDoNotStopTheLoop) {
  log.add_many(6);
  options.max_records = 2;
  log.on_commit = [] { return Error{ErrorKind::unavailable, "no_space", ""}; };
  new_life()->run_until(processor, 6);
  log.on_commit = nullptr;
  log.add_many(1);
  new_life()->run_until(processor, 7);
  expect_each_once(0, 7);
}

TEST_F(PartitionRunnerTest, KillerIsFoundAfterTwoDeathsAndSetAside) {
  log.add_many(8);
  processor.on_process = [](const Batch& batch) -> std::optional<ProcessError> {
    if (holds(batch, 5)) throw ProcessDied{};
    return std::nullopt;
  };
  int deaths = 0;
  while (new_life()->run_until(processor, 8)) ++deaths;
  EXPECT_EQ(deaths, 3);  // Twice as a batch, once alone.
  expect_each_once(0, 8, {5});
  ASSERT_EQ(letter_offsets(), Offsets{5});
  EXPECT_EQ(processor.letters[0].reason, kKilledProcess);
  EXPECT_EQ(committed().metadata, "");
}

TEST_F(PartitionRunnerTest, TwoKillersInOneBatchAreBothFound) {
  log.add_many(8);
  processor.on_process = [](const Batch& batch) -> std::optional<ProcessError> {
    if (holds(batch, 2) || holds(batch, 6)) throw ProcessDied{};
    return std::nullopt;
  };
  int deaths = 0;
  while (new_life()->run_until(processor, 8)) ++deaths;
  EXPECT_EQ(deaths, 4);
  EXPECT_EQ(letter_offsets(), (Offsets{2, 6}));
  expect_each_once(0, 8, {2, 6});
}

TEST_F(PartitionRunnerTest, RecordsAfterTheSuspectRangeGoInBatchesAgain) {
  log.add_many(4);
  log.set_committed("g", {0, "v1 first=0 next=4 until=4 deaths=1 mode=batch state=running"});
  log.add_many(5);
  new_life()->run_until(processor, 9);
  EXPECT_EQ(processor.batch_sizes, (std::vector<std::size_t>{1, 1, 1, 1, 5}));
  expect_each_once(0, 9);
}

TEST_F(PartitionRunnerTest, AfterOneDeathTheSameRangeIsTriedAgain) {
  log.add_many(4);
  log.set_committed("g", {0, "v1 first=0 next=4 until=4 deaths=0 mode=batch state=running"});
  log.add_many(5);
  new_life()->run_until(processor, 9);
  EXPECT_EQ(processor.batch_sizes, (std::vector<std::size_t>{4, 5}));
}

TEST_F(PartitionRunnerTest, RecordThatTookEffectBeforeTheDeathIsNotSetAside) {
  log.add_many(3);
  log.set_committed("g", {0, "v1 first=0 next=1 until=3 deaths=2 mode=alone state=running"});
  processor.applied = 1;
  processor.effects[0] = 1;
  new_life()->run_until(processor, 3);
  EXPECT_TRUE(processor.letters.empty());
  expect_each_once(0, 3);
}

TEST_F(PartitionRunnerTest, SuspectsThatTheLogNoLongerHasAreForgotten) {
  log.add_many(2);
  log.add_gap(3);
  log.set_committed("g", {2, "v1 first=2 next=3 until=5 deaths=2 mode=alone state=running"});
  processor.applied = 2;
  log.add_many(3);
  new_life()->run_until(processor, 8);
  EXPECT_TRUE(processor.letters.empty());
  EXPECT_EQ(processor.lost, 3);
  EXPECT_EQ(processor.batch_sizes, std::vector<std::size_t>{3});
}

TEST_F(PartitionRunnerTest, OneSuspectIsInFlightAtATime) {
  log.add_many(1);
  log.set_committed("g", {0, "v1 first=0 next=1 until=1 deaths=1 mode=batch state=running"});
  auto life = new_life();
  StopSignal other;
  auto held = life->solo.enter(other);
  ASSERT_TRUE(life->runner.start());
  life->stop.during = [&] {
    EXPECT_EQ(processor.applied, 0);
    held.reset();
  };
  EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(processor.applied, 1);
  EXPECT_TRUE(life->solo.enter(other).has_value());  // Given back.
}

TEST_F(PartitionRunnerTest, LagCountsRecordsAndTheAgeOfTheOldest) {
  log.add_many(10);
  clock.advance(std::chrono::seconds(42));
  options.max_records = 4;
  auto life = new_life();
  processor.on_process = [&](const Batch& batch) {
    if (batch.first == 0) {
      EXPECT_EQ(life->metric("picket_engine_lag_records"), 10);
      EXPECT_EQ(life->metric("picket_engine_lag_seconds"), 42);
    }
    return std::nullopt;
  };
  ASSERT_TRUE(life->runner.start());
  EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(life->metric("picket_engine_lag_records"), 6);
  EXPECT_TRUE(life->runner.step());
  EXPECT_TRUE(life->runner.step());
  EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(life->metric("picket_engine_lag_records"), 0);
  EXPECT_EQ(life->metric("picket_engine_lag_seconds"), 0);
}

TEST_F(PartitionRunnerTest, TrimsWhatIsConsumedByTimeOrBytes) {
  log.add_many(4);
  auto life = new_life();
  life->run_until(processor, 4);
  EXPECT_EQ(log.offsets(kTestPartition)->earliest, 0);
  clock.advance(options.trim_every);
  EXPECT_TRUE(life->runner.step());
  EXPECT_EQ(log.offsets(kTestPartition)->earliest, 4);

  options.trim_after_bytes = 100;
  log.add(std::string(100, 'x'));
  life = new_life();
  life->run_until(processor, 5);
  EXPECT_EQ(log.offsets(kTestPartition)->earliest, 5);
}

/// Any schedule of deaths, slow stores, poison and restarts: each record takes effect once, or is
/// set aside once.
TEST_F(PartitionRunnerTest, RandomSchedulesApplyEachRecordOnce) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    log.reset();
    processor = {};
    options.max_records = 1 + random.below(12);
    options.deaths_before_alone = 2;
    const auto total = static_cast<ports::Offset>(20 + random.below(40));
    log.add_many(static_cast<int>(total));
    const auto poisonous = static_cast<ports::Offset>(random.below(60));
    const auto deadly = static_cast<ports::Offset>(random.below(60));
    // Deaths that no record is to blame for come seldom: three in one place are one too many.
    int other_deaths = 2;
    processor.on_process = [&](const Batch& batch) -> std::optional<ProcessError> {
      if (holds(batch, deadly)) throw ProcessDied{};
      if (random.below(20) == 0 && other_deaths-- > 0) throw ProcessDied{};
      if (random.below(4) == 0) return slow_down("away");
      if (holds(batch, poisonous)) return poison("bad");
      return std::nullopt;
    };
    log.on_commit = [&] {
      return random.below(30) == 0 ? std::optional(Error{ErrorKind::unavailable, "io", ""})
                                   : std::nullopt;
    };
    int lives = 0;
    while (processor.applied < total && ++lives < 200) {
      auto life = new_life();
      life->stop.stop_after = 1 + random.below(30);
      life->run_until(processor, total);
    }
    ASSERT_EQ(processor.applied, total);
    std::map<ports::Offset, int> seen = processor.effects;
    for (const auto& letter : processor.letters) ++seen[letter.offset];
    for (ports::Offset offset = 0; offset < total; ++offset) ASSERT_EQ(seen[offset], 1) << offset;
    EXPECT_EQ(processor.effects[deadly], 0);
    EXPECT_EQ(processor.effects[poisonous], 0);
  }
}

}  // namespace
}  // namespace picket::engine
