// What a cache promises.
#include "../texts.h"
#include "adapters.h"

namespace picket::contract {
namespace {

using std::chrono::hours;

INSTANTIATE_TEST_SUITE_P(Adapters, CacheContract, testing::ValuesIn(cache_adapters()),
                         adapter_name);

TEST_P(CacheContract, GivesBackWhatWasPut) {
  EXPECT_EQ(get("k"), std::nullopt);
  put("k", "value");
  EXPECT_EQ(get("k"), "value");
  EXPECT_EQ(get("k"), "value");
  EXPECT_EQ(get("K"), std::nullopt);
}

TEST_P(CacheContract, AnEmptyValueIsNoMiss) {
  put("k", "");
  EXPECT_EQ(get("k"), "");
}

TEST_P(CacheContract, TheLastPutStands) {
  put("k", "first", hours(1));
  put("k", "second", Duration(10));
  EXPECT_EQ(get("k"), "second");
  clock_.advance(Duration(10));
  EXPECT_EQ(get("k"), std::nullopt) << "the first must not come back";
}

TEST_P(CacheContract, APutStartsTheTimeAnew) {
  put("k", "v");
  clock_.advance(kTtl - Duration(1));
  put("k", "v");
  clock_.advance(kTtl - Duration(1));
  EXPECT_EQ(get("k"), "v");
}

TEST_P(CacheContract, AValueIsGoneAfterItsTime) {
  put("short", "v", kTtl);
  put("long", "v", 2 * kTtl);
  clock_.advance(kTtl - Duration(1));
  EXPECT_EQ(get("short"), "v");
  clock_.advance(Duration(1));
  EXPECT_EQ(get("short"), std::nullopt);
  EXPECT_EQ(get("long"), "v");
}

TEST_P(CacheContract, ReadingDoesNotProlong) {
  put("k", "v");
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(get("k"), "v");
    clock_.advance(kTtl / 4);
  }
  EXPECT_EQ(get("k"), std::nullopt);
}

TEST_P(CacheContract, NoTimeMeansGoneAtOnce) {
  for (const Duration ttl : {Duration(0), Duration(-1), Duration::min()}) {
    put("k", "before");
    put("k", "v", ttl);
    EXPECT_EQ(get("k"), std::nullopt) << ttl.count();
  }
}

TEST_P(CacheContract, TheLongestTimeIsNoError) {
  put("k", "v", Duration::max());
  clock_.advance(hours(24 * 365));
  const auto found = cache_->get("k");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value_or("v"), "v");
}

TEST_P(CacheContract, AnErasedValueIsGoneAndMayBeErasedAgain) {
  put("k", "v");
  put("other", "v");
  ASSERT_TRUE(cache_->erase("k"));
  EXPECT_EQ(get("k"), std::nullopt);
  EXPECT_TRUE(cache_->erase("k"));
  EXPECT_EQ(get("other"), "v");
  put("k", "again");
  EXPECT_EQ(get("k"), "again");
}

TEST_P(CacheContract, KeysAndValuesAreAnyBytes) {
  const std::string zero("a\0b", 3);
  put(zero, zero);
  put("a", "other");
  EXPECT_EQ(get(zero), zero);
  for (const std::string& text : kHostileTexts) {
    const std::string key = ("k" + text).substr(0, ports::Cache::kMaxKeyBytes);
    put(key, text);
    EXPECT_EQ(get(key), text);
  }
}

TEST_P(CacheContract, KeysAndValuesAreBounded) {
  const std::string key(ports::Cache::kMaxKeyBytes, 'k');
  const std::string value(ports::Cache::kMaxValueBytes, 'v');
  put(key, value);
  EXPECT_EQ(get(key), value);
  for (const auto& refused :
       {cache_->put(key + "k", "v", kTtl), cache_->put("", "v", kTtl), cache_->erase(key + "k"),
        cache_->erase(""), cache_->put(key, value + "v", kTtl)}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  }
  for (const auto& refused : {cache_->get(key + "k"), cache_->get("")}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_cache_key");
  }
  EXPECT_EQ(get(key), value) << "a refused put changes nothing";
}

}  // namespace
}  // namespace picket::contract
