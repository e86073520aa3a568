#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "domain/search/parse.h"
#include "domain/search/syntax.h"
#include "domain/search/testing.h"

namespace picket::domain::search {
namespace {

using Case = std::pair<std::string_view, std::string_view>;

constexpr std::string_view kParentheses =
    " This is commonly caused by unmatched parentheses. Enclose any text in double quotes.";

SearchError error_of(std::string_view query, const SearchConfig& config = event_search()) {
  const auto search = parse_search(query, config, kNow);
  EXPECT_FALSE(search) << query << ": " << (search ? print(*search) : "");
  return search ? SearchError{} : search.error();
}

TEST(ParseSearch, SaysWhereNothingFits) {
  const Case cases[] = {
      {"release:a\nrelease", "Parse error at 'se:a\nrelea' (column 10)."},
      {"(user.email:foo OR a:b", "Parse error at '(user.' (column 1)."},
      {"foo(bar", "Parse error at 'foo(bar' (column 4)."},
      {"a:b)", "Parse error at 'a:b)' (column 4)."},
      {"\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F\xC3\xA4\xC3\xB6(a",
       "Parse error at '\xC3\xBC\xC3\x9F\xC3\xA4\xC3\xB6(a' (column 7)."},
      {"()", "Parse error at '()' (column 1)."},
      {"a:b (())", "Parse error at ':b (())' (column 6)."},
  };
  for (const auto& [query, want] : cases) {
    EXPECT_EQ(error_of(query).text, std::string(want) + std::string(kParentheses)) << query;
  }
  EXPECT_EQ(error_of("foo(bar").at, (Span{3, 7}));
}

TEST(ParseSearch, RefusesValuesThatAKeyCannotHave) {
  constexpr Case kCases[] = {
      {"first_seen:hello",
       "first_seen: Invalid date: hello. Expected +/-duration (e.g. +1h) or ISO 8601-like (e.g. "
       "2026-11-28T12:30:15Z)."},
      {"stack.lineno:abc",
       "stack.lineno: Invalid number: abc. Expected number then optional k, m, or b suffix (e.g. "
       "500k)."},
      {"error.handled:maybe",
       "error.handled: Invalid boolean: maybe. Expected true, 1, false, or 0."},
      {"id:abc", "Invalid value 'abc' for 'id:' filter"},
      {"trace.span:"
       "0123456789abcdeg",
       "Invalid value '0123456789abcdeg' for 'trace.span:' filter"},
      {"release.stage:new", "Invalid value 'new' for 'release.stage:' filter"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(error_of(query).text, want) << query;
  for (const char* query :
       {"first_seen:123", "first_seen:2018-01-01T00:01ZZ", "!timestamp:-24h", "timestamp:>-24h",
        "timestamp:2018-13-01", "timestamp:[2018-01-01]", "timestamp:\"2018-01-01\"",
        "timestamp:-99999w", "!timestamp:2018-01-01", "timestamp:2018-01-01()"}) {
    EXPECT_NE(error_of(query).text.find("Invalid date"), std::string::npos) << query;
  }
  for (const char* query :
       {"stack.lineno:5s", "stack.lineno:\"5\"", "stack.lineno:[1,a]", "stack.lineno:5,",
        "stack.lineno:\uf00dContains\uf00d"
        "5",
        "stack.lineno://5//", "transaction.duration:5x", "stack.lineno:1e5"}) {
    EXPECT_NE(error_of(query).text.find("Invalid number"), std::string::npos) << query;
  }
  for (const char* query :
       {"error.handled:>1", "error.handled:2", "error.handled:[true]", "error.handled:\"true\""}) {
    EXPECT_NE(error_of(query).text.find("Invalid boolean"), std::string::npos) << query;
  }
}

TEST(ParseSearch, RefusesTextsThatAreNotWhole) {
  constexpr Case kCases[] = {
      {"foo:", "Empty string after 'foo:'"},
      {"foo:>", "Empty string after 'foo:'"},
      {"stack.lineno:>", "Empty string after 'stack.lineno:'"},
      {"ValueError: x", "Empty string after 'ValueError:'"},
      {"tags[a]:", "Empty string after 'tags[a]:'"},
      {"foo:\"", "Invalid quote at '\"': quotes must enclose text or be escaped."},
      {"foo:a\"b", "Invalid quote at 'a\"b': quotes must enclose text or be escaped."},
      {"foo:[a\"b]", "Invalid quote at 'a\"b': quotes must enclose text or be escaped."},
      {"foo:[a, ]", "Lists should not have empty values"},
      {"foo:[a,,b]", "Lists should not have empty values"},
      {"foo:[,a]", "Lists should not have empty values"},
      {"has:\"a b\"", "Invalid format for \"has\" search: was expecting a field or tag instead"},
      {"has:*x", "Invalid format for \"has\" search: was expecting a field or tag instead"},
      {"has:a*", "Invalid format for \"has\" search: was expecting a field or tag instead"},
      {"has:", "Invalid format for \"has\" search: was expecting a field or tag instead"},
      {"is:unresolved", "\"is:\" queries are not supported in this search."},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(error_of(query).text, want) << query;
}

TEST(ParseSearch, RefusesFunctionsThatCannotBe) {
  constexpr Case kCases[] = {
      {"foo():>5", "foo is not a valid function"},
      {"count(a):>5", "count: expected 0 argument(s)"},
      {"apdex(1,2):>5", "apdex: expected 0 to 1 argument(s)"},
      {"count():abc", "Invalid aggregate query condition: count()"},
      {"count():>5%", "Invalid aggregate query condition: count()"},
      {"count():2018-01-01", "Invalid aggregate query condition: count()"},
      {"count():[1,2]", "Invalid aggregate query condition: count()"},
      {"count():\"5\"", "Invalid aggregate query condition: count()"},
      {"!last_seen():2018-01-01", "Invalid aggregate query condition: last_seen()"},
      {"last_seen():5", "Invalid aggregate query condition: last_seen()"},
      {"count():>1 OR a:1", "Having an OR between aggregate and normal filters is invalid."},
      {"a:1 OR (b:1 count():>1)", "Having an OR between aggregate and normal filters is invalid."},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(error_of(query).text, want) << query;
}

TEST(ParseSearch, RefusesConnectivesWithoutConditions) {
  constexpr Case kCases[] = {
      {"OR a:1", "Condition is missing on the left side of 'OR' operator"},
      {"(AND a:1)", "Condition is missing on the left side of 'AND' operator"},
      {"a:1 OR", "Condition is missing on the right side of 'OR' operator"},
      {"(a:1 and) b:1", "Condition is missing on the right side of 'AND' operator"},
      {"a:1 OR AND b:1", "Missing condition in between two condition operators: 'OR AND'"},
  };
  for (const auto& [query, want] : kCases) EXPECT_EQ(error_of(query).text, want) << query;
}

TEST(ParseSearch, RefusesWhatTheIssueSearchHasNot) {
  constexpr std::string_view kConnectives =
      "Boolean statements containing \"OR\" or \"AND\" are not supported in this search";
  constexpr Case kCases[] = {
      {"a:1 OR b:2", kConnectives},
      {"foo and bar", kConnectives},
      {"((a OR b))", kConnectives},
      {"count():>1", "Aggregate filters (count()) are not supported in issue searches."},
      {"foo(a):>1", "Aggregate filters (foo(a)) are not supported in issue searches."},
      {"is:[new, ongoing]", "\"in\" syntax invalid for \"is\" search"},
      {"level:loud", "invalid level value of 'loud'"},
      {"status:bad", "invalid status value of 'bad'"},
      {"substatus:[new, bad]", "invalid substatus value of 'bad'"},
      {"issue.priority:urgent", "invalid priority value of 'urgent'"},
      {"issue.category:x*", "Invalid category value of 'x*'"},
      {"issue.type:A", "Invalid type value of 'A'"},
      {"assigned:a*", "Invalid value 'a*' for 'assigned_to:' filter"},
      {"browser:[a*, b]", "Wildcards in lists are not supported in this search"},
  };
  for (const auto& [query, want] : kCases) {
    EXPECT_EQ(error_of(query, issue_search()).text, want) << query;
  }
  EXPECT_NE(error_of("!age:-24h", issue_search()).text.find("first_seen: Invalid date: -24h."),
            std::string::npos);
  for (const char* query : {"is:bogus", "is:1", "is:true", "is:", "is:>new", "!is:x"}) {
    EXPECT_EQ(error_of(query, issue_search()).text,
              "Invalid value for \"is\" search, valid values are ['archived', 'archived_forever', "
              "'archived_until_condition_met', 'archived_until_escalating', 'assigned', "
              "'escalating', 'for_review', 'ignored', 'linked', 'muted', 'new', 'ongoing', "
              "'regressed', 'reprocessing', 'resolved', 'unassigned', 'unlinked', 'unresolved']")
        << query;
  }
}

TEST(ParseSearch, RefusesKeysByList) {
  SearchConfig config = issue_search();
  config.blocked_keys = {"first_seen", "secret"};
  EXPECT_EQ(error_of("age:-1h", config).text, "Invalid key for this search: first_seen");
  EXPECT_EQ(error_of("has:secret", config).text, "Invalid key for this search: secret");
  EXPECT_EQ(understood("other:x", config), "other = x");
  config.allowed_keys = {"other"};
  EXPECT_EQ(error_of("release:x", config).text, "Invalid key for this search: release");
  EXPECT_EQ(understood("other:x", config), "other = x");
}

TEST(ParseSearch, HasLimits) {
  EXPECT_EQ(error_of(std::string(kMaxQueryBytes + 1, 'a')).text,
            "The query is too long: 4097 bytes of at most 4096.");
  EXPECT_EQ(events(std::string(kMaxQueryBytes, 'a')).size(), kMaxQueryBytes + 12);
  EXPECT_EQ(error_of("a\xFF").text, "The query is not valid UTF-8.");
  const std::string deep(kMaxDepth, '(');
  EXPECT_EQ(events(deep + "a" + std::string(kMaxDepth, ')')), "message = *a*");
  EXPECT_EQ(error_of(deep + "(a)" + std::string(kMaxDepth, ')')).text,
            "Parentheses can be nested 32 deep at most.");
  std::string many;
  for (std::size_t i = 0; i < kMaxFilters; ++i) many += "a:1 ";
  EXPECT_TRUE(parse_search(many, event_search(), kNow));
  EXPECT_EQ(error_of(many + "a:1").text, "A query can have 200 filters at most.");
  EXPECT_LT(error_of("foo:a\"" + std::string(4000, 'a')).text.size(), 300U);
  EXPECT_LT(error_of(std::string(4000, 'k') + ":").text.size(), 300U);
}

TEST(ParseSearch, RefusesDeepParenthesesThatAreNotClosed) {
  // Each level is tried as a group and as text: the most work that a query of this size can make.
  const std::string deep(kMaxDepth - 1, '(');
  std::string words;
  while (words.size() < 4000) words += "w ";
  std::string lists;
  while (lists.size() < 4000) lists += "a:[b, ";
  std::string nested;
  for (std::size_t i = 0; i < kMaxDepth - 1; ++i) nested += "(a ";
  for (const std::string& query : {deep + words, deep + lists, nested + words, words + deep}) {
    EXPECT_NE(error_of(query).text.find("Parse error"), std::string::npos) << query;
  }
}

}  // namespace
}  // namespace picket::domain::search
