// Tags of more events than are read: what a sample says. Small sets, and what is counted exactly,
// are in tests/contract/event_store.
#include <cstdlib>

#include "adapters/events_duckdb/test_store.h"
#include "base/random.h"
#include "ports/event_tags.h"

namespace picket::adapters {
namespace {

using ports::TagSummary;

constexpr std::int64_t kEvents = 160'000;
static_assert(kEvents > ports::EventTags::kExactEvents);

bool is_near(std::int64_t number, std::int64_t wanted) {
  return std::abs(number - wanted) <= wanted / 10;
}

/// All have one of four URLs, one in twenty a plan, and one event a tag of its own.
class DuckdbTagSamples : public DuckdbStoreTest {
 protected:
  void SetUp() override {
    ASSERT_TRUE(open());
    SeededRandom random(7);
    std::int64_t added = 0;
    for (std::uint32_t batch = 1; added < kEvents; ++batch) {
      auto some = rows(40'000);
      for (domain::EventRow& row : some) {
        row.timestamp = row.received = from_unix_us(1 + added * 10'000);
        row.tags = {{"url", "/" + std::to_string(random.below(4))}};
        if (random.below(20) == 0) row.tags.insert(row.tags.begin(), {"plan", "pro"});
        if (added == 5) row.tags.insert(row.tags.begin(), {"own", "once"});
        ++added;
      }
      ASSERT_TRUE(store->append(partition, batch, some));
    }
    all.projects = {ProjectId{1}};
  }

  std::vector<TagSummary> summaries(const std::vector<std::string>& keys,
                                    const ports::EventFilter& filter) {
    const auto found = store->tag_top_values(filter, keys, 10);
    EXPECT_TRUE(found);
    return found ? *found : std::vector<TagSummary>(keys.size());
  }

  ports::EventFilter all;
};

TEST_F(DuckdbTagSamples, AreNearlyRight) {
  auto keys = *store->tag_keys(all, ports::TagKeyCounts::events, 10);
  std::erase_if(keys, [](const ports::TagKey& key) { return key.key == "own"; });
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].key, "url");
  EXPECT_EQ(keys[0].events, kEvents) << "all have it";
  EXPECT_TRUE(is_near(keys[1].events, kEvents / 20)) << keys[1].events;

  const auto both = summaries({"url", "plan"}, all);
  EXPECT_EQ(both, summaries({"url", "plan"}, all)) << "the same each time";
  for (const TagSummary& summary : both) {
    EXPECT_TRUE(summary.sampled);
    EXPECT_EQ(summary.events + summary.missing, kEvents);
  }
  ASSERT_EQ(both[0].top.size(), 4U);
  for (const ports::TagValue& value : both[0].top) EXPECT_TRUE(is_near(value.events, kEvents / 4));
  EXPECT_TRUE(is_near(both[1].events, kEvents / 20)) << both[1].events;
}

TEST_F(DuckdbTagSamples, AreNotMadeOfOneTagOrFewEvents) {
  EXPECT_EQ(summaries({"own"}, all).at(0).events, 1);
  EXPECT_FALSE(summaries({"own"}, all).at(0).sampled);
  ports::EventFilter first = all;
  first.end = from_unix_us(1'000'000);
  EXPECT_EQ(summaries({"url", "own"}, first).at(1).events, 1);
  EXPECT_FALSE(summaries({"url", "own"}, first).at(1).sampled);
}

}  // namespace
}  // namespace picket::adapters
