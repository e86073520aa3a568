// Events that want to cost more than they weigh. No clock here: what is quadratic takes minutes
// on these sizes and runs into the timeout of the suite.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// "key0":value,"key1":value ...
std::string numbered(std::size_t count, std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    out.append("\"k").append(std::to_string(i)).append("\":").append(value);
  }
  return out;
}

std::size_t size_of(std::string_view event) {
  return json::serialize(normalized(event)).size();
}

TEST(NormalizeHostile, CutsAMillionTags) {
  const auto event = normalized(R"({"tags":{)" + numbered(1'000'000, "1") + "}}");
  EXPECT_LT(json::serialize(event).size(), 20'000U);
  EXPECT_EQ(event.at("_meta").at("tags").at("").at("len"), 1'000'000);
}

TEST(NormalizeHostile, CutsAMillionBadTags) {
  EXPECT_LT(size_of(R"({"tags":[)" + repeated("[[],{}],", 150'000) + "[1,2]]}"), 200'000U);
}

TEST(NormalizeHostile, DropsAMillionUnknownKeysWithFewErrors) {
  const auto event = normalized("{" + numbered(100'000, "[]") + "}");
  EXPECT_LE(event.at("errors").as_array().size(), 251U);
  EXPECT_LT(json::serialize(event).size(), 100'000U);
  const json::value& last = event.at("errors").as_array().back();
  EXPECT_EQ(last.at("type"), "unknown_error");
  EXPECT_EQ(last.at("reason"), "99750 further errors");
}

TEST(NormalizeHostile, CutsHugeTextsWhereverTheyAre) {
  const std::string huge = '"' + std::string(kMiB, 'x') + '"';
  for (const char* key :
       {"message", "culprit", "transaction", "logger", "server_name", "checksum", "release", "dist",
        "environment", "platform", "level", "timestamp", "event_id"}) {
    EXPECT_LT(size_of(std::string("{\"") + key + "\":" + huge + "}"), 12'000U) << key;
  }
  for (const char* event :
       {R"({"user":{"id":@}})", R"({"tags":{"a":@}})", R"({"request":{"url":@}})",
        R"({"request":{"data":@}})", R"({"extra":{"a":@}})", R"({"contexts":{"c":{"a":@}}})",
        R"({"exception":{"type":@,"value":@}})", R"({"threads":[{"name":@}]})",
        R"({"breadcrumbs":[{"message":@,"data":{"a":@}}]})", R"({"modules":{"a":@}})",
        R"({"stacktrace":{"frames":[{"function":@,"filename":@,"vars":{"a":@}}]}})"}) {
    std::string text = event;
    for (std::size_t at = 0; (at = text.find('@', at)) != std::string::npos; at += huge.size()) {
      text.replace(at, 1, huge);
    }
    EXPECT_LT(size_of(text), 40'000U) << event;
  }
}

TEST(NormalizeHostile, FlattensDeepNesting) {
  constexpr std::size_t kDepth = 120;
  const std::string deep = repeated("[", kDepth) + repeated("]", kDepth);
  const std::string objects = repeated(R"({"a":)", kDepth) + "1" + repeated("}", kDepth);
  for (const char* key : {"extra", "contexts", "tags", "exception", "request", "user", "threads",
                          "stacktrace", "breadcrumbs", "logentry", "_meta", "errors"}) {
    for (const std::string& value : {deep, objects}) {
      EXPECT_LT(size_of(std::string("{\"") + key + "\":" + value + "}"), 10'000U) << key;
    }
  }
}

TEST(NormalizeHostile, StandsAMillionElements) {
  for (const char* key : {"exception", "threads", "breadcrumbs", "fingerprint", "errors", "tags"}) {
    const std::string list = "[" + repeated("7,", 300'000) + "{}]";
    EXPECT_GT(size_of(std::string("{\"") + key + "\":" + list + "}"), 10U) << key;
  }
}

TEST(NormalizeHostile, BoundsErrorsInASentMeta) {
  const std::string errors = repeated(R"("invalid_data",)", 60'000);
  const auto event =
      normalized(R"({"user":{"id":1},"_meta":{"user":{"":{"err":[)" + errors + R"("x"]}}}})");
  EXPECT_EQ(event.at("errors").as_array().size(), 1U);
}

TEST(NormalizeHostile, BoundsNamesOfErrorsInASentMeta) {
  const std::string key(kMiB / 2, 'k');
  const std::string nodes = numbered(5'000, R"({"":{"err":["invalid_data"]}})");
  const auto event = normalized(R"({"extra":{")" + key + "\":{" + numbered(5'000, "1") +
                                R"(}},"_meta":{"extra":{")" + key + "\":{" + nodes + "}}}}");
  const json::array& errors = event.at("errors").as_array();
  ASSERT_EQ(errors.size(), 1U);  // Cut, all their names are one.
  EXPECT_EQ(errors[0].at("name").as_string().size(), 501U);
}

TEST(NormalizeHostile, BoundsWhatAFormatRenders) {
  const std::string huge = '"' + std::string(kMiB / 2, 'x') + '"';
  const std::string message = repeated("%(a).0s", 70'000);
  const auto event =
      normalized(R"({"logentry":{"message":")" + message + R"(","params":{"a":)" + huge + "}}}");
  EXPECT_EQ(event.at("logentry").at("formatted"), "");
}

TEST(NormalizeHostile, BoundsWhatAFormatPads) {
  const std::string message = repeated("%99999999999d", 20'000);
  const std::string params = "[" + repeated("1,", 20'000) + "1]";
  EXPECT_LT(size_of(R"({"logentry":{"message":")" + message + R"(","params":)" + params + "}}"),
            30'000U);
}

TEST(NormalizeHostile, KeepsTwoHundredAndFiftyOfManyFrames) {
  const std::string frames = repeated(R"({"function":"f","in_app":true,"vars":{"a":1}},)", 20'000);
  const auto event = normalized(R"({"stacktrace":{"frames":[)" + frames + "{}]}}");
  EXPECT_EQ(event.at("stacktrace").at("frames").as_array().size(), 250U);
  EXPECT_EQ(event.at("_meta").at("stacktrace").at("frames").at("").at("len"), 20'001);
}

TEST(NormalizeHostile, TurnsNumbersThatAreNoneIntoNull) {
  const auto event = normalized(
      R"({"extra":{"a":NaN,"b":[Infinity,-Infinity],"c":1e400},"timestamp":NaN,
          "tags":{"t":Infinity},"exception":{"type":"E","value":NaN}})");
  EXPECT_TRUE(event.at("extra").at("b").as_array()[0].is_null());
  EXPECT_TRUE(event.at("extra").at("c").is_null());
  EXPECT_EQ(event.at("_meta").at("extra").at("c").at("").at("err").as_array()[0].as_array()[0],
            "invalid_data");
  EXPECT_TRUE(event.at("timestamp").is_number());
}

TEST(NormalizeHostile, ReplacesLoneSurrogatesAndBytesThatAreNoText) {
  const auto event = normalized("{\"message\":\"a\\ud800b\\udc00 \xFF\"}");
  EXPECT_EQ(event.at("logentry").at("formatted"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD \xEF\xBF\xBD");
}

}  // namespace
}  // namespace picket::domain::normalize
