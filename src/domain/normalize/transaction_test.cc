#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

using std::string;

constexpr std::string_view kTrace =
    R"("contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"fa90fdead5f74053"}})";
constexpr std::string_view kTimes = R"("start_timestamp":1763999998,"timestamp":1763999999.5)";

NormalizeContext of_transaction() {
  NormalizeContext context = test_context();
  context.kind = EventKind::transaction;
  return context;
}

string span(std::string_view members) {
  return R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"fa90fdead5f74054",)" +
         string(members) + "}";
}

/// A good transaction with more members.
string good(std::string_view more = {}) {
  return "{" + string(kTrace) + "," + string(kTimes) + (more.empty() ? "" : ",") + string(more) +
         "}";
}

string spans(std::string_view one) {
  return R"("spans":[)" + string(one) + "]";
}

json::object done(const string& text) {
  return normalized(text, of_transaction());
}

bool refused(const string& text) {
  json::object event = parsed(text);
  const auto result = normalize_event(event, of_transaction());
  if (result) return false;
  EXPECT_EQ(result.error(), NormalizeError::invalid_transaction) << text;
  return true;
}

TEST(CheckTransaction, WantsTimesAndIds) {
  EXPECT_FALSE(refused(good()));
  const string trace(kTrace);
  for (const string& text : {
           "{" + trace + R"(,"timestamp":1763999999})",
           "{" + trace + R"(,"start_timestamp":1763999998})",
           "{" + trace + R"(,"start_timestamp":1763999999.6,"timestamp":1763999999.5})",
           "{" + trace + R"(,"start_timestamp":"soon","timestamp":1763999999.5})",
           "{" + string(kTimes) + "}",
           "{" + string(kTimes) + R"(,"contexts":{"trace":{"span_id":"fa90fdead5f74053"}}})",
           "{" + string(kTimes) +
               R"(,"contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2"}}})",
           "{" + string(kTimes) + R"(,"contexts":{"trace":{"type":"other"}}})",
       }) {
    EXPECT_TRUE(refused(text)) << text;
  }
}

TEST(CheckTransaction, WantsItToHaveEndedLately) {
  const auto at = [](std::string_view start, std::string_view end) {
    return "{" + string(kTrace) + R"(,"start_timestamp":)" + string(start) + R"(,"timestamp":)" +
           string(end) + "}";
  };
  // Five days before 1764000000, and a minute behind it.
  EXPECT_FALSE(refused(at("1763568000", "1763568000")));
  EXPECT_TRUE(refused(at("1763567999", "1763567999")));
  EXPECT_FALSE(refused(at("1763999999", "1764000060")));
}

TEST(CheckTransaction, WantsGoodSpans) {
  EXPECT_FALSE(
      refused(good(spans(span(R"("start_timestamp":1763999998,"timestamp":1763999999)")))));
  for (
      const string& one : {
          string("null"),
          string("7"),
          span(R"("timestamp":1763999999)"),
          span(R"("start_timestamp":1763999999,"timestamp":1763999998)"),
          span(R"("start_timestamp":-5,"timestamp":1763999999)"),
          string(
              R"({"span_id":"fa90fdead5f74054","start_timestamp":1763999998,"timestamp":1763999999})"),
          string(
              R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","start_timestamp":1763999998,"timestamp":1763999999})"),
      }) {
    EXPECT_TRUE(refused(good(spans(one)))) << one;
  }
}

TEST(CheckTransaction, EndsAnOpenSpanWithTheTransaction) {
  const auto event = done(good(spans(span(R"("start_timestamp":1763999998,"status":"ok")"))));
  EXPECT_EQ(shown(event, "/spans/0/timestamp"), "1763999999.5");
  EXPECT_EQ(shown(event, "/spans/0/status"), "\"deadline_exceeded\"");
}

TEST(NormalizeTransaction, IsNoErrorEvent) {
  const auto event = done(good(R"("type":"error","exception":{"type":"E"})"));
  EXPECT_EQ(event.at("type"), "transaction");
  EXPECT_EQ(event.at("level"), "info");
  EXPECT_EQ(event.at("transaction"), "<unlabeled transaction>");
  EXPECT_EQ(shown(event, "/transaction_info/source"), "\"unknown\"");
  EXPECT_EQ(shown(event, "/contexts/trace/op"), "\"default\"");
  EXPECT_EQ(shown(event, "/contexts/trace/status"), "\"unknown\"");
}

TEST(NormalizeTransaction, CleansNamesThatAreUrls) {
  const auto url = done(good(R"("transaction":"/u/123","transaction_info":{"source":"url"})"));
  EXPECT_EQ(url.at("transaction"), "/u/*");
  EXPECT_EQ(shown(url, "/transaction_info/source"), "\"sanitized\"");
  EXPECT_EQ(shown(url, "/_meta/transaction/"), R"({"rem":[["int","s",3,6]],"val":"/u/123"})");
  const auto route = done(good(R"("transaction":"/u/123","transaction_info":{"source":"route"})"));
  EXPECT_EQ(route.at("transaction"), "/u/123");
  EXPECT_EQ(shown(route, "/transaction_info/source"), "\"route\"");
}

TEST(NormalizeTransaction, KnowsSdksThatNameByUrl) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"("sdk":{"name":"sentry.javascript.react","version":"1"})", "sanitized"},
      {R"("sdk":{"name":"sentry.python","version":"1"})", "unknown"},
      {R"("sdk":{"name":"sentry.python","version":"1","integrations":["django"]},"tags":{"http.status_code":"404"})",
       "sanitized"},
      {R"("sdk":{"name":"sentry.python","version":"1","integrations":["flask"]},"tags":{"http.status_code":"404"})",
       "unknown"},
      {R"("sdk":{"name":"sentry.javascript.node","version":"1","integrations":["Express"]},"request":{"method":"options"})",
       "sanitized"},
      {R"("sdk":{"name":"sentry.javascript.node","version":"1","integrations":["Express"]},"request":{"method":"get"})",
       "unknown"},
      {R"("sdk":{"name":"sentry.ruby","version":"1"},"modules":{"rack":"1"})", "unknown"},
  };
  for (const auto& [members, source] : cases) {
    const auto event = done(good(R"("transaction":"/u/jane",)" + string(members)));
    EXPECT_EQ(shown(event, "/transaction_info/source"), '"' + string(source) + '"') << members;
  }
  const string lost =
      R"("sdk":{"name":"sentry.ruby","version":"1"},"modules":{"rack":"1"},"transaction":"/u/jane",)"
      R"("contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"fa90fdead5f74053",)"
      R"("status":5}})";
  EXPECT_EQ(shown(done("{" + string(kTimes) + "," + lost + "}"), "/transaction_info/source"),
            "\"sanitized\"");
}

TEST(NormalizeTransaction, ReadsSpansByTheirSchema) {
  const auto event = done(good(
      spans(span(R"("start_timestamp":"2025-11-24T15:59:58Z","timestamp":1763999999,"status":16,)"
                 R"("tags":{"a":1,"b":"x"},"description":7,"origin":"auto.db","own":[1],)"
                 R"("measurements":{"Memory":{"value":1,"unit":"byte"}})"))));
  EXPECT_EQ(shown(event, "/spans/0/start_timestamp"), "1763999998");
  EXPECT_EQ(shown(event, "/spans/0/op"), "\"default\"");
  EXPECT_EQ(shown(event, "/spans/0/status"), "\"unauthenticated\"");
  EXPECT_EQ(shown(event, "/spans/0/tags"), R"({"a":"1","b":"x"})");
  EXPECT_EQ(shown(event, "/spans/0/description"), "null");
  EXPECT_EQ(shown(event, "/spans/0/own"), "[1]");
  EXPECT_EQ(shown(event, "/spans/0/measurements/memory/unit"), "\"byte\"");
}

TEST(NormalizeTransaction, CutsSpansWhole) {
  string many;
  for (int i = 0; i < 30; ++i) {
    if (i > 0) many += ',';
    many += span(R"("start_timestamp":1763999998,"timestamp":1763999999,"description":")" +
                 string(40'000, 'x') + '"');
  }
  const auto event = done(good(spans(many)));
  EXPECT_EQ(event.at("spans").as_array().size(), 21U);  // The last one begins within 800 KiB.
  EXPECT_EQ(shown(event, "/spans/20/description").size(), 40'002U);
  EXPECT_EQ(shown(event, "/_meta/spans//len"), "30");
}

TEST(NormalizeTransaction, ShiftsAllTimesByADrift) {
  NormalizeContext context = of_transaction();
  context.sent_at = kReceived - std::chrono::hours(2);
  const auto event = normalized(
      "{" + string(kTrace) + R"(,"start_timestamp":1763992790,"timestamp":1763992799,)" +
          R"("transaction_info":{"changes":[{"source":"url","timestamp":1763992791,"propagations":1}]},)" +
          spans(span(R"("start_timestamp":1763992792,"timestamp":1763992793)")) + "}",
      context);
  EXPECT_EQ(shown(event, "/timestamp"), "1763999999");
  EXPECT_EQ(shown(event, "/spans/0/start_timestamp"), "1763999992");
  EXPECT_EQ(shown(event, "/transaction_info/changes/0/timestamp"), "1763999991");
}

}  // namespace
}  // namespace picket::domain::normalize
