#include "domain/discover/functions.h"

#include <chrono>
#include <vector>

#include <gtest/gtest.h>

#include "domain/search/functions.h"

namespace picket::domain::discover {
namespace {

using namespace std::chrono_literals;
using search::EventAggregate;
using search::EventField;
using search::EventFunction;
using Arguments = std::vector<std::string>;

Function made(std::string_view name, const Arguments& arguments = {}) {
  auto function = make_function(name, arguments);
  EXPECT_TRUE(function) << name << ": " << (function ? "" : function.error());
  return function ? *std::move(function) : Function{};
}

std::string refusal(std::string_view name, const Arguments& arguments = {}) {
  const auto function = make_function(name, arguments);
  EXPECT_FALSE(function) << name;
  return function ? "" : function.error();
}

search::EventCondition condition(const Arguments& arguments) {
  const Function function = made("count_if", arguments);
  EXPECT_EQ(function.aggregate.function, EventFunction::count_if);
  EXPECT_EQ(function.aggregate.condition.parts.size(), 1U);
  if (function.aggregate.condition.parts.empty()) return {};
  return std::get<search::EventCondition>(function.aggregate.condition.parts[0].node);
}

TEST(MakeFunction, Counts) {
  EXPECT_EQ(made("count"), Function{});
  const Function users = made("count_unique", {"user"});
  EXPECT_EQ(users.aggregate,
            (EventAggregate{EventFunction::count_unique, {EventField::user, {}}, false, 0.5, {}}));
  EXPECT_EQ(users.type, ResultType::integer);
  EXPECT_EQ(made("count_unique", {"issue"}).aggregate.of.field, EventField::issue);
  EXPECT_EQ(made("count_unique", {"foo"}).aggregate.of.tag, "foo");
  EXPECT_EQ(made("count_unique", {"user.id"}).aggregate.of.part, search::ValuePart::user_id);
  EXPECT_EQ(made("max", {"timestamp.to_day"}).aggregate.of.part, search::ValuePart::day);
  EXPECT_EQ(refusal("count_unique", {"stack.module"}), "Field stack.module is not supported yet");
}

TEST(MakeFunction, CountsWhatMeetsACondition) {
  EXPECT_EQ(condition({"level", "equals", "error"}),
            (search::EventCondition{
                EventField::level, {}, search::TextTest{{search::TextPattern("error")}}, false}));
  // Stars are stars: the comparison is of the whole text.
  EXPECT_EQ(
      condition({"title", "notEquals", "a*"}),
      (search::EventCondition{
          EventField::title, {}, search::TextTest{{search::TextPattern::exactly("a*")}}, true}));
  EXPECT_EQ(condition({"ms", "greater", "1.5k"}),
            (search::EventCondition{EventField::tag, "ms",
                                    search::NumberBound{search::Operator::greater, 1500}, false}));
  EXPECT_EQ(condition({"tags[level]", "equals", "x"}).field, EventField::tag);
  EXPECT_EQ(condition({"issue.id", "lessOrEquals", "7"}).test,
            search::Test(search::NumberBound{search::Operator::less_equal, 7}));
  EXPECT_EQ(condition({"error.handled", "equals", "true"}).test,
            search::Test(search::TruthTest{true}));
  EXPECT_EQ(condition({"timestamp", "less", "2026-01-02"}).test,
            search::Test(search::TimeBound{
                search::Operator::less,
                Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 2))}));
}

TEST(MakeFunction, RefusesConditionsThatMeanNothing) {
  EXPECT_EQ(refusal("count_if", {"level", "is", "error"}),
            "count_if: condition argument invalid: is is not one of equals, greater, "
            "greaterOrEquals, less, lessOrEquals, notEquals");
  EXPECT_EQ(refusal("count_if", {"level", "greater", "error"}),
            "count_if: value argument invalid: level greater error is no comparison");
  EXPECT_EQ(refusal("count_if", {"foo", "greater", "x"}),
            "count_if: value argument invalid: foo greater x is no comparison");
  EXPECT_EQ(refusal("count_if", {"error.handled", "equals", "maybe"}),
            "count_if: value argument invalid: error.handled equals maybe is no comparison");
  EXPECT_EQ(refusal("count_if", {"stack.lineno", "equals", "7"}),
            "Field stack.lineno is not supported yet");
}

TEST(MakeFunction, TakesWhatNobodyHandledForAFailure) {
  const Function failures = made("failure_count");
  ASSERT_EQ(failures.aggregate.condition.parts.size(), 1U);
  EXPECT_EQ(std::get<search::EventCondition>(failures.aggregate.condition.parts[0].node),
            (search::EventCondition{EventField::handled, {}, search::TruthTest{false}, false}));
  EXPECT_EQ(failures.type, ResultType::integer);
  const Function share = made("failure_rate");
  EXPECT_EQ(share.aggregate.function, EventFunction::share_if);
  EXPECT_EQ(share.aggregate.condition, failures.aggregate.condition);
  EXPECT_EQ(share.type, ResultType::percentage);
}

TEST(MakeFunction, CalculatesWithNumbersInTags) {
  EXPECT_EQ(made("avg", {"ms"}).aggregate,
            (EventAggregate{EventFunction::average, {EventField::tag, "ms"}, true, 0.5, {}}));
  EXPECT_EQ(made("sum", {"ms"}).aggregate.function, EventFunction::sum);
  const std::pair<const char*, double> shares[] = {
      {"p50", 0.5}, {"p75", 0.75}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}};
  for (const auto& [name, share] : shares) {
    EXPECT_EQ(made(name, {"ms"}).aggregate,
              (EventAggregate{EventFunction::quantile, {EventField::tag, "ms"}, true, share, {}}));
  }
  EXPECT_EQ(made("p100", {"ms"}).aggregate,
            (EventAggregate{EventFunction::max, {EventField::tag, "ms"}, true, 0.5, {}}));
  EXPECT_EQ(made("percentile", {"ms", "0.42"}).aggregate.quantile, 0.42);
  EXPECT_EQ(made("min", {"issue.id"}).type, ResultType::number);
  EXPECT_EQ(refusal("percentile", {"ms", "42"}),
            "percentile: percentile argument invalid: 42 is not between 0 and 1");
  EXPECT_EQ(refusal("sum", {"title"}),
            "sum: column argument invalid: title is not a numeric column");
  EXPECT_EQ(refusal("sum", {"timestamp"}),
            "sum: column argument invalid: timestamp is not a numeric column");
  EXPECT_EQ(refusal("p95"), "Field transaction.duration is not supported yet");
}

TEST(MakeFunction, KnowsTimesAndNewestEvents) {
  const Function last = made("last_seen");
  EXPECT_EQ(last.aggregate,
            (EventAggregate{EventFunction::max, {EventField::timestamp, {}}, false, 0.5, {}}));
  EXPECT_EQ(last.type, ResultType::date);
  EXPECT_EQ(made("max", {"timestamp"}), last);
  EXPECT_EQ(made("min", {"timestamp"}).aggregate.function, EventFunction::min);
  EXPECT_EQ(made("latest_event").aggregate.of.field, EventField::id);
  EXPECT_EQ(made("latest_event").type, ResultType::text);
  EXPECT_EQ(made("any", {"project"}).rendering, Rendering::project_slug);
  EXPECT_EQ(made("any", {"user.id"}).aggregate.of.part, search::ValuePart::user_id);
}

TEST(MakeFunction, ScalesRates) {
  EXPECT_EQ(made("count").factor(1h), 1);
  EXPECT_EQ(made("epm").factor(1h), 1.0 / 60);
  EXPECT_EQ(made("eps").factor(10s), 0.1);
  EXPECT_EQ(made("epm", {"120"}).factor(1h), 0.5);
  EXPECT_EQ(made("epm").factor(0s), 0);
  EXPECT_EQ(made("eps").aggregate.function, EventFunction::count);
  EXPECT_EQ(unit_of(made("epm").rate), "1/minute");
  for (const char* wrong : {"0", "-5", "x", "1b"}) {
    EXPECT_EQ(refusal("eps", {wrong}), std::string("eps: interval argument invalid: ") + wrong +
                                           " is not a number of seconds from 1 to 31622400");
  }
}

TEST(MakeFunction, RefusesWhatIsAboutTransactions) {
  for (const char* name : {"apdex", "tpm", "tps", "user_misery", "http_error_count"}) {
    EXPECT_EQ(refusal(name),
              std::string(name) + " is a function of transactions, which cannot be queried yet");
  }
}

/// Each name that a search may filter by is made or refused with a reason, never unknown.
TEST(MakeFunction, KnowsEveryFunctionOfTheSearch) {
  for (const search::FunctionInfo& info : search::functions()) {
    const Arguments arguments(info.min_arguments, "0.5");
    const auto function = make_function(info.name, arguments);
    if (!function) {
      EXPECT_EQ(function.error().find("is not a valid function"), std::string::npos) << info.name;
    }
  }
}

}  // namespace
}  // namespace picket::domain::discover
