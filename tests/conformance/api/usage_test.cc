// Usage statistics: what the ledger holds, as the API tells it.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/deadline.h"
#include "conformance/api/shape.h"
#include "conformance/api/world.h"
#include "ports/outcomes.h"
#include "ports/projects.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using protocol::Category;
using protocol::Outcome;

constexpr std::string_view kSdkKey = "0123456789abcdef0123456789abcdef";

class UsageStatistics : public testing::Test {
 protected:
  UsageStatistics() {
    using std::chrono::hours;
    add(hours(23), Category::error, Outcome::accepted, "", 4);
    add(hours(17), Category::default_, Outcome::accepted, "", 6);
    add(hours(16), Category::error, Outcome::filtered, "web-crawlers", 3);
    add(hours(1), Category::security, Outcome::accepted, "", 2);
    add(hours(1), Category::attachment, Outcome::accepted, "", 1'000);
    add(hours(1), Category::error, Outcome::rate_limited, "key", 5, KeyId{});
    add(hours(30), Category::error, Outcome::accepted, "", 99);
  }

  void add(std::chrono::hours ago, Category category, Outcome outcome, std::string reason,
           std::int64_t quantity, KeyId key = KeyId{1}) {
    const auto tx = *world_.meta().begin_write(Deadline::in(std::chrono::seconds(10)));
    const std::vector counts = {protocol::OutcomeCount{
        OrgId{1}, ProjectId{1}, key, world_.now() - ago + std::chrono::minutes(1), category,
        outcome, std::move(reason), quantity}};
    ASSERT_TRUE(tx->outcomes().add(counts));
    ASSERT_TRUE(tx->commit());
  }

  json::value stats(std::string_view query) {
    return world_.get_json("organizations/acme/stats_v2/?field=sum(quantity)&" +
                           std::string(query));
  }
  std::string refusal(std::string_view query) {
    const auto answer =
        world_.ask(net::Method::get, "/api/0/organizations/acme/stats_v2/?" + std::string(query));
    EXPECT_EQ(answer.status, 400) << query;
    return answer.body;
  }

  ApiWorld world_;
};

TEST_F(UsageStatistics, AreShapedAsTheExamples) {
  const auto nothing = [](std::string_view, std::string_view) { return false; };
  for (const auto& [example, path] :
       {std::pair{"stats-v2",
                  "organizations/acme/stats_v2/?field=sum(quantity)&groupBy=category"
                  "&groupBy=outcome&category=error&interval=6h&statsPeriod=24h"},
        std::pair{"stats-summary",
                  "organizations/acme/stats-summary/?field=sum(quantity)&category=error"
                  "&statsPeriod=24h"}}) {
    const auto found =
        compare(example, fixture(std::string(example) + ".json"), world_.get_json(path), nothing);
    for (const Mismatch& one : found) ADD_FAILURE() << one.path << ": " << one.what;
  }
}

TEST_F(UsageStatistics, CountByInterval) {
  const auto answer = stats("category=error&groupBy=outcome&interval=6h&statsPeriod=24h");
  EXPECT_EQ(answer.at("start"), "2026-05-12T12:00:00Z");
  EXPECT_EQ(answer.at("end"), "2026-05-13T12:00:00Z");
  EXPECT_EQ(answer.at("intervals").as_array().size(), 4U);
  EXPECT_EQ(json::serialize(answer.at("groups")),
            R"j([{"by":{"outcome":"accepted"},"totals":{"sum(quantity)":12},)j"
            R"j("series":{"sum(quantity)":[4,6,0,2]}},)j"
            R"j({"by":{"outcome":"filtered"},"totals":{"sum(quantity)":3},)j"
            R"j("series":{"sum(quantity)":[0,3,0,0]}},)j"
            R"j({"by":{"outcome":"rate_limited"},"totals":{"sum(quantity)":5},)j"
            R"j("series":{"sum(quantity)":[0,0,0,5]}}])j");
}

TEST_F(UsageStatistics, GroupByWhatIsAsked) {
  EXPECT_EQ(json::serialize(stats("category=error&groupBy=project&statsPeriod=24h").at("groups")),
            R"j([{"by":{"project":1},"totals":{"sum(quantity)":20}}])j");
  EXPECT_FALSE(stats("category=error&groupBy=project").as_object().contains("intervals"));
  const auto by_reason =
      stats("category=error&groupBy=reason&groupBy=key_id&interval=1d&statsPeriod=24h");
  ASSERT_EQ(by_reason.at("groups").as_array().size(), 3U);
  EXPECT_EQ(json::serialize(by_reason.at("groups").at(0).at("by")),
            R"j({"key_id":0,"reason":"key"})j");
  EXPECT_EQ(by_reason.at("groups").at(1).at("by").at("reason"), "none");
  const auto filtered = stats("category=error&reason=web-crawlers&statsPeriod=24h");
  EXPECT_EQ(filtered.at("groups").at(0).at("totals").at("sum(quantity)"), 3);
  EXPECT_EQ(json::serialize(filtered.at("groups").at(0).at("by")), "{}");
  const auto nothing = stats("category=replay&statsPeriod=24h&interval=1d");
  EXPECT_EQ(json::serialize(nothing.at("groups")),
            R"j([{"by":{},"totals":{"sum(quantity)":0},"series":{"sum(quantity)":[0,0]}}])j");
}

TEST_F(UsageStatistics, NameTheKeyByANumberThatLeadsToIt) {
  const json::value by_key =
      stats("category=error&groupBy=key_id&outcome=filtered&statsPeriod=24h&interval=1d");
  const std::int64_t number = by_key.at("groups").at(0).at("by").at("key_id").as_int64();
  const std::string keys = "projects/acme/shop-api/keys/";
  EXPECT_EQ(world_.get_json(keys + std::to_string(number) + "/").at("id").as_string(), kSdkKey);
  for (const std::string_view none : {"0", "999", "4294967297", "-1", "1x"}) {
    const auto answer = world_.ask(net::Method::get, "/api/0/" + keys + std::string(none) + "/");
    EXPECT_EQ(answer.status, 404) << none;
  }
}

TEST_F(UsageStatistics, RefuseWhatDoesNotAddUp) {
  EXPECT_NE(refusal("field=sum(quantity)&groupBy=outcome")
                .find("Query must have category as groupby or filter"),
            std::string::npos);
  EXPECT_NE(refusal("category=error").find("At least one"), std::string::npos);
}

TEST_F(UsageStatistics, SumUpByProject) {
  const auto answer = world_.get_json(
      "organizations/acme/stats-summary/?field=sum(quantity)&statsPeriod=24h&interval=1h");
  const json::array& projects = answer.at("projects").as_array();
  ASSERT_EQ(projects.size(), 1U);
  const json::array& rows = projects.at(0).at("stats").as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.at(0).at("category"), "attachment");
  EXPECT_EQ(rows.at(1).at("outcomes").at("accepted"), 12);
  EXPECT_EQ(rows.at(1).at("outcomes").at("filtered"), 3);
  EXPECT_EQ(rows.at(1).at("totals").at("dropped"), 8);
  EXPECT_EQ(rows.at(1).at("totals").at("sum(quantity)"), 20);
}

TEST_F(UsageStatistics, OfAProjectCountByTheWordsOfSentry) {
  const auto sum = [&](std::string_view stat) {
    const auto series =
        world_.get_json("projects/acme/shop-api/stats/?resolution=1h&stat=" + std::string(stat));
    std::int64_t total = 0;
    for (const json::value& point : series.as_array()) total += point.at(1).as_int64();
    return total;
  };
  EXPECT_EQ(sum("received"), 20);
  EXPECT_EQ(sum("generated"), 12);
  EXPECT_EQ(sum("rejected"), 5);
  EXPECT_EQ(sum("blacklisted"), 3);
}

TEST_F(UsageStatistics, WhatIsNotProcessedYetIsPending) {
  const std::string question = "category=error&groupBy=outcome&interval=1d&statsPeriod=24h";
  const auto pending = [](const json::value& answer) -> std::int64_t {
    for (const json::value& group : answer.at("groups").as_array()) {
      if (group.at("by").at("outcome") == "pending")
        return group.at("totals").at("sum(quantity)").as_int64();
    }
    return 0;
  };
  EXPECT_EQ(pending(stats(question)), 0);
  world_.send("1", kSdkKey, std::string(32, 'a'), {{"message", "waits"}});
  world_.send("1", kSdkKey, std::string(32, 'b'), {{"message", "waits"}});
  // At the full hour, the hour that begins is not asked for yet.
  world_.pass(std::chrono::minutes(1));
  EXPECT_EQ(pending(stats(question)), 2);
  EXPECT_EQ(
      json::serialize(
          stats("category=error&outcome=pending&groupBy=project&statsPeriod=1h").at("groups")),
      R"j([{"by":{"project":1},"totals":{"sum(quantity)":2}}])j");
  EXPECT_EQ(
      json::serialize(stats("category=transaction&outcome=pending&groupBy=project&statsPeriod=1h")
                          .at("groups")),
      "[]");
  const auto summary = world_.get_json(
      "organizations/acme/stats-summary/?field=sum(quantity)&category=error&statsPeriod=24h");
  const json::value& row = summary.at("projects").at(0).at("stats").at(0);
  EXPECT_EQ(row.at("outcomes").at("pending"), 2);
  EXPECT_EQ(row.at("totals").at("dropped"), 8) << "nothing of it is dropped";
  EXPECT_EQ(row.at("totals").at("sum(quantity)"), 22);
  world_.fill();
  EXPECT_EQ(pending(stats(question)), 0);
}

TEST_F(UsageStatistics, OfAKeySayWhatWasDropped) {
  using std::chrono::hours;
  add(hours(2), Category::error, Outcome::rate_limited, "key_quota", 7);
  add(hours(2), Category::error, Outcome::abuse, "project_abuse_limit", 2);
  const auto series = world_.get_json(
      "projects/acme/shop-api/keys/0123456789abcdef0123456789abcdef/stats/?resolution=1h");
  std::int64_t dropped = 0;
  for (const json::value& point : series.as_array()) dropped += point.at("dropped").as_int64();
  EXPECT_EQ(dropped, 9);
}

TEST_F(UsageStatistics, OfAKeyAreItsOwn) {
  const auto series = world_.get_json(
      "projects/acme/shop-api/keys/0123456789abcdef0123456789abcdef/stats/?resolution=1h");
  std::int64_t total = 0;
  std::int64_t filtered = 0;
  for (const json::value& point : series.as_array()) {
    total += point.at("total").as_int64();
    filtered += point.at("filtered").as_int64();
    EXPECT_EQ(point.at("dropped"), 0);
  }
  EXPECT_EQ(total, 15);
  EXPECT_EQ(filtered, 3);
}

}  // namespace
}  // namespace picket::conformance
