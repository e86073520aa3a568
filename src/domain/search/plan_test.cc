#include "domain/search/plan.h"

#include <gtest/gtest.h>

#include "domain/search/testing.h"

namespace picket::domain::search {
namespace {

Plan planned(std::string_view query, const SearchConfig& config) {
  const auto search = parse_search(query, config, kNow);
  EXPECT_TRUE(search) << query << ": " << search.error().text;
  if (!search) return {};
  auto plan = plan_search(*search, config);
  EXPECT_TRUE(plan) << query << ": " << plan.error().text;
  return plan ? *std::move(plan) : Plan();
}

Plan issues_plan(std::string_view query) {
  return planned(query, issue_search());
}
Plan events_plan(std::string_view query) {
  return planned(query, event_search());
}

EventCondition only_event_condition(const Plan& plan) {
  EXPECT_EQ(plan.events.parts.size(), 1U);
  if (plan.events.parts.empty()) return {};
  return std::get<EventCondition>(plan.events.parts[0].node);
}

TextTest text(std::vector<std::string_view> patterns) {
  TextTest test;
  for (const std::string_view pattern : patterns) test.any_of.emplace_back(pattern);
  return test;
}

SearchError refusal(std::string_view query, const SearchConfig& config) {
  const auto search = parse_search(query, config, kNow);
  EXPECT_TRUE(search) << query;
  if (!search) return {};
  const auto plan = plan_search(*search, config);
  EXPECT_FALSE(plan) << query;
  return plan ? SearchError{} : plan.error();
}

TEST(PlanSearch, DividesAnIssueSearchByStore) {
  const Plan plan = issues_plan("is:unresolved release:1.0 foo browser.name:Fire* timesSeen:>5");
  const std::vector<IssueCondition> want = {
      {IssueField::status, NumberTest{{0}}, false},
      {IssueField::text, text({"*foo*"}), false},
      {IssueField::times_seen, NumberBound{Operator::greater, 5}, false},
  };
  EXPECT_EQ(plan.issues, want);
  ASSERT_EQ(plan.events.parts.size(), 2U);
  EXPECT_FALSE(plan.events.any);
  EXPECT_EQ(std::get<EventCondition>(plan.events.parts[0].node),
            (EventCondition{EventField::release, {}, text({"1.0"}), false}));
  EXPECT_EQ(std::get<EventCondition>(plan.events.parts[1].node),
            (EventCondition{EventField::tag, "browser.name", text({"Fire*"}), false}));
  EXPECT_EQ(plan.explanation,
            "issues: status = 0; message = *foo*; times_seen > 5; "
            "events: release = 1.0; browser.name prefix Fire");
  EXPECT_EQ(issues_plan("").explanation, "");
  EXPECT_TRUE(issues_plan("").issues.empty());
}

TEST(PlanSearch, LeavesSuggestionsToTheCaller) {
  using enum Actor::Kind;
  const Plan plan = issues_plan("assigned_or_suggested:[me, none] !assigned_or_suggested:#web");
  const std::vector<SuggestionCondition> want = {{PeopleTest{{{me, {}}, {nobody, {}}}}, false},
                                                 {PeopleTest{{{team, "web"}}}, true}};
  EXPECT_EQ(plan.suggestions, want);
  EXPECT_TRUE(plan.issues.empty());
  EXPECT_TRUE(plan.events.parts.empty());
  EXPECT_TRUE(plan.explanation.starts_with("issues: ")) << plan.explanation;
  EXPECT_EQ(issues_plan("has:assigned_or_suggested").suggestions.at(0),
            (SuggestionCondition{PeopleTest{{Actor()}}, true}));
  EXPECT_EQ(only_event_condition(issues_plan("tags[assigned_or_suggested]:me")).tag,
            "assigned_or_suggested");
}

TEST(PlanSearch, KeepsOneFormOfNegation) {
  EXPECT_EQ(issues_plan("!is:resolved").issues.at(0),
            (IssueCondition{IssueField::status, NumberTest{{1}}, true}));
  EXPECT_EQ(only_event_condition(events_plan("!a:[b, c*]")),
            (EventCondition{EventField::tag, "a", text({"b", "c*"}), true}));
  EXPECT_EQ(only_event_condition(events_plan("has:a")),
            (EventCondition{EventField::tag, "a", PresenceTest(), false}));
  EXPECT_EQ(only_event_condition(events_plan("a:\"\"")),
            only_event_condition(events_plan("!has:a")));
  EXPECT_EQ(only_event_condition(events_plan("!error.unhandled:true")),
            (EventCondition{EventField::handled, {}, TruthTest{true}, false}));
  EXPECT_EQ(only_event_condition(events_plan("!issue.id:>5")),
            (EventCondition{EventField::issue, {}, NumberBound{Operator::less_equal, 5}, false}));
}

TEST(PlanSearch, AsksForPeopleAndReleases) {
  const Plan plan =
      issues_plan("!assigned:[me, none] is:assigned bookmarks:me !firstRelease:[latest, 1]");
  const std::vector<IssueCondition> want = {
      {IssueField::assignee, PeopleTest{{{Actor::Kind::me, {}}, {Actor::Kind::nobody, {}}}}, true},
      {IssueField::assignee, PeopleTest{{{Actor::Kind::nobody, {}}}}, true},
      {IssueField::bookmarked_by, PeopleTest{{{Actor::Kind::me, {}}}}, false},
      {IssueField::first_release, ReleaseTest{true, {TextPattern("1")}}, true},
  };
  EXPECT_EQ(plan.issues, want);
}

TEST(PlanSearch, FindsUsersBehindTheirPrefixes) {
  EXPECT_EQ(only_event_condition(events_plan("user:7")).test,
            search::Test(text({"7", "id:7", "username:7", "email:7", "ip:7"})));
  EXPECT_EQ(only_event_condition(events_plan("user:\"id:7\"")).test, search::Test(text({"id:7"})));
  EXPECT_EQ(only_event_condition(events_plan("user.id:7*")).test, search::Test(text({"id:7*"})));
  EXPECT_EQ(only_event_condition(events_plan("user.email:a")).field, EventField::user_email);
}

TEST(PlanSearch, LooksForMessagesAnywhere) {
  EXPECT_EQ(issues_plan("message:foo").issues.at(0).test, search::Test(text({"*foo*"})));
  EXPECT_EQ(issues_plan("message:foo*").issues.at(0).test, search::Test(text({"foo*"})));
  EXPECT_EQ(only_event_condition(events_plan("message:foo")).test, search::Test(text({"*foo*"})));
  EXPECT_EQ(only_event_condition(events_plan("title:foo")).test, search::Test(text({"foo"})));
  EXPECT_EQ(only_event_condition(events_plan("title://a|b//")).test,
            search::Test(RegexTest{"a|b"}));
}

TEST(PlanSearch, KeepsTheTreeOfAnEventSearch) {
  const Plan plan = events_plan("(a:1 OR timestamp:-1h c:2) http.url:x");
  ASSERT_EQ(plan.events.parts.size(), 2U);
  const auto& any = std::get<EventGroup>(plan.events.parts[0].node);
  EXPECT_TRUE(any.any);
  ASSERT_EQ(any.parts.size(), 2U);
  const auto& all = std::get<EventGroup>(any.parts[1].node);
  EXPECT_FALSE(all.any);
  EXPECT_EQ(std::get<EventCondition>(all.parts.at(0).node).test,
            search::Test(TimeBound{Operator::greater_equal, kNow - std::chrono::hours(1)}));
  EXPECT_EQ(std::get<EventCondition>(plan.events.parts[1].node).tag, "url");
  EXPECT_EQ(plan.explanation,
            "events: (a = 1 OR (timestamp >= now-1h AND c = 2)) AND http.url = x");
}

TEST(PlanSearch, PutsFunctionsAfterEvents) {
  const Plan plan = events_plan("a:1 count():>5 (b:2 AND (count():<9 OR last_seen():-1d))");
  EXPECT_EQ(plan.events.parts.size(), 2U);
  ASSERT_EQ(plan.groups.parts.size(), 2U);
  EXPECT_EQ(std::get<Aggregate>(plan.groups.parts[0].node).name, "count");
  EXPECT_TRUE(std::get<Group>(plan.groups.parts[1].node).any);
  EXPECT_EQ(plan.explanation,
            "events: a = 1 AND b = 2; "
            "groups: agg count() > 5 AND (agg count() < 9 OR agg last_seen() >= now-1d)");
}

TEST(PlanSearch, NamesWhatNoColumnAnswers) {
  const SearchError error = refusal("a:1 is:linked", issue_search());
  EXPECT_EQ(error.text, "Filter 'is:linked' is not supported yet");
  EXPECT_EQ(error.at, (Span{4, 13}));
  for (const char* query :
       {"stack.module:x", "release.version:>1", "flags[a]:true", "foo[*]:x", "stack.lineno:>5",
        "(a:1 OR stack.module:x) count():>1", "timestamp.to_day:2020-01-01"}) {
    EXPECT_TRUE(refusal(query, event_search()).text.ends_with("' is not supported yet")) << query;
  }
  for (const char* query : {"regressed_in_release:*1", "is:for_review", "detector:x"}) {
    EXPECT_TRUE(refusal(query, issue_search()).text.ends_with("' is not supported yet")) << query;
  }
  EXPECT_EQ(only_event_condition(events_plan("tags[stack.module]:x")).tag, "stack.module");
  EXPECT_EQ(only_event_condition(events_plan("tags[a,number]:>5")),
            (EventCondition{EventField::tag, "a", NumberBound{Operator::greater, 5}, false}));
}

TEST(PlanSearch, IssuesAreOfTheTypeAndCategoryOfErrors) {
  const Plan plan = issues_plan("issue.type:error");
  ASSERT_EQ(plan.issues.size(), 1U);
  EXPECT_EQ(plan.issues.front().field, IssueField::category);
}

TEST(PlanSearch, RegressionsAreAskedForByReleaseOrItsBeginning) {
  for (const char* query : {"regressed_in_release:1.0", "regressed_in_release:app@*",
                            "!regressed_in_release:latest", "has:regressed_in_release"}) {
    const Plan plan = issues_plan(query);
    ASSERT_EQ(plan.issues.size(), 1U) << query;
    EXPECT_EQ(plan.issues.front().field, IssueField::regressed_in) << query;
  }
}

}  // namespace
}  // namespace picket::domain::search
