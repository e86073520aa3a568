#include "domain/user_agent/literals.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain::user_agent {
namespace {

/// "a|b c": both of the sets {a, b} and {c}.
std::string atoms(std::string_view expression) {
  const auto sets = required_atoms(expression);
  if (!sets) return "unreadable";
  std::string text;
  for (const AtomSet& set : *sets) {
    if (!text.empty()) text += ' ';
    std::string alternatives;
    for (const std::string& atom : set) {
      if (!alternatives.empty()) alternatives += '|';
      alternatives += atom;
    }
    text += alternatives;
  }
  return text;
}

TEST(RequiredAtoms, AreTheLiteralPartsInLowerCase) {
  EXPECT_EQ(atoms("Firefox"), "firefox");
  EXPECT_EQ(atoms(R"((Chrome)/(\d+)\.(\d+))"), "chrome/");
  EXPECT_EQ(atoms(R"(Win(?:dows NT |32NT\/)6\.1)"), "win32nt/6.1|windows nt 6.1");
  EXPECT_EQ(atoms("Safari.{1,20}Version"), "version safari");
  EXPECT_EQ(atoms(R"(^a\.b$)"), "a.b");
  EXPECT_EQ(atoms(R"(one\btwo)"), "onetwo");
}

TEST(RequiredAtoms, HaveOneOfEachAlternative) {
  EXPECT_EQ(atoms("(?:Opera|OPR)/"), "opera/|opr/");
  EXPECT_EQ(atoms("(Opera.Mini|OPR)"), "opera|opr");
  EXPECT_EQ(atoms("(Opera|.*)"), "");
  EXPECT_EQ(atoms("(Opera|)"), "");
  EXPECT_EQ(atoms("(Opera|x)"), "");  // Shorter than an atom.
}

TEST(RequiredAtoms, SpellOutWhatHasFewForms) {
  EXPECT_EQ(atoms("[Bb]ot"), "bot");
  EXPECT_EQ(atoms("S[0-9]pider"), "pider");
  EXPECT_EQ(atoms("a[bc]d"), "abd|acd");
  EXPECT_EQ(atoms("a[^b]cd"), "cd");
  EXPECT_EQ(atoms("Mobile ?Safari"), "mobile safari|mobilesafari");
  EXPECT_EQ(atoms("ab{2}c"), "abbc");
  EXPECT_EQ(atoms("a{9}"), "aaaa");
  EXPECT_EQ(atoms("(?:go)+gle"), "gle go");
}

TEST(RequiredAtoms, LeaveOutWhatMayBeAbsent) {
  EXPECT_EQ(atoms("abc(?:def)?"), "abc");
  EXPECT_EQ(atoms("abc(?:def)*"), "abc");
  EXPECT_EQ(atoms("abc(?:def){0,2}"), "abc");
  EXPECT_EQ(atoms("[abc]*"), "");
  EXPECT_EQ(atoms(".+"), "");
}

TEST(RequiredAtoms, AreNotGuessedFromOtherSyntax) {
  for (const std::string_view expression : {"(?!a)b", "(?i)a", "a(b", "a)b", R"(\x41)", R"(\pL)",
                                            "[a", "[[:alpha:]]", "a{", "a{x}", "*a", "a\\"}) {
    EXPECT_EQ(atoms(expression), "unreadable") << expression;
  }
}

}  // namespace
}  // namespace picket::domain::user_agent
