// The adapters of the cache that run the suite, and the fixture that opens one.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/faulty/cache.h"
#include "adapters/memory/cache.h"
#include "base/clock.h"
#include "ports/cache.h"

namespace picket::contract {

struct CacheAdapter {
  std::string name;
  std::function<std::unique_ptr<ports::Cache>(const Clock& clock)> open;
};

/// A decorator that injects nothing but delays, which take no time here, must change nothing.
class HarmlessCacheDecorator final : public adapters::FaultyCache {
 public:
  explicit HarmlessCacheDecorator(const Clock& clock) : FaultyCache(cache_, plan_), cache_(clock) {}

 private:
  adapters::MemoryCache cache_;
  adapters::FaultPlan plan_{1, {.delay = 500}, [](Duration) {}};
};

inline std::vector<CacheAdapter> cache_adapters() {
  return {
      {"Memory", [](const Clock& clock) { return std::make_unique<adapters::MemoryCache>(clock); }},
      {"FaultyMemory",
       [](const Clock& clock) { return std::make_unique<HarmlessCacheDecorator>(clock); }}};
}

inline std::string adapter_name(const testing::TestParamInfo<CacheAdapter>& adapter) {
  return adapter.param.name;
}

/// The suite asks for what was put just now, which an advisory cache may forget in principle: one
/// that does so here, with a few small values in it, is of no use.
class CacheContract : public testing::TestWithParam<CacheAdapter> {
 protected:
  static constexpr Timestamp kStart = from_unix_us(1'764'000'000'000'000);
  static constexpr Duration kTtl = std::chrono::minutes(1);

  void put(std::string_view key, std::string value, Duration ttl = kTtl) {
    const auto done = cache_->put(key, std::move(value), ttl);
    EXPECT_TRUE(done) << done.error().detail;
  }
  std::optional<std::string> get(std::string_view key) {
    const auto found = cache_->get(key);
    EXPECT_TRUE(found) << found.error().detail;
    return *found;
  }

  ManualClock clock_{kStart};
  std::unique_ptr<ports::Cache> cache_ = GetParam().open(clock_);
};

}  // namespace picket::contract
