#include "domain/search/value_matcher.h"

#include <gtest/gtest.h>

namespace picket::domain::search {
namespace {

TextTest texts(std::initializer_list<const char*> written) {
  TextTest test;
  for (const char* one : written) test.any_of.emplace_back(one);
  return test;
}

TEST(ValueMatcher, TextsPassByPatternRegexNumberOrPresence) {
  EXPECT_TRUE(ValueMatcher(texts({"b", "A*"})).text("ab"));
  EXPECT_FALSE(ValueMatcher(texts({"b", "A"})).text("a"));
  EXPECT_FALSE(ValueMatcher(texts({})).text(""));
  EXPECT_TRUE(ValueMatcher(texts({""})).text(""));
  EXPECT_TRUE(ValueMatcher(ReleaseTest{false, texts({"1*"}).any_of}).text("1.0"));
  EXPECT_TRUE(ValueMatcher(RegexTest{"[0-9]+$"}).text("a1"));
  EXPECT_FALSE(ValueMatcher(RegexTest{"[0-9]+$"}).text("a1b"));
  EXPECT_TRUE(ValueMatcher(NumberTest{{1, 2}}).text("2.0"));
  EXPECT_FALSE(ValueMatcher(NumberTest{{1, 2}}).text("two"));
  EXPECT_TRUE(ValueMatcher(NumberBound{Operator::less, 2}).text("-1"));
  EXPECT_FALSE(ValueMatcher(NumberBound{Operator::less, 2}).text(""));
  EXPECT_TRUE(ValueMatcher(PresenceTest()).text("a"));
  EXPECT_FALSE(ValueMatcher(PresenceTest()).text(""));
}

TEST(ValueMatcher, NumbersPassAsNumbersAndAsTheirDigits) {
  EXPECT_TRUE(ValueMatcher(NumberTest{{1.5, 7}}).number(7));
  EXPECT_FALSE(ValueMatcher(NumberTest{{1.5, 7}}).number(1));
  EXPECT_TRUE(ValueMatcher(NumberBound{Operator::greater_equal, 6.5}).number(7));
  EXPECT_FALSE(ValueMatcher(NumberBound{Operator::greater_equal, 7.5}).number(7));
  EXPECT_TRUE(ValueMatcher(texts({"12*"})).number(123));
  EXPECT_TRUE(ValueMatcher(PresenceTest()).number(0));
}

TEST(ValueMatcher, TimesPassByEachBound) {
  const Timestamp now = from_unix_us(1000);
  const auto passes = [now](Operator op, std::int64_t us) {
    return ValueMatcher(TimeBound{op, now}).time(from_unix_us(us));
  };
  using enum Operator;
  EXPECT_TRUE(passes(less, 999) && !passes(less, 1000));
  EXPECT_TRUE(passes(less_equal, 1000) && !passes(less_equal, 1001));
  EXPECT_TRUE(passes(greater, 1001) && !passes(greater, 1000));
  EXPECT_TRUE(passes(greater_equal, 1000) && !passes(greater_equal, 999));
  EXPECT_TRUE(passes(equal, 1000) && !passes(equal, 1001));
  EXPECT_TRUE(ValueMatcher(PresenceTest()).time(now));
}

TEST(ValueMatcher, ATestWithoutMeaningForTheKindIsNotPassed) {
  EXPECT_FALSE(ValueMatcher(TruthTest{true}).text("true"));
  EXPECT_FALSE(ValueMatcher(TimeBound{Operator::less, from_unix_us(9)}).text("1"));
  EXPECT_FALSE(ValueMatcher(TruthTest{true}).number(1));
  EXPECT_FALSE(ValueMatcher(texts({"*"})).time(from_unix_us(0)));
  EXPECT_FALSE(ValueMatcher(texts({"*"})).truth(true));
  EXPECT_TRUE(ValueMatcher(TruthTest{false}).truth(false));
  EXPECT_FALSE(ValueMatcher(TruthTest{false}).truth(true));
  EXPECT_FALSE(ValueMatcher(PeopleTest{{Actor()}}).text("me"));
  EXPECT_FALSE(ValueMatcher(RegexTest{"("}).text("("));
}

TEST(ValueMatcher, ComparesTextThatIsNotUtf8AsItIsStored) {
  EXPECT_TRUE(ValueMatcher(texts({"a\xFF"})).text("a\xEF\xBF\xBD"));
  EXPECT_TRUE(ValueMatcher(texts({"A\xFF*"})).text("a\xEF\xBF\xBD!"));
}

TEST(LowerRegex, IsARegexOfTheLowerCasedText) {
  EXPECT_EQ(lower_regex(TextPattern("")), R"(\A\z)");
  EXPECT_EQ(lower_regex(TextPattern("A_1*Ż")), R"(\Aa_1.*ż\z)");
  EXPECT_EQ(lower_regex(TextPattern(R"(*.\(x[^$|+?)")), R"(\A.*\.\\\(x\[\^\$\|\+\?\z)");
  EXPECT_EQ(lower_regex(TextPattern(R"(\*)")), R"(\A\*\z)");
  EXPECT_EQ(lower_regex(TextPattern::exactly(std::string_view("\0", 1))), R"(\A\x00\z)");
}

TEST(RegexMatcher, RefusesWhatRe2DoesNotTake) {
  for (const char* pattern : {"(", "a**b(", "(?=x)", "\\1", "\xFF", "a{1001}"}) {
    EXPECT_FALSE(RegexMatcher::compile(pattern)) << pattern;
  }
  EXPECT_FALSE(RegexMatcher::compile("((a{1,99}){1,99}){1,99}")) << "too large";
  EXPECT_TRUE(RegexMatcher::compile("(?i)^ż.$")->occurs_in("ŻX"));
}

}  // namespace
}  // namespace picket::domain::search
