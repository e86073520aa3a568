// What a search asks of issues: every field and test, on issues made to be told apart by them.
#include <algorithm>
#include <limits>

#include "adapters.h"
#include "domain/issue/activity.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using namespace domain::search;
using domain::IssueStatus;
using domain::Substatus;
using ports::IssueQuery;
using Titles = std::vector<std::string>;

TextTest texts(std::initializer_list<std::string> written) {
  TextTest test;
  for (const std::string& one : written) test.any_of.emplace_back(one);
  return test;
}

IssueCondition on(IssueField field, Test test) {
  return {field, std::move(test), false};
}

IssueCondition negated(IssueCondition condition) {
  condition.negated = !condition.negated;
  return condition;
}

PeopleTest people(std::initializer_list<std::pair<Actor::Kind, const char*>> actors) {
  PeopleTest test;
  for (const auto& [kind, name] : actors) test.any_of.push_back({kind, name});
  return test;
}

class IssueSearch : public MetaDbContract {
 protected:
  IssueSearch() : tx_(write()), shop_(project(*tx_, "shop")), blog_(project(*tx_, "blog")) {}
  ~IssueSearch() override { tx_.reset(); }

  IssueId add(const std::string& title, const domain::IssueFacts& from = {}, ProjectId in = {},
              std::int64_t events = 1) {
    domain::IssueFacts facts = from;
    facts.title = title;
    const Timestamp seen = kStart + std::chrono::seconds(10 * ++added_);
    const IssueId id = *tx_->issues().create(in ? in : shop_, facts, seen, domain::Priority::high);
    EXPECT_TRUE(tx_->issues().apply({id, events, seen, seen + std::chrono::seconds(5), facts}));
    return id;
  }

  IssueQuery query(std::vector<IssueCondition> where) const {
    IssueQuery query;
    query.projects = {shop_, blog_};
    query.where = std::move(where);
    return query;
  }
  Titles found(std::vector<IssueCondition> where) {
    const IssueQuery asked = query(std::move(where));
    const auto listed = tx_->issues().list(asked);
    EXPECT_TRUE(listed) << listed.error().code << ": " << listed.error().detail;
    if (!listed) return {};
    EXPECT_EQ(*tx_->issues().count(asked), static_cast<std::int64_t>(listed->size()));
    Titles titles;
    for (const domain::Issue& issue : *listed) titles.push_back(issue.facts.title);
    std::sort(titles.begin(), titles.end());
    return titles;
  }
  Titles found(IssueCondition one) { return found(std::vector{std::move(one)}); }
  Titles not_found(IssueCondition one) { return found(std::vector{negated(std::move(one))}); }
  /// Both answers together are all issues.
  void expect(const IssueCondition& one, const Titles& want) {
    EXPECT_EQ(found(one), want);
    EXPECT_EQ(not_found(one).size(), static_cast<std::size_t>(added_) - want.size());
  }
  std::string refusal(std::vector<IssueCondition> where) {
    const IssueQuery asked = query(std::move(where));
    const auto counted = tx_->issues().count(asked);
    EXPECT_EQ(tx_->issues().list(asked).has_value(), counted.has_value());
    if (counted) return "";
    EXPECT_EQ(counted.error().kind, ErrorKind::invalid_argument);
    return std::string(counted.error().code);
  }
  Timestamp first_seen(int number) const { return kStart + std::chrono::seconds(10 * number); }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId shop_;
  ProjectId blog_;
  int added_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Adapters, IssueSearch, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(IssueSearch, TextIsTitleOrMessageWithStarsOrWithout) {
  domain::IssueFacts facts;
  facts.message = "went WRONG: 100% of _it_ \\o/";
  add("ValueError: Foo", facts);
  add("Błąd ŻÓŁTY 🦊");
  add("*star*'; DROP TABLE issues; --");
  add("a!b:c ?1 $2 @x :t1");
  add("aXbXc");
  const std::pair<const char*, Titles> cases[] = {
      {"ValueError: Foo", {"ValueError: Foo"}},
      {"valueerror: foo", {}},
      {"VALUEERROR*", {"ValueError: Foo"}},
      {"*: FOO", {"ValueError: Foo"}},
      {"*wrong*", {"ValueError: Foo"}},
      {"*0% OF _IT_*", {"ValueError: Foo"}},
      {"w*t_it*", {}},
      {R"(*\O/)", {"ValueError: Foo"}},
      {"w*0%*o/", {"ValueError: Foo"}},
      {"*żółty*", {"Błąd ŻÓŁTY 🦊"}},
      {"*🦊", {"Błąd ŻÓŁTY 🦊"}},
      {R"(\*STAR\*'; drop*)", {"*star*'; DROP TABLE issues; --"}},
      {"A!B:C ?1 $2 @x :T1*", {"a!b:c ?1 $2 @x :t1"}},
      {"a*B*c", {"aXbXc"}},
      {"a*c*b", {}},
      {"", {}},
  };
  for (const auto& [written, want] : cases) {
    SCOPED_TRACE(written);
    expect(on(IssueField::text, texts({written})), want);
  }
  EXPECT_EQ(found(on(IssueField::text, texts({"*"}))).size(), 5U);
  EXPECT_EQ(found(on(IssueField::text, texts({"aXbXc", "*foo", "?"}))),
            (Titles{"ValueError: Foo", "aXbXc"}));
  EXPECT_EQ(found({on(IssueField::text, texts({"*foo*"})), on(IssueField::text, texts({"*it*"}))}),
            Titles{"ValueError: Foo"});
  expect(on(IssueField::text, texts({})), {});
  EXPECT_EQ(found(on(IssueField::text, PresenceTest())).size(), 5U);
}

TEST_P(IssueSearch, StarsTakeNoLongerThanTheTextIsLong) {
  domain::IssueFacts facts;
  facts.message = std::string(8000, 'a');
  add("long", facts);
  expect(on(IssueField::text, texts({"*a*a*a*a*a*a*a*b*"})), {});
  expect(on(IssueField::text, texts({"*a*a*a*a*a*a*a*"})), {"long"});
}

TEST_P(IssueSearch, NumbersByValueAndBound) {
  const IssueId one = add("one", {}, {}, 1);
  const IssueId ten = add("ten", {}, {}, 10);
  add("hundred", {}, {}, 100);
  domain::Transition resolved;
  resolved.change = {IssueStatus::resolved, Substatus::none, kStart};
  ASSERT_TRUE(tx_->issues().move(ten, resolved));
  ASSERT_TRUE(tx_->issues().set_priority(one, domain::Priority::low, kStart));
  const auto id = static_cast<double>(one.value);
  const std::pair<IssueCondition, Titles> cases[] = {
      {on(IssueField::times_seen, NumberTest{{1, 10, 10.5}}), {"one", "ten"}},
      {on(IssueField::times_seen, NumberTest{{10.5, 1e300}}), {}},
      {on(IssueField::times_seen, NumberBound{Operator::greater, 10}), {"hundred"}},
      {on(IssueField::times_seen, NumberBound{Operator::greater_equal, 9.5}), {"hundred", "ten"}},
      {on(IssueField::times_seen, NumberBound{Operator::less, 1e18}), {"hundred", "one", "ten"}},
      {on(IssueField::times_seen, NumberBound{Operator::less_equal, -1e300}), {}},
      {on(IssueField::times_seen, texts({"1*"})), {"hundred", "one", "ten"}},
      {on(IssueField::times_seen, texts({"10", "2"})), {"ten"}},
      {on(IssueField::times_seen, TruthTest{true}), {}},
      {on(IssueField::id, NumberTest{{id}}), {"one"}},
      {on(IssueField::id, NumberTest{{}}), {}},
      {on(IssueField::status, NumberTest{{1}}), {"ten"}},
      {on(IssueField::status, NumberTest{{0, 2}}), {"hundred", "one"}},
      {on(IssueField::substatus, NumberTest{{7}}), {"hundred", "one"}},
      {on(IssueField::substatus, NumberTest{{0}}), {}},
      {on(IssueField::substatus, PresenceTest()), {"hundred", "one"}},
      {on(IssueField::priority, NumberTest{{25, 50}}), {"one"}},
      {on(IssueField::priority, PresenceTest()), {"hundred", "one", "ten"}},
  };
  int number = 0;
  for (const auto& [condition, want] : cases) {
    SCOPED_TRACE("case " + std::to_string(number++));
    expect(condition, want);
  }
}

TEST_P(IssueSearch, TimesLevelsReleasesAndCategories) {
  domain::IssueFacts facts;
  facts.release = "app@1.0";
  facts.level = domain::Level::fatal;
  add("a", facts);
  facts.release = "App@2.0%";
  facts.level = domain::Level::warning;
  add("b", facts);
  add("c");
  const Timestamp second = first_seen(2);
  const std::pair<IssueCondition, Titles> cases[] = {
      {on(IssueField::first_seen, TimeBound{Operator::less, second}), {"a"}},
      {on(IssueField::first_seen, TimeBound{Operator::less_equal, second}), {"a", "b"}},
      {on(IssueField::first_seen, TimeBound{Operator::equal, second}), {"b"}},
      {on(IssueField::first_seen, TimeBound{Operator::greater_equal, second}), {"b", "c"}},
      {on(IssueField::first_seen, TimeBound{Operator::greater, second}), {"c"}},
      {on(IssueField::first_seen, PresenceTest()), {"a", "b", "c"}},
      {on(IssueField::first_seen, texts({"*"})), {}},
      {on(IssueField::last_seen, TimeBound{Operator::less, second}), {"a"}},
      {on(IssueField::last_seen, TimeBound{Operator::greater, second}), {"b", "c"}},
      {on(IssueField::level, texts({"fatal", "warn*"})), {"a", "b"}},
      {on(IssueField::level, texts({"Error"})), {}},
      {on(IssueField::level, PresenceTest()), {"a", "b", "c"}},
      {on(IssueField::first_release, ReleaseTest{false, texts({"app@1.0", "x"}).any_of}), {"a"}},
      {on(IssueField::first_release, texts({"APP@*"})), {"a", "b"}},
      {on(IssueField::first_release, texts({"*0%"})), {"b"}},
      {on(IssueField::first_release, texts({"*"})), {"a", "b"}},
      {on(IssueField::first_release, texts({""})), {}},
      {on(IssueField::first_release, PresenceTest()), {"a", "b"}},
      {on(IssueField::category, texts({"error"})), {"a", "b", "c"}},
      {on(IssueField::category, texts({"performance", "cron"})), {}},
  };
  int number = 0;
  for (const auto& [condition, want] : cases) {
    SCOPED_TRACE("case " + std::to_string(number++));
    expect(condition, want);
  }
}

TEST_P(IssueSearch, RegressionsAreFoundByTheirRelease) {
  const auto add_regression = [this](IssueId issue, const std::string& data) {
    domain::Activity told;
    told.issue = issue;
    told.type = domain::activity::kRegression;
    told.data_json = data;
    ASSERT_TRUE(tx_->issues().add_activity(told));
  };
  add("never");
  add_regression(add("a"), R"({"version":"app@1.0"})");
  add_regression(add("b"), R"({"version":"app@1.5","resolved_in_version":"app@1.0"})");
  add_regression(add("odd"), R"({"version":"a\"b\\c"})");
  add_regression(add("none"), R"({"version":""})");
  const std::pair<domain::search::Test, Titles> cases[] = {
      {texts({"app@1.0"}), {"a"}},
      {texts({"APP@1.0"}), {}},
      {texts({"app@1"}), {}},
      {texts({"APP@*"}), {"a", "b"}},
      {texts({"app@1.5", "a\"b\\c"}), {"b", "odd"}},
      {texts({"a\"*"}), {"odd"}},
      {texts({"*"}), {"a", "b", "odd"}},
      {texts({""}), {}},
      {ReleaseTest{false, texts({"app@1.0"}).any_of}, {"a"}},
      {PresenceTest(), {"a", "b", "odd"}},
  };
  int number = 0;
  for (const auto& [test, want] : cases) {
    SCOPED_TRACE("case " + std::to_string(number++));
    expect(on(IssueField::regressed_in, test), want);
  }
  EXPECT_EQ(refusal({on(IssueField::regressed_in, texts({"*1.0"}))}), "bad_issue_condition");
  EXPECT_EQ(refusal({on(IssueField::regressed_in, NumberTest{{1}})}), "bad_issue_condition");
}

TEST_P(IssueSearch, AShortIdNamesOneIssueOfOneProject) {
  add("shop 1");
  add("shop 2");
  add("blog 1", {}, blog_);
  expect(on(IssueField::short_id, texts({"SHOP-1"})), {"shop 1"});
  expect(on(IssueField::short_id, texts({"shop-2", "BLOG-1", "none", "SHOP-9"})),
         {"blog 1", "shop 2"});
  expect(on(IssueField::short_id, texts({"'; --"})), {});
  expect(on(IssueField::short_id, PresenceTest()), {"blog 1", "shop 1", "shop 2"});
}

TEST_P(IssueSearch, PeopleWhoLookAfterMarkOrFollow) {
  using enum Actor::Kind;
  const IssueId users = add("user's");
  const IssueId teams = add("team's");
  add("nobody's");
  ASSERT_TRUE(tx_->issues().assign(users, {UserId{7}, {}}));
  ASSERT_TRUE(tx_->issues().assign(teams, {{}, TeamId{7}}));
  ASSERT_TRUE(tx_->issues().put_mark({users, UserId{7}, {}, true, domain::Following::off}));
  ASSERT_TRUE(tx_->issues().put_mark({teams, UserId{7}, {}, false, domain::Following::on}));
  ASSERT_TRUE(tx_->issues().put_mark({teams, UserId{8}, {}, true, domain::Following::unset}));
  const std::pair<IssueCondition, Titles> cases[] = {
      {on(IssueField::assignee, people({{user_id, "7"}})), {"user's"}},
      {on(IssueField::assignee, people({{team_id, "7"}})), {"team's"}},
      {on(IssueField::assignee, people({{nobody, ""}})), {"nobody's"}},
      {on(IssueField::assignee, people({{nobody, ""}, {user_id, "7"}, {user_id, "8"}})),
       {"nobody's", "user's"}},
      {on(IssueField::assignee, people({{team_id, "9223372036854775807"}})), {}},
      {on(IssueField::assignee, people({})), {}},
      {on(IssueField::assignee, PresenceTest()), {"team's", "user's"}},
      {on(IssueField::bookmarked_by, people({{user_id, "7"}})), {"user's"}},
      {on(IssueField::bookmarked_by, people({{user_id, "8"}, {user_id, "7"}})),
       {"team's", "user's"}},
      {on(IssueField::bookmarked_by, PresenceTest()), {"team's", "user's"}},
      {on(IssueField::subscribed_by, people({{user_id, "7"}})), {"team's"}},
      {on(IssueField::subscribed_by, people({{user_id, "8"}})), {}},
      {on(IssueField::subscribed_by, PresenceTest()), {"team's"}},
      {on(IssueField::subscribed_by, texts({"7"})), {}},
  };
  int number = 0;
  for (const auto& [condition, want] : cases) {
    SCOPED_TRACE("case " + std::to_string(number++));
    expect(condition, want);
  }
}

TEST_P(IssueSearch, ConditionsAreBesidesTheRestOfTheQuery) {
  add("a 1", {}, {}, 5);
  add("a 2", {}, {}, 7);
  add("a 3", {}, blog_, 9);
  auto asked = query({on(IssueField::text, texts({"A*"})),
                      on(IssueField::times_seen, NumberBound{Operator::greater, 5})});
  asked.text = "a";
  asked.limit = 1;
  asked.sort = ports::IssueSort::times_seen;
  const auto first = *tx_->issues().list(asked);
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first.front().facts.title, "a 3");
  EXPECT_EQ(*tx_->issues().count(asked), 2);
  asked.after = {9, first.front().id};
  const auto second = *tx_->issues().list(asked);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second.front().facts.title, "a 2");
}

TEST_P(IssueSearch, TakesAsMuchAsALimitAllows) {
  add("last");
  TextTest many;
  many.any_of.assign(2000, TextPattern("x*"));
  many.any_of.back() = TextPattern("LAS*");
  EXPECT_EQ(found(on(IssueField::text, many)), Titles{"last"});
  EXPECT_EQ(found(std::vector<IssueCondition>(200, on(IssueField::text, texts({"l*t"})))),
            Titles{"last"});
  EXPECT_EQ(found(on(IssueField::text, texts({"*" + std::string(1000, '%') + "*"}))), Titles{});
  many.any_of.emplace_back("x");
  EXPECT_EQ(refusal({on(IssueField::text, many)}), "too_many_texts");
  EXPECT_EQ(refusal(std::vector<IssueCondition>(201, on(IssueField::text, texts({"l"})))),
            "too_many_conditions");
  EXPECT_EQ(refusal({on(IssueField::text, texts({std::string(1001, 'x')}))}),
            "search_text_too_long");
}

TEST_P(IssueSearch, RefusesWhatItDoesNotCompareOrIsForTheCaller) {
  using enum Actor::Kind;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const IssueCondition cases[] = {
      on(IssueField::text, RegexTest{"a"}),
      on(IssueField::text, NumberTest{{1}}),
      on(IssueField::first_release, NumberBound{Operator::less, 1}),
      on(IssueField::first_release, ReleaseTest{true, {}}),
      on(IssueField::short_id, texts({"SHOP-*"})),
      on(IssueField::times_seen, NumberBound{Operator::less, kInfinity}),
      on(IssueField::times_seen, NumberBound{Operator::equal, 1}),
      on(IssueField::first_seen, TimeBound{Operator::in, kStart}),
      on(IssueField::assignee, people({{me, ""}})),
      on(IssueField::assignee, people({{my_teams, ""}})),
      on(IssueField::assignee, people({{team, "shop"}})),
      on(IssueField::assignee, people({{named, "a@b"}})),
      on(IssueField::assignee, people({{user_id, "0"}})),
      on(IssueField::assignee, people({{user_id, "7) OR (1 = 1"}})),
      on(IssueField::bookmarked_by, people({{nobody, ""}})),
      on(IssueField::subscribed_by, people({{team_id, "7"}})),
      on(IssueField::level, people({{user_id, "7"}})),
  };
  int number = 0;
  for (const IssueCondition& condition : cases) {
    EXPECT_EQ(refusal({condition}), "bad_issue_condition") << "case " << number++;
  }
}

}  // namespace
}  // namespace picket::contract
