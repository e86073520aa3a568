#include "domain/search/parse.h"

#include <utility>

#include <gtest/gtest.h>

#include "domain/search/testing.h"

namespace picket::domain::search {
namespace {

using Case = std::pair<std::string_view, std::string_view>;

TEST(ParseSearch, TakesWordsForTextInTheMessage) {
  constexpr Case kCases[] = {
      {"", ""},
      {"   ", ""},
      {"\"\"", ""},
      {"hello", "message = *hello*"},
      {"  hello  ", "message = *hello*"},
      {"  hello   there", "message = *hello   there*"},
      {"  hello   there:bye", "message = *hello*; there = bye"},
      {"hello user.email:a@b where release:1.2.1 when",
       "message = *hello*; user.email = a@b; message = *where*; release = 1.2.1; message = *when*"},
      {R"("hello there" a:b "general kenobi")",
       "message = *hello there*; a = b; message = *general kenobi*"},
      {R"( " hello " )", "message = * hello *"},
      {R"( " he\"llo " )", "message = * he\"llo *"},
      {R"("a OR b")", "message = *a OR b*"},
      {"*needle", "message suffix needle"},
      {"needle*", "message prefix needle"},
      {"a*b", R"(message pattern .*a.*b.*)"},
      {"\"open", "message = *\"open*"},
      {"timestamp>2015-05-18", "message = *timestamp>2015-05-18*"},
      {"foo()", "message = *foo()*"},
      {"foo(bar)baz", "message = *foo(bar)baz*"},
      {"foo():bar", "message = *foo():bar*"},
      {"!foo", "message = *!foo*"},
      {"orange android", "message = *orange android*"},
      {"100%_\xC5\xBC\xC3\xB3\xC5\x82ty!", "message = *100%_\xC5\xBC\xC3\xB3\xC5\x82ty!*"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, ReadsTextsOfKeys) {
  constexpr Case kCases[] = {
      {"release:\"a release\"", "release = a release"},
      {"!release:\"a release\"", "release != a release"},
      {"\"hi:there\":value", "hi:there = value"},
      {"!\"hi:there\":value", "hi:there != value"},
      {"release:\"a\nrelease\"", R"(release = a\nrelease)"},
      {"release:\"a\trelease\"", R"(release = a\trelease)"},
      {"release:a\trelease", R"(release = a; message = *\trelease*)"},
      {R"(release:"a\"thing\"")", R"(release = a"thing")"},
      {R"(foo:a\"b)", R"(foo = a"b)"},
      {"foo:\"\"", "foo = ''"},
      {"event.type:transaction   transaction:/organizations/:orgId/discover/results/",
       "event.type = transaction; transaction = /organizations/:orgId/discover/results/"},
      {"http.url:http://x/y", "http.url = http://x/y"},
      {"release:1.0,", "release = 1.0,"},
      {"tags[project_id]:7", "tags[project_id] = 7"},
      {"flags[\"x\"]:true", "flags[x] = true"},
      {"foo[*]:bar", "foo[*] = bar"},
      {"dist:7", "dist = 7"},
      {"\"is\":x", "is = x"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, TakesAnOperatorOnATextForAPartOfIt) {
  constexpr Case kCases[] = {
      {"random:>2015-05-18", "random = >2015-05-18"},
      {"random:-2w", "random = -2w"},
      {"random:2018-01-01T05:06:07", "random = 2018-01-01T05:06:07"},
      {"foo:>5", "foo = >5"},
      {"foo:>\"a b\"", "foo = >a b"},
      {"!foo:>5", "foo != >5"},
      {"foo:!=5", "foo != 5"},
      {"!foo:!=5", "foo = 5"},
      {"foo:=5", "foo = 5"},
      {"release.version:>1.2.0", "release.version > 1.2.0"},
      {"!release.version:>1.2.0", "release.version <= 1.2.0"},
      {"release.build:<=7", "release.build <= 7"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, ReadsLists) {
  constexpr Case kCases[] = {
      {"user.email:[test@test.com] test:[hello]", "user.email IN [test@test.com]; test IN [hello]"},
      {"!user.email:[a@b, c@d,     e@f] test:[hello]",
       "user.email NOT IN [a@b, c@d, e@f]; test IN [hello]"},
      {"test:[a , b]", "test IN [a, b]"},
      {"user.email:[test@test.com, \"hi\", 1.0]", "user.email IN [test@test.com, hi, 1.0]"},
      {"test:[\"a, b\", \"]\"]", "test IN [a, b, ]]"},
      {"test:h[e]llo]", "test = h[e]llo]"},
      {"test:[h[e]llo", "test = [h[e]llo"},
      {"test:\"[h]\"", "test = [h]"},
      {"test:[h]*", "test prefix [h]"},
      {"test:[h e]", "test = [h; message = *e]*"},
      {"test:[]", "test = []"},
      {"test:[[h]]", "test IN [[h]]"},
      {"test:[a, [h]]", "test IN [a, [h]]"},
      {"test:[a]b,c]", "test IN [a]b, c]"},
      {"user.email:[test@test.com]user.email:hello@hello.com",
       "user.email = [test@test.com]user.email:hello@hello.com"},
      {"test:[a*, b]", "test IN [a*, b]"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, ReadsPatterns) {
  constexpr Case kCases[] = {
      {"foo:a*", "foo prefix a"},
      {"!foo:*a", "foo not suffix a"},
      {"foo:*a*", "foo infix a"},
      {"foo:a*b", "foo pattern a.*b"},
      {"foo:a.b*c", R"(foo pattern a\.b.*c)"},
      {"foo:*", "foo = * (wildcard)"},
      {R"(foo:a\*)", "foo = a* (literal)"},
      {R"(foo:a\\*)", R"(foo prefix a\)"},
      {"browser.name:\uf00dContains\uf00dfirefox", "browser.name contains firefox"},
      {"!browser.name:\uf00dContains\uf00dfirefox", "browser.name not contains firefox"},
      {"browser.name:\uf00dDoesNotContain\uf00d\"a b\"", "browser.name not contains a b"},
      {"!browser.name:\uf00dDoesNotContain\uf00dx", "browser.name contains x"},
      {"a:\uf00dStartsWith\uf00dx b:\uf00d"
       "EndsWith\uf00dy",
       "a starts with x; b ends with y"},
      {"browser.name:\uf00dContains\uf00d[firefox, chrome]",
       "browser.name contains any of [firefox, chrome]"},
      {"a:\uf00dContains\uf00dx*y", "a pattern .*x.*y.*"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
  EXPECT_EQ(understood("foo:*a* bar", event_search(), Notation::as_written),
            "foo = *a* (wildcard); message = *bar* (wildcard)");
}

TEST(ParseSearch, ReadsRegexesWhereTheyAreAllowed) {
  constexpr Case kCases[] = {
      {"browser.name://fire.*fox//", "regex browser.name ~ fire.*fox"},
      {"browser.name://foo//bar//", "regex browser.name ~ foo//bar"},
      {"!browser.name://firefox// os.name://(mac|i os)//",
       "regex browser.name !~ firefox; regex os.name ~ (mac|i os)"},
      {"foo[*]://bar.*//", "regex any element of foo ~ bar.*"},
      {"foo://x", "foo = //x"},
      {"foo:////", "foo = ////"},
      {"foo://a//b", "foo = //a//b"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
  EXPECT_EQ(issues("browser.name://firefox//"), "browser.name = //firefox//");
}

TEST(ParseSearch, ReadsNumbersByTheTypeOfTheirKey) {
  constexpr Case kCases[] = {
      {"stack.lineno:>1k", "stack.lineno > 1000"},
      {"stack.lineno:5m", "stack.lineno = 5000000"},
      {"stack.lineno:-1.5", "stack.lineno = -1.5"},
      {"stack.lineno:[1, 2k]", "stack.lineno IN [1, 2000]"},
      {"!stack.lineno:[1,2]", "stack.lineno NOT IN [1, 2]"},
      {"!stack.lineno:7", "stack.lineno != 7"},
      {"stack.lineno:!=7", "stack.lineno != 7"},
      {"transaction.duration:>5s", "transaction.duration > 5000"},
      {"transaction.duration:5m", "transaction.duration = 300000"},
      {"transaction.duration:1.5hr", "transaction.duration = 5400000"},
      {"transaction.duration:<250", "transaction.duration < 250"},
      {"!transaction.duration:>5s", "transaction.duration <= 5000"},
      {"transaction.duration:[1s,2m]", "transaction.duration IN [1000, 120000]"},
      {"measurements.lcp:>2.5s measurements.cls:>0.25",
       "measurements.lcp > 2500; measurements.cls > 0.25"},
      {"http.response_content_length:>1kb", "http.response_content_length > 1000"},
      {"http.response_content_length:<=1.5KiB", "http.response_content_length <= 1536"},
      {"tags[x,number]:>5", "tags[x, number] > 5"},
      {"tags[x, string]:>5", "tags[x, string] = >5"},
      {"tags[x, boolean]:true", "tags[x, boolean] = 1"},
      {"tags[x, array]:a", "tags[x][*] = a"},
      {"error.handled:true", "error.handled = 1"},
      {"!error.handled:true", "error.handled = 0"},
      {"error.handled:0", "error.handled = 0"},
      {"!error.handled:FALSE", "error.handled = 1"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, ReadsDates) {
  constexpr Case kCases[] = {
      {"timestamp:>2015-05-18", "timestamp > 2015-05-18T00:00:00Z"},
      {"timestamp:>2015-05-18T10:15:01", "timestamp > 2015-05-18T10:15:01Z"},
      {"timestamp:>2015-05-18T10:15:01.103Z", "timestamp > 2015-05-18T10:15:01.103Z"},
      {"first_seen:>2018-01-01T05:06:07+00:00", "first_seen > 2018-01-01T05:06:07Z"},
      {"first_seen:<=2018-01-01T05:06:07-01:30", "first_seen <= 2018-01-01T06:36:07Z"},
      {"first_seen:=2018-01-01", "first_seen = 2018-01-01T00:00:00Z"},
      {"first_seen:+7d", "first_seen <= now-7d"},
      {"first_seen:-2w", "first_seen >= now-14d"},
      {"first_seen:-90m", "first_seen >= now-90m"},
      {"first_seen:2018-01-01",
       "first_seen >= 2018-01-01T00:00:00Z; first_seen < 2018-01-02T00:00:00Z"},
      {"first_seen:2018-01-01T05:06:07Z",
       "first_seen >= 2018-01-01T05:01:07Z; first_seen < 2018-01-01T05:12:07Z"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
  const auto search = parse_search("timestamp:-24h", event_search(), kNow);
  ASSERT_TRUE(search);
  const auto& filter = std::get<Filter>(search->root.parts.at(0).node);
  EXPECT_EQ(std::get<Date>(filter.values.at(0)).at, kNow - std::chrono::hours(24));
}

TEST(ParseSearch, ReadsFunctions) {
  constexpr Case kCases[] = {
      {"count():>100", "agg count() > 100"},
      {"!count():>100", "agg count() <= 100"},
      {"p95(transaction.duration):>1s", "agg p95(transaction.duration) > 1000"},
      {"p95():>1m", "agg p95() > 60000"},
      {"max(stack.lineno):1m", "agg max(stack.lineno) = 1000000"},
      {"failure_rate():>5%", "agg failure_rate() > 0.05"},
      {"failure_rate():>0.05", "agg failure_rate() > 0.05"},
      {"last_seen():-7d", "agg last_seen() >= now-7d"},
      {"!last_seen():-7d", "agg last_seen() < now-7d"},
      {"last_seen():>2018-01-01", "agg last_seen() > 2018-01-01T00:00:00Z"},
      {"last_seen():2018-01-01",
       "agg last_seen() >= 2018-01-01T00:00:00Z; agg last_seen() < 2018-01-02T00:00:00Z"},
      {"max(timestamp):>2018-01-01", "agg max(timestamp) > 2018-01-01T00:00:00Z"},
      {"count_if(level,equals,error):>2", "agg count_if(level, equals, error) > 2"},
      {R"q(count_if( level , equals , "a (\"b\")" ):>2)q",
       R"q(agg count_if(level, equals, a ("b")) > 2)q"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, ReadsHas) {
  constexpr Case kCases[] = {
      {"has:user.email", "user.email != ''"},
      {"!has:user.email", "user.email = ''"},
      {"has:times_seen has:5", "times_seen != ''; 5 != ''"},
      {"has:\"foo:bar\" has:tags[x]", "foo:bar != ''; tags[x] != ''"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
  EXPECT_EQ(issues("!has:assigned"), "assigned_to = ''");
}

TEST(ParseSearch, BindsAndTighterThanOr) {
  constexpr Case kCases[] = {
      {"a:1 OR b:2 c:3", "a = 1 OR (b = 2 AND c = 3)"},
      {"(a:1 OR b:2) c:3", "(a = 1 OR b = 2) AND c = 3"},
      {"a:1 and b:2", "a = 1 AND b = 2"},
      {"a:1 or b:2 oR c:3", "a = 1 OR b = 2 OR c = 3"},
      {"a:1 OR (b:2 OR (c:3))", "a = 1 OR b = 2 OR c = 3"},
      {"(a:1 (b:2 c:3))", "a = 1 AND b = 2 AND c = 3"},
      {"( a:1 )", "a = 1"},
      {"foo OR bar", "message = *foo* OR message = *bar*"},
      {"\"\" OR a:1", "a = 1"},
      {"(count():>1 OR count():<5) a:1", "(agg count() > 1 OR agg count() < 5) AND a = 1"},
      {"timestamp:2018-01-01 OR a:1",
       "(timestamp >= 2018-01-01T00:00:00Z AND timestamp < 2018-01-02T00:00:00Z) OR a = 1"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(events(query), want) << query;
}

TEST(ParseSearch, TakesParenthesesOfIssuesForText) {
  EXPECT_EQ(issues("(foo bar)"), "message = *(foo bar)*");
  EXPECT_EQ(issues("(is:unresolved)"), "message = *(is:unresolved)*");
  EXPECT_EQ(issues("a:b (foo)"), "a = b; message = *(foo)*");
}

TEST(ParseSearch, ReadsStatusesOfIssues) {
  constexpr Case kCases[] = {
      {"is:unresolved", "status = 0"},
      {"!is:resolved", "status != 1"},
      {"is:archived is:muted is:\"ignored\"", "status = 2; status = 2; status = 2"},
      {"is:new", "substatus = 7; status IN [0]"},
      {"!is:new is:archived_forever", "substatus != 7; substatus = 5; status IN [0]"},
      {"is:archived_forever", "substatus = 5; status IN [2]"},
      {"is:regressed is:unresolved", "substatus = 6; status = 0"},
      {"is:assigned", "unassigned = false"},
      {"!is:assigned", "unassigned = true"},
      {"is:unassigned", "unassigned = true"},
      {"is:linked is:unlinked", "linked = true; linked = false"},
      {"is:for_review", "for_review = true"},
      {"status:[resolved, archived]", "status IN [1, 2]"},
      {"!substatus:ongoing", "substatus != 3; status IN [0]"},
      {"tags[status]:x", "tags[status] = x"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(issues(query), want) << query;
}

TEST(ParseSearch, ReadsPropertiesOfIssues) {
  constexpr Case kCases[] = {
      {"assigned:me", "assigned_to IN [user]"},
      {"!assigned:none", "assigned_to NOT IN [null]"},
      {"assigned:\"\"", "assigned_to IN [null]"},
      {"assigned:[me, none, #backend]", "assigned_to IN [user, null, team backend]"},
      {"assigned:my_teams", "assigned_to IN [teams of user]"},
      {"assigned:[user:7, team:8, a@b]", "assigned_to IN [user 7, team id 8, a@b]"},
      {"assigned_or_suggested:\"#back end\"", "assigned_or_suggested IN [team back end]"},
      {"bookmarks:me subscribed:[me, none]",
       "bookmarked_by IN [user]; subscribed_by IN [user, none]"},
      {"age:-24h", "first_seen >= now-24h"},
      {"age:+12h age:-24h", "first_seen <= now-12h; first_seen >= now-24h"},
      {"lastSeen:-2d event.timestamp:-1h", "last_seen >= now-2d; date >= now-1h"},
      {"firstSeen:2018-01-01",
       "first_seen >= 2018-01-01T00:00:00Z; first_seen < 2018-01-02T00:00:00Z"},
      {"timesSeen:>100", "times_seen > 100"},
      {"firstRelease:latest", "first_release IN [latest releases]"},
      {"!first-release:[latest, 1.0]", "first_release NOT IN [latest releases, 1.0]"},
      {"release:1.* regressed_in_release:2", "release prefix 1.; regressed_in_release = 2"},
      {"issue.priority:[high, medium]", "priority IN [75, 50]"},
      {"issue.category:error issue.type:error", "issue.category = error; issue.type = error"},
      {"dist:7", "sentry:dist = 7"},
      {"level:[fatal, error]", "level IN [fatal, error]"},
      {"device.class:high error.handled:false", "device.class = high; error.handled = 0"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(issues(query), want) << query;
}

TEST(ParseSearch, KnowsIdsOfEvents) {
  const std::string id(32, 'a');
  EXPECT_EQ(events("id:" + id), "id = " + id);
  EXPECT_EQ(events("has:id trace.span:0123456789abcdef"),
            "id != ''; trace.span = 0123456789abcdef");
  EXPECT_EQ(events("tags[id]:x"), "tags[id] = x");
}

}  // namespace
}  // namespace picket::domain::search
