#include "domain/ownership/rules.h"

#include <gtest/gtest.h>

namespace picket::domain::ownership {
namespace {

using Kind = OwnerName::Kind;

Rule only(std::string_view text) {
  const auto rules = parse_rules(text);
  EXPECT_TRUE(rules) << text << ": " << (rules ? "" : rules.error().what);
  if (!rules || rules->size() != 1) return {};
  return rules->front();
}

RuleError error_of(std::string_view text) {
  const auto rules = parse_rules(text);
  EXPECT_FALSE(rules) << text;
  return rules ? RuleError() : rules.error();
}

TEST(OwnershipRules, ReadsEachKindOfMatcher) {
  const std::vector<OwnerName> team{{Kind::team, "web"}};
  EXPECT_EQ(only("url:https://a/* #web"), (Rule{RuleKind::url, "", "https://a/*", team, 1}));
  EXPECT_EQ(only("path:src/* #web"), (Rule{RuleKind::path, "", "src/*", team, 1}));
  EXPECT_EQ(only("src/* #web"), (Rule{RuleKind::path, "", "src/*", team, 1}));
  EXPECT_EQ(only("module:com.acme.* #web"), (Rule{RuleKind::module, "", "com.acme.*", team, 1}));
  EXPECT_EQ(only("codeowners:/docs/ #web"), (Rule{RuleKind::codeowners, "", "/docs/", team, 1}));
  EXPECT_EQ(only("tags.browser:Chrome* #web"),
            (Rule{RuleKind::tag, "browser", "Chrome*", team, 1}));
}

TEST(OwnershipRules, ReadsOwnersOfBothKinds) {
  const Rule rule = only("  *.py  #web Ann@Example.com\t#ops \r");
  EXPECT_EQ(rule.owners,
            (std::vector<OwnerName>{
                {Kind::team, "web"}, {Kind::user, "ann@example.com"}, {Kind::team, "ops"}}));
}

TEST(OwnershipRules, ARuleMayHaveNoOwners) {
  EXPECT_TRUE(only("path:vendor/*").owners.empty());
}

TEST(OwnershipRules, QuotedPatternsHoldBlanksAndQuotes) {
  EXPECT_EQ(only(R"(path:"a b/\"c\"\\d" #web)").pattern, R"(a b/"c"\d)");
  EXPECT_EQ(only(R"("my file" #web)").pattern, "my file");
}

TEST(OwnershipRules, AnotherWordBeforeAColonIsPartOfThePath) {
  EXPECT_EQ(only("c:/src/* #web").pattern, "c:/src/*");
  EXPECT_EQ(only("tags:x #web").pattern, "tags:x");
  EXPECT_EQ(only("tags.a b:c@d").pattern, "tags.a");
}

TEST(OwnershipRules, CommentsAndBlankLinesCountAsLines) {
  const auto rules = parse_rules("# first\n\n  # second\na #web\r\nb #ops");
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_EQ((*rules)[0].line, 4U);
  EXPECT_EQ((*rules)[1].line, 5U);
  EXPECT_TRUE(parse_rules("")->empty());
}

TEST(OwnershipRules, ErrorsNamePlaceAndReason) {
  struct Case {
    std::string_view text;
    std::size_t line, column;
    std::string_view what;
  };
  const Case cases[] = {
      {"a #web\npath: #web", 2, 6, "A pattern is missing here."},
      {"path:\"a #web", 1, 6, "This quote is not closed."},
      {"path:\"a\"b #web", 1, 9, "Expected a space after the quoted pattern."},
      {"path:\"\" #web", 1, 8, "A pattern is missing here."},
      {"tags.:x #web", 1, 1, "Name a tag after \"tags.\"."},
      {"\u00e9 #", 1, 3, "Name a team after \"#\"."},
      {"a @acme/web", 1, 3, "\"@acme/web\" is how CODEOWNERS names a team; write #team-slug."},
      {"a web", 1, 3, "\"web\" is neither #team-slug nor an email address."},
  };
  for (const Case& one : cases) {
    const RuleError error = error_of(one.text);
    EXPECT_EQ(error.line, one.line) << one.text;
    EXPECT_EQ(error.column, one.column) << one.text;
    EXPECT_EQ(error.what, one.what) << one.text;
  }
  EXPECT_EQ(error_of("path:[a #web").column, 1U);
}

TEST(OwnershipRules, HaveLimits) {
  EXPECT_EQ(error_of(std::string(kMaxRulesText + 1, '\n')).what,
            "The rules are longer than 250,000 bytes.");
  EXPECT_EQ(error_of(std::string(kMaxPattern + 1, 'a')).what,
            "This pattern is longer than 1,000 bytes.");
  std::string many = "a";
  for (std::size_t i = 0; i <= kMaxOwnersOfRule; ++i) many += " #t";
  EXPECT_EQ(error_of(many).what, "A rule has at most 100 owners.");
  std::string lines;
  for (std::size_t i = 0; i <= kMaxRules; ++i) lines += "a\n";
  EXPECT_EQ(error_of(lines).what, "There are more than 5,000 rules.");
  EXPECT_EQ(error_of(lines).line, kMaxRules + 1);
}

TEST(OwnershipRules, NameTheirMatcher) {
  EXPECT_EQ(matcher_name(only("a #w")), "path");
  EXPECT_EQ(matcher_name(only("tags.os:x #w")), "tags.os");
  EXPECT_EQ(matcher_name(only("codeowners:x #w")), "codeowners");
}

}  // namespace
}  // namespace picket::domain::ownership
