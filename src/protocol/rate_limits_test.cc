#include "protocol/rate_limits.h"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

RateLimit limit_of(Duration left, CategorySet categories, LimitScope scope, std::string reason = "",
                   std::vector<std::string> namespaces = {}) {
  return {categories, scope, left, std::move(reason), std::move(namespaces)};
}

std::string written(const RateLimit& limit) {
  return format_rate_limits({&limit, 1});
}

TEST(FormatRateLimits, WritesWhatTheSpecificationShows) {
  EXPECT_EQ(
      written(limit_of(seconds(60), CategorySet::all(), LimitScope::organization, "my_limit")),
      "60::organization:my_limit");
  const std::vector<RateLimit> two = {
      limit_of(seconds(42), CategorySet::all(), LimitScope::organization, "my_limit"),
      limit_of(seconds(4711), {Category::security, Category::transaction}, LimitScope::project)};
  EXPECT_EQ(format_rate_limits(two),
            "42::organization:my_limit, 4711:transaction;security:project");
  EXPECT_EQ(written(limit_of(seconds(60), {Category::metric_bucket}, LimitScope::organization, "",
                             {"custom", "spans"})),
            "60:metric_bucket:organization::custom;spans");
}

TEST(FormatRateLimits, NamesCategoriesAsSdksDo) {
  EXPECT_EQ(written(limit_of(seconds(1), CategorySet::errors(), LimitScope::key, "key_quota")),
            "1:default;error;security:key:key_quota");
  EXPECT_EQ(written(limit_of(seconds(1),
                             {Category::user_report_v2, Category::monitor, Category::log_item,
                              Category::attachment},
                             LimitScope::key)),
            "1:attachment;monitor;feedback;log_item:key");
}

TEST(FormatRateLimits, RoundsSecondsUp) {
  for (const auto& [left, text] : {std::pair<Duration, std::string>{Duration(1), "1::key"},
                                   {milliseconds(999), "1::key"},
                                   {seconds(1), "1::key"},
                                   {seconds(1) + Duration(1), "2::key"}}) {
    EXPECT_EQ(written(limit_of(left, CategorySet::all(), LimitScope::key)), text);
  }
}

TEST(FormatRateLimits, LeavesOutWhatIsOverOrUnknown) {
  const std::vector<RateLimit> limits = {
      limit_of(Duration(0), CategorySet::all(), LimitScope::key),
      limit_of(seconds(-5), CategorySet::all(), LimitScope::key),
      limit_of(seconds(5), CategorySet{Category::unknown}, LimitScope::key),
      limit_of(seconds(5), {Category::error}, LimitScope::key)};
  EXPECT_EQ(format_rate_limits(limits), "5:error:key");
  EXPECT_EQ(format_rate_limits({}), "");
}

TEST(FormatRateLimits, AReasonCannotEndItsField) {
  EXPECT_EQ(written(limit_of(seconds(5), CategorySet::all(), LimitScope::key,
                             "a:b, c\r\nX-Evil: 1;\xC3\xA9", {"x;y,z"})),
            "5::key:a_b__c__X-Evil__1___:x_y_z");
}

TEST(RetryAfter, IsTheLongestInWholeSeconds) {
  const std::vector<RateLimit> limits = {
      limit_of(seconds(5), {Category::error}, LimitScope::key),
      limit_of(milliseconds(60'001), {Category::session}, LimitScope::project),
      limit_of(seconds(7), CategorySet::all(), LimitScope::organization)};
  EXPECT_EQ(retry_after_seconds(limits), 61);
  EXPECT_EQ(retry_after_seconds({}), 0);
}

TEST(MergeRateLimits, KeepsTheLongestOfTheSame) {
  std::vector<RateLimit> limits;
  merge(limits, limit_of(seconds(5), {Category::error}, LimitScope::key, "short"));
  merge(limits, limit_of(seconds(9), {Category::error}, LimitScope::key, "long"));
  merge(limits, limit_of(seconds(7), {Category::error}, LimitScope::key, "middle"));
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_EQ(limits[0].reason, "long");
  EXPECT_EQ(limits[0].retry_after, seconds(9));
  merge(limits, limit_of(seconds(1), {Category::error}, LimitScope::project));
  merge(limits, limit_of(seconds(1), {Category::session}, LimitScope::key));
  merge(limits, limit_of(seconds(1), {Category::error}, LimitScope::key, "", {"spans"}));
  EXPECT_EQ(limits.size(), 4U);
}

TEST(ParseRateLimits, ReadsWhatIsWritten) {
  const std::vector<RateLimit> limits = {
      limit_of(seconds(42), CategorySet::all(), LimitScope::organization, "my_limit"),
      limit_of(seconds(4711), {Category::transaction, Category::user_report_v2},
               LimitScope::project),
      limit_of(seconds(60), {Category::metric_bucket}, LimitScope::key, "", {"custom", "spans"})};
  EXPECT_EQ(parse_rate_limits(format_rate_limits(limits)), limits);
}

TEST(ParseRateLimits, IsLenientWithOthers) {
  const auto limits = parse_rate_limits(" 0.5 , 60.2:error;;from_the_future:galaxy:x , ,\t7::key");
  ASSERT_EQ(limits.size(), 3U);
  EXPECT_EQ(limits[0].retry_after, seconds(1));
  EXPECT_TRUE(limits[0].categories.is_all());
  EXPECT_EQ(limits[1].retry_after, seconds(61));
  EXPECT_EQ(limits[1].categories, CategorySet{Category::error});
  EXPECT_EQ(limits[1].scope, LimitScope::key) << "the narrowest";
  EXPECT_EQ(limits[1].reason, "x");
  EXPECT_EQ(limits[2].retry_after, seconds(7));
}

TEST(ParseRateLimits, OnlyUnknownCategoriesAreNotAll) {
  const auto limits = parse_rate_limits("60:from_the_future:organization");
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_TRUE(limits[0].categories.empty());
  EXPECT_FALSE(limits[0].categories.contains(Category::error));
}

TEST(ParseRateLimits, PassesOverWhatHasNoTime) {
  for (const char* header : {"", ",", "x", "x:error:key", ":error:key", "-1:error:key",
                             "0:error:key", "nan::key", "inf::key", "6 0::key", "1e999::key"}) {
    EXPECT_TRUE(parse_rate_limits(header).empty()) << header;
  }
}

TEST(ParseRateLimits, CutsWhatWouldOverflow) {
  const auto limits = parse_rate_limits("1e300::key");
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_EQ(limits[0].retry_after, kLongestRetryAfter);
}

}  // namespace
}  // namespace picket::protocol
