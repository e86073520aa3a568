#include "roles/api/event_entries.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;

std::vector<Entry> entries(std::string_view event) {
  return event_entries(json::parse(event).as_object());
}

std::string only(std::string_view event) {
  const auto found = entries(event);
  EXPECT_EQ(found.size(), 1U) << event;
  return found.size() == 1 ? json::serialize(found[0].data) : "";
}

TEST(EventEntries, AreThoseThatTheEventHasInOrder) {
  std::string types;
  for (const Entry& entry : entries(R"({
      "debug_meta":{"images":[]},"nel":{"a":1},"csp":{"b":2},"logentry":{"message":"m"},
      "request":{"url":"u"},"breadcrumbs":{"values":[{}]},"template":{"lineno":1},
      "stacktrace":{"frames":[{}]},"threads":{"values":[{}]},"exception":{"values":[{}]},
      "user":{"id":"1"},"contexts":{},"sdk":{},"extra":{"a":1}})")) {
    types += std::string(entry.type) + "=" + std::string(entry.source) + " ";
  }
  EXPECT_EQ(types,
            "exception=exception threads=threads stacktrace=stacktrace template=template "
            "breadcrumbs=breadcrumbs request=request message=logentry csp=csp nel=nel "
            "debugmeta=debug_meta ");
}

TEST(EventEntries, EmptyInterfacesAreNone) {
  EXPECT_TRUE(entries("{}").empty());
  EXPECT_TRUE(entries(R"({"exception":{"values":[]},"threads":{"values":[]},"logentry":{},
      "breadcrumbs":{"values":null},"request":{"url":null},"stacktrace":{"frames":[]},
      "csp":{"x":null},"template":null,"debug_meta":{}})")
                  .empty());
  EXPECT_TRUE(entries(R"({"exception":7,"threads":"x","logentry":[],"breadcrumbs":{"values":7},
      "request":"x","stacktrace":[],"csp":1,"template":2,"debug_meta":{"images":7}})")
                  .empty());
}

TEST(EventEntries, ExceptionsKeepTheirOrder) {
  EXPECT_EQ(only(R"({"exception":{"values":[
      {"type":"KeyError","value":"'a'","module":"builtins","thread_id":7,
       "mechanism":{"type":"chained","handled":true,"data":null,"exception_id":1}},
      null,
      {"type":"ValueError","raw_value":"rv","raw_type":"rt","raw_module":"rm"}],
      "exc_omitted":[1,2]}})"),
            R"({"values":[{"type":"KeyError","value":"'a'","mechanism":{"type":"chained",)"
            R"("handled":true,"exception_id":1},"threadId":7,"module":"builtins",)"
            R"("stacktrace":null,"rawStacktrace":null,"rawValue":null,"rawModule":null,)"
            R"("rawType":null},{"type":"ValueError","value":null,"mechanism":null,)"
            R"("threadId":null,"module":null,"stacktrace":null,"rawStacktrace":null,)"
            R"("rawValue":"rv","rawModule":"rm","rawType":"rt"}],"hasSystemFrames":false,)"
            R"("excOmitted":[1,2]})");
}

TEST(EventEntries, OneFrameOfTheAppMarksTheExceptions) {
  const auto found = entries(R"({"exception":[{"stacktrace":{"frames":[{"in_app":false}]}},
      {"stacktrace":{"frames":[{"in_app":true}]}}]})");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].data.at("hasSystemFrames"), json::value(true));
}

TEST(EventEntries, ThreadsKeepTheirIds) {
  EXPECT_EQ(only(R"({"threads":{"values":[{"id":"a1","name":"main","crashed":true,"current":false,
      "state":"RUNNABLE","held_locks":{"x":1}}]}})"),
            R"({"values":[{"id":"a1","name":"main","crashed":true,"current":false,)"
            R"("state":"RUNNABLE","heldLocks":{"x":1},"stacktrace":null,"rawStacktrace":null}]})");
}

TEST(EventEntries, BreadcrumbsHaveDatesAndDefaults) {
  EXPECT_EQ(only(R"({"breadcrumbs":{"values":[
      {"timestamp":1778672468.7,"type":"http","level":"warning","message":"m","category":"c",
       "data":{"a":1},"event_id":"e"},
      {"timestamp":1778672468,"data":{}},{"timestamp":1e300},{"timestamp":"2026"}]}})"),
            R"({"values":[{"type":"http","timestamp":"2026-05-13T11:41:08.700000Z",)"
            R"("level":"warning","message":"m","category":"c","data":{"a":1},"event_id":"e"},)"
            R"({"type":"default","timestamp":"2026-05-13T11:41:08Z","level":"info",)"
            R"("message":null,"category":null,"data":null,"event_id":null},)"
            R"({"type":"default","timestamp":null,"level":"info","message":null,)"
            R"("category":null,"data":null,"event_id":null},)"
            R"({"type":"default","timestamp":"2026","level":"info","message":null,)"
            R"("category":null,"data":null,"event_id":null}]})");
}

TEST(EventEntries, RequestsHavePairs) {
  EXPECT_EQ(only(R"({"request":{"url":"https://h/p","method":"POST","query_string":[["b","1"],
      ["a","2"]],"fragment":"f","data":{"k":[1]},"headers":[["X","1"],["Accept","2"],7],
      "cookies":{"sid":"s"},"env":{"E":"1"},"inferred_content_type":"application/json",
      "api_target":"graphql"}})"),
            R"({"apiTarget":"graphql","method":"POST","url":"https://h/p",)"
            R"("query":[["b","1"],["a","2"]],"fragment":"f","data":{"k":[1]},)"
            R"("headers":[7,["Accept","2"],["X","1"]],"cookies":[["sid","s"]],"env":{"E":"1"},)"
            R"("inferredContentType":"application/json"})");
  EXPECT_EQ(only(R"({"request":{"query_string":"raw=1"}})"),
            R"({"apiTarget":null,"method":null,"url":null,"query":"raw=1","fragment":null,)"
            R"("data":null,"headers":[],"cookies":[],"env":null,"inferredContentType":null})");
}

TEST(EventEntries, AMessageIsFormattedOrPlain) {
  EXPECT_EQ(only(R"({"logentry":{"formatted":"x 1","message":"x %s","params":["1"]}})"),
            R"({"formatted":"x 1","message":"x %s","params":["1"]})");
  EXPECT_EQ(only(R"({"logentry":{"message":"plain"}})"),
            R"({"formatted":"plain","message":"plain","params":null})");
}

TEST(EventEntries, ReportsAndImagesKeepTheirNames) {
  EXPECT_EQ(only(R"({"csp":{"blocked_uri":"u","referrer":null}})"), R"({"blocked_uri":"u"})");
  EXPECT_EQ(only(R"({"debug_meta":{"images":[{"type":"elf"}],"sdk_info":null}})"),
            R"({"images":[{"type":"elf"}]})");
  EXPECT_EQ(only(R"({"template":{"lineno":2,"filename":"t","context_line":"x"}})"),
            R"({"lineNo":2,"filename":"t","context":[[2,"x"]]})");
}

}  // namespace
}  // namespace picket::api
