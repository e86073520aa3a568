#include "domain/fingerprint_rules/rule_set.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::fingerprint_rules {
namespace {

bool matches(const std::string& matchers, const EventFacts& event) {
  const auto rules = RuleSet::compile(matchers + " -> x");
  EXPECT_TRUE(rules.has_value()) << matchers;
  return rules && (*rules)->find(event) != nullptr;
}

/// An event with two exceptions and two frames.
struct Example {
  std::vector<ExceptionFacts> exceptions{{"First", " Out of Memory\n"}, {"Last", "boom"}};
  std::vector<FrameFacts> frames{
      {"main", "app", "C:\\Src\\Main.py", "Main.py", "/opt/lib/a.so", true},
      {{}, {}, "/x/y.py", "y.py", {}, {}}};
  std::vector<Tag> tags{{"server", {}}, {"server", " web-1 "}, {"empty", {}}};
  EventFacts event;

  Example() {
    event.message = " The Message ";
    event.logger = "shop.cart";
    event.level = "error";
    event.release = "app@1.2";
    event.sdk = "sentry.python.django";
    event.exceptions = exceptions;
    event.frames = frames;
    event.tags = tags;
  }
};

void expect_only(const std::vector<const char*>& yes, const std::vector<const char*>& no) {
  const Example example;
  for (const char* matcher : yes) EXPECT_TRUE(matches(matcher, example.event)) << matcher;
  for (const char* matcher : no) EXPECT_FALSE(matches(matcher, example.event)) << matcher;
}

TEST(FingerprintRules, MatchExceptions) {
  expect_only(
      {"type:First", "error.type:L*", "value:\"out of *\"", "error.value:BOOM", "!type:First"},
      {"type:first", "type:*x", "value:boo", "value:\" Out*\"", "!type:*"});
}

TEST(FingerprintRules, MatchMessages) {
  expect_only(
      {"message:\"the message\"", "message:\"OUT OF MEMORY\"", "message:b??m", "!message:boom"},
      {"message:\" the*\"", "message:message", "!message:*"});
}

TEST(FingerprintRules, MatchFrames) {
  expect_only({"function:main", "function:<unknown>", "stack.module:ap?", "path:c:/src/*.PY",
               "path:main.py", "path:**/y.py", "package:/opt/**", "app:yes", "app:TRUE", "!app:no",
               "!module:app"},
              {"function:Main", "module:App", "path:/x/*.js", "package:a.so", "app:no", "app:wat",
               "module:*x"});
}

TEST(FingerprintRules, MatchTheRest) {
  expect_only(
      {"logger:shop.*", "level:ERROR", "family:other", "family:native,other", "family:all",
       "sdk:sentry.python", "sdk:x,sentry.python", "sdk:all", "release:APP@*", "tags.server:web-*",
       "!tags.empty:*", "!tags.none:x", "!logger:x"},
      {"logger:SHOP.*", "level:warning", "family:javascript", "sdk:sentry.python.django",
       "release:app@2*", "tags.server:*WEB*", "tags.empty:*", "tags.none:*", "!family:all"});
}

TEST(FingerprintRules, NeedOneThingForAllMatchersOfAKind) {
  expect_only({"type:First value:*memory", "function:main app:yes",
               "type:First function:main tags.server:*", "type:First message:boom"},
              {"type:First value:boom", "function:main path:**/y.py", "type:First function:none"});
}

TEST(FingerprintRules, NeedAThingAtAll) {
  const EventFacts nothing;
  for (const char* matcher :
       {"!type:x", "!value:x", "!message:x", "!function:x", "!logger:x", "!level:x"}) {
    EXPECT_FALSE(matches(matcher, nothing)) << matcher;
  }
  for (const char* matcher : {"!release:x", "!tags.a:x", "!sdk:sentry.go", "!family:native"}) {
    EXPECT_TRUE(matches(matcher, nothing)) << matcher;
  }
}

TEST(FingerprintRules, TakeLinesAsTheyCome) {
  const std::vector<ExceptionFacts> exceptions{{"T", "a\nb"}};
  EventFacts event;
  event.exceptions = exceptions;
  EXPECT_TRUE(matches("value:a*b", event) && matches("value:a?b", event));
}

TEST(FingerprintRules, NeverMatchByWhatIsNoPattern) {
  expect_only({"!type:[a"}, {"type:[a"});
  EXPECT_FALSE(RuleSet::compile("type:" + std::string(2000, 'x') + " -> y").has_value());
  EXPECT_EQ(to_string(RuleSet::compile("\ntype:x").error()),
            "line 2, column 7: expected \"->\" at the end");
}

TEST(FingerprintRules, GiveTheFirstThatMatches) {
  const auto rules = RuleSet::compile("type:No -> a\ntype:Last -> b\ntype:First -> c").value();
  EXPECT_EQ(rules->find(Example().event)->fingerprint, std::vector<std::string>{"b"});
  EXPECT_EQ(rules->find({}), nullptr);
}

TEST(FingerprintRules, KnowWhichFamiliesTheyAreFor) {
  using stack_rules::Family;
  const auto rules =
      RuleSet::compile("family:javascript type:A -> a\nfamily:native type:A -> a").value();
  EXPECT_TRUE(rules->may_match(Family::javascript) && rules->may_match(Family::native));
  EXPECT_FALSE(rules->may_match(Family::other));
  EXPECT_TRUE(RuleSet::compile("!family:native -> a").value()->may_match(Family::native));
}

}  // namespace
}  // namespace picket::domain::fingerprint_rules
