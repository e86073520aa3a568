// The adapters of the limiter that run the suite, and the fixture that opens one.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/faulty/limiter.h"
#include "adapters/memory/limiter.h"
#include "base/clock.h"
#include "ports/limiter.h"

namespace picket::contract {

struct LimiterAdapter {
  std::string name;
  std::function<std::unique_ptr<ports::Limiter>(const Clock& clock)> open;
};

/// A decorator that injects nothing but delays, which take no time here, must change nothing.
class HarmlessLimiterDecorator final : public adapters::FaultyLimiter {
 public:
  explicit HarmlessLimiterDecorator(const Clock& clock)
      : FaultyLimiter(limiter_, plan_), limiter_(clock) {}

 private:
  adapters::MemoryLimiter limiter_;
  adapters::FaultPlan plan_{1, {.delay = 500}, [](Duration) {}};
};

inline std::vector<LimiterAdapter> limiter_adapters() {
  return {{"Memory",
           [](const Clock& clock) { return std::make_unique<adapters::MemoryLimiter>(clock); }},
          {"FaultyMemory",
           [](const Clock& clock) { return std::make_unique<HarmlessLimiterDecorator>(clock); }}};
}

inline std::string adapter_name(const testing::TestParamInfo<LimiterAdapter>& adapter) {
  return adapter.param.name;
}

class LimiterContract : public testing::TestWithParam<LimiterAdapter> {
 protected:
  static constexpr Timestamp kStart = from_unix_us(1'764'000'000'000'000);
  static constexpr Duration kWindow = std::chrono::minutes(1);

  ports::Take take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                   Duration window = kWindow) {
    const auto taken = limiter_->take(key, quantity, limit, window);
    EXPECT_TRUE(taken) << taken.error().detail;
    return *taken;
  }
  bool granted(std::string_view key, std::int64_t quantity, std::int64_t limit,
               Duration window = kWindow) {
    return take(key, quantity, limit, window).granted;
  }

  ManualClock clock_{kStart};
  std::unique_ptr<ports::Limiter> limiter_ = GetParam().open(clock_);
};

}  // namespace picket::contract
