#include "domain/grouping/mark.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/grouping.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

json::object parsed(std::string_view text) {
  return json::parse({text.data(), text.size()}).as_object();
}

/// Rules of a project for functions by their names.
std::shared_ptr<const GroupingSettings> settings() {
  return GroupingSettings::compile(
      {.stack_trace = "function:in* +app\nfunction:out* -app\nfunction:*cat category=cat"},
      grouping::kCurrent);
}

/// The only frame of an event as it is shown.
json::object marked(const std::string& frame, const std::string& platform = "other") {
  json::object event =
      parsed(R"({"platform":")" + platform + R"(","stacktrace":{"frames":[)" + frame + "]}}");
  mark_event(event, *settings());
  return event.at("stacktrace").at("frames").at(0).as_object();
}

TEST(MarkFrames, KeepsWhatTheClientSaid) {
  EXPECT_EQ(marked(R"({"function":"f","in_app":true})"),
            parsed(R"({"function":"f","in_app":true,"data":{"client_in_app":true}})"));
  EXPECT_EQ(marked(R"({"function":"in","in_app":true,"data":null})"),
            parsed(R"({"function":"in","in_app":true,"data":{"client_in_app":true}})"));
}

TEST(MarkFrames, RemembersWhatWasBefore) {
  EXPECT_EQ(
      marked(R"({"function":"out","in_app":true})"),
      parsed(R"({"function":"out","in_app":false,"data":{"client_in_app":true,"orig_in_app":1}})"));
  EXPECT_EQ(
      marked(R"({"function":"in","in_app":false})"),
      parsed(R"({"function":"in","in_app":true,"data":{"client_in_app":false,"orig_in_app":0}})"));
  EXPECT_EQ(marked(R"({"function":"in"})"),
            parsed(R"({"function":"in","in_app":true,"data":{"orig_in_app":-1}})"));
  EXPECT_EQ(marked(R"({"function":"f"})"),
            parsed(R"({"function":"f","in_app":false,"data":{"orig_in_app":-1}})"));
}

TEST(MarkFrames, SetsTheCategory) {
  EXPECT_EQ(
      marked(R"({"function":"a cat","in_app":true,"data":{"x":1}})"),
      parsed(
          R"({"function":"a cat","in_app":true,"data":{"x":1,"client_in_app":true,"category":"cat"}})"));
}

TEST(MarkFrames, TrimsFunctions) {
  const json::object frame =
      marked(R"json({"function":"int f(char)","in_app":true})json", "native");
  EXPECT_EQ(frame.at("function"), "f");
  EXPECT_EQ(frame.at("raw_function"), "int f(char)");
}

TEST(MarkFrames, DoesNotChangeWhatItMarkedBefore) {
  json::object event =
      parsed(R"json({"platform":"native","exception":[{"type":"T","stacktrace":{"frames":[
      {"function":"int in(char)","in_app":false},{"function":"out cat","in_app":true},{"function":"f"},null]}}]})json");
  const Grouping first = group_event(event, *settings());
  mark_event(event, *settings());
  const json::object once = event;
  EXPECT_EQ(group_event(event, *settings()).hashes, first.hashes);
  mark_event(event, *settings());
  EXPECT_EQ(event, once);
}

TEST(MarkFrames, StartsAfreshWhenRulesAreAskedAgain) {
  const auto rules = GroupingSettings::compile(
      {.stack_trace = "category:late -app\nfunction:f category=late"}, grouping::kCurrent);
  json::object event = parsed(R"({"stacktrace":{"frames":[{"function":"f","in_app":true}]}})");
  mark_event(event, *rules);
  const json::object once = event;
  mark_event(event, *rules);
  EXPECT_EQ(event, once);
  const json::value& frame = event.at("stacktrace").at("frames").at(0);
  EXPECT_EQ(frame.at("data").at("category"), "late");
  mark_event(event, *GroupingSettings::standard());
  EXPECT_FALSE(frame.at("data").as_object().contains("category"));
}

TEST(MarkFrames, GroupsAsWithoutMarking) {
  json::object event =
      parsed(R"({"platform":"java","exception":[{"type":"T","stacktrace":{"frames":[
      {"module":"android.os.Looper","function":"loop"},{"module":"com.shop.Cart","function":"pay","in_app":true}]}},
      {"type":"U","stacktrace":{"frames":[{"function":"out","in_app":true}]}}]})");
  const std::vector<std::string> hashes = group_event(event, *settings()).hashes;
  EXPECT_EQ(group_and_mark_event(event, *settings()).hashes, hashes);
  const json::value& frames = event.at("exception").at(0).at("stacktrace").at("frames");
  EXPECT_FALSE(frames.at(0).as_object().contains("data"));
  EXPECT_EQ(frames.at(1).at("in_app"), true);
  EXPECT_EQ(event.at("exception").at(1).at("stacktrace").at("frames").at(0).at("in_app"), false);
}

const char* const kEverywhere = R"({
    "exception":{"values":[null,{"type":"T"},{"type":"T","stacktrace":{"frames":[{}]},"raw_stacktrace":{"frames":[{}]}}]},
    "stacktrace":{"frames":[{}]},
    "threads":{"values":[{"stacktrace":{"frames":[{}]},"raw_stacktrace":{"frames":[{}]}},{"stacktrace":{"frames":[{}]}}]}})";

std::size_t count_marked(const json::object& event) {
  const std::string text = json::serialize(event);
  std::size_t count = 0;
  for (std::size_t at = text.find("\"in_app"); at != std::string::npos;
       at = text.find("\"in_app", at + 1)) {
    ++count;
  }
  return count;
}

TEST(MarkFrames, LooksAtTheCrashOrAtEverything) {
  json::object crash = parsed(kEverywhere);
  group_and_mark_event(crash, *settings());
  EXPECT_EQ(count_marked(crash), 2U);
  json::object all = parsed(kEverywhere);
  mark_event(all, *settings());
  EXPECT_EQ(count_marked(all), 6U);
  json::object thread = parsed(R"({"threads":[{"stacktrace":{"frames":[{}]}}]})");
  group_and_mark_event(thread, *settings());
  EXPECT_EQ(count_marked(thread), 1U);
}

TEST(MarkFrames, MarksAnEventWithAChecksum) {
  json::object event = parsed(kEverywhere);
  event["checksum"] = "x";
  group_and_mark_event(event, *settings());
  EXPECT_EQ(count_marked(event), 2U);
}

}  // namespace
}  // namespace picket::domain
