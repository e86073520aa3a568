#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

constexpr const char* kTraced = R"({"contexts":{"trace":{
    "trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"000000000000000a","client_sample_rate":9}}})";

json::object with_header(std::string_view event, std::string_view header,
                         EventKind kind = EventKind::error) {
  const json::object trace = parsed(header);
  NormalizeContext context = test_context();
  context.trace = &trace;
  json::object result = parsed(event);
  if (kind == EventKind::transaction) {
    result["start_timestamp"] = result["timestamp"] = 1'763'999'999;
    context.kind = kind;
  }
  EXPECT_TRUE(normalize_event(result, context).has_value());
  return result;
}

TEST(SetTrace, SaysWhatTheEnvelopeSays) {
  for (const char* header :
       {R"({"sample_rate":"0.25","sampled":"true"})", R"({"sample_rate":0.25,"sampled":true})"}) {
    const auto event = with_header(kTraced, header);
    EXPECT_EQ(shown(event, "/contexts/trace/client_sample_rate"), "0.25");
    EXPECT_EQ(shown(event, "/contexts/trace/sampled"), "true");
  }
  EXPECT_EQ(shown(with_header(kTraced, R"({"sampled":"true"})", EventKind::transaction),
                  "/contexts/trace/sampled"),
            "absent");
}

TEST(SetTrace, BelievesNoSdkAboutItsRate) {
  for (const char* header : {"{}", R"({"sample_rate":-1})", R"({"sample_rate":"1x"})",
                             R"({"sample_rate":"inf"})", R"({"sample_rate":[]})"}) {
    EXPECT_EQ(shown(with_header(kTraced, header), "/contexts/trace/client_sample_rate"), "absent")
        << header;
  }
  EXPECT_EQ(shown(normalized(kTraced), "/contexts/trace/client_sample_rate"), "absent");
}

TEST(SetTrace, TakesTheReplayOfTheEnvelope) {
  const auto event = with_header(R"({"contexts":{"replay":{"replay_id":"x"}}})",
                                 R"({"replay_id":"4C79F60C11214EB38604F4AE0781BFB2"})");
  EXPECT_EQ(shown(event, "/contexts/replay"),
            R"({"replay_id":"4c79f60c11214eb38604f4ae0781bfb2","type":"replay"})");
  EXPECT_EQ(shown(with_header("{}", R"({"replay_id":"no"})"), "/contexts"), "absent");
}

TEST(SetTrace, GivesATraceToWhatHasNone) {
  NormalizeContext context = test_context();
  context.new_trace = EventId{0x1111222233334444U, 0x5555666677778888U};
  EXPECT_EQ(shown(normalized("{}", context), "/contexts/trace"),
            R"({"trace_id":"11112222333344445555666677778888","span_id":"1111222233334444",)"
            R"("status":"unknown","type":"trace"})");
  EXPECT_EQ(shown(normalized(kTraced, context), "/contexts/trace/span_id"), "\"000000000000000a\"");
  context.new_trace = EventId{0, 5};  // Its first half is no id of a span.
  EXPECT_EQ(shown(normalized("{}", context), "/contexts"), "absent");
}

TEST(CopyTraceTags, NamesTheLargestPaint) {
  const auto event = normalized(
      R"({"tags":{"lcp.url":"mine"},"contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2",
          "span_id":"000000000000000a","data":{"lcp.element":"body > h1","lcp.size":24827,
          "lcp.id":" a\nb","lcp.url":"theirs"}}}})");
  EXPECT_EQ(shown(event, "/tags"),
            R"([["lcp.url","mine"],["lcp.element","body > h1"],["lcp.size","24827"]])");
}

TEST(ContextSchemas, GiveAttributesTheirTypes) {
  expect_all({
      {R"({"contexts":{"device":{"online":"yes"}}})", "/contexts/device/online", "null"},
      {R"({"contexts":{"device":{"memory_size":-1}}})", "/contexts/device/memory_size", "null"},
      {R"({"contexts":{"device":{"battery_level":5}}})", "/contexts/device/battery_level", "5"},
      {R"({"contexts":{"device":{"uuid":"ABADCADEFEEDDEADBEEFBADDADFEEDED"}}})",
       "/contexts/device/uuid", "\"abadcade-feed-dead-beef-baddadfeeded\""},
      {R"({"contexts":{"os":{"build":7}}})", "/contexts/os/build", "\"7\""},
      {R"({"contexts":{"app":{"view_names":["a",1]}}})", "/contexts/app/view_names/1", "null"},
      {R"({"contexts":{"x":{"type":"gpu","id":7,"memory_size":"1"}}})", "/contexts/x/memory_size",
       "null"},
      {R"({"contexts":{"x":{"type":7}}})", "/contexts/x/type", "\"x\""},
      {R"({"contexts":{"trace":{"status":17}}})", "/contexts/trace/status", "null"},
      {R"({"contexts":{"trace":{"status":5}}})", "/contexts/trace/status", "\"not_found\""},
      {R"({"contexts":{"trace":{"origin":"a b"}}})", "/_meta/contexts/trace/origin//err/0/1/reason",
       "\"invalid character ' '\""},
      {R"({"contexts":{"response":{"cookies":"a=b","headers":{"x-y":1}}}})",
       "/contexts/response/cookies", R"([["a","b"]])"},
      {R"({"contexts":{"response":{"headers":{"x-y":1}}}})", "/contexts/response/headers",
       R"([["X-Y","1"]])"},
      {R"({"contexts":{"replay":{"replay_id":"4C79F60C11214EB38604F4AE0781BFB2"}}})",
       "/contexts/replay/replay_id", "\"4c79f60c11214eb38604f4ae0781bfb2\""},
      {R"({"contexts":{"own":{"online":"yes"}}})", "/contexts/own/online", "\"yes\""},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
