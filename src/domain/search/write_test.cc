#include "domain/search/write.h"

#include <gtest/gtest.h>

#include "domain/search/testing.h"

namespace picket::domain::search {
namespace {

std::string rewritten(std::string_view query, const SearchConfig& config) {
  const auto search = parse_search(query, config, kNow);
  EXPECT_TRUE(search) << query;
  return search ? write_query(*search) : std::string();
}

TEST(WriteQuery, SaysTheSameInOneWay) {
  const auto events_query = [](std::string_view query) { return rewritten(query, event_search()); };
  EXPECT_EQ(events_query("foo bar"), R"(message:"*foo bar*")");
  EXPECT_EQ(events_query("!a:[b,c] (d:1 OR e:>5)"), R"(!a:["b","c"] (d:"1" OR e:">5"))");
  EXPECT_EQ(events_query("timestamp:-2w !has:x"), "timestamp:-14d !has:x");
  EXPECT_EQ(events_query("\"has\":x"), R"("has":"x")");
  EXPECT_EQ(events_query(R"(a:b\ c:\*\"d)"), R"(a:b\ c:"\*\"d")");
  const auto issues_query = [](std::string_view query) { return rewritten(query, issue_search()); };
  EXPECT_EQ(issues_query("is:new"), "substatus:new status:[unresolved]");
  EXPECT_EQ(issues_query("!is:for_review"), "!is:for_review");
  EXPECT_EQ(issues_query("assigned:[me,#a,\"b c\"]"), R"(assigned_to:[me,"#a","b c"])");
}

TEST(WriteQuery, IsReadBackAsTheSameSearch) {
  const std::pair<const SearchConfig*, const char*> cases[] = {
      {&event_search(), "a OR b c:1 (d:2 OR (e:3 f:4))"},
      {&event_search(), "timestamp:2018-01-01 timestamp:=2018-01-01T01:02:03.5Z"},
      {&event_search(), R"(a:\\* b:x\\\*y c:*\ "q\":r")"},
      {&event_search(), "p95(transaction.duration):>1s failure_rate():<5% last_seen():-7d"},
      {&event_search(), "tags[a,number]:[1,2k] flags[\"x\"]:true foo[*]://b (c)// error.handled:0"},
      {&event_search(),
       "a:\uf00dContains\uf00d[x,y] !b:\uf00d"
       "EndsWith\uf00dz"},
      {&event_search(), "release.version:>=1.0 !transaction.duration:>1.5s"},
      {&issue_search(), "is:new !is:archived is:unassigned !is:linked is:for_review"},
      {&issue_search(), "!assigned:[none,my_teams,user:7,team:8,x] subscribed:me assigned:\"\""},
      {&issue_search(), R"(assigned_or_suggested:[me,none,#we5b\ %e !assigned:latest\)"},
      {&issue_search(), R"(assigned:[me,"#a\*b","c\*"] assigned:#\*)"},
      {&issue_search(), "firstRelease:[latest,1.0] issue.priority:high dist:1 (foo) has:assigned"},
  };
  for (const auto& [config, query] : cases) {
    const std::string again = rewritten(query, *config);
    EXPECT_EQ(understood(again, *config, Notation::as_written),
              understood(query, *config, Notation::as_written))
        << again;
    EXPECT_EQ(rewritten(again, *config), again) << query;
  }
}

}  // namespace
}  // namespace picket::domain::search
