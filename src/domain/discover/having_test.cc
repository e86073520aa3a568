#include "domain/discover/having.h"

#include <chrono>

#include <gtest/gtest.h>

#include "base/rfc3339.h"
#include "domain/search/parse.h"
#include "domain/search/plan.h"

namespace picket::domain::discover {
namespace {

using namespace std::chrono_literals;
using search::EventFunction;
using search::Operator;

const Timestamp kNow = *parse_rfc3339("2026-11-28T12:30:15Z");

Result<search::GroupConditions, search::SearchError> read(std::string_view query) {
  const auto search = search::parse_search(query, search::event_search(), kNow);
  EXPECT_TRUE(search) << query;
  const auto plan = search::plan_search(*search, search::event_search());
  EXPECT_TRUE(plan) << query;
  return having_of(plan->groups, 1h);
}

search::GroupCondition only(std::string_view query) {
  const auto having = read(query);
  EXPECT_TRUE(having) << query << ": " << (having ? "" : having.error().text);
  EXPECT_EQ(having->parts.size(), 1U);
  return std::get<search::GroupCondition>(having->parts.at(0).node);
}

TEST(HavingOf, ComparesNumbers) {
  search::GroupCondition want;
  want.test = search::NumberBound{Operator::greater, 100};
  EXPECT_EQ(only("count():>100"), want);
  want.test = search::NumberTest{{3}};
  EXPECT_EQ(only("count():3"), want);
  want.negated = true;
  EXPECT_EQ(only("!count():3"), want);
  EXPECT_EQ(only("failure_rate():>5%").test,
            search::Test(search::NumberBound{Operator::greater, 0.05}));
  EXPECT_EQ(only("p95(ms):<=1k").aggregate.of.tag, "ms");
}

TEST(HavingOf, ComparesRatesByTheirCounts) {
  EXPECT_EQ(only("epm():>2").test, search::Test(search::NumberBound{Operator::greater, 120}));
  EXPECT_EQ(only("epm():>2").aggregate.function, EventFunction::count);
  EXPECT_EQ(only("eps(10):<2").test, search::Test(search::NumberBound{Operator::less, 20}));
}

TEST(HavingOf, ComparesTimes) {
  EXPECT_EQ(only("last_seen():-1d").test,
            search::Test(search::TimeBound{Operator::greater_equal, kNow - 24h}));
}

TEST(HavingOf, KeepsTheTree) {
  const auto having = read("a:1 count():>5 (count():<9 OR last_seen():-1d)");
  ASSERT_TRUE(having);
  EXPECT_FALSE(having->any);
  ASSERT_EQ(having->parts.size(), 2U);
  const auto& any = std::get<search::GroupConditions>(having->parts[1].node);
  EXPECT_TRUE(any.any);
  EXPECT_EQ(any.parts.size(), 2U);
  EXPECT_EQ(*read("a:1"), search::GroupConditions{});
}

TEST(HavingOf, NamesWhatCannotBeAsked) {
  EXPECT_EQ(read("apdex(300):>0.5").error().text,
            "apdex is a function of transactions, which cannot be queried yet");
  EXPECT_EQ(read("p95():>1s").error().text, "Field transaction.duration is not supported yet");
  EXPECT_EQ(read("count():>1 (count():<9 OR min(title):<1)").error().text,
            "min: column argument invalid: title is not a numeric column");
  EXPECT_TRUE(read("any(issue.id):>5"));
  EXPECT_EQ(read("any(title):>5").error().text, "Invalid aggregate query condition: any(title)");
}

}  // namespace
}  // namespace picket::domain::discover
