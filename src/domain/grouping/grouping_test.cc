// The worked examples of the shared spec "grouping", section 18, and what holds for every event.
#include "domain/grouping/grouping.h"

#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain {
namespace {

using Hashes = std::vector<std::string>;

Hashes hashes_of(const std::string& json) {
  return group_event(boost::json::parse(json).as_object()).hashes;
}

TEST(GroupEvent, SaltsAnExceptionWithAHybridFingerprint) {
  EXPECT_EQ(hashes_of(R"({"platform":"javascript","fingerprint":["{{ default }}","dogs are great"],
                          "exception":{"values":[{"type":"FailedToFetchError","value":
                          "FailedToFetchError: Charlie didn't bring the ball back!"}]}})"),
            Hashes{"e3d593b4335190212ca7c18b8e967fb1"});
}

const char* const kNsError =
    R"({"platform":"cocoa","exception":{"values":[{"type":"iOS_Swift.SampleError","value":"Code=0",
        "mechanism":{"type":"NSError","meta":{"ns_error":
        {"domain":"iOS_Swift.SampleError","code":0}}}}]},
        "threads":{"values":[{"crashed":true,"stacktrace":{"frames":[{"function":"f"}]}}]}})";

TEST(GroupEvent, PrefersAnExceptionWithoutAStackTraceToThreads) {
  EXPECT_EQ(hashes_of(kNsError), Hashes{"029f3b967068b1539f96957b7c0451d7"});
  const grouping::Grouped grouped(kNsError);
  EXPECT_EQ(grouped.component("system", grouping::ComponentId::threads).hint,
            "ignored because app exception takes precedence");
}

TEST(GroupEvent, TakesTheSystemVariantWhenAppHasNoFrames) {
  // The frames as the rules of the example leave them.
  EXPECT_EQ(hashes_of(R"({"platform":"javascript","exception":{"values":[{
      "type":"FailedToFetchError","value":"FailedToFetchError: Charlie didn't bring the ball back!",
      "stacktrace":{"frames":[{"function":"handleRequest","filename":"router.js",
      "context_line":"return handler(request);","in_app":false}]}}]}})"),
            Hashes{"9b3e1c08a50257c5ad760f1f3205a48b"});
}

TEST(GroupEvent, FallsBackToOneGroupForNothing) {
  EXPECT_EQ(hashes_of("{}"), Hashes{"d41d8cd98f00b204e9800998ecf8427e"});
  EXPECT_EQ(hashes_of(R"({"platform":"other"})"), Hashes{"d41d8cd98f00b204e9800998ecf8427e"});
}

TEST(GroupEvent, GivesTheHashOfAppBeforeThatOfSystem) {
  EXPECT_EQ(hashes_of(R"json({"platform":"python","exception":{"values":[{"type":"ValueError",
      "value":"x","stacktrace":{"frames":[
      {"module":"app.main","function":"main","filename":"app/main.py",
       "context_line":"    run( x )","in_app":true,"lineno":3},
      {"module":"lib.core","function":"run","filename":"lib/core.py",
       "context_line":"    raise  ValueError('x')","in_app":false,"lineno":9}]}}]}})json"),
            (Hashes{"7df9c77ffe3143d2f2ec3aca59c9ecff", "f3a02cbc4424732e05ee85d6146d2cd3"}));
}

TEST(GroupEvent, TakesAChecksumForTheHash) {
  EXPECT_EQ(hashes_of(R"({"checksum":"0123456789abcdef0123456789abcdef","fingerprint":["x"],
                          "logentry":{"formatted":"m"}})"),
            Hashes{"0123456789abcdef0123456789abcdef"});
  EXPECT_EQ(hashes_of(R"({"checksum":"Not-A-Hash"})"), Hashes{"5581c2ebcc5c3083ecb104a4a32b2000"});
}

TEST(GroupEvent, HashesAChecksumThatIsNone) {
  for (const char* checksum :
       {"0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdefa"}) {
    const grouping::Grouped grouped(R"({"checksum":")" + std::string(checksum) + R"("})");
    EXPECT_EQ(grouped.names(), Hashes{"hashed_checksum"}) << checksum;
  }
  EXPECT_EQ(hashes_of(R"({"checksum":""})"), Hashes{"d41d8cd98f00b204e9800998ecf8427e"});
  EXPECT_EQ(hashes_of(R"({"checksum":7})"), Hashes{"d41d8cd98f00b204e9800998ecf8427e"});
}

TEST(GroupEvent, NamesTheMainException) {
  const Grouping grouping = group_event(boost::json::parse(R"({"exception":{"values":[
        {"type":"A","mechanism":{"exception_id":1,"parent_id":0}},
        {"type":"G","mechanism":{"exception_id":0,"is_exception_group":true}}]}})")
                                            .as_object());
  EXPECT_EQ(grouping.main_exception_id, 1);
  EXPECT_EQ(grouping.hashes.size(), 1U);
}

TEST(GroupEvent, DependsOnNoValueThatItLeavesOut) {
  // Values that no hash needs are not looked at, except to explain: the answers are the same.
  const std::string frames = R"("stacktrace":{"frames":[{"function":"f","in_app":true}]})";
  const auto member = [&](int id, const char* value) {
    return R"({"type":"A","value":")" + std::string(value) + R"(",)" + frames +
           R"(,"mechanism":{"parent_id":0,"exception_id":)" + std::to_string(id) + "}},";
  };
  const std::string root = R"({"type":"G","value":"2 errors","mechanism":{"exception_id":0,
      "is_exception_group":true}}]})";
  for (const std::string& event : std::initializer_list<std::string>{
           "{\"exception\":[" + member(2, "x 1") + member(1, "x 2") + root,
           "{\"exception\":[" + member(2, "x 1") + member(1, "y 2") + root,
           R"({"exception":[{"type":"A","value":"v 1",)" + frames +
               R"(},{"type":"B","value":"w 2"}]})",
           R"({"exception":[{"value":"v","stacktrace":{"frames":[{"function":"lib"}]}}]})"}) {
    const grouping::Grouped explained(event);
    EXPECT_EQ(hashes_of(event), explained.hashes()) << event;
  }
  // Members of a group that differ in a placeholder alone are one; their values tell them apart.
  EXPECT_EQ(hashes_of("{\"exception\":[" + member(2, "x 1") + member(1, "x 2") + root),
            hashes_of("{\"exception\":[" + member(2, "x 3") + root));
  EXPECT_NE(hashes_of("{\"exception\":[" + member(2, "x 1") + member(1, "y 2") + root),
            hashes_of("{\"exception\":[" + member(2, "x 3") + root));
}

TEST(GroupEvent, WritesNothing) {
  const boost::json::value event = boost::json::parse(kNsError);
  const boost::json::value before = event;
  group_event(event.as_object());
  EXPECT_EQ(event, before);
}

TEST(GroupEvent, ReadsAnythingAnywhere) {
  const char* const values[] = {"null",
                                "true",
                                "-1",
                                "1.5",
                                R"("")",
                                R"("text")",
                                "[]",
                                "{}",
                                "[null]",
                                "[[]]",
                                R"([{"values":1}])",
                                R"({"values":[]})",
                                R"({"values":[null,1,"x",[],{}]})",
                                R"({"frames":[null,{}]})"};
  const char* const keys[] = {"platform",    "exception", "threads",  "stacktrace",   "template",
                              "csp",         "hpkp",      "expectct", "expectstaple", "logentry",
                              "fingerprint", "checksum",  "tags",     "sdk",          "level"};
  for (const char* key : keys) {
    for (const char* value : values) {
      const std::string json = "{\"" + std::string(key) + "\":" + value + "}";
      EXPECT_FALSE(hashes_of(json).empty()) << json;
    }
  }
}

}  // namespace
}  // namespace picket::domain
