#include "engine/consumer_group.h"

#include <future>
#include <memory>

#include <gtest/gtest.h>

#include "engine/scripted_log.h"
#include "engine/scripted_processor.h"

namespace picket::engine {
namespace {

/// Applies what it gets and says when it has `wanted` records.
class CountingProcessor final : public BatchProcessor {
 public:
  CountingProcessor(std::int64_t wanted, std::promise<void>& reached)
      : wanted_(wanted), reached_(reached) {}
  Result<std::optional<ports::Offset>> recover(std::optional<ports::Offset> committed) override {
    return committed;
  }
  Result<void> rewind(ports::Offset) override { return {}; }
  Result<void, ProcessError> process(const Batch& batch) override {
    seen_ += static_cast<std::int64_t>(batch.records.size());
    if (seen_ == wanted_) reached_.set_value();
    return {};
  }
  Result<void> dead_letter(const Batch&, std::string_view, std::string_view) override { return {}; }
  std::size_t decoded_bytes(const ports::LogRecord& record) const noexcept override {
    return record.value.size();
  }

 private:
  std::int64_t wanted_;
  std::promise<void>& reached_;
  std::int64_t seen_ = 0;
};

class ConsumerGroupTest : public testing::Test {
 protected:
  RunnerContext context() { return {log, clock, obs::null_logger(), registry, solo}; }

  ScriptedLog log;
  ManualClock clock{from_unix_us(0)};
  obs::Registry registry;
  SoloGate solo;
  RunnerOptions options;
};

TEST_F(ConsumerGroupTest, ConsumesAllPartitionsAndStops) {
  std::promise<void> reached[2];
  std::vector<ConsumerGroup::Member> members;
  for (std::uint32_t p = 0; p < 2; ++p) {
    for (int i = 0; i < 50; ++i) log.add("x", {"events", p});
    members.push_back({{"events", p}, std::make_unique<CountingProcessor>(50, reached[p])});
  }
  options.linger = Duration(0);
  ConsumerGroup group("g", std::move(members), context(), options);
  group.start();
  EXPECT_TRUE(group.wait_recovered(Deadline::never()));
  for (auto& promise : reached) promise.get_future().wait();
  EXPECT_TRUE(group.stop(Deadline::never()));
  for (std::uint32_t p = 0; p < 2; ++p) {
    EXPECT_EQ((*log.committed("g", {"events", p}))->next, 50);
    EXPECT_EQ((*log.committed("g", {"events", p}))->metadata, "");
  }
}

TEST_F(ConsumerGroupTest, StopInterruptsAWaitForAStore) {
  std::promise<void> asked;
  bool first = true;
  auto processor = std::make_unique<ScriptedProcessor>();
  processor->on_recover = [&]() -> std::optional<Error> {
    if (std::exchange(first, false)) asked.set_value();
    return Error{ErrorKind::unavailable, "away", ""};
  };
  options.retry = {std::chrono::hours(1), std::chrono::hours(1)};
  std::vector<ConsumerGroup::Member> members;
  members.push_back({kTestPartition, std::move(processor)});
  ConsumerGroup group("g", std::move(members), context(), options);
  group.start();
  asked.get_future().wait();
  EXPECT_FALSE(group.wait_recovered(Deadline::now()));
  EXPECT_TRUE(group.stop(Deadline::never()));
}

TEST_F(ConsumerGroupTest, StopSaysWhenABatchDoesNotEndInTime) {
  std::promise<void> inside;
  std::promise<void> let_go;
  auto processor = std::make_unique<ScriptedProcessor>();
  processor->on_process = [&](const Batch&) -> std::optional<ProcessError> {
    inside.set_value();
    let_go.get_future().wait();
    return std::nullopt;
  };
  log.add("x");
  options.linger = Duration(0);
  std::vector<ConsumerGroup::Member> members;
  members.push_back({kTestPartition, std::move(processor)});
  ConsumerGroup group("g", std::move(members), context(), options);
  group.start();
  inside.get_future().wait();
  EXPECT_FALSE(group.stop(Deadline::now()));
  let_go.set_value();
  EXPECT_TRUE(group.stop(Deadline::never()));
  EXPECT_EQ((*log.committed("g", kTestPartition))->next, 1);
}

TEST(StopSignal, PauseEndsAtOnceWhenStopWasRequested) {
  StopSignal stop;
  EXPECT_FALSE(stop.requested());
  EXPECT_TRUE(stop.pause(Duration(0)));
  stop.request();
  EXPECT_TRUE(stop.requested());
  EXPECT_FALSE(stop.pause(std::chrono::hours(1)));
}

}  // namespace
}  // namespace picket::engine
