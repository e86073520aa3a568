// What the consumer finds at start: rows that were decided but not stored, a log that lost its
// tail or its head, a batch that killed the process.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "codec/zstd.h"
#include "crash/consumer/world.h"
#include "protocol/topics.h"

namespace picket::crash {
namespace {

void send(World& world, std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t n = first; n < first + count; ++n)
    world.send({event_number(n), static_cast<int>(n % 3)});
}

/// The process dies at the first `call`, before it has an effect.
Director dies_once_at(Call call) {
  return [call, died = false](Call at, When when) mutable -> std::optional<Error> {
    if (at == call && when == When::before && !std::exchange(died, true)) throw ProcessDied{};
    return std::nullopt;
  };
}

/// Kills the process whenever one of these events is about to be stored.
PayloadWatch kills(std::vector<EventId> deadly) {
  return [deadly = std::move(deadly)](std::string_view payload) {
    const auto json = codec::zstd_decompress(payload, 1 << 20);
    if (!json) return;
    for (const EventId& event : deadly) {
      if (json->find(event.to_hex()) != std::string::npos) throw ProcessDied{};
    }
  };
}

/// The log forgets the first `count` records that the partition has not consumed.
std::int64_t drop_pending(World& world, std::uint32_t partition, ports::Offset count) {
  const ports::TopicPartition of{std::string(protocol::kTopicIngestEvents), partition};
  const auto before = world.applied(of);
  EXPECT_TRUE(world.log->trim(of, before + count).has_value());
  return world.log->offsets(of)->earliest - before;
}

TEST(Recovery, StoresTheRowsThatWereDecidedWithoutTheLog) {
  World world;
  send(world, 0, 12);
  world.director = dies_once_at(Call::events_append);
  {
    Life life(world, options_for(100));
    ASSERT_TRUE(life.dies());
  }
  const std::size_t decided = static_cast<std::size_t>(world.sum(protocol::Outcome::accepted));
  ASSERT_GT(decided, 0U);
  ASSERT_TRUE(world.rows().empty());

  world.director = nullptr;
  world.log->trim({std::string(protocol::kTopicIngestEvents), 0}, 1000);
  Life life(world, options_for(100));
  EXPECT_FALSE(life.dies());
  EXPECT_GE(world.rows().size(), decided);
  world.check_everything_counted_once();
}

TEST(Recovery, CountsEachEventOnceWhenTheLogLostEverythingAndStartsAnew) {
  for (const std::uint64_t later : {1U, 9U, 10U, 11U, 60U}) {
    SCOPED_TRACE(later);
    World world;
    send(world, 0, 20);
    live_until_drained(world, options_for(7));
    world.lose_log();
    live_until_drained(world, options_for(7));  // As the relay waits for recovery.
    send(world, 100, later);
    live_until_drained(world, options_for(7));
    EXPECT_EQ(world.rows().size(), 20 + later);
    world.check_everything_counted_once();
  }
}

TEST(Recovery, SurvivesLosingTheLogAgainAndAgainWithDeathsInBetween) {
  World world;
  for (std::uint64_t round = 0; round < 5; ++round) {
    send(world, round * 100, 5 + round * 3);
    world.director = dies_once_at(round % 2 == 0 ? Call::meta_commit : Call::events_append);
    live_until_drained(world, options_for(4));
    world.lose_log();
    live_until_drained(world, options_for(4));
  }
  EXPECT_EQ(world.rows().size(), 5U * 5 + 3 * 10);
  world.check_everything_counted_once();
}

/// The log loses its tail, all is rewound, and then the machine loses power: what the group had
/// committed before the rewind is back.
TEST(Recovery, DoesNotBelieveACommitFromBeforeTheLogLostItsTail) {
  for (const std::uint64_t between : {0U, 3U, 8U}) {
    for (const std::uint64_t after : {1U, 9U, 12U, 60U}) {
      SCOPED_TRACE(std::to_string(between) + " " + std::to_string(after));
      World world;
      send(world, 0, 20);
      live_until_drained(world, options_for(7));
      const auto stale = world.commits();
      world.lose_log();
      live_until_drained(world, options_for(7));
      send(world, 100, between);
      live_until_drained(world, options_for(7));
      send(world, 200, after);
      world.bring_back(stale);
      live_until_drained(world, options_for(7));
      EXPECT_EQ(world.rows().size(), 20 + between + after);
      EXPECT_EQ(world.sum(protocol::Outcome::lost, "skipped"), 0);
      EXPECT_EQ(world.sum(protocol::Outcome::lost, "log_gap"), 0);
      world.check_everything_counted_once();
    }
  }
}

TEST(Recovery, BelievesACommitThatMovesOnAfterARewind) {
  World world;
  send(world, 0, 20);
  live_until_drained(world, options_for(7));
  world.lose_log();
  live_until_drained(world, options_for(7));
  send(world, 100, 20);
  live_until_drained(world, options_for(7));
  send(world, 200, 80);
  auto ahead = world.commits();
  std::int64_t skipped = 0;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    const ports::TopicPartition of{std::string(protocol::kTopicIngestEvents), p};
    ahead[p] = ports::CommittedOffset{world.log->offsets(of)->end - 3, ""};
    skipped += ahead[p]->next - world.applied(of);
  }
  ASSERT_GT(skipped, 0);
  world.bring_back(ahead);  // As an operator moves it.
  live_until_drained(world, options_for(7));
  EXPECT_EQ(world.sum(protocol::Outcome::lost, "skipped"), skipped);
  EXPECT_EQ(static_cast<std::int64_t>(world.rows().size()), 120 - skipped);
}

TEST(Recovery, CountsWhatTheLogNoLongerHasAsLost) {
  World world;
  send(world, 0, 30);
  live_until_drained(world, options_for(5));
  std::int64_t lost = 0;
  send(world, 100, 40);
  for (std::uint32_t p = 0; p < kPartitions; ++p) lost += drop_pending(world, p, 4);
  live_until_drained(world, options_for(5));
  EXPECT_EQ(lost, 4 * kPartitions);
  EXPECT_EQ(world.sum(protocol::Outcome::lost, "log_gap"), lost);
  EXPECT_EQ(world.sum(protocol::Outcome::accepted), 70 - lost);
  EXPECT_EQ(static_cast<std::int64_t>(world.rows().size()), 70 - lost);
}

TEST(Recovery, BuriesTheEventThatKillsTheProcessAndNoOther) {
  World world;
  send(world, 0, 20);
  world.watch = kills({event_number(7)});
  const int deaths = live_until_drained(world, options_for(100));
  EXPECT_LE(deaths, 4) << "two deaths of the batch, then one of the event alone";
  const auto letters = world.letters();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].reason, engine::kKilledProcess);
  EXPECT_EQ(letters[0].project, world.project);
  EXPECT_EQ(world.rows().size(), 19U);
  world.check_everything_counted_once();
}

TEST(Recovery, BuriesSeveralKillersInBothPartitions) {
  World world;
  send(world, 0, 40);
  world.watch = kills({event_number(3), event_number(4), event_number(21), event_number(38)});
  live_until_drained(world, options_for(8));
  EXPECT_EQ(world.letters().size(), 4U);
  EXPECT_EQ(world.rows().size(), 36U);
  world.check_everything_counted_once();
}

TEST(Recovery, DoesNotBlameAnEventForTwoDeathsThatHadOtherCauses) {
  World world;
  send(world, 0, 20);
  int deaths = 0;
  world.director = [&](Call call, When when) -> std::optional<Error> {
    if (call == Call::meta_commit && when == When::before && deaths++ < 2) throw ProcessDied{};
    return std::nullopt;
  };
  live_until_drained(world, options_for(100));
  EXPECT_TRUE(world.letters().empty());
  EXPECT_EQ(world.rows().size(), 20U);
  world.check_everything_counted_once();
}

}  // namespace
}  // namespace picket::crash
