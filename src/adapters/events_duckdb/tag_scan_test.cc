#include "adapters/events_duckdb/tag_scan.h"

#include <gtest/gtest.h>

namespace picket::adapters::duck {
namespace {

using ports::TagSummary;
using ports::TagValue;

Timestamp at(std::int64_t us) {
  return from_unix_us(us);
}

TEST(TagCounter, CountsValuesByKey) {
  TagCounter counter(1'000'000);
  const auto add = [&counter](std::string_view key, std::string_view value, std::int64_t us) {
    TagCounter::Tag* const tag = counter.tag(key);
    ASSERT_NE(tag, nullptr);
    counter.add(*tag, value, us);
  };
  add("url", "/a", 5);
  add("url", "/a", 3);
  add("url", "/b", 9);
  add("url", "/a", 7);
  add("plan", "", 1);
  const auto summaries = counter.summaries(1);
  ASSERT_EQ(summaries.size(), 2U);
  EXPECT_EQ(summaries[0].key, "url");
  EXPECT_EQ(summaries[0].events, 4);
  EXPECT_EQ(summaries[0].values, 2);
  EXPECT_EQ(summaries[0].top, (std::vector<TagValue>{{"/a", 3, at(3), at(7)}}));
  EXPECT_EQ(summaries[1].top, (std::vector<TagValue>{{"", 1, at(1), at(1)}}));
  EXPECT_FALSE(counter.is_full());
}

TEST(TagCounter, OrdersByEventsThenByName) {
  TagCounter counter(1'000'000);
  for (const char* const key : {"b", "c", "a", "c"}) TagCounter::add(*counter.tag(key));
  const auto summaries = counter.summaries(1);
  ASSERT_EQ(summaries.size(), 3U);
  EXPECT_EQ(summaries[0].key, "c");
  EXPECT_EQ(summaries[1].key, "a");
  EXPECT_EQ(summaries[2].key, "b");
  EXPECT_EQ(summaries[0].values, 0);
  for (const char* const value : {"y", "x", "y", "x"}) counter.add(*counter.tag("a"), value, 1);
  EXPECT_EQ(counter.summaries(1).front().top.front().value, "x");
}

TEST(TagCounter, RefusesMoreThanItMayHold) {
  TagCounter counter(1'000);
  TagCounter::Tag* const tag = counter.tag("key");
  ASSERT_NE(tag, nullptr);
  counter.add(*tag, std::string(500, 'v'), 1);
  EXPECT_FALSE(counter.is_full());
  counter.add(*tag, std::string(501, 'v'), 1);
  EXPECT_TRUE(counter.is_full());
  EXPECT_EQ(counter.tag("another"), nullptr);
  EXPECT_EQ(counter.tag("key"), tag) << "what is known stays";
}

}  // namespace
}  // namespace picket::adapters::duck
