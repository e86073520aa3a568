#include "domain/search/highlight.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::search {
namespace {

/// "kind:text" for each token.
std::string tokens(const std::string& query, const SearchConfig& config = event_search()) {
  std::string shown;
  for (const Token& token : highlight(query, config)) {
    if (!shown.empty()) shown += ' ';
    shown += std::string(to_string(token.kind)) + "<" +
             query.substr(token.span.begin, token.span.end - token.span.begin) + ">";
  }
  return shown;
}

TEST(Highlight, NamesEachPart) {
  EXPECT_EQ(tokens(" !a:>=5  foo bar"),
            "negation<!> key<a> separator<:> operator<>=> value<5> text<foo bar>");
  EXPECT_EQ(tokens("tags[x]:[a, \"b\"]"),
            "key<tags[x]> separator<:> list<[> value<a> list<,> value<\"b\"> list<]>");
  EXPECT_EQ(tokens("(a:1 or count():>5)"),
            "parenthesis<(> key<a> separator<:> value<1> connective<or> function<count()> "
            "separator<:> operator<>> value<5> parenthesis<)>");
  EXPECT_EQ(tokens("has:x a:\uf00dContains\uf00dy"),
            "key<has> separator<:> value<x> key<a> separator<:> "
            "operator<\uf00dContains\uf00d> value<y>");
  EXPECT_EQ(tokens("a://b c//"), "key<a> separator<:> value<//b c//>");
  EXPECT_EQ(tokens("a://b c//", issue_search()), "key<a> separator<:> value<//b> text<c//>");
  EXPECT_EQ(tokens("a:"), "key<a> separator<:>");
  EXPECT_EQ(tokens(""), "");
}

TEST(Highlight, MarksWhatFitsNothing) {
  EXPECT_EQ(tokens("a:b  (c"), "key<a> separator<:> value<b> error<(c>");
  EXPECT_EQ(tokens(std::string(5000, 'a')), "error<" + std::string(5000, 'a') + ">");
}

}  // namespace
}  // namespace picket::domain::search
