#include "roles/relay/user_agent_cache.h"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace picket::relay {
namespace {

std::string firefox(int version) {
  return "Mozilla/5.0 (X11; Linux x86_64; rv:1.0) Gecko/20100101 Firefox/" +
         std::to_string(version) + ".0";
}

TEST(UserAgentCache, AnswersTheSameForTheSameHeader) {
  UserAgentCache cache;
  const auto first = cache.read(firefox(1));
  EXPECT_EQ(first->browser.version(), "1.0");
  EXPECT_EQ(cache.read(firefox(1)), first);
  EXPECT_EQ(cache.read(firefox(2))->browser.version(), "2.0");
}

TEST(UserAgentCache, ForgetsWhatNobodyAsksFor) {
  UserAgentCache cache;
  const auto asked = cache.read(firefox(0));
  const auto not_asked = cache.read(firefox(1));
  for (int i = 2; i < 3 * static_cast<int>(UserAgentCache::kGeneration); ++i) {
    cache.read(firefox(i));
    ASSERT_EQ(cache.read(firefox(0)), asked);
    ASSERT_LE(cache.size(), 2 * UserAgentCache::kGeneration);
  }
  EXPECT_NE(cache.read(firefox(1)), not_asked);
}

TEST(UserAgentCache, TakesHeadersThatDifferBehindTheLimitForOne) {
  UserAgentCache cache;
  const std::string start = firefox(1) + std::string(domain::UserAgentParser::kMaxHeader, ' ');
  EXPECT_EQ(cache.read(start + "a"), cache.read(start + "b"));
}

TEST(UserAgentCache, ServesThreadsAtOnce) {
  UserAgentCache cache;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&cache, thread] {
      for (int i = 0; i < 100; ++i) {
        const int version = (i + thread) % 20;
        EXPECT_EQ(cache.read(firefox(version))->browser.major, std::to_string(version));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace picket::relay
