// What is particular to memory; what every cache promises is in tests/contract.
#include "adapters/memory/cache.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

using std::chrono::minutes;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
/// With keys of one byte, two of them fit into kTwoValues.
constexpr std::size_t kValueBytes = 700'000;
constexpr MemoryCacheLimits kTwoValues{2 * (1 + kValueBytes + kMemoryCacheOverheadBytes)};

class MemoryCacheTest : public testing::Test {
 protected:
  void put(std::string_view key, Duration ttl = minutes(1)) {
    ASSERT_TRUE(cache_.put(key, std::string(kValueBytes, key[0]), ttl));
  }
  bool has(std::string_view key) {
    const auto found = cache_.get(key);
    EXPECT_TRUE(found);
    return found->has_value();
  }

  ManualClock clock_{kNow};
  MemoryCache cache_{clock_, kTwoValues};
};

TEST_F(MemoryCacheTest, WhenFullDropsWhatWasNotReadForLongest) {
  put("a");
  put("b");
  EXPECT_TRUE(has("a"));
  put("c");
  EXPECT_TRUE(has("a"));
  EXPECT_FALSE(has("b"));
  EXPECT_TRUE(has("c"));
  EXPECT_EQ(cache_.evicted(), 1U);
}

TEST_F(MemoryCacheTest, WhenFullDropsWhatIsExpiredFirst) {
  put("a", minutes(10));
  put("b", minutes(1));
  clock_.advance(minutes(1));
  put("c", minutes(10));
  EXPECT_TRUE(has("a"));
  EXPECT_TRUE(has("c"));
  EXPECT_EQ(cache_.evicted(), 0U);
}

TEST_F(MemoryCacheTest, AReplacedValueTakesNoRoom) {
  put("a");
  for (int i = 0; i < 10; ++i) put("b");
  EXPECT_TRUE(has("a"));
  EXPECT_EQ(cache_.entries(), 2U);
  ASSERT_TRUE(cache_.erase("b"));
  put("c");
  EXPECT_TRUE(has("a"));
  EXPECT_EQ(cache_.evicted(), 0U);
}

TEST_F(MemoryCacheTest, AnExpiredValueThatIsAskedForIsDropped) {
  put("a", minutes(1));
  clock_.advance(minutes(1));
  EXPECT_FALSE(has("a"));
  EXPECT_EQ(cache_.entries(), 0U);
}

TEST_F(MemoryCacheTest, HoldsAnyNumberOfEntriesInTheSameMemory) {
  for (int i = 0; i < 20'000; ++i) ASSERT_TRUE(cache_.put(std::to_string(i), "", minutes(1)));
  EXPECT_LE(cache_.entries(), kTwoValues.max_bytes / kMemoryCacheOverheadBytes);
  EXPECT_GT(cache_.evicted(), 0U);
}

TEST_F(MemoryCacheTest, AClockThatStepsBackForgetsWhatIsFromTheFuture) {
  put("a", minutes(1));
  clock_.advance(-Duration(1));
  EXPECT_FALSE(has("a"));
}

}  // namespace
}  // namespace picket::adapters
