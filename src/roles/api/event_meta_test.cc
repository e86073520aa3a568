#include "roles/api/event_meta.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;
using Tags = std::vector<std::pair<std::string, std::string>>;

json::object meta(std::string_view event, const Tags& tags = {}) {
  const json::object parsed = json::parse(event).as_object();
  return event_meta(parsed, event_entries(parsed), tags);
}

TEST(EventMeta, IsNullWhereNothingWasChanged) {
  const char* const nothing =
      R"({"entries":{},"message":null,"user":null,"contexts":null,"sdk":null,"context":null,)"
      R"("packages":null,"tags":{}})";
  for (const char* event :
       {"{}", R"({"_meta":{}})", R"({"_meta":null})", R"({"_meta":{"user":{},"tags":7}})"})
    EXPECT_EQ(json::serialize(meta(event)), nothing) << event;
}

TEST(EventMeta, EntriesGoByTheirPlace) {
  const json::object shown = meta(R"({"exception":{"values":[{}]},"template":{"lineno":1},
      "_meta":{"template":{"filename":{"":{"len":9}}},"threads":{"values":{}}}})");
  EXPECT_EQ(json::serialize(shown.at("entries")), R"({"1":{"data":{"filename":{"":{"len":9}}}}})");
}

TEST(EventMeta, PartsOfARequestAreAllThere) {
  const json::object shown = meta(R"({"request":{"url":"u"},"_meta":{"request":{
      "query_string":{"":{"len":9}},"data":{"in_app":{"":{"len":5}}},"fragment":{"":{"len":1}}}}})");
  EXPECT_EQ(json::serialize(shown.at("entries")),
            R"({"0":{"data":{"":null,"apiTarget":null,"method":null,"url":null,)"
            R"("query":{"":{"len":9}},"data":{"in_app":{"":{"len":5}}},"headers":null,)"
            R"("cookies":null,"env":null,"fragment":{"":{"len":1}}}}})");
}

TEST(EventMeta, TextsShowWhatWasRemoved) {
  const json::object shown = meta(R"({"user":{"email":"to **** now"},"_meta":{"user":{
      "email":{"":{"rem":[["@email","m",3,7]]}},"name":{"":{"rem":[["@x","x"]]}}}}})");
  EXPECT_EQ(json::serialize(shown.at("user")),
            R"({"email":{"":{"rem":[["@email","m",3,7]],"chunks":[{"type":"text","text":"to "},)"
            R"({"type":"redaction","text":"****","rule_id":"@email","remark":"m"},)"
            R"({"type":"text","text":" now"}]}},"name":{"":{"rem":[["@x","x"]]}}})");
}

TEST(EventMeta, NamesInsideFramesAreThoseOfTheAnswer) {
  const json::object shown = meta(R"({"exception":{"values":[{}]},"_meta":{"exception":{"values":{
      "0":{"stacktrace":{"frames":{"3":{"abs_path":{"":{"len":1}},
                                        "vars":{"abs_path":{"":{"len":2}}}}}}}}}}})");
  EXPECT_EQ(json::serialize(shown.at("entries")),
            R"({"0":{"data":{"values":{"0":{"stacktrace":{"frames":{"3":{)"
            R"("absPath":{"":{"len":1}},"vars":{"abs_path":{"":{"len":2}}}}}}}}}}})");
}

TEST(EventMeta, PartsOfTheEventHaveTheirOwn) {
  const json::object shown = meta(R"({"_meta":{
      "logentry":{"formatted":{"":{"len":1}}},"user":{"email":{"":{"len":2}}},
      "contexts":{"a":{"":{"len":3}}},"sdk":{"":{"len":4}},"extra":{"":{"len":5}},
      "modules":{"":{"len":6}}}})");
  EXPECT_EQ(json::serialize(shown),
            R"({"entries":{},"message":{"":{"len":1}},"user":{"email":{"":{"len":2}}},)"
            R"("contexts":{"a":{"":{"len":3}}},"sdk":{"":{"len":4}},"context":{"":{"len":5}},)"
            R"("packages":{"":{"len":6}},"tags":{}})");
  EXPECT_EQ(
      json::serialize(meta(R"({"_meta":{"logentry":{"message":{"":{"len":1}}}}})").at("message")),
      R"({"":{"len":1}})");
}

TEST(EventMeta, TagsGoByTheirPlaceInTheAnswer) {
  const json::object shown =
      meta(R"({"tags":[["z","1"],["a","2"],null],"_meta":{"tags":{"0":{"1":{"":{"len":300}}},
               "1":{"0":{"":{"len":7}}},"2":{"1":{}},"9":{"1":{}},"x":{}}}})",
           {{"a", "2"}, {"level", "error"}, {"z", "1"}});
  EXPECT_EQ(
      json::serialize(shown.at("tags")),
      R"({"2":{"key":null,"value":{"":{"len":300}}},"0":{"key":{"":{"len":7}},"value":null}})");
}

}  // namespace
}  // namespace picket::api
