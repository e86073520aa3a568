#include "domain/issue/facts.h"

#include <string_view>

#include <gtest/gtest.h>

#include "domain/issue/row_from_event.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

json::object event(std::string_view text) {
  return json::parse(text).as_object();
}

constexpr std::string_view kError = R"({
  "type":"error","level":"fatal","platform":"python","logger":"shop","release":"shop@1.2",
  "environment":"prod","timestamp":1764000000.5,"transaction":"checkout",
  "user":{"id":"42","email":"a@b.example"},"sdk":{"name":"sentry.python","version":"2.0"},
  "tags":[["region","eu"]],
  "exception":{"values":[{"type":"ValueError","value":"no such thing\nsecond line",
    "mechanism":{"type":"x","handled":false},
    "stacktrace":{"frames":[{"function":"outer","module":"lib","in_app":false},
                            {"function":"pay","module":"shop.cart","filename":"cart.py","in_app":true}]}}]}})";

TEST(IssueFacts, OfAnErrorNameItsExceptionAndPlace) {
  const IssueFacts facts = issue_facts(event(kError));
  EXPECT_EQ(facts.title, "ValueError: no such thing");
  EXPECT_EQ(facts.culprit, "checkout");
  EXPECT_EQ(facts.level, Level::fatal);
  EXPECT_EQ(facts.type, "error");
  EXPECT_EQ(facts.platform, "python");
  EXPECT_EQ(facts.logger, "shop");
  EXPECT_EQ(facts.release, "shop@1.2");
  const json::object metadata = json::parse(facts.metadata_json).as_object();
  EXPECT_EQ(metadata.at("type"), "ValueError");
  EXPECT_EQ(metadata.at("value"), "no such thing\nsecond line");
  EXPECT_EQ(metadata.at("filename"), "cart.py");
  EXPECT_EQ(metadata.at("function"), "pay");
  EXPECT_NE(facts.message.find("ValueError"), std::string::npos);
}

TEST(IssueFacts, OfAMessageShowItsFirstLine) {
  const IssueFacts facts =
      issue_facts(event(R"({"type":"default","logentry":{"formatted":"  hello\nworld"}})"));
  EXPECT_EQ(facts.title, "hello");
  EXPECT_EQ(json::parse(facts.metadata_json).as_object().at("title"), "hello");
}

TEST(IssueFacts, OfNothingHaveATitleAllTheSame) {
  EXPECT_EQ(issue_facts(event("{}")).title, "<unlabeled event>");
}

TEST(Levels, AreNamesAndErrorWhenUnknown) {
  for (const char* name : {"fatal", "error", "warning", "info", "debug"}) {
    EXPECT_EQ(to_string(parse_level(name)), name);
  }
  EXPECT_EQ(parse_level("shout"), Level::error);
}

TEST(Levels, GiveThePriority) {
  EXPECT_EQ(initial_priority(Level::fatal), Priority::high);
  EXPECT_EQ(initial_priority(Level::error), Priority::high);
  EXPECT_EQ(initial_priority(Level::warning), Priority::medium);
  EXPECT_EQ(initial_priority(Level::info), Priority::low);
  EXPECT_EQ(initial_priority(Level::debug), Priority::low);
}

TEST(RowFromEvent, HoldsWhatIsSearchedAndCounted) {
  const json::object document = event(kError);
  EventIdentity identity;
  identity.project = {3};
  identity.event_id = {1, 2};
  identity.received = from_unix_us(1'764'000'100'000'000);
  const EventRow row = row_from_event(document, identity, issue_facts(document));
  EXPECT_EQ(row.project.value, 3);
  EXPECT_EQ(to_unix_us(row.timestamp), 1'764'000'000'500'000);
  EXPECT_FALSE(row.handled);
  EXPECT_EQ(row.title, "ValueError: no such thing");
  EXPECT_EQ(row.environment, "prod");
  EXPECT_EQ(row.release, "shop@1.2");
  EXPECT_EQ(row.transaction, "checkout");
  EXPECT_EQ(row.user, "id:42");
  EXPECT_EQ(row.user_email, "a@b.example");
  EXPECT_EQ(row.sdk_name, "sentry.python");
  const std::pair<std::string, std::string> region{"region", "eu"};
  EXPECT_NE(std::find(row.tags.begin(), row.tags.end(), region), row.tags.end());
  EXPECT_TRUE(std::is_sorted(row.tags.begin(), row.tags.end()));
}

TEST(RowFromEvent, TakesTheTimeOfReceptionWhenTheEventHasNone) {
  EventIdentity identity;
  identity.received = from_unix_us(77);
  EXPECT_EQ(row_from_event(event("{}"), identity, {}).timestamp, identity.received);
  EXPECT_EQ(row_from_event(event(R"({"timestamp":1e300})"), identity, {}).timestamp,
            identity.received);
}

}  // namespace
}  // namespace picket::domain
