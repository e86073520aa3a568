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
  const json::object shown = meta(R"({"exception":{"values":[{}]},"request":{"url":"u"},
      "_meta":{"request":{"query_string":{"":{"len":9}},"data":{"in_app":{"":{"len":5}}}},
               "threads":{"values":{}}}})");
  EXPECT_EQ(json::serialize(shown.at("entries")),
            R"({"1":{"data":{"query":{"":{"len":9}},"data":{"in_app":{"":{"len":5}}}}}})");
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
