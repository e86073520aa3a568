#include "domain/ownership/codeowners.h"

#include <gtest/gtest.h>

namespace picket::domain::ownership {
namespace {

using Kind = OwnerName::Kind;

Rule rule(std::string_view pattern, std::vector<OwnerName> owners, std::size_t line) {
  return {RuleKind::codeowners, "", std::string(pattern), std::move(owners), line};
}

TEST(Codeowners, ReadsTeamsAddressesAndNobody) {
  const auto reading = read_codeowners(
      "# All\n*  @acme/web Ann@Example.com # trailing\n\n/docs/ @group/sub/writers\nvendor/\n");
  EXPECT_EQ(
      reading.rules,
      (std::vector<Rule>{rule("*", {{Kind::team, "web"}, {Kind::user, "ann@example.com"}}, 2),
                         rule("/docs/", {{Kind::team, "writers"}}, 4), rule("vendor/", {}, 5)}));
  EXPECT_TRUE(reading.unknown_people.empty());
}

TEST(Codeowners, TellsWhichNamesItCannotPlace) {
  const auto reading = read_codeowners("a @bob @ann\nb @ann plain @ @acme/\n");
  ASSERT_EQ(reading.rules.size(), 2U);
  EXPECT_TRUE(reading.rules[0].owners.empty());
  EXPECT_EQ(reading.unknown_people, (std::vector<std::string>{"acme/", "ann", "bob"}));
}

TEST(Codeowners, BlanksInPatternsAreEscaped) {
  EXPECT_EQ(read_codeowners("my\\ file\\#1 a@b").rules[0].pattern, "my file#1");
}

TEST(Codeowners, SectionsGiveTheirOwners) {
  const auto reading =
      read_codeowners("[Docs] @acme/docs\na.md\nb.md c@d\n^[Rest][2]\ne.md\n[a]*.txt @acme/x\n");
  ASSERT_EQ(reading.rules.size(), 4U);
  EXPECT_EQ(reading.rules[0], rule("a.md", {{Kind::team, "docs"}}, 2));
  EXPECT_EQ(reading.rules[1], rule("b.md", {{Kind::user, "c@d"}}, 3));
  EXPECT_EQ(reading.rules[2], rule("e.md", {}, 5));
  EXPECT_EQ(reading.rules[3], rule("[a]*.txt", {{Kind::team, "x"}}, 6));
}

TEST(Codeowners, LeavesOutWhatItCannotRead) {
  const std::string longest(kMaxPattern + 1, 'x');
  EXPECT_TRUE(read_codeowners("!not @acme/x\n" + longest + " @acme/x\n#\n").rules.empty());
  std::string many;
  for (std::size_t i = 0; i < kMaxRules + 5; ++i) many += "a\n";
  EXPECT_EQ(read_codeowners(many).rules.size(), kMaxRules);
}

}  // namespace
}  // namespace picket::domain::ownership
