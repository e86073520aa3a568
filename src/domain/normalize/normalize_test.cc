#include "domain/normalize/normalize.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

constexpr Timestamp kReceived = from_unix_us(1'764'000'000'000'000);

NormalizeContext context() {
  NormalizeContext context;
  context.event_id = {0x0123456789abcdefU, 0xfedcba9876543210U};
  context.project = {7};
  context.received = kReceived;
  context.client = "sentry.python/2.0.0";
  context.client_ip = "203.0.113.9";
  return context;
}

json::object parsed(std::string_view text) {
  auto value = protocol::parse_json(text, {});
  EXPECT_TRUE(value.has_value()) << text.substr(0, 200);
  return value ? value->get_object() : json::object();
}

json::object normalized(std::string_view text) {
  json::object event = parsed(text);
  const auto result = normalize_event(event, context());
  EXPECT_TRUE(result.has_value());
  return event;
}

TEST(Normalize, TakesTheIdentityFromTheEnvelope) {
  const auto event = normalized(R"({"event_id":"ffffffffffffffffffffffffffffffff","project":1})");
  EXPECT_EQ(event.at("event_id"), "0123456789abcdeffedcba9876543210");
  EXPECT_EQ(event.at("project"), 7);
}

TEST(Normalize, FillsInWhatEverythingLaterReliesOn) {
  const auto event = normalized("{}");
  EXPECT_EQ(event.at("level"), "error");
  EXPECT_EQ(event.at("platform"), "other");
  EXPECT_TRUE(event.at("timestamp").is_number());
  EXPECT_EQ(event.at("type"), "default");
}

TEST(Normalize, CallsAnEventWithAnExceptionAnError) {
  const auto event = normalized(R"({"exception":{"values":[{"type":"E","value":"v"}]}})");
  EXPECT_EQ(event.at("type"), "error");
}

TEST(Normalize, BringsOlderShapesIntoOne) {
  const auto event = normalized(
      R"({"message":"hi","tags":{"a":"b","n":3},"exception":[{"type":"E"}],
          "breadcrumbs":[{"message":"click"}]})");
  EXPECT_EQ(event.at("logentry").at("formatted"), "hi");
  EXPECT_TRUE(event.at("exception").at("values").is_array());
  EXPECT_TRUE(event.at("breadcrumbs").at("values").is_array());
  const json::array& tags = event.at("tags").as_array();
  ASSERT_EQ(tags.size(), 2U);
  EXPECT_EQ(tags[0], (json::array{"a", "b"}));
  EXPECT_EQ(tags[1], (json::array{"n", "3"}));
}

TEST(Normalize, FormatsALogMessageWithItsParameters) {
  const auto event = normalized(R"({"logentry":{"message":"user %s of %d","params":["joe",3]}})");
  EXPECT_EQ(event.at("logentry").at("formatted"), "user joe of 3");
}

TEST(Normalize, PutsTheAddressWhereTheSdkAskedForIt) {
  const auto event = normalized(R"({"user":{"ip_address":"{{auto}}"}})");
  EXPECT_EQ(event.at("user").at("ip_address"), "203.0.113.9");
}

TEST(Normalize, SaysInMetaWhatWasWrong) {
  const auto event = normalized(R"({"level":"shout","release":"  ","environment":12})");
  ASSERT_TRUE(event.contains("errors"));
  EXPECT_FALSE(event.at("errors").as_array().empty());
}

TEST(Normalize, RefusesAnEventFromBeforeTheEpoch) {
  json::object event = parsed(R"({"timestamp":-5})");
  const auto result = normalize_event(event, context());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error(), NormalizeError::timestamp);
}

TEST(Normalize, BoundsWhatAHostileEventKeeps) {
  std::string tags = "{";
  for (int i = 0; i < 20'000; ++i) {
    if (i > 0) tags += ',';
    tags += "\"key" + std::to_string(i) + "\":\"" + std::string(20, 'v') + '"';
  }
  tags += '}';
  const std::string huge(300'000, 'x');
  const auto event = normalized(R"({"message":")" + huge + R"(","extra":{"a":")" + huge +
                                R"("},"tags":)" + tags + "}");
  EXPECT_LT(json::serialize(event).size(), 200'000U);
}

TEST(Normalize, IsAFixedPoint) {
  const std::string once = json::serialize(normalized(
      R"({"message":"m","user":{"id":5,"weird":1},"tags":[["a","b"],["a","c"]],"sdk":{"name":"x"},
          "exception":{"type":"T","value":"V","stacktrace":{"frames":[{"function":"f","lineno":1}]}}})"));
  const std::string twice = json::serialize(normalized(once));
  EXPECT_EQ(once, twice);
}

/// Whatever the shapes: every attribute with every wrong type.
TEST(Normalize, StandsWrongTypesEverywhere) {
  const char* const kWrong[] = {
      "null", "true",    "1e308",  "\"s\"",          "[]",
      "{}",   "[[[1]]]", "[null]", "{\"values\":7}", "{\"values\":[7,null,[],{}]}"};
  for (const char* key :
       {"event_id",    "level",       "platform",    "timestamp",  "release",  "dist",
        "environment", "tags",        "user",        "request",    "contexts", "exception",
        "threads",     "stacktrace",  "breadcrumbs", "logentry",   "message",  "extra",
        "modules",     "sdk",         "fingerprint", "debug_meta", "errors",   "_meta",
        "transaction", "server_name", "logger",      "type",       "culprit",  "template",
        "csp"}) {
    for (const char* wrong : kWrong) {
      SCOPED_TRACE(std::string(key) + " = " + wrong);
      json::object event = parsed(std::string("{\"") + key + "\":" + wrong + "}");
      (void)normalize_event(event, context());
      EXPECT_FALSE(json::serialize(event).empty());
    }
  }
}

TEST(Normalize, TakesEverySample) {
  const std::filesystem::path folder = std::filesystem::path(PICKET_SHARED_DIR) / "samples/events";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    SCOPED_TRACE(entry.path().filename());
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    json::object event = parsed(text.str());
    EXPECT_TRUE(normalize_event(event, context()).has_value());
    EXPECT_TRUE(event.contains("platform"));
    ++count;
  }
  EXPECT_GT(count, 20);
}

}  // namespace
}  // namespace picket::domain
