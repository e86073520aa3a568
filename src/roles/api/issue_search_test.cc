#include "roles/api/issue_search.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

using domain::IssueStatus;
using domain::Level;
using domain::search::Actor;

constexpr Timestamp kNow{};

IssueSearch parse(std::string_view query) {
  const auto search = parse_issue_search(query, kNow);
  EXPECT_TRUE(search) << query << ": " << search.error().detail;
  return search ? *search : IssueSearch();
}

std::string refusal(std::string_view query) {
  const auto search = parse_issue_search(query, kNow);
  EXPECT_FALSE(search) << query;
  if (search) return {};
  EXPECT_EQ(search.error().status, 400);
  constexpr std::string_view kStart = "Error parsing search query: ";
  EXPECT_TRUE(search.error().detail.starts_with(kStart)) << search.error().detail;
  return search.error().detail.substr(kStart.size());
}

TEST(IssueSearch, EmptyIsEverything) {
  for (const char* query : {"", "  \t\n"}) {
    const IssueSearch search = parse(query);
    EXPECT_FALSE(search.statuses);
    EXPECT_FALSE(search.levels);
    EXPECT_EQ(search.text, "");
    EXPECT_FALSE(search.matches_nothing());
  }
}

TEST(IssueSearch, ReadsStatusAndLevel) {
  EXPECT_EQ(parse("is:unresolved").statuses, std::vector{IssueStatus::unresolved});
  EXPECT_EQ(parse("is:archived").statuses, std::vector{IssueStatus::ignored});
  EXPECT_EQ(parse("is:\"resolved\"").statuses, std::vector{IssueStatus::resolved});
  const IssueSearch both = parse("level:fatal is:ignored");
  EXPECT_EQ(both.statuses, std::vector{IssueStatus::ignored});
  EXPECT_EQ(both.levels, std::vector{Level::fatal});
}

TEST(IssueSearch, AllConditionsHold) {
  EXPECT_EQ(parse("is:resolved is:resolved").statuses, std::vector{IssueStatus::resolved});
  EXPECT_TRUE(parse("is:resolved is:unresolved").matches_nothing());
  EXPECT_TRUE(parse("is:resolved is:unresolved is:resolved").matches_nothing());
  EXPECT_TRUE(parse("level:info level:error").matches_nothing());
}

TEST(IssueSearch, ReadsWhatPeopleMadeOfAnIssue) {
  EXPECT_EQ(parse("is:regressed").substatuses, std::vector{domain::Substatus::regressed});
  EXPECT_EQ(parse("is:regressed").statuses, std::vector{IssueStatus::unresolved});
  EXPECT_EQ(parse("is:archived_forever").statuses, std::vector{IssueStatus::ignored});
  EXPECT_TRUE(parse("is:new is:regressed").matches_nothing());
  EXPECT_EQ(parse("is:assigned").is_assigned, true);
  EXPECT_EQ(parse("is:unassigned is:unassigned").is_assigned, false);
  EXPECT_TRUE(parse("is:assigned is:unassigned").matches_nothing());
  using enum Actor::Kind;
  EXPECT_EQ(parse("assigned:me assigned:[none, \"#back end\", a@b]").assigned,
            (std::vector<std::vector<Actor>>{{{me, {}}},
                                             {{nobody, {}}, {team, "back end"}, {named, "a@b"}}}));
  EXPECT_EQ(parse("!assigned:none").is_assigned, true);
  EXPECT_TRUE(parse("bookmarks:me").bookmarked);
  EXPECT_FALSE(parse("is:unresolved").bookmarked);
}

TEST(IssueSearch, ReadsListsAndNegation) {
  EXPECT_EQ(parse("!is:resolved").statuses,
            (std::vector{IssueStatus::unresolved, IssueStatus::ignored}));
  EXPECT_EQ(parse("status:[resolved, archived] !is:archived").statuses,
            std::vector{IssueStatus::resolved});
  EXPECT_EQ(parse("level:[fatal, info]").levels, (std::vector{Level::fatal, Level::info}));
  EXPECT_EQ(parse("!level:[fatal, error, warning]").levels,
            (std::vector{Level::info, Level::debug, Level::sample}));
  EXPECT_TRUE(parse("level:fatal !level:fatal").matches_nothing());
  EXPECT_EQ(parse("!substatus:[new, ongoing]").substatuses->size(), 6U);
  EXPECT_TRUE(parse("is:reprocessing").matches_nothing()) << "hidden from everybody";
}

TEST(IssueSearch, CanBeNarrowedToAStatus) {
  IssueSearch search = parse("!is:resolved");
  search.require(IssueStatus::ignored);
  EXPECT_EQ(search.statuses, std::vector{IssueStatus::ignored});
  search.require(IssueStatus::resolved);
  EXPECT_TRUE(search.matches_nothing());
  search = parse("");
  search.require(IssueStatus::resolved);
  EXPECT_EQ(search.statuses, std::vector{IssueStatus::resolved});
}

TEST(IssueSearch, WordsAreOneText) {
  EXPECT_EQ(parse("price must be").text, "price must be");
  EXPECT_EQ(parse("price  must").text, "price  must");
  EXPECT_EQ(parse("price is:resolved must").text, "price must");
  EXPECT_EQ(parse("\"two  blanks\"").text, "two  blanks");
  EXPECT_EQ(parse("\"ValueError: price\"").text, "ValueError: price");
  EXPECT_EQ(parse(R"q("say \"hi\" (\*)")q").text, R"(say "hi" (*))");
  EXPECT_EQ(parse("100%_żółty!").text, "100%_żółty!");
  EXPECT_EQ(parse("*price*").text, "price");
  EXPECT_EQ(parse("message:price").text, "price");
  EXPECT_EQ(parse("\"open").text, "\"open");
  EXPECT_EQ(parse("(foo bar)").text, "(foo bar)");
  EXPECT_EQ(parse(":x").text, ":x");
}

TEST(IssueSearch, NamesWhatItDoesNotSupport) {
  EXPECT_TRUE(refusal("release:1").starts_with("Filter 'release' is not supported yet"));
  EXPECT_TRUE(refusal("bookmarks:you").starts_with("'bookmarks:you' is not supported"));
  EXPECT_TRUE(refusal("!bookmarks:me").starts_with("'!bookmarks:me' is not supported"));
  std::string many;
  for (int i = 0; i < 11; ++i) many += "assigned:me ";
  EXPECT_EQ(refusal(many), "At most 10 filters 'assigned' can be searched");
  EXPECT_EQ(refusal("assigned:[a,b,c,d,e,f,g,h,i,j,k]"),
            "At most 10 filters 'assigned' can be searched");
  EXPECT_TRUE(refusal("http://x/y").starts_with("Filter 'http' is not supported yet"));
  EXPECT_TRUE(refusal("a tags[b]:x").starts_with("Filter 'tags[b]' is not supported yet"));
  EXPECT_TRUE(refusal("age:-24h").starts_with("Filter 'first_seen' is not supported yet"));
  for (const char* query : {"is:linked", "is:for_review", "!assigned:me", "foo*", "a*b",
                            "!message:foo", "has:level", "!has:message", "has:is"}) {
    EXPECT_TRUE(refusal(query).find("is not supported yet") != std::string::npos) << query;
  }
  EXPECT_EQ(refusal("is:resolved !assigned:me"), "'!assigned:me' is not supported yet");
}

TEST(IssueSearch, SaysWhatIsWrong) {
  EXPECT_EQ(refusal("ValueError: x"), "Empty string after 'ValueError:'");
  EXPECT_TRUE(refusal("is:reopened").starts_with("Invalid value for \"is\" search"));
  EXPECT_EQ(refusal("is:[new,ongoing]"), "\"in\" syntax invalid for \"is\" search");
  EXPECT_EQ(refusal("level:loud"), "invalid level value of 'loud'");
  EXPECT_EQ(refusal("a OR b"),
            "Boolean statements containing \"OR\" or \"AND\" are not supported in this search");
  EXPECT_TRUE(refusal("foo(bar").starts_with("Parse error at 'foo(bar' (column 4)."));
  EXPECT_EQ(refusal("a:x\"b\""),
            "Invalid quote at 'x\"b\"': quotes must enclose text or be escaped.");
}

TEST(IssueSearch, TextHasALimit) {
  EXPECT_EQ(parse(std::string(kMaxSearchText, 'x')).text.size(), kMaxSearchText);
  EXPECT_EQ(refusal(std::string(kMaxSearchText + 1, 'x')),
            "Text of at most 1000 bytes can be searched");
  EXPECT_LT(refusal(std::string(100'000, 'k') + ":v").size(), 300U);
}

}  // namespace
}  // namespace picket::api
