// Many threads at once; also run under ThreadSanitizer.
#include <atomic>
#include <thread>
#include <vector>

#include "adapters.h"

namespace picket::contract {
namespace {

class CacheContractConcurrency : public CacheContract {};

INSTANTIATE_TEST_SUITE_P(Adapters, CacheContractConcurrency, testing::ValuesIn(cache_adapters()),
                         adapter_name);

TEST_P(CacheContractConcurrency, AReaderGetsAWholeValueOfItsKeyOrNothing) {
  constexpr int kThreads = 4;
  constexpr int kEach = 2000;
  constexpr int kKeys = 8;
  std::atomic<int> wrong = 0;
  std::atomic<int> hits = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &wrong, &hits] {
      for (int i = 0; i < kEach; ++i) {
        const char key = static_cast<char>('a' + (i + t) % kKeys);
        const std::string_view name(&key, 1);
        const auto length = static_cast<std::size_t>(100 * (t + 1));
        if (!cache_->put(name, std::string(length, key), kTtl)) ++wrong;
        const auto found = cache_->get(name);
        if (!found) ++wrong;
        if (found && *found) {
          ++hits;
          if ((*found)->size() % 100 != 0 || (*found)->find_first_not_of(key) != std::string::npos)
            ++wrong;
        }
        if (i % 10 == 0 && !cache_->erase(name)) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(hits, 0);
}

}  // namespace
}  // namespace picket::contract
