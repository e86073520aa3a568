#include "domain/issue/facts.h"

#include <algorithm>
#include <string>
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

TEST(IssueFacts, TakeTheTitleOfARule) {
  const IssueFacts facts = issue_facts(event(kError), {}, "Checkout is broken");
  EXPECT_EQ(facts.title, "Checkout is broken");
  const json::object metadata = json::parse(facts.metadata_json).as_object();
  EXPECT_EQ(metadata.at("title"), "Checkout is broken");
  EXPECT_EQ(metadata.at("type"), "ValueError");
  EXPECT_NE(facts.message.find("Checkout is broken"), std::string::npos);
  EXPECT_EQ(issue_facts(event(kError), {}, std::string(300, 'x')).title.size(), 256U);
}

TEST(IssueFacts, OfAnErrorNameItsExceptionAndPlace) {
  const IssueFacts facts = issue_facts(event(kError), {});
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
      issue_facts(event(R"({"type":"default","logentry":{"formatted":"  hello\nworld"}})"), {});
  EXPECT_EQ(facts.title, "hello");
  EXPECT_EQ(json::parse(facts.metadata_json).as_object().at("title"), "hello");
}

TEST(IssueFacts, OfABrowsersReportSayWhatItIsAbout) {
  const auto metadata = [](std::string_view report) {
    const IssueFacts facts = issue_facts(
        event(R"({"logentry":{"formatted":"Blocked it"},)" + std::string(report) + "}"), {});
    EXPECT_EQ(facts.title, "Blocked it");
    return facts.metadata_json;
  };
  EXPECT_EQ(
      metadata(
          R"("csp":{"effective_directive":"img-src","blocked_uri":"https://a.test:8000/x.png"})"),
      R"({"uri":"a.test:8000","directive":"img-src","message":"Blocked it"})");
  EXPECT_EQ(metadata(R"("csp":{"effective_directive":"img-src","blocked_uri":"self"})"),
            R"({"uri":"'self'","directive":"img-src","message":"Blocked it"})");
  for (const std::string kind : {"hpkp", "expectct", "expectstaple"}) {
    EXPECT_EQ(metadata("\"" + kind + R"(":{"hostname":"a.test"})"),
              R"({"origin":"a.test","message":"Blocked it"})");
  }
}

TEST(IssueFacts, OfAnErrorSpeakOfTheExceptionThatGroupingFoundToBeTheMainOne) {
  constexpr std::string_view kGroup = R"({"exception":{"values":[
      {"type":"KeyError","value":"k","mechanism":{"type":"x","exception_id":1,"parent_id":0}},
      {"type":"ExceptionGroup","value":"g","mechanism":{"type":"x","exception_id":0}}]}})";
  EXPECT_EQ(issue_facts(event(kGroup), 1).title, "KeyError: k");
  EXPECT_EQ(issue_facts(event(kGroup), {}).title, "ExceptionGroup: g");
}

TEST(IssueFacts, OfASyntheticExceptionNameItsFunction) {
  const auto title = [](std::string_view frame) {
    return issue_facts(event(R"({"type":"error","logentry":{"formatted":"stock is low"},
        "exception":{"values":[{"type":"T","value":"stock is low","mechanism":{"synthetic":true},
        "stacktrace":{"frames":[)" +
                             std::string(frame) + "]}}]}}"),
                       {});
  };
  const IssueFacts facts = title(R"({"function":"check_stock","module":"shop","in_app":true})");
  EXPECT_EQ(facts.title, "check_stock");
  EXPECT_EQ(facts.culprit, "");
  EXPECT_EQ(
      facts.metadata_json,
      R"({"value":"stock is low","function":"check_stock","in_app_frame_mix":"in-app-only"})");
  EXPECT_NE(facts.message.find("stock is low"), std::string::npos) << "it is found by its message";
  EXPECT_EQ(title(R"({"in_app":true})").title, "<unknown>");
}

TEST(IssueFacts, OfAMessageWithAStackTraceShowTheMessage) {
  constexpr std::string_view kTrace =
      R"("stacktrace":{"frames":[{"function":"f","module":"shop","in_app":true}]}})";
  const IssueFacts in_thread =
      issue_facts(event(R"({"type":"default","logentry":{"formatted":"stock is low"},
                            "threads":{"values":[{)" +
                        std::string(kTrace) + "]}}"),
                  {});
  EXPECT_EQ(in_thread.title, "stock is low");
  EXPECT_EQ(in_thread.metadata_json, R"({"title":"stock is low"})");
  EXPECT_EQ(in_thread.culprit, "") << "threads make no culprit";
  const IssueFacts on_top = issue_facts(
      event(R"({"type":"default","logentry":{"formatted":"stock is low"},)" + std::string(kTrace)),
      {});
  EXPECT_EQ(on_top.title, "stock is low");
  EXPECT_EQ(on_top.culprit, "shop in f");
}

TEST(IssueFacts, OfAnExceptionWithoutATypeCallItAnError) {
  EXPECT_EQ(issue_facts(event(R"({"exception":{"values":[{"value":"v"}]}})"), {}).title,
            "Error: v");
}

TEST(IssueFacts, HaveTheirLimits) {
  const std::string text(9000, 'x');
  const IssueFacts facts = issue_facts(
      event(R"({"exception":{"values":[{"type":")" + text + R"(","value":")" + text + "\"}]}}"),
      {});
  const json::object metadata = json::parse(facts.metadata_json).as_object();
  EXPECT_EQ(metadata.at("type").as_string(), std::string(125, 'x') + "...");
  EXPECT_EQ(metadata.at("value").as_string(), std::string(1021, 'x') + "...");
  EXPECT_EQ(facts.title, std::string(125, 'x') + "...: " + std::string(253, 'x') + "...");
  const IssueFacts message =
      issue_facts(event(R"({"logentry":{"formatted":")" + text + R"(\nmore"}})"), {});
  EXPECT_EQ(message.title, std::string(253, 'x') + "...");
  EXPECT_LE(message.message.size(), 8192U);
}

TEST(IssueFacts, OfNothingHaveATitleAllTheSame) {
  EXPECT_EQ(issue_facts(event("{}"), {}).title, "<unlabeled event>");
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
  const EventRow row = row_from_event(document, identity, issue_facts(document, {}));
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
