// Dead letters that are replayed: the event takes effect once, and its earlier count is taken back.
#include "roles/consumer/replay.h"

#include <string_view>

#include <gtest/gtest.h>

#include "crash/consumer/world.h"

namespace picket::crash {
namespace {

constexpr EventId kDeadly{7, 7};

/// Ten events, one of which was buried because it killed the process; it no longer would.
void bury_one(World& world) {
  for (std::uint64_t n = 0; n < 9; ++n) world.send({{n, n + 100}, 0});
  world.send({kDeadly, 1});
  int deaths = 0;
  world.watch = [&](std::string_view) {
    if (deaths++ < 20) throw ProcessDied{};
  };
  // Alone in the log of its partition or not: every batch dies until nothing is left.
  live_until_drained(world, options_for(1));
  world.watch = nullptr;
  ASSERT_FALSE(world.letters().empty());
}

std::vector<std::int64_t> open_letters(World& world) {
  std::vector<std::int64_t> ids;
  for (const auto& letter : world.letters()) {
    if (!letter.replayed) ids.push_back(letter.id);
  }
  return ids;
}

TEST(Replay, MakesRowsOfWhatWasSetAside) {
  World world;
  bury_one(world);
  for (const std::int64_t letter : open_letters(world)) {
    const auto replayed = consumer::replay_dead_letter(world.plain(), world.clock, letter);
    ASSERT_TRUE(replayed.has_value()) << replayed.error().code;
    EXPECT_TRUE(replayed->offset.has_value());
  }
  live_until_drained(world, options_for(100));
  EXPECT_TRUE(open_letters(world).empty());
  EXPECT_EQ(world.rows().size(), 10U);
  EXPECT_EQ(world.sum(protocol::Outcome::accepted), 10);
  EXPECT_EQ(world.sum(protocol::Outcome::invalid, protocol::reason::kDeadLetter), 0);
  world.check_everything_counted_once();
}

TEST(Replay, HappensOnce) {
  World world;
  bury_one(world);
  const std::int64_t letter = open_letters(world).front();
  ASSERT_TRUE(consumer::replay_dead_letter(world.plain(), world.clock, letter).has_value());
  const auto again = consumer::replay_dead_letter(world.plain(), world.clock, letter);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  const auto unknown = consumer::replay_dead_letter(world.plain(), world.clock, 12345);
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, ErrorKind::not_found);
}

TEST(Replay, OfAMessageThatStillCannotBeReadSetsItAsideAgain) {
  World world;
  world.send({kDeadly, 0, false});
  live_until_drained(world, options_for(10));
  const std::int64_t letter = open_letters(world).at(0);
  ASSERT_TRUE(consumer::replay_dead_letter(world.plain(), world.clock, letter).has_value());
  live_until_drained(world, options_for(10));
  const auto open = open_letters(world);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_NE(open[0], letter);
  world.check_everything_counted_once();
}

TEST(Replay, ThatDiesBeforeTheMarkLosesNothingAndDoublesNothing) {
  World world;
  bury_one(world);
  const std::int64_t letter = open_letters(world).front();
  world.director = [](Call call, When when) -> std::optional<Error> {
    if (call == Call::meta_commit && when == When::before) throw ProcessDied{};
    return std::nullopt;
  };
  EXPECT_THROW((void)consumer::replay_dead_letter(world.directed(), world.clock, letter),
               ProcessDied);
  world.director = nullptr;
  live_until_drained(world, options_for(10));
  const std::size_t rows = world.rows().size();

  ASSERT_TRUE(consumer::replay_dead_letter(world.plain(), world.clock, letter).has_value());
  live_until_drained(world, options_for(10));
  EXPECT_EQ(world.rows().size(), rows) << "the second replay is a duplicate";
  EXPECT_EQ(world.sum(protocol::Outcome::accepted), static_cast<std::int64_t>(rows));
  EXPECT_EQ(world.sum(protocol::Outcome::invalid, protocol::reason::kDuplicate), 1);
}

}  // namespace
}  // namespace picket::crash
