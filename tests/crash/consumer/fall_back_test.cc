// The event store loses what it wrote last, as with a damaged write-ahead log: every row comes back
// from what meta_db kept, without the log, with the decision that was made then.
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "crash/consumer/world.h"
#include "ports/batches.h"
#include "protocol/topics.h"

namespace picket::crash {
namespace {

void send(World& world, std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t n = first; n < first + count; ++n)
    world.send({event_number(n), static_cast<int>(n % 3), n % 9 != 8});
}

std::map<EventId, std::pair<IssueId, HashId>> decisions(World& world) {
  std::map<EventId, std::pair<IssueId, HashId>> found;
  for (const domain::EventRow& row : world.rows()) found[row.event_id] = {row.issue, row.hash_id};
  return found;
}

std::size_t kept_batches(World& world) {
  std::size_t count = 0;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    const ports::TopicPartition of{std::string(protocol::kTopicIngestEvents), p};
    ports::BatchPosition at{-1, 0};
    const auto tx = *world.meta->begin_read();
    while (const auto batch = *tx->batches().kept_after(protocol::kGroupIngestConsumer, of, at)) {
      at = {batch->epoch, batch->next};
      ++count;
    }
  }
  return count;
}

TEST(FallBack, OfAnyNumberOfBatchesLosesNothing) {
  for (const std::size_t lost : {1U, 2U, 3U, 7U, 1000U}) {
    SCOPED_TRACE(lost);
    World world;
    send(world, 0, 60);
    live_until_drained(world, options_for(4));
    const auto before = decisions(world);
    world.trim_log();
    world.history.fall_back(world.events, lost);
    ASSERT_LT(world.rows().size(), before.size());
    live_until_drained(world, options_for(4));
    EXPECT_EQ(decisions(world), before);
    world.check_everything_counted_once();
  }
}

TEST(FallBack, IsMadeGoodBeforeNewEventsAreStored) {
  World world;
  send(world, 0, 40);
  live_until_drained(world, options_for(3));
  world.history.fall_back(world.events, 5);
  send(world, 100, 40);
  live_until_drained(world, options_for(3));
  world.check_everything_counted_once();
}

TEST(FallBack, OverARewindLosesNothingOfBothSides) {
  World world;
  send(world, 0, 30);
  live_until_drained(world, options_for(4));
  world.lose_log();
  live_until_drained(world, options_for(4));
  send(world, 100, 30);
  live_until_drained(world, options_for(4));
  const auto before = decisions(world);
  world.history.fall_back(world.events, 1000);
  ASSERT_TRUE(world.rows().empty());
  live_until_drained(world, options_for(4));
  EXPECT_EQ(decisions(world), before);
  world.check_everything_counted_once();
}

TEST(FallBack, OverDeathsWhileItIsMadeGood) {
  World world;
  send(world, 0, 60);
  live_until_drained(world, options_for(4));
  world.history.fall_back(world.events, 1000);
  int appends = 0;
  world.director = [&](Call call, When when) -> std::optional<Error> {
    if (call != Call::events_append || when != When::after) return std::nullopt;
    if (++appends % 3 == 0) throw ProcessDied{};
    if (appends % 5 == 0) return store_away();
    return std::nullopt;
  };
  live_until_drained(world, options_for(4));
  EXPECT_GT(appends, 10);
  world.check_everything_counted_once();
}

TEST(FallBack, KeepsOnlyWhatTheEventStoreMayLose) {
  World world;
  world.history.checkpoint_every(5);
  for (std::uint64_t round = 0; round < 12; ++round) {
    send(world, round * 100, 20);
    live_until_drained(world, options_for(4));
    // Of each partition those since the checkpoint, and those that it did not tell of yet.
    EXPECT_LE(kept_batches(world), 5U + 2 * kPartitions) << round;
    EXPECT_GE(kept_batches(world), world.history.at_risk());
  }
  world.history.fall_back(world.events, 1000);
  live_until_drained(world, options_for(4));
  world.check_everything_counted_once();
}

TEST(FallBack, AtRandomMomentsBetweenRandomFaultsLosesNothing) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    World world;
    world.history.checkpoint_every(random.below(9));
    const std::uint64_t error_odds = 10 + random.below(60);
    const std::uint64_t death_odds = 20 + random.below(80);
    const Director faults = [&](Call, When) -> std::optional<Error> {
      if (random.below(death_odds) == 0) throw ProcessDied{};
      if (random.below(error_odds) == 0) return store_away();
      return std::nullopt;
    };
    std::uint64_t next = 0;
    for (int round = 0; round < 6; ++round) {
      const std::uint64_t count = 1 + random.below(25);
      send(world, next, count);
      next += count;
      world.director = faults;
      live_until_drained(world, options_for(1 + random.below(12)));
      world.director = nullptr;
      if (random.below(3) == 0) world.trim_log();
      if (random.below(2) == 0) world.history.fall_back(world.events, random.below(20));
      if (random.below(5) == 0) {
        live_until_drained(world, options_for(5));
        world.lose_log();
        live_until_drained(world, options_for(5));
      }
    }
    live_until_drained(world, options_for(100));
    world.check_everything_counted_once();
    if (testing::Test::HasFailure()) return;
  }
}

TEST(FallBack, BehindWhatIsKeptIsReportedAndTheRestStored) {
  World world;
  world.history.checkpoint_every(3);
  send(world, 0, 80);
  live_until_drained(world, options_for(4));
  const std::size_t stored = world.rows().size();
  world.events.emplace();  // Not only the WAL: the file is gone.
  Life life(world, options_for(4));
  EXPECT_FALSE(life.dies());
  EXPECT_GT(world.rows().size(), 0U);
  EXPECT_LT(world.rows().size(), stored);
  EXPECT_GT(life.metric("picket_consumer_missing_offsets_total"), 0U);
  Life next(world, options_for(4));
  EXPECT_FALSE(next.dies());
  EXPECT_EQ(next.metric("picket_consumer_missing_offsets_total"), 0U) << "said once";
}

}  // namespace
}  // namespace picket::crash
