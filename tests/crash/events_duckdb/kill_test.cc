// A killed event store has what it acknowledged, once, and at most the one commit more that it
// could not acknowledge any more.
#include <algorithm>

#include <gtest/gtest.h>

#include "appender.h"
#include "base/random.h"
#include "obs/logger.h"

namespace picket::crash {
namespace {

/// Opens the store that `appender` left and looks; the store closes, which checkpoints, or not.
void check_after(const Folder& folder, const Acknowledged& acknowledged) {
  obs::Registry metrics;
  auto store = adapters::DuckdbEventStore::open(options_in(folder.path(), 16_MiB),
                                                obs::null_logger(), metrics);
  ASSERT_TRUE(store) << store.error().detail;
  const Acknowledged applied = check_whole_batches(**store);
  ports::Offset more = 0;
  for (const auto& [partition, next] : applied) {
    const auto said = acknowledged.find(partition);
    if (said == acknowledged.end()) continue;
    EXPECT_GE(next, said->second);
    more += next - said->second;
  }
  EXPECT_LE(more, 1);
}

TEST(KilledEventStore, HasWhatItAcknowledged) {
  SeededRandom random(20261128);
  const Folder folder;
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    // Now and then with a checkpoint after every few commits.
    Appender appender(folder, round % 3 == 0 ? 64_KiB : 1_MiB);
    appender.await(static_cast<int>(2 + random.below(60)));
    const Acknowledged acknowledged = appender.kill();
    // Every second time what was left is left to the next process.
    if (round % 2 == 0) check_after(folder, acknowledged);
  }
}

class KilledEventStoreAt : public testing::TestWithParam<const char*> {};

TEST_P(KilledEventStoreAt, HasWhatItAcknowledged) {
  const Folder folder;
  for (const int passage : {1, 2, 5, 1}) {
    SCOPED_TRACE(passage);
    const std::string fault = std::string(GetParam()) + "=kill@" + std::to_string(passage);
    Appender appender(folder, 8_KiB, fault);
    appender.await(100'000);  // Until the fault point kills it.
    check_after(folder, appender.kill());
  }
}

std::string point_name(const testing::TestParamInfo<const char*>& point) {
  std::string name = point.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(EveryPoint, KilledEventStoreAt,
                         testing::Values("events.before_commit", "events.after_commit",
                                         "events.checkpoint"),
                         point_name);

}  // namespace
}  // namespace picket::crash
