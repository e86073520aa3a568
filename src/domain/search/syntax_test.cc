#include "domain/search/syntax.h"

#include <gtest/gtest.h>

namespace picket::domain::search {
namespace {

TEST(ParseSyntax, SaysWhereEachPartIs) {
  const Syntax syntax =
      parse_syntax(R"( !"a:b":>="x y" OR (foo bar) tags[k, number]:[1 ,"2"])", {});
  ASSERT_FALSE(syntax.error);
  ASSERT_EQ(syntax.terms.size(), 4U);
  const Term& first = syntax.terms[0];
  EXPECT_EQ(first.kind, TermKind::filter);
  EXPECT_EQ(first.span, (Span{1, 15}));
  EXPECT_TRUE(first.filter.negated);
  EXPECT_EQ(first.filter.key.name, "a:b");
  EXPECT_EQ(first.filter.key.span, (Span{2, 7}));
  EXPECT_EQ(first.filter.op, Operator::greater_equal);
  EXPECT_EQ(first.filter.op_span, (Span{8, 10}));
  EXPECT_EQ(first.filter.form, ValueForm::quoted);
  EXPECT_EQ(first.filter.value, (Span{10, 15}));
  EXPECT_EQ(syntax.terms[1].kind, TermKind::either);
  EXPECT_EQ(syntax.terms[1].span, (Span{16, 18}));
  EXPECT_EQ(syntax.terms[2].kind, TermKind::group);
  EXPECT_EQ(syntax.terms[2].span, (Span{19, 28}));
  ASSERT_EQ(syntax.terms[2].group.size(), 1U);
  EXPECT_EQ(syntax.terms[2].group[0].span, (Span{20, 27}));
  const WrittenFilter& list = syntax.terms[3].filter;
  EXPECT_EQ(list.key.form, KeyForm::tag);
  EXPECT_EQ(list.key.type, WrittenType::number);
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(list.items[0], (Span{46, 47}));
  EXPECT_EQ(list.items[1], (Span{49, 52}));
}

TEST(ParseSyntax, KeepsWhatCameBeforeAnError) {
  const Syntax syntax = parse_syntax("a:b foo(bar", {});
  ASSERT_TRUE(syntax.error);
  EXPECT_EQ(syntax.terms.size(), 2U);
  EXPECT_EQ(syntax.end, 7U);
  EXPECT_EQ(syntax.error->at, (Span{7, 11}));
}

TEST(ParseSyntax, NeedsAValueThatComparesForAFunction) {
  const auto kind = [](std::string_view query, const SyntaxRules& rules) {
    return parse_syntax(query, rules).terms.at(0).kind;
  };
  for (const char* query :
       {"f():1", "f():>5s", "f():<=5%", "f():1kib", "f():2018-01-01", "f(a,b):-7d"}) {
    EXPECT_EQ(kind(query, {}), TermKind::filter) << query;
  }
  EXPECT_EQ(kind("f():x", {}), TermKind::text);
  EXPECT_EQ(kind("f(", {}), TermKind::text);
  const SyntaxRules known{false, [](std::string_view name) { return name == "f"; }};
  EXPECT_EQ(kind("f():x", known), TermKind::filter);
  EXPECT_EQ(kind("g():x", known), TermKind::text);
}

}  // namespace
}  // namespace picket::domain::search
