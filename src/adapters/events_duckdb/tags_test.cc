// Tags of more events than are read: what a sample says. Small sets, and what is counted exactly,
// are in tests/contract/event_store.
#include <algorithm>
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

  auto top = *store->top_tags(all, 10, 10);
  std::erase_if(top, [](const TagSummary& tag) { return tag.key == "own"; });
  EXPECT_EQ(top, both) << "the same sample";
}

TEST_F(DuckdbTagSamples, MayBeMoreThanFitIntoMemory) {
  // Each its own value of a tag, 36 MB together, of which a scan may hold 32.
  auto some = rows(10'000);
  for (std::size_t i = 0; i < some.size(); ++i) {
    some[i].project = ProjectId{2};
    some[i].tags = {{"half", i % 2 == 0 ? "yes" : "no"},
                    {"own", std::to_string(i) + std::string(3'500, 'x')}};
  }
  ASSERT_TRUE(store->append({"events", 1}, 1, some));
  all.projects = {ProjectId{2}};
  const auto keys = *store->tag_keys(all, ports::TagKeyCounts::events_and_values, 10);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0], (ports::TagKey{"half", 10'000, 2}));
  EXPECT_EQ(keys[1], (ports::TagKey{"own", 10'000, 10'000}));
  const auto top = *store->top_tags(all, 10, 3);
  ASSERT_EQ(top.size(), 2U);
  EXPECT_EQ(top[0].key, "half");
  ASSERT_EQ(top[0].top.size(), 2U);
  EXPECT_EQ(top[0].top[0].events, 5'000);
  EXPECT_EQ(top[1].top.size(), 3U);
  EXPECT_EQ(top[1].values, 10'000);
  const auto named = summaries({"own", "half"}, all);
  EXPECT_EQ(named[0].values, 10'000);
  EXPECT_EQ(named[0].top.size(), 10U);
  EXPECT_EQ(named[1], top[0]);
}

TEST_F(DuckdbTagSamples, MeetEventsWithManyTags) {
  auto some = rows(100);
  for (std::size_t i = 0; i < some.size(); ++i) {
    some[i].project = ProjectId{3};
    for (int tag = 0; tag < (i == 70 ? 300 : 3); ++tag) {
      some[i].tags.emplace_back("tag" + std::to_string(tag), "x");
    }
    std::sort(some[i].tags.begin(), some[i].tags.end());
  }
  ASSERT_TRUE(store->append({"events", 1}, 1, some));
  all.projects = {ProjectId{3}};
  EXPECT_EQ(store->tag_keys(all, ports::TagKeyCounts::events, 1000)->size(), 300U);
  const auto top = *store->top_tags(all, 1000, 3);
  ASSERT_EQ(top.size(), 300U);
  EXPECT_EQ(top[0].events, 100);
  EXPECT_EQ(top[299].events, 1);
  EXPECT_EQ(top[299].missing, 99);
}

TEST_F(DuckdbTagSamples, AreNotMadeOfOneTagOrFewEvents) {
  EXPECT_EQ(summaries({"own"}, all).at(0).events, 1);
  EXPECT_FALSE(summaries({"own"}, all).at(0).sampled);
  ports::EventFilter first = all;
  first.end = from_unix_us(1'000'000);  // A hundred.
  EXPECT_EQ(summaries({"url", "own"}, first).at(1).events, 1);
  EXPECT_FALSE(summaries({"url", "own"}, first).at(1).sampled);
}

}  // namespace
}  // namespace picket::adapters
