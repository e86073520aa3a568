#include "roles/consumer/issue_cache.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::consumer {
namespace {

std::string hash(char digit) {
  return std::string(32, digit);
}

TEST(IssueCache, FindsByProjectAndHash) {
  IssueCache cache;
  cache.put({1}, hash('a'), {{10}, {100}}, 0);
  const auto row = cache.find({1}, hash('a'));
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->id, HashId{10});
  EXPECT_EQ(row->issue, IssueId{100});
  EXPECT_FALSE(cache.find({2}, hash('a')));
  EXPECT_FALSE(cache.find({1}, hash('b')));
}

TEST(IssueCache, ANewerVersionForgetsWhatIsOlder) {
  IssueCache cache;
  EXPECT_EQ(cache.version(), 0);
  cache.renew(7);
  cache.put({1}, hash('a'), {{10}, {100}}, 7);
  cache.renew(7);
  EXPECT_TRUE(cache.find({1}, hash('a')));
  cache.renew(8);
  EXPECT_FALSE(cache.find({1}, hash('a')));
  cache.put({1}, hash('a'), {{10}, {100}}, 7);
  EXPECT_FALSE(cache.find({1}, hash('a'))) << "read before the version moved";
  cache.renew(7);
  EXPECT_EQ(cache.version(), 8);
}

TEST(IssueCache, LastPutStands) {
  IssueCache cache;
  cache.put({1}, hash('a'), {{10}, {100}}, 0);
  cache.put({1}, hash('a'), {{10}, {200}}, 0);
  EXPECT_EQ(cache.find({1}, hash('a'))->issue, IssueId{200});
  EXPECT_EQ(cache.size(), 1U);
}

TEST(IssueCache, LeastRecentlyUsedMakesRoom) {
  IssueCache cache(2);
  cache.put({1}, hash('a'), {{1}, {1}}, 0);
  cache.put({1}, hash('b'), {{2}, {2}}, 0);
  EXPECT_TRUE(cache.find({1}, hash('a')));
  cache.put({1}, hash('c'), {{3}, {3}}, 0);
  EXPECT_TRUE(cache.find({1}, hash('a')));
  EXPECT_FALSE(cache.find({1}, hash('b')));
  EXPECT_TRUE(cache.find({1}, hash('c')));
}

TEST(IssueCache, PuttingAgainCountsAsUse) {
  IssueCache cache(2);
  cache.put({1}, hash('a'), {{1}, {1}}, 0);
  cache.put({1}, hash('b'), {{2}, {2}}, 0);
  cache.put({1}, hash('a'), {{1}, {1}}, 0);
  cache.put({1}, hash('c'), {{3}, {3}}, 0);
  EXPECT_TRUE(cache.find({1}, hash('a')));
}

TEST(IssueCache, KeepsOnlyWholeHashes) {
  IssueCache cache;
  cache.put({1}, "short", {{1}, {1}}, 0);
  EXPECT_FALSE(cache.find({1}, "short"));
  EXPECT_EQ(cache.size(), 0U);
}

TEST(IssueCache, ClearForgetsAll) {
  IssueCache cache;
  cache.put({1}, hash('a'), {{1}, {1}}, 0);
  cache.clear();
  EXPECT_FALSE(cache.find({1}, hash('a')));
  EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
}  // namespace picket::consumer
