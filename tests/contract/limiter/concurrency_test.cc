// Many threads at once; also run under ThreadSanitizer.
#include <atomic>
#include <thread>
#include <vector>

#include "adapters.h"

namespace picket::contract {
namespace {

class LimiterContractConcurrency : public LimiterContract {};

INSTANTIATE_TEST_SUITE_P(Adapters, LimiterContractConcurrency,
                         testing::ValuesIn(limiter_adapters()), adapter_name);

TEST_P(LimiterContractConcurrency, NeverGrantsMoreThanTheLimit) {
  constexpr int kThreads = 4;
  constexpr int kEach = 1000;
  constexpr std::int64_t kLimit = kThreads * kEach / 2;
  std::atomic<std::int64_t> granted_here = 0;
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &granted_here, &failed] {
      for (int i = 0; i < kEach; ++i) {
        const auto shared = limiter_->take("shared", 1, kLimit, kWindow);
        const auto own = limiter_->take(std::to_string(t), 1, kEach, kWindow);
        if (!shared || !own || !own->granted) ++failed;
        if (shared && shared->granted) ++granted_here;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(granted_here, kLimit);
  EXPECT_EQ(failed, 0);
}

}  // namespace
}  // namespace picket::contract
