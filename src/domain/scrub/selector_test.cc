#include "domain/scrub/selector.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::scrub {
namespace {

Selector parsed(std::string_view text) {
  auto selector = parse_selector(text);
  EXPECT_TRUE(selector.has_value()) << text << ": " << selector.error();
  return selector ? *selector : Selector{};
}

std::string flaw(std::string_view text) {
  const auto selector = parse_selector(text);
  return selector ? "" : selector.error();
}

/// user.extra.foo.0 of an event, all with one flag.
class SelectorMatches : public testing::Test {
 protected:
  explicit SelectorMatches(Pii pii = Pii::yes)
      : user_(event_, "user", ValueType::user, pii),
        extra_(user_, "extra", ValueType::object, pii),
        foo_(extra_, "foo", ValueType::array, pii),
        zero_(foo_, std::size_t{0}, ValueType::string, pii) {}

  static bool matches(std::string_view selector, const Place& place) {
    return parsed(selector).matches(place);
  }

  Place event_{ValueType::event};
  Place user_;
  Place extra_;
  Place foo_;
  Place zero_;
};

class SpecificSelectorMatches : public SelectorMatches {
 protected:
  SpecificSelectorMatches() : SelectorMatches(Pii::maybe) {}
};

TEST_F(SelectorMatches, APathFromItsEnd) {
  EXPECT_TRUE(matches("extra", extra_));
  EXPECT_TRUE(matches("user.extra", extra_));
  EXPECT_TRUE(matches("$user.extra", extra_));
  EXPECT_TRUE(matches("EXTRA.Foo", foo_));
  EXPECT_TRUE(matches("foo.0", zero_));
  EXPECT_FALSE(matches("foo.1", zero_));
  EXPECT_FALSE(matches("user.foo", foo_));
  EXPECT_FALSE(matches("extra", foo_));
  EXPECT_FALSE(matches("foo", zero_)) << "an element has no key";
}

TEST_F(SelectorMatches, NothingThatIsLongerThanThePath) {
  EXPECT_FALSE(matches("a.user", user_));
  EXPECT_FALSE(matches("$event.user", user_)) << "the event itself is no level";
  EXPECT_FALSE(matches("*.*.*.*.*", zero_));
  EXPECT_TRUE(matches("*.*.*.*", zero_));
}

TEST_F(SelectorMatches, TypesOfEachLevel) {
  EXPECT_TRUE(matches("$string", zero_));
  EXPECT_TRUE(matches("$array.*", zero_));
  EXPECT_TRUE(matches("$user.$object.$array.$string", zero_));
  EXPECT_FALSE(matches("$number", zero_));
  EXPECT_FALSE(matches("$object.*", zero_));
}

TEST_F(SelectorMatches, AnyDepthOnceFromTheOutside) {
  EXPECT_TRUE(matches("user.**", extra_));
  EXPECT_TRUE(matches("user.**", zero_));
  EXPECT_FALSE(matches("user.**", user_)) << "one level at least";
  EXPECT_TRUE(matches("**", user_));
  EXPECT_TRUE(matches("**.0", zero_));
  EXPECT_TRUE(matches("user.**.0", zero_));
  EXPECT_TRUE(matches("user.extra.**", zero_));
  EXPECT_TRUE(matches("$event.**", extra_));
  EXPECT_FALSE(matches("extra.user.**", zero_));
  EXPECT_FALSE(matches("user.foo.**", zero_)) << "what is before follows each other";
  EXPECT_FALSE(matches("foo.**", foo_));
}

TEST_F(SelectorMatches, TheOutermostThatIsLikeIt) {
  const Place again(extra_, "user", ValueType::object, Pii::yes);
  const Place deep(again, "b", ValueType::object, Pii::yes);
  const Place leaf(deep, "c", ValueType::string, Pii::yes);
  EXPECT_TRUE(matches("user.extra.**", leaf));
  EXPECT_FALSE(matches("user.b.**", leaf)) << "looked for at the first user";
}

TEST_F(SelectorMatches, Operators) {
  EXPECT_TRUE(matches("foo && $array", foo_));
  EXPECT_FALSE(matches("foo & $string", foo_));
  EXPECT_TRUE(matches("nothing || $array", foo_));
  EXPECT_TRUE(matches("nothing | $array", foo_));
  EXPECT_TRUE(matches("!nothing", foo_));
  EXPECT_FALSE(matches("~foo", foo_));
  EXPECT_TRUE(matches("foo || nothing && nothing", foo_)) << "&& binds stronger";
  EXPECT_FALSE(matches("(foo || nothing) && nothing", foo_));
  EXPECT_TRUE(matches("!nothing && foo", foo_)) << "! binds strongest";
  EXPECT_FALSE(matches("!(nothing || foo)", foo_));
  EXPECT_TRUE(matches(" ( foo&&( $array ) ) ", foo_));
}

TEST_F(SelectorMatches, QuotedKeys) {
  const Place odd(extra_, "it's. odd", ValueType::string, Pii::yes);
  EXPECT_TRUE(matches("'it''s. odd'", odd));
  EXPECT_TRUE(matches("extra.'IT''S. odd'", odd));
  EXPECT_FALSE(matches("'its. odd'", odd));
}

TEST_F(SpecificSelectorMatches, OnlyWhatMeansTheValue) {
  EXPECT_TRUE(matches("extra", extra_));
  EXPECT_TRUE(matches("$user.extra", extra_));
  EXPECT_TRUE(matches("*.foo.0", zero_));
  EXPECT_TRUE(matches("extra.*", foo_));
  EXPECT_FALSE(matches("**", extra_));
  EXPECT_FALSE(matches("user.**", zero_));
  EXPECT_FALSE(matches("$string", zero_));
  EXPECT_FALSE(matches("$object.foo", foo_));
  const Place inner(extra_, "u", ValueType::user, Pii::maybe);
  EXPECT_FALSE(matches("extra.$user", inner)) << "a type comes first";
}

TEST(SelectorIsSpecific, WhenItMayMatchWhatIsSeldomPersonal) {
  for (const char* specific :
       {"foo", "$user.foo", "*.foo", "!foo", "foo || $string", "foo && a.b"}) {
    EXPECT_TRUE(parsed(specific).is_specific()) << specific;
  }
  for (const char* general : {"**", "a.**", "$string", "a.$user", "foo && $string"}) {
    EXPECT_FALSE(parsed(general).is_specific()) << general;
  }
}

TEST(ParseSelector, SaysWhatIsWrong) {
  const std::pair<std::string, std::string> cases[] = {
      {"**.**", "deep wildcard used more than once"},
      {"a.**.b.**", "deep wildcard used more than once"},
      {"*", "wildcard must be part of a path"},
      {"foo && *", "wildcard must be part of a path"},
      {"", "invalid syntax near \"\""},
      {"a.", "invalid syntax near \"a.\""},
      {"a b", "invalid syntax near \"a b\""},
      {"(a", "invalid syntax near \"(a\""},
      {"a)", "invalid syntax near \"a)\""},
      {"!!a", "invalid syntax near \"!!a\""},
      {"a &&", "invalid syntax near \"a &&\""},
      {"a.'b", "invalid syntax near \"a.'b\""},
      {"''", "invalid syntax near \"''\""},
      {"$", "invalid syntax near \"$\""},
      {"-a", "invalid syntax near \"-a\""},
      {"$nothing.a", "unknown type \"$nothing\""},
      {"99999999999999999999", "invalid index"},
      {std::string(40, '(') + "a", "more than 32 levels of parentheses"},
      {std::string(5000, 'a'), "selector longer than 4096 bytes"},
  };
  for (const auto& [text, want] : cases) EXPECT_EQ(flaw(text), want) << text;
}

TEST(ParseSelector, TakesOldWordsWhereTheyWereAllowed) {
  for (const char* word : {"freeform", "email", "sensitive", "text"}) {
    EXPECT_EQ(parse_selector_or_word(word).value(), type_selector(ValueType::string)) << word;
  }
  for (const char* word : {"databag", "container"}) {
    EXPECT_EQ(parse_selector_or_word(word).value(), type_selector(ValueType::object)) << word;
  }
  EXPECT_EQ(parsed("email"), key_selector("email"));
}

TEST(ParseSelector, KnowsTypesByAllTheirNames) {
  for (const auto& [a, b] : {std::pair("$bool", "$boolean"), std::pair("$list", "$array"),
                             std::pair("$exception", "$error"), std::pair("$stacktrace", "$stack"),
                             std::pair("$request", "$http")}) {
    EXPECT_EQ(parsed(a), parsed(b)) << a;
  }
}

TEST(Selectors, AreSortedAsRulesAreApplied) {
  const char* const sorted[] = {
      "a && b", "$string || a", "a || b", "!a",  "$string", "$number", "0", "1",
      "a",      "a.$string",    "b",      "*.a", "**.a"};
  for (std::size_t i = 1; i < std::size(sorted); ++i) {
    EXPECT_LT(parsed(sorted[i - 1]), parsed(sorted[i])) << sorted[i - 1] << " " << sorted[i];
  }
}

}  // namespace
}  // namespace picket::domain::scrub
