// Puts, gets and expiry from many threads.
#include <thread>

#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(BlobStoreContract, ServesManyThreadsAtOnce) {
  constexpr int kPutters = 3;
  constexpr int kEach = 60;
  std::vector<std::thread> threads;
  for (int putter = 0; putter < kPutters; ++putter) {
    threads.emplace_back([this, putter] {
      // The day before the first is being expired all the time; the others must stay.
      std::vector<std::pair<domain::BlobRef, std::string>> kept;
      for (int i = 0; i < kEach; ++i) {
        const std::string blob = std::to_string(putter) + ":" + std::to_string(i);
        const auto refs = put(kDay + days(i % 3), {blob, blob + "!"});
        if (refs.empty()) return;
        kept.emplace_back(refs[0], blob);
        kept.emplace_back(refs[1], blob + "!");
        put_one(kDay - days(1), "expires");
        EXPECT_EQ(store().get(refs[1]), blob + "!");
      }
      for (const auto& [ref, blob] : kept) EXPECT_EQ(store().get(ref), blob);
    });
  }
  threads.emplace_back([this] {
    for (int i = 0; i < kEach; ++i) EXPECT_TRUE(store().expire(kDay));
  });
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(store().expire(kDay + days(3)));
  EXPECT_EQ(store().size_bytes(), 0U);
}

}  // namespace
}  // namespace picket::contract
