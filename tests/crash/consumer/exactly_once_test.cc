// Effects happen once: whatever call fails, or is the last one of a process.
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "base/fault_point.h"
#include "base/random.h"
#include "crash/consumer/world.h"

namespace picket::crash {
namespace {

/// Two versions, and events without one.
std::string release_of(std::uint64_t n) {
  return n % 4 == 3 ? std::string() : "shop@1." + std::to_string(n % 2);
}

/// New issues, known issues, duplicates near and far, messages that cannot be read.
void send_a_mixture(World& world) {
  for (std::uint64_t n = 0; n < 40; ++n) {
    world.send({event_number(n), static_cast<int>(n % 7), n % 11 != 10, kStart, release_of(n)});
    if (n % 5 == 4) world.send({event_number(n - 4), static_cast<int>((n - 4) % 7)});
    if (n % 8 == 7) world.send_outcomes(3);
  }
}

enum class Fault { error, death };

using Point = std::tuple<Call, When, Fault>;

class OneFault : public testing::TestWithParam<Point> {};

TEST_P(OneFault, EveryEventCountsOnce) {
  const auto [where, when, fault] = GetParam();
  for (int nth = 1; nth <= 9; ++nth) {
    SCOPED_TRACE(nth);
    World world;
    send_a_mixture(world);
    int passages = 0;
    world.director = [&, w = where, t = when, f = fault](Call call,
                                                         When at) -> std::optional<Error> {
      if (call != w || at != t || ++passages != nth) return std::nullopt;
      if (f == Fault::death) throw ProcessDied{};
      return store_away();
    };
    live_until_drained(world, options_for(4));
    world.check_everything_counted_once();
    if (where != Call::meta_read && where != Call::events_read) {
      EXPECT_GE(passages, nth);
    }
  }
}

std::string point_name(const testing::TestParamInfo<Point>& info) {
  static const std::map<Call, std::string> kNames = {
      {Call::log_read, "LogRead"},       {Call::mark, "Mark"},
      {Call::blobs_put, "BlobsPut"},     {Call::meta_begin, "MetaBegin"},
      {Call::meta_commit, "MetaCommit"}, {Call::events_append, "EventsAppend"},
      {Call::meta_read, "MetaRead"},     {Call::events_read, "EventsRead"}};
  const auto [where, when, fault] = info.param;
  return (fault == Fault::death ? "DiesAt" : "ErrorAt") + kNames.at(where) +
         (when == When::before ? "Before" : "After");
}

INSTANTIATE_TEST_SUITE_P(EveryCall, OneFault,
                         testing::Combine(testing::ValuesIn(kCalls),
                                          testing::Values(When::before, When::after),
                                          testing::Values(Fault::error, Fault::death)),
                         point_name);

TEST(ExactlyOnce, DyingAtTheSamePlaceInEveryLifeStillCountsOnce) {
  for (const Call where : kCalls) {
    for (const When when : {When::before, When::after}) {
      SCOPED_TRACE(static_cast<int>(where) * 2 + static_cast<int>(when));
      World world;
      send_a_mixture(world);
      int deaths = 0;
      world.director = [&](Call call, When at) -> std::optional<Error> {
        if (call == where && at == when && deaths < 6) {
          ++deaths;
          throw ProcessDied{};
        }
        return std::nullopt;
      };
      live_until_drained(world, options_for(8));
      world.check_everything_counted_once();
    }
  }
}

TEST(ExactlyOnce, FaultPointsBetweenTheStepsLetTheBatchBeRetried) {
  for (const char* point : {"consumer.before_blobs", "consumer.after_blobs", "consumer.after_meta",
                            "consumer.after_events"}) {
    for (const char* nth : {"@1", "@2", "@5"}) {
      SCOPED_TRACE(std::string(point) + nth);
      World world;
      send_a_mixture(world);
      ASSERT_TRUE(arm_fault_points(std::string(point) + "=fail" + nth));
      EXPECT_EQ(live_until_drained(world, options_for(8)), 0);
      ASSERT_TRUE(arm_fault_points(""));
      world.check_everything_counted_once();
    }
  }
}

/// Hundreds of schedules: batches of any size, errors before and after the effect, deaths anywhere,
/// duplicates, messages that cannot be read.
TEST(ExactlyOnce, HoldsForRandomSchedules) {
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    World world;
    const std::uint64_t error_odds = 5 + random.below(40);
    const std::uint64_t death_odds = 10 + random.below(80);
    world.director = [&](Call, When) -> std::optional<Error> {
      if (random.below(death_odds) == 0) throw ProcessDied{};
      if (random.below(error_odds) == 0) return store_away();
      return std::nullopt;
    };
    std::uint64_t next = 0;
    for (int round = 0; round < 3; ++round) {
      const std::uint64_t count = 1 + random.below(40);
      for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t n = random.below(6) == 0 ? random.below(next + 1) : next++;
        world.send({event_number(n), static_cast<int>(random.below(9)), random.below(15) != 0,
                    kStart + std::chrono::seconds(random.below(600))});
        if (random.below(10) == 0)
          world.send_outcomes(1 + static_cast<std::int64_t>(random.below(9)));
      }
      live_until_drained(world, options_for(1 + random.below(20)));
    }
    world.director = nullptr;
    live_until_drained(world, options_for(100));
    world.check_everything_counted_once();
    if (testing::Test::HasFailure()) return;
  }
}

TEST(ExactlyOnce, PoisonThatThrowsIsSetAsideAlone) {
  World world;
  for (std::uint64_t n = 0; n < 20; ++n) world.send({event_number(n), 0, n != 13});
  live_until_drained(world, options_for(100));
  world.check_everything_counted_once();
  const auto letters = world.letters();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].reason, consumer::reason::kBadPayload);
  EXPECT_EQ(letters[0].project, world.project);
  EXPECT_EQ(world.rows().size(), 19U);
}

}  // namespace
}  // namespace picket::crash
