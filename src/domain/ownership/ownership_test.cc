#include "domain/ownership/ownership.h"

#include <gtest/gtest.h>

namespace picket::domain::ownership {
namespace {

namespace json = boost::json;

/// The patterns of the rules that the event meets.
std::vector<std::string> met(std::string_view rules, const json::value& event) {
  auto parsed = parse_rules(rules);
  EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().what);
  const Ownership ownership(parsed ? *std::move(parsed) : std::vector<Rule>());
  std::vector<std::string> patterns;
  for (const Rule* rule : ownership.matching(EventFacts(event.as_object())))
    patterns.push_back(rule->pattern);
  return patterns;
}

using Patterns = std::vector<std::string>;

json::value with_frames(std::string_view frames) {
  return json::parse(R"({"exception":{"values":[{"stacktrace":{"frames":)" + std::string(frames) +
                     "}}]}}");
}

TEST(Ownership, UrlsMatchInAnyCaseAndAcrossSlashes) {
  const auto event = json::parse(R"({"request":{"url":"https://a.example/API/x/y"}})");
  EXPECT_EQ(met("url:*/api/* #a\nurl:https://b/* #a", event), Patterns{"*/api/*"});
  EXPECT_EQ(met("url:* #a", json::parse("{}")), Patterns{});
}

TEST(Ownership, PathsMatchFileNameOrAbsolutePathOfAnyFrame) {
  const auto event =
      with_frames(R"([{"filename":"src\\Api\\a.py","in_app":false},{"abs_path":"/home/x/b.py"}])");
  EXPECT_EQ(met("path:src/api/* #a\npath:/home/* #a\npath:*/c.py #a", event),
            (Patterns{"src/api/*", "/home/*"}));
}

TEST(Ownership, ModulesMatchTheirOwnPlace) {
  const auto event = with_frames(R"([{"module":"com.acme.Pay","filename":"Pay.java"}])");
  EXPECT_EQ(met("module:com.ACME.* #a\nmodule:Pay.java #a", event), Patterns{"com.ACME.*"});
}

TEST(Ownership, CodeownersPassOverFramesOutsideOfTheApp) {
  const auto event = with_frames(
      R"([{"filename":"lib/x.js","in_app":false},{"filename":"src/a.js","in_app":true}])");
  EXPECT_EQ(met("codeowners:lib/ #a\ncodeowners:/src/ #a\ncodeowners:*.js #a", event),
            (Patterns{"/src/", "*.js"}));
}

TEST(Ownership, TagsMatchByCaseAndUsersByField) {
  const auto event = json::parse(R"({"release":"web@2","tags":[["os","Linux"],["n",null],7,["x"]],
      "user":{"email":"ann@acme.com","data":{"plan":"pro"}}})");
  EXPECT_EQ(met("tags.os:Linux #a\ntags.os:linux #a\ntags.n:* #a\ntags.release:web@* #a\n"
                "tags.user.email:*@acme.com #a\ntags.user.plan:pro #a\ntags.user.id:* #a",
                event),
            (Patterns{"Linux", "web@*", "*@acme.com", "pro"}));
}

TEST(Ownership, FramesAreOfExceptionsElseOfTheEventElseOfThreads) {
  const std::string rules = "e #a\nt #a\ns #a";
  const std::string threads =
      R"("threads":{"values":[{"stacktrace":{"frames":[{"filename":"t"}]}}]})";
  const std::string own = R"("stacktrace":{"frames":[{"filename":"s"}]})";
  const std::string exception =
      R"("exception":{"values":[null,{"stacktrace":{"frames":[{"filename":"e"}]}}]})";
  const auto event = [](std::string_view members) {
    return json::parse("{" + std::string(members) + "}");
  };
  EXPECT_EQ(met(rules, event(exception + "," + own + "," + threads)), Patterns{"e"});
  EXPECT_EQ(met(rules, event(own + "," + threads)), Patterns{"s"});
  EXPECT_EQ(met(rules, event(threads)), Patterns{"t"});
}

TEST(Ownership, AnythingMayStandInAnEvent) {
  for (const std::string_view text :
       {R"({"exception":7,"request":[],"tags":3,"user":"x","threads":{"values":{}}})",
        R"({"exception":{"values":[{"stacktrace":{"frames":[1,null,{"filename":2}]}}]}})"})
    EXPECT_EQ(met("* #a\nurl:* #a\ntags.x:* #a\ntags.user.x:* #a", json::parse(text)), Patterns{});
}

TEST(Ownership, LaterRulesDecideAndSuggestFirst) {
  auto rules = parse_rules("* #all\nsrc/* #web ann@x.com\nsrc/a #all bob@x.com");
  ASSERT_TRUE(rules);
  const Ownership ownership(*std::move(rules));
  const auto event = with_frames(R"([{"filename":"src/a"}])");
  const auto found = ownership.matching(EventFacts(event.as_object()));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(deciding(found), found[2]);
  std::vector<std::string> names;
  for (const OwnerName& owner : suggested(found)) names.push_back(owner.name);
  EXPECT_EQ(names, (std::vector<std::string>{"all", "bob@x.com", "web", "ann@x.com"}));
}

TEST(Ownership, ARuleWithoutOwnersTakesAwayWhatWasBefore) {
  auto rules = parse_rules("* #all\nvendor/*");
  ASSERT_TRUE(rules);
  const Ownership ownership(*std::move(rules));
  const auto event = with_frames(R"([{"filename":"vendor/a"}])");
  const auto found = ownership.matching(EventFacts(event.as_object()));
  EXPECT_EQ(deciding(found), nullptr);
  EXPECT_TRUE(suggested(found).empty());
  EXPECT_EQ(deciding({}), nullptr);
}

}  // namespace
}  // namespace picket::domain::ownership
